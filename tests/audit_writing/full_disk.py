"""A log on a disk that gets full, and later has room again. Prints `well` at its end.

    python -m tests.audit_writing.full_disk FOLDER [BYTES]

With BYTES the disk is one of the imagination: `os.write` and `os.posix_fallocate` behave as if
FOLDER could hold no more. Without, FOLDER is on a disk of some 2 MB that can really be filled.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from pathlib import Path

from penname.audit.journal import Journal, JournalSettings
from penname.audit.model import AuditError, Entry
from penname.audit.record import AuditRecord, Content
from tests.audit_journals import a_journal, read_back
from tests.audit_second import second_verdict

KIB = 1024
SETTINGS = JournalSettings(segment_bytes=300 * KIB, ballast_bytes=256 * KIB, retry_s=0.05)
FILLER = 512 * KIB
DEADLINE_S = 60
IN_FLIGHT = 20


class SmallDisk:
    """As if a folder could hold only so many bytes: short writes first, then ENOSPC."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit
        self._write, self._allocate = os.write, os.posix_fallocate
        os.write = self.write  # type: ignore[assignment]
        os.posix_fallocate = self.allocate

    def room(self) -> int:
        used = 0
        for one in self._folder.rglob("*"):
            try:
                used += one.stat().st_size
            except FileNotFoundError:
                continue
        return self._limit - used

    def write(self, descriptor: int, data: bytes) -> int:
        if not os.readlink(f"/proc/self/fd/{descriptor}").startswith(str(self._folder)):
            return self._write(descriptor, data)
        room = self.room()
        if room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._write(descriptor, data[:room])

    def allocate(self, descriptor: int, start: int, size: int, /) -> None:
        if self.room() < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._allocate(descriptor, start, size)


class Writing:
    """Writes records of some KB that nothing compresses, and keeps what was acknowledged."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.receipts: dict[str, str] = {}
        self.refused = 0

    def write(self, event: str) -> bool:
        name = f"{event}-{len(self.receipts) + self.refused}"
        content = Content(masked=os.urandom(2 * KIB).hex())
        try:
            receipt = self.journal.write(
                Entry(event, AuditRecord(request_id=name, content=content))
            )
        except AuditError:
            self.refused += 1
            return False
        self.receipts[name] = str(receipt)
        return True


def wait_until_well(journal: Journal) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while not journal.accepts_requests:
        assert time.monotonic() < deadline, journal.failure
        threading.Event().wait(0.01)


def main(where: str, limit: str = "") -> None:
    folder = Path(where)
    folder.mkdir(exist_ok=True)
    if limit:
        SmallDisk(folder, int(limit))
    filler = folder / "filler"
    filler.write_bytes(os.urandom(FILLER))
    journal = a_journal(folder, SETTINGS)
    journal.start()
    writing = Writing(journal)
    while journal.accepts_requests:
        assert writing.write("request"), journal.failure
    # The disk is full. What is under way still gets its records, into the ballast's room.
    assert journal.healthy, journal.failure
    assert all(writing.write("response") for _ in range(IN_FLIGHT)), journal.failure
    while writing.write("response"):
        assert not journal.accepts_requests
    assert "make room" in journal.failure, journal.failure
    filler.unlink()
    wait_until_well(journal)
    assert writing.write("request"), journal.failure
    assert journal.stats.dropped == writing.refused
    journal.close()
    check(folder, writing)
    sys.stdout.write("well\n")


def check(folder: Path, writing: Writing) -> None:
    records = read_back(folder)
    there = {
        str(one.said.get("request_id")): f"penname/test-1/{one.n}/{one.leaf.hex()}"
        for one in records
    }
    assert writing.receipts.items() <= there.items()
    assert sum(one.detail["lost"] for one in records if one.event == "gap") == writing.refused
    assert writing.refused > 0
    anchors = "\n".join(writing.receipts.values())
    assert second_verdict(folder, "", anchors)[0] == "ok"


if __name__ == "__main__":
    main(*sys.argv[1:])
