"""What the audit log's two barriers add to an exchange: penname with the log, a plain one, none.

    python -m benchmarks.bench_barriers [--requests 2000] [--rounds 5]

All run side by side with the same fake model and a detector that takes no time, and are asked
in turns by 32 clients, so what differs is the log: the record that must be durable before the
request goes upstream, and the one before the answer's end. The plain log is JSON lines, synced
in the same groups by the same queue. Twice:

    a model that takes 0.15 to 0.35 s   32 exchanges are under way, the processor has time
    a model that answers at once        all is queue and processor: the worst case, for throughput

The model says how long it took, and that is taken off: what is left is what penname took. Each
exchange waits at both barriers; how long these two waits are together is measured inside.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks.bench_audit import opened
from benchmarks.bench_proxy import Times, free_port, fresh, processor, wait_for
from benchmarks.peers import _whole
from penname.audit.recipients import new_identity
from penname.detect.contract import Segment
from penname.mask.vault import MemoryVault
from penname.policy.load import default_policy_path
from penname.policy.recognizers import EVERYTHING, Profile
from penname.server.app import build_app, serve
from penname.server.config import Config
from penname.server.conversations import Conversations
from penname.server.ledger import JournalLedger
from penname.server.policies import PolicyStore
from penname.server.ports import NO_LEDGER, Ledger
from penname.server.wiring import exchange_factory, today_utc
from penname.text.spans import Span

HERE = Path(__file__).parent
SIDES = ("no log", "plain log", "sealed log")
CLIENTS = 32
JSON = {"content-type": "application/json"}
_MAIL = re.compile(r"[a-z0-9]+@example\.org")


class InstantDetector:
    """Finds e-mail addresses, and takes microseconds."""

    version = "bench/1"

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        return [
            tuple(
                Span(found.start(), found.end(), "EMAIL_ADDRESS", 1.0, "bench")
                for found in _MAIL.finditer(segment.text)
            )
            for segment in segments
        ]


@dataclass
class Waits:
    """How long records took, as the exchange saw it: seconds by event."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def recorded(self, event: str, seconds: float) -> None:
        self.seconds.setdefault(event, []).append(seconds)

    def not_recorded(self, event: str) -> None:
        raise RuntimeError(f"the {event} record could not be written")


async def penname(port: int, upstream: str, side: str, folder: Path) -> None:
    """One penname, until SIGTERM, with one of the logs."""
    root = bytes(range(32))
    config = Config(upstreams={"openai": upstream}, port=port)
    store = PolicyStore(default_policy_path(), today=today_utc)
    vault = MemoryVault(root, clock=time.monotonic)
    tenants = Conversations(store, root, today=today_utc, clock=time.monotonic)
    exchanges = exchange_factory(tenants, InstantDetector(), vault)
    async with ledger_of(side, folder) as ledger:
        app = build_app(config, store, exchanges, root, ledger=ledger)
        await serve(app, config)


@asynccontextmanager
async def ledger_of(side: str, folder: Path) -> AsyncIterator[Ledger]:
    """The log of a side; at the end writes how long its records took."""
    if side == "no log":
        yield NO_LEDGER
        return
    await asyncio.to_thread(folder.mkdir)
    identity = new_identity("bench")
    journal = opened("sealed" if side == "sealed log" else "plain, group", folder, identity)
    waits = Waits()
    journal.start()
    yield JournalLedger(journal, counts=waits)
    journal.close()
    (folder / "waits.json").write_text(json.dumps(waits.seconds), encoding="utf-8")


