"""What the proxy adds: latency and time to first token, against direct and a bare proxy.

    python -m benchmarks.bench_proxy [--requests 200] [--out benchmarks/results/bench_proxy.md]

One run, all sides interleaved in rounds, so that a busy machine slows all of them alike:
read the ratios. Everything stays on loopback. The prompts:

    fresh    500 characters that were never seen before, with names, an address, a card
    agent    an 80 kB coding-agent request whose history is known but for the last turn
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from rich.progress import Progress

from benchmarks.plot import bars

HERE = Path(__file__).parent
SIDES = ("direct", "bare aiohttp", "penname")
WORDS = (
    *("please", "check", "the", "order", "that", "came", "on", "Monday", "because", "the", "box"),
    *("was", "open", "and", "one", "of", "parts", "is", "missing", "so", "we", "need", "a", "new"),
    *("one", "before", "end", "of", "this", "month", "thank", "you", "very", "much", "indeed"),
)
NAMES = ("Maria Schmidt", "John Carter", "Aisha Khan", "Peter Novak", "Laura Rossi")


def fresh_prompt(rng: random.Random) -> list[dict[str, str]]:
    """About 500 characters with seven values, different each time."""
    card = "4" + "".join(str(rng.randrange(10)) for _ in range(14))
    digits = [int(d) for d in card]
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(digits))
    card += str(-total % 10)
    name, other = rng.sample(NAMES, 2)
    mail = f"{name.split()[0].lower()}{rng.randrange(10**6)}@example.org"
    filler = " ".join(rng.choice(WORDS) for _ in range(62))
    text = (
        f"Hello, my name is {name} and I write for {other}. Mail me at {mail} or call "
        f"+49 30 {rng.randrange(10**6, 10**7)}. My card is {card}. {filler}. "
        f"The server is 10.{rng.randrange(256)}.{rng.randrange(256)}.7."
    )
    return [{"role": "user", "content": text}]


def agent_history(rng: random.Random) -> list[dict[str, str]]:
    """About 80 kB: a long system prompt and forty turns."""
    line = "def load(path: str) -> dict[str, int]:  # reads src/config.py and returns a table\n"
    turns = [{"role": "system", "content": "You are a coding agent. " + line * 250}]
    for index in range(40):
        words = " ".join(rng.choice(WORDS) for _ in range(220))
        role = "assistant" if index % 2 else "user"
        turns.append({"role": role, "content": f"Turn {index}: {words}"})
    return turns


@dataclass
class Times:
    """Seconds per request and to the first token."""

    total: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    wall: float = 0.0

    def p(self, of: str, percent: int) -> float:
        values: list[float] = sorted(getattr(self, of))
        return values[min(len(values) - 1, len(values) * percent // 100)] * 1000


async def one(
    session: aiohttp.ClientSession, url: str, messages: list[dict[str, str]], stream: bool
) -> tuple[float, float]:
    """One request: (seconds to the first token, seconds in all)."""
    began = time.perf_counter()
    first = 0.0
    body = {"model": "echo", "messages": messages, "stream": stream}
    async with session.post(url, json=body) as answer:
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {(await answer.text())[:300]}")
        async for _ in answer.content.iter_any():
            first = first or time.perf_counter() - began
    return first, time.perf_counter() - began


async def batch(
    url: str, prompts: list[list[dict[str, str]]], concurrency: int, stream: bool, times: Times
) -> None:
    queue = list(prompts)
    headers = {"authorization": "Bearer bench"}
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:

        async def client() -> None:
            while queue:
                first, total = await one(session, url, queue.pop(), stream)
                times.first.append(first)
                times.total.append(total)

        began = time.perf_counter()
        await asyncio.gather(*(client() for _ in range(concurrency)))
        times.wall += time.perf_counter() - began


@contextmanager
def processes() -> Iterator[dict[str, str]]:
    """Upstream, bare proxy and penname, each in a process; yields the chat URL of each side."""
    ports = [free_port() for _ in range(3)]
    base = f"http://127.0.0.1:{ports[0]}"
    peers = [sys.executable, str(HERE / "peers.py")]
    options = ["--listen", f"127.0.0.1:{ports[2]}", "--upstream", f"openai={base}"]
    commands = [
        [*peers, "upstream", str(ports[0])],
        [*peers, "passthrough", str(ports[1]), base],
        [sys.executable, "-m", "penname", "run", *options],
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(command, **quiet) for command in commands]  # type: ignore[call-overload]  # noqa: S603
    try:
        for port in ports:
            wait_for(port)
        path = "/v1/chat/completions"
        yield dict(zip(SIDES, [f"http://127.0.0.1:{p}{path}" for p in ports], strict=True))
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, patience_s: float = 120.0) -> None:
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"nothing listens on port {port}")


@dataclass(frozen=True)
class Case:
    name: str
    concurrency: int
    stream: bool
    prompts: Callable[[random.Random, int], list[list[dict[str, str]]]]


def fresh(rng: random.Random, count: int) -> list[list[dict[str, str]]]:
    return [fresh_prompt(rng) for _ in range(count)]


def agent(rng: random.Random, count: int) -> list[list[dict[str, str]]]:
    history = agent_history(random.Random(7))
    return [[*history, *fresh_prompt(rng)] for _ in range(count)]


CASES = (
    Case("fresh 500 characters", 1, False, fresh),
    Case("fresh 500 characters", 32, False, fresh),
    Case("fresh 500 characters, streamed", 1, True, fresh),
    Case("fresh 500 characters, streamed", 32, True, fresh),
    Case("agent 80 kB, history known", 1, False, agent),
)


async def measure(urls: dict[str, str], requests: int, rounds: int) -> dict[Case, dict[str, Times]]:
    rng = random.Random(11)
    results = {case: {side: Times() for side in SIDES} for case in CASES}
    for url in urls.values():
        await batch(url, agent(rng, 2) + fresh(rng, 5), 1, False, Times())
    with Progress(disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("measuring", total=len(CASES) * rounds * len(SIDES))
        for case in CASES:
            for _ in range(rounds):
                for side in rng.sample(SIDES, len(SIDES)):
                    prompts = case.prompts(rng, max(requests // rounds, case.concurrency))
                    times = results[case][side]
                    await batch(urls[side], prompts, case.concurrency, case.stream, times)
                    bar.advance(task)
    return results


def table(results: dict[Case, dict[str, Times]]) -> str:
    lines = [
        "| case | at once | side | p50 ms | p99 ms | first ms | req/s | added p50 | added p99 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for case, sides in results.items():
        direct = sides["direct"]
        for side, times in sides.items():
            p50, p99 = times.p("total", 50), times.p("total", 99)
            added = [f"{p50 - direct.p('total', 50):.1f}", f"{p99 - direct.p('total', 99):.1f}"]
            row = [case.name, str(case.concurrency), side, f"{p50:.1f}", f"{p99:.1f}"]
            row += [f"{times.p('first', 50):.1f}", f"{len(times.total) / times.wall:.0f}"]
            row += [*(added if side != "direct" else ["", ""])]
            lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def report(results: dict[Case, dict[str, Times]], requests: int) -> str:
    machine = (
        f"{os.cpu_count()} × {processor()}, {platform.system()}, Python {platform.python_version()}"
    )
    load = statistics.mean(os.getloadavg())
    return (
        f"# Added latency\n\n{dt.date.today().isoformat()} · {machine} · mean load {load:.1f} · "  # noqa: DTZ011
        f"{requests} requests a cell, sides interleaved, client, upstream and proxies share the "
        f"cores.\nMade by `make bench`; the sides are explained in `benchmarks/peers.py`.\n\n"
        f"![Added to a request, median](bench_proxy.svg)\n\n"
        f"{table(results)}\n"
    )


def picture(results: dict[Case, dict[str, Times]]) -> str:
    """The median that each proxy adds, as bars."""
    groups = {
        f"{case.name}, {case.concurrency} at once": {
            side: times.p("total", 50) - sides["direct"].p("total", 50)
            for side, times in sides.items()
            if side != "direct"
        }
        for case, sides in results.items()
    }
    return bars("Added to a request, median", "ms", groups)


def processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.machine()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=HERE / "results" / "bench_proxy.md")
    options = parser.parse_args()
    with processes() as urls:
        results = asyncio.run(measure(urls, options.requests, options.rounds))
    text = report(results, options.requests)
    options.out.write_text(text, encoding="utf-8")
    options.out.with_suffix(".svg").write_text(picture(results), encoding="utf-8")
    print(text)
    print(json.dumps({"written": str(options.out)}), file=sys.stderr)


if __name__ == "__main__":
    main()
