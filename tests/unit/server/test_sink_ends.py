"""The file and stdout ends: whole lines, logrotate, a full disk, a write that hangs."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from penname.server.sink_ends import FileEnd, StdoutEnd, end_of
from penname.server.sink_http import HttpEnd
from penname.server.sink_specs import SinkSpec
from penname.server.sink_threads import Blocking

ONE, TWO, THREE = (f'{{"n":{number}}}\n'.encode() for number in (1, 2, 3))


@asynccontextmanager
async def file_end(path: Path, timeout_s: float = 10) -> AsyncIterator[FileEnd]:
    thread = Blocking("t")
    end = FileEnd(path, thread, timeout_s)
    try:
        yield end
    finally:
        await end.close()
        thread.stop()


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file of this process can grow beyond `size` bytes: a full disk, as a write sees it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_lines_are_appended(tmp_path: Path) -> None:
    """A new file is the owner's only; one that is there is kept, with its mode."""
    path = tmp_path / "x.jsonl"
    async with file_end(path) as end:
        await end.send(ONE)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o640)
    async with file_end(path) as end:
        await end.send(TWO)
    assert path.read_bytes() == ONE + TWO
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


async def test_rotated_file_is_left(tmp_path: Path) -> None:
    """After logrotate has renamed or removed the file, lines go to a new one."""
    path = tmp_path / "x.jsonl"
    async with file_end(path) as end:
        await end.send(ONE)
        path.rename(tmp_path / "x.jsonl.1")
        await end.send(TWO)
        path.unlink()
        await end.send(THREE)
    assert (tmp_path / "x.jsonl.1").read_bytes() == ONE
    assert path.read_bytes() == THREE


async def test_truncated_file_goes_on(tmp_path: Path) -> None:
    """With logrotate's copytruncate, lines go on at the start of the emptied file."""
    path = tmp_path / "x.jsonl"
    async with file_end(path) as end:
        await end.send(ONE)
        os.truncate(path, 0)
        await end.send(TWO)
    assert path.read_bytes() == TWO


async def test_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    """What was cut short is taken back, so that the next attempt makes whole lines."""
    path = tmp_path / "x.jsonl"
    async with file_end(path) as end:
        await end.send(ONE)
        with disk_of(len(ONE) + 4), pytest.raises(OSError, match="large"):
            await end.send(TWO)
        assert path.read_bytes() == ONE
        await end.send(TWO)
    assert path.read_bytes() == ONE + TWO


async def test_torn_line_is_ended(tmp_path: Path) -> None:
    """A line that an earlier process left unended is ended first, and spoils no other."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(ONE + b'{"n":')
    async with file_end(path) as end:
        await end.send(TWO)
        await end.send(THREE)
    assert path.read_bytes() == ONE + b'{"n":\n' + TWO + THREE


async def test_others_writes_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody wrote behind a line that was cut short, nothing is cut off."""
    path = tmp_path / "x.jsonl"
    real = os.write

    def cut_short(file: int, data: bytes) -> int:
        monkeypatch.setattr(os, "write", fails)
        return real(file, data[:3])

    def fails(_file: int, _data: bytes) -> int:
        with path.open("ab") as other:
            other.write(b"OTHER\n")
        raise OSError("no space")

    async with file_end(path) as end:
        monkeypatch.setattr(os, "write", cut_short)
        with pytest.raises(OSError, match="no space"):
            await end.send(ONE)
        monkeypatch.setattr(os, "write", real)
        await end.send(TWO)
    assert path.read_bytes() == ONE[:3] + b"OTHER\n" + TWO


@pytest.mark.parametrize("kind", ["fifo", "folder", "missing"])
async def test_only_plain_files(tmp_path: Path, kind: str) -> None:
    """A pipe, a folder, a path that is not there: an error each time, and never a hang."""
    path = tmp_path / "x"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = path / "deeper"
    async with file_end(path) as end:
        for _ in range(2):
            with pytest.raises(OSError, match=r"."):
                await end.send(ONE)


async def test_hanging_write_is_not_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that hangs times out; the next attempt waits for it instead of writing again."""
    path, go_on = tmp_path / "x.jsonl", threading.Event()
    real = os.write

    def hangs(file: int, data: bytes) -> int:
        go_on.wait(30)
        return real(file, data)

    monkeypatch.setattr(os, "write", hangs)
    async with file_end(path, timeout_s=0.05) as end:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await end.send(ONE)
        go_on.set()
        async with asyncio.timeout(30):
            await end._thread.run(lambda: None)
        await end.send(ONE)
    assert path.read_bytes() == ONE


def test_kinds_have_ends() -> None:
    """Each kind of sink has its end."""
    thread = Blocking("t")
    ends = {"file": FileEnd, "stdout": StdoutEnd, "http": HttpEnd}
    for kind, wanted in ends.items():
        assert isinstance(end_of(SinkSpec("ecs", kind, "x"), thread, 1, None), wanted)


PRINTING = """
    import asyncio, sys, threading
    from penname.audit.record import AuditRecord, FindingRow
    from penname.server.sinks import SinkSet, parse_sinks

    def prints():
        for number in range(2000):
            sys.stdout.write(f"print {number}\\n")
            sys.stdout.flush()

    async def main():
        rows = tuple(FindingRow(f"TYPE_{n}", "mask", "file.yaml:1") for n in range(5))
        other = threading.Thread(target=prints)
        async with SinkSet(parse_sinks("ecs:stdout")) as sinks:
            other.start()
            for index in range(2000):
                record = AuditRecord(model="m", findings=rows)
                sinks.offer("o", index, "2026-11-24T09:30:00.250Z", "request", record)
                if index % 100 == 0:
                    await asyncio.sleep(0)
        other.join()

    asyncio.run(main())
"""


def test_stdout_keeps_lines_whole() -> None:
    """Events and what else is printed to stdout do not run into each other."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", textwrap.dedent(PRINTING)],
        capture_output=True,
        check=True,
        timeout=90,
    )
    lines = done.stdout.decode().splitlines()
    printed = [line for line in lines if not line.startswith("{")]
    assert printed == [f"print {number}" for number in range(2000)]
    events = [json.loads(line)["event"]["sequence"] for line in lines if line.startswith("{")]
    assert events == list(range(2000))


STUCK = """
    import asyncio, sys
    from penname.audit.record import AuditRecord
    from penname.server.sinks import SinkSet, SinkSettings, parse_sinks

    async def main():
        settings = SinkSettings(timeout_s=0.1, retry_s=0.01, close_s=0.5)
        specs = parse_sinks(f"ecs:stdout,jsonl:file:{sys.argv[1]}")
        async with SinkSet(specs, settings=settings) as s:
            record = AuditRecord(model="m")
            for index in range(3000):
                s.offer("o", index, "2026-11-24T09:30:00.250Z", "request", record)
            while s.stats["jsonl:file"].sent < 3000:
                await asyncio.sleep(0.01)
        sys.stderr.write(f"{s.stats['ecs:stdout'].dropped > 0} {s.stats['jsonl:file'].dropped}")

    asyncio.run(main())
"""


def test_full_pipe_stops_nothing_else(tmp_path: Path) -> None:
    """Nobody reads stdout: the other sink gets everything, and the process ends all the same."""
    path = tmp_path / "x.jsonl"
    reader, writer = os.pipe()
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(STUCK), str(path)],
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
            timeout=90,
        )
    finally:
        os.close(reader)
        os.close(writer)
    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (0, "True 0")
    assert len(path.read_bytes().splitlines()) == 3000
