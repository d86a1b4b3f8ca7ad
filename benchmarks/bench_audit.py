"""The audit log: how fast records are durable, verified, opened and searched, and what they weigh.

    python -m benchmarks.bench_audit [--records 4000] [--rounds 5] [--folder DIR]

Three logs take the same records (a masked request of about 1 kB, a tenant's scope, seven values)
from the same asyncio writers, interleaved in rounds: read the ratios.

    sealed         penname's journal: encrypted, signed, in a tree, synced in groups
    plain, group   JSON lines, synced in groups by the same queue and thread
    plain, each    JSON lines, synced one by one
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

from rich.progress import Progress

from benchmarks.bench_proxy import NAMES, WORDS, processor
from benchmarks.plot import bars
from penname.audit.backlog import Backlog, Waiting, resolve, size_of
from penname.audit.journal import Journal, JournalSettings
from penname.audit.model import Entry, Receipt
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, new_identity
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.audit.search import find_value
from penname.audit.verify import verify

HERE = Path(__file__).parent
WRITERS = (1, 8, 32, 128)
SIDES = ("plain, each", "plain, group", "sealed")
LABEL_KEY = bytes(range(32))


def entries(rng: random.Random, count: int) -> list[Entry]:
    """Records as requests make them: 500 characters of text, seven values, one tenant of four."""
    made = []
    for number in range(count):
        text = " ".join(rng.choice(WORDS) for _ in range(100))
        name, digest = rng.choice(NAMES), rng.randbytes(32).hex()
        tenant = f"tenant-{number % 4}"
        rows = tuple(
            FindingRow(kind, "pseudonymize", "default.yaml:12", scores={85: 1, 100: 2})
            for kind in ("PERSON", "EMAIL_ADDRESS", "CREDIT_CARD", "PHONE_NUMBER")
        )
        record = AuditRecord(
            request_id=f"{rng.randrange(16**16):016x}",
            provider="openai",
            route="chat",
            model="echo",
            tenant=tenant,
            policy="default",
            digest=digest,
            decision="forwarded",
            body_sha256=digest,
            mask_ms=12.5,
            bytes_in=len(text),
            findings=rows,
            content=Content(masked=text),
        )
        values = frozenset(
            {("PERSON", name), *(("PHONE_NUMBER", f"{number}{n}") for n in range(6))}
        )
        made.append(Entry("request", record, (f"tenant:{tenant}",), values))
    return made


class Side(Protocol):
    """A log that gives a future for each entry, done once the entry is durable."""

    @property
    def healthy(self) -> bool: ...

    @property
    def accepts_requests(self) -> bool: ...

    def start(self) -> None: ...

    def submit_soon(
        self, entry: Entry, loop: asyncio.AbstractEventLoop
    ) -> asyncio.Future[Receipt]: ...

    def close(self) -> None: ...


class PlainLog:
    """JSON lines in one file, by the same queue and one thread; one sync a group or a record."""

    healthy = accepts_requests = True

    def __init__(self, path: Path, in_groups: bool) -> None:
        self._file = path.open("ab", buffering=0)
        self._in_groups = in_groups
        self._backlog = Backlog(4096, 64 * 1024 * 1024)
        self._thread = threading.Thread(target=self._run)
        self._ending = False

    def start(self) -> None:
        self._thread.start()

    def submit_soon(self, entry: Entry, loop: asyncio.AbstractEventLoop) -> asyncio.Future[Receipt]:
        future: asyncio.Future[Receipt] = loop.create_future()
        self._backlog.put(Waiting(entry, size_of(entry), future, loop))
        return future

    def close(self) -> None:
        self._ending = True
        self._backlog.wake()
        self._thread.join()
        self._file.close()

    def _run(self) -> None:
        while True:
            taken = self._backlog.take(0 if self._ending else 0.5)
            if not taken and self._ending:
                return
            groups = [taken] if self._in_groups else [[one] for one in taken]
            for group in filter(None, groups):
                lines = [json.dumps(one.entry.record.as_json()) + "\n" for one in group]
                self._file.write("".join(lines).encode())
                os.fdatasync(self._file.fileno())
                resolve(group, [Receipt("plain", 0, b"")] * len(group))


def opened(side: str, folder: Path, identity: Identity) -> Side:
    if side == "sealed":
        return Journal(
            folder,
            "bench/1",
            [identity.recipient],
            LABEL_KEY,
            policy_digest=lambda: "",
            settings=JournalSettings(ballast_bytes=0),
        )
    return PlainLog(folder / f"{side}.jsonl", side == "plain, group")


@dataclass
class Cell:
    """Latencies of one side with so many writers, and the seconds that all of them took."""

    latencies: list[float] = field(default_factory=list)
    wall: float = 0.0

    def p(self, percent: int) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.wall


Cells = dict[int, dict[str, Cell]]


async def write(log: Side, batch: list[Entry], writers: int, cell: Cell) -> None:
    """All entries through so many asyncio tasks, each with one record on its way at a time."""
    loop = asyncio.get_running_loop()
    waiting = iter(batch)

    async def writer() -> None:
        for entry in waiting:
            began = time.perf_counter()
            await log.submit_soon(entry, loop)
            cell.latencies.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(writer() for _ in range(writers)))
    cell.wall += time.perf_counter() - began


async def measure_writing(root: Path, records: int, rounds: int, identity: Identity) -> Cells:
    rng = random.Random(5)
    made = entries(rng, 1000)
    cells: Cells = {writers: {side: Cell() for side in SIDES} for writers in WRITERS}
    with Progress(disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("writing", total=rounds * len(WRITERS) * len(SIDES))
        for number in range(rounds):
            for writers in WRITERS:
                for side in rng.sample(SIDES, len(SIDES)):
                    folder = root / f"{number}-{writers}-{side}"
                    folder.mkdir()
                    log = opened(side, folder, identity)
                    log.start()
                    await write(log, made[:64], writers, Cell())
                    count = max(records // rounds // (4 if writers == 1 else 1), writers)
                    batch = list(islice(cycle(made), count))
                    await write(log, batch, writers, cells[writers][side])
                    await asyncio.to_thread(log.close)
                    bar.advance(task)
    return cells


@dataclass(frozen=True)
class Reading:
    """What reading a log took: seconds for so many records of so many bytes."""

    what: str
    records: int
    size: int
    seconds: float

    def row(self) -> str:
        rate, bytes_rate = self.records / self.seconds, self.size / self.seconds / 1e6
        return f"| {self.what} | {self.seconds:.2f} | {rate:,.0f} | {bytes_rate:,.1f} |"


def timed(what: str, records: int, size: int, job: Callable[[], object]) -> Reading:
    began = time.perf_counter()
    job()
    return Reading(what, records, size, time.perf_counter() - began)


@dataclass(frozen=True)
class Weight:
    """Bytes on disk a record."""

    what: str
    each: float


def measure_reading(
    root: Path, records: int, identity: Identity
) -> tuple[list[Reading], list[Weight], int]:
    """Reads one log of several segments; also how much it weighs, and how many segments it has."""
    folder, made = root / "read", entries(random.Random(6), 1000)
    folder.mkdir()
    batch = list(islice(cycle(made), records))
    settings = JournalSettings(ballast_bytes=0, segment_bytes=4 * 1024 * 1024)
    journal = Journal(
        folder,
        "bench/1",
        [identity.recipient],
        LABEL_KEY,
        policy_digest=lambda: "",
        settings=settings,
    )
    journal.start()
    asyncio.run(write(journal, batch, 32, Cell()))
    journal.close()
    sizes = {
        kind: sum(p.stat().st_size for p in folder.glob(f"*.{kind}")) for kind in ("alog", "keys")
    }
    segments = len(list(folder.glob("*.alog")))
    plain = sum(len(json.dumps(one.record.as_json())) + 1 for one in batch)
    weights = [
        Weight("plain JSON line", plain / records),
        Weight("sealed: line, its part of the checkpoint", sizes["alog"] / records),
        Weight("sealed: its part of the wrapped keys", sizes["keys"] / records),
    ]
    everything = sum(sizes.values())
    readings = [
        timed("verify", records, everything, lambda: ok(verify(folder).verdict)),
        timed("verify, the second verifier", records, everything, lambda: second(folder)),
    ]
    with LogReader(folder, [identity]) as reader:
        readings += [
            timed("open (decrypt) all", records, everything, lambda: count(reader.records())),
            timed(
                f"search for one value in {segments} segments",
                records,
                everything,
                lambda: count(find_value(reader, NAMES[0], "PERSON")),
            ),
        ]
    return readings, weights, segments


def ok(verdict: str) -> None:
    if verdict != "ok":
        raise RuntimeError(f"the log of the benchmark is {verdict}")


def second(folder: Path) -> None:
    """In a process of its own, as people run it."""
    script = HERE.parent / "docs" / "audit_verify.py"
    subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)  # noqa: S603


def count(found: Iterable[object]) -> int:
    total = sum(1 for _ in found)
    if not total:
        raise RuntimeError("nothing was found in the log of the benchmark")
    return total


def writing_table(cells: Cells) -> str:
    lines = [
        "| writers | log | records/s | p50 ms | p99 ms | rate, of plain groups | p50, of these |",
        "|---|---|---|---|---|---|---|",
    ]
    for writers, sides in cells.items():
        base = sides["plain, group"]
        for side, cell in sides.items():
            ratios = f"{cell.rate / base.rate:.2f} | {cell.p(50) / base.p(50):.2f}"
            lines.append(
                f"| {writers} | {side} | {cell.rate:,.0f} | {cell.p(50):.2f} | {cell.p(99):.2f} "
                f"| {ratios} |"
            )
    return "\n".join(lines)


def report(
    cells: Cells, readings: list[Reading], weights: list[Weight], segments: int, records: int
) -> str:
    machine = (
        f"{os.cpu_count()} × {processor()}, {platform.system()}, Python {platform.python_version()}"
    )
    load = statistics.mean(os.getloadavg())
    reading = "\n".join(each.row() for each in readings)
    weight = "\n".join(f"| {each.what} | {each.each:,.0f} |" for each in weights)
    return (
        f"# The audit log\n\n{dt.date.today().isoformat()} · {machine} · mean load {load:.1f} · "  # noqa: DTZ011
        f"logs interleaved, all writers in one event loop, on the same cores.\n"
        f"Made by `python -m benchmarks.bench_audit`, which says what is compared.\n\n"
        f"## Durable records\n\n![Durable records a second](bench_audit.svg)\n\n"
        f"{writing_table(cells)}\n\n"
        f"## Reading\n\nA log of {records:,} records in {segments} segments.\n\n"
        f"| what | seconds | records/s | MB/s |\n|---|---|---|---|\n{reading}\n\n"
        f"## On disk\n\n| what | bytes a record |\n|---|---|\n{weight}\n"
    )


def picture(cells: Cells) -> str:
    groups = {
        f"{writers} writers": {side: cell.rate / 1000 for side, cell in sides.items()}
        for writers, sides in cells.items()
    }
    return bars("Durable records a second", "thousand/s", groups)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--read-records", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; the current one else")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "bench_audit.md")
    options = parser.parse_args()
    identity = new_identity("bench")
    with tempfile.TemporaryDirectory(dir=options.folder or Path.cwd()) as name:
        root = Path(name)
        cells = asyncio.run(measure_writing(root, options.records, options.rounds, identity))
        found = measure_reading(root, options.read_records, identity)
    text = report(cells, *found, options.read_records)
    options.out.write_text(text, encoding="utf-8")
    options.out.with_suffix(".svg").write_text(picture(cells), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