async def model(port: int, delay_s: float) -> None:
    body, rng = _whole(), random.Random(1)

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        # Never all at the same time: clients that wait in step would arrive in bursts.
        began = time.perf_counter()
        await asyncio.sleep(delay_s * rng.uniform(0.6, 1.4))
        took = str(time.perf_counter() - began)
        return web.Response(body=body.replace(b"chatcmpl-1", took.encode()), headers=JSON)

    app = web.Application()
    app.router.add_post("/v1/chat/completions", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


@contextmanager
def processes(delay_s: float, folder: Path) -> Iterator[dict[str, str]]:
    """The model and three pennames, each in a process; yields the chat URL of each side."""
    model_port, *ports = [free_port() for _ in range(4)]
    base, me = f"http://127.0.0.1:{model_port}", [sys.executable, str(Path(__file__))]
    commands = [[*me, "--model", str(model_port), "--delay", str(delay_s)]]
    for side, port in zip(SIDES, ports, strict=True):
        log = ["--side", side, "--folder", str(folder / side)]
        commands.append([*me, "--penname", str(port), "--upstream", base, *log])
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603
    try:
        for port in (model_port, *ports):
            wait_for(port)
        path = "/v1/chat/completions"
        yield dict(zip(SIDES, [f"http://127.0.0.1:{p}{path}" for p in ports], strict=True))
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(20)


@dataclass
class Result:
    """One of the two cases: latencies by side, and the waits of each log, seconds by event."""

    name: str
    sides: dict[str, Times]
    waits: dict[str, dict[str, list[float]]]

    def added(self, side: str, percent: int) -> float:
        """Milliseconds that a log adds to an exchange's latency."""
        return self.sides[side].p("total", percent) - self.sides["no log"].p("total", percent)

    def barriers(self, side: str, percent: int) -> float:
        """Both waits together, in ms: a request's and a response's, drawn in pairs."""
        rng, waits = random.Random(3), self.waits[side]
        first, second = waits["request"], waits["response"]
        sums = sorted((rng.choice(first) + rng.choice(second)) * 1000 for _ in range(20_000))
        return sums[len(sums) * percent // 100]


async def batch(url: str, prompts: list[list[dict[str, str]]], times: Times) -> None:
    """All prompts by so many clients; latencies without the time that the model took."""
    connector = aiohttp.TCPConnector(limit=CLIENTS)
    headers = {"authorization": "Bearer bench"}
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:

        async def client() -> None:
            while prompts:
                body = {"model": "echo", "messages": prompts.pop()}
                began = time.perf_counter()
                async with session.post(url, json=body) as answer:
                    said = await answer.read()
                took = time.perf_counter() - began
                times.total.append(took - float(json.loads(said)["id"]))

        began = time.perf_counter()
        await asyncio.gather(*(client() for _ in range(CLIENTS)))
        times.wall += time.perf_counter() - began


async def asked(urls: dict[str, str], requests: int, rounds: int) -> dict[str, Times]:
    rng = random.Random(11)
    times = {side: Times() for side in SIDES}
    for url in urls.values():
        await batch(url, fresh(rng, 64), Times())
    for _ in range(rounds):
        for side in rng.sample(SIDES, len(SIDES)):
            prompts = fresh(rng, requests // rounds)
            await batch(urls[side], prompts, times[side])
    return times


def measured(name: str, delay_s: float, requests: int, rounds: int, root: Path) -> Result:
    folder = root / f"{delay_s}"
    folder.mkdir()
    with processes(delay_s, folder) as urls:
        sides = asyncio.run(asked(urls, requests, rounds))
    waits = {
        side: json.loads((folder / side / "waits.json").read_text(encoding="utf-8"))
        for side in SIDES[1:]
    }
    return Result(name, sides, waits)


def report(results: list[Result], requests: int) -> str:
    machine = (
        f"{os.cpu_count()} × {processor()}, {platform.system()}, Python {platform.python_version()}"
    )
    load = statistics.mean(os.getloadavg())
    lines = [
        "| the model answers | log | penname p50 ms | p99 ms | req/s | added p50 | added p99 "
        "| both waits p50 | both waits p99 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for each in results:
        for side, times in each.sides.items():
            row = [each.name, side, f"{times.p('total', 50):.1f}", f"{times.p('total', 99):.1f}"]
            row.append(f"{len(times.total) / times.wall:.0f}")
            if side in each.waits:
                row += [f"{each.added(side, percent):.2f}" for percent in (50, 99)]
                row += [f"{each.barriers(side, percent):.2f}" for percent in (50, 99)]
            else:
                row += [""] * 4
            lines.append("| " + " | ".join(row) + " |")
    return (
        f"# The audit log's barriers\n\n{dt.date.today().isoformat()} · {machine} · "  # noqa: DTZ011
        f"mean load {load:.1f} · {requests} requests a cell by {CLIENTS} clients, sides in turns;\n"
        f"clients, model and all pennames share the cores. "
        f"Made by `python -m benchmarks.bench_barriers`, which says what is compared.\n\n"
        + "\n".join([*lines, ""])
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--out", type=Path, default=HERE / "results" / "bench_barriers.md")
    parser.add_argument("--model", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--delay", type=float, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument("--penname", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--side", help=argparse.SUPPRESS)
    parser.add_argument("--upstream", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.model:
        asyncio.run(model(options.model, options.delay))
    elif options.penname:
        asyncio.run(penname(options.penname, options.upstream, options.side, options.folder))
    else:
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
            cases = (("in 0.15 to 0.35 s", 0.25), ("at once", 0.0))
            count, rounds = options.requests, options.rounds
            results = [measured(*case, count, rounds, Path(name)) for case in cases]
        text = report(results, options.requests)
        options.out.write_text(text, encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main()
