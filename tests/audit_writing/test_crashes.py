"""Processes that are killed at random moments: no acknowledged record is lost.

PENNAME_CRASHES says how often (20 by default), PENNAME_CRASH_SEED with which chance.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

from tests.audit_journals import read_back
from tests.audit_second import second_verdict

CRASHES = int(os.environ.get("PENNAME_CRASHES", "20"))
SEED = os.environ.get("PENNAME_CRASH_SEED", "crashes")
ROOT = Path(__file__).parents[2]
WAIT_S = 60


class Child:
    """One process that writes; `acknowledged` is what it said, line by line, until its end."""

    def __init__(self, folder: Path, run: str, threads: int, *more: str) -> None:
        command = [sys.executable, "-m", "tests.audit_writing.child", str(folder), run]
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [*command, str(threads), *more], cwd=ROOT, stdout=subprocess.PIPE
        )
        self.started = threading.Event()
        self.acknowledged: list[tuple[str, str]] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                break  # the process ended in the middle of saying it
            name, _, receipt = line.decode().strip().partition(" ")
            if receipt:
                self.acknowledged.append((name, receipt))
            self.started.set()

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> int:
        """Waits for the end of the process and of what it said; its exit status."""
        status = self.process.wait(WAIT_S)
        self._reader.join(WAIT_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    """However often and whenever the writer is killed, every receipt's record is in the log."""
    chance = random.Random(SEED)
    folder = tmp_path / "log"
    acknowledged: list[tuple[str, str]] = []
    for crash in range(CRASHES):
        child = Child(folder, f"run{crash}", chance.choice((1, 4, 16)))
        # Also while it starts: then nothing is waited for.
        if chance.random() < 0.9:
            assert child.started.wait(WAIT_S)
        threading.Event().wait(chance.random() * 0.15)
        child.kill()
        acknowledged += child.acknowledged
    last = Child(folder, "last", 2, "5")
    assert last.end() == 0
    acknowledged += last.acknowledged
    assert len(acknowledged) > CRASHES
    there = {
        (str(one.said.get("request_id", "")), f"penname/test-1/{one.n}/{one.leaf.hex()}")
        for one in read_back(folder)
    }
    assert set(acknowledged) <= there
    anchors = "\n".join(receipt for _, receipt in acknowledged)
    assert second_verdict(folder, "", anchors)[0] == "ok"
