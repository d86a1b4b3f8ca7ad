"""Retention: old segments go, after a record says so, and never because a clock jumped."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.audit.files import segments
from penname.audit.journal import JournalSettings
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.orders import changing
from penname.audit.retention import Retention
from penname.audit.writer import Writer
from tests.audit_faults import Faults
from tests.audit_journals import SMALL, a_journal, a_log, a_request
from tests.audit_second import second_verdict

DAY = 86_400.0
START = 1_800_000_000.0


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Aging:
    """A log with one segment a day, and its retention of `kept` days."""

    def __init__(self, folder: Path, kept: float) -> None:
        self.folder = folder
        self.wall, self.steady = Clock(START), Clock(0.0)
        self.kept = kept
        self.writer = Writer(a_log(folder, self.wall), SMALL)
        self.writer.start()
        self.retention = Retention(
            folder, lambda: self.kept * DAY, self.write, clock=self.wall, monotonic=self.steady
        )

    def write(self, entry: Entry) -> Receipt:
        return self.writer.record(entry)

    def days(self, count: int) -> None:
        for _ in range(count):
            self.writer.record(a_request())
            self.wall.now += DAY
            self.steady.now += DAY
            self.writer.rotate("age")


def test_old_segments_go(tmp_path: Path) -> None:
    """What is older than it may be kept is deleted; the log verifies and names what went."""
    log = Aging(tmp_path, kept=2.5)
    log.days(5)
    assert log.retention.look() == 2
    assert segments(tmp_path) == [2, 3, 4, 5]
    assert log.retention.look() == 0
    log.days(1)
    assert log.retention.look() == 1
    log.writer.close()
    assert second_verdict(tmp_path, "", "")[0] == "ok"
    assert log.retention.failure == ""


def test_logs_can_be_kept_for_ever(tmp_path: Path) -> None:
    """With a retention of 0 nothing is deleted, and no thread is started."""
    log = Aging(tmp_path, kept=0)
    log.days(3)
    assert log.retention.look() == 0
    log.retention.look_soon()
    log.kept = 10**9
    assert log.retention.look() == 0
    assert segments(tmp_path) == [0, 1, 2, 3]
    log.writer.close()


def test_jumping_clocks_delete_nothing(tmp_path: Path) -> None:
    """A wall clock that jumps ahead is not believed; one that goes back only deletes later."""
    log = Aging(tmp_path, kept=3)
    log.days(2)
    log.wall.now += 1000 * DAY
    assert log.retention.look() == 0
    log.wall.now = START - 1000 * DAY
    assert log.retention.look() == 0
    assert segments(tmp_path) == [0, 1, 2]
    log.writer.close()


@pytest.mark.parametrize("at", range(8))
def test_broken_off_retirements_are_finished(tmp_path: Path, at: int) -> None:
    """Ended between two deletions, the next look goes on; the log verifies in the end."""
    log = Aging(tmp_path, kept=1.5)
    log.days(5)
    with Faults(at, for_calls=100, names=("unlink",)):
        log.retention.look()
    log.retention.look()
    log.days(1)
    log.retention.look()
    log.writer.close()
    assert segments(tmp_path) == [4, 5, 6]
    assert second_verdict(tmp_path, "", "")[0] == "ok"
    following = Writer(a_log(tmp_path), SMALL)
    following.start()
    following.close()
    assert sorted(one.name[4:12] for one in tmp_path.glob("seg-*.keys")) == [
        "00000004",
        "00000005",
        "00000006",
        "00000007",
    ]


def test_nothing_goes_without_a_record(tmp_path: Path) -> None:
    """Where the retire record cannot be written, or a command is at it, the files stay."""
    log = Aging(tmp_path, kept=1.5)
    log.days(4)

    def failing(_: Entry) -> Receipt:
        raise AuditError("the disk is full")

    broken = Retention(tmp_path, lambda: DAY, failing, clock=log.wall, monotonic=lambda: 0.0)
    assert broken.look() == 0
    assert broken.failure == "the disk is full"
    with changing(tmp_path):
        assert log.retention.look() == 0
    assert "another command" in log.retention.failure
    assert segments(tmp_path) == [0, 1, 2, 3, 4]
    log.writer.close()


def test_journals_retire_beside_writing(tmp_path: Path) -> None:
    """A journal asks after each rotation how long segments are kept, and deletes older ones."""
    settings = JournalSettings(ballast_bytes=0, retry_s=0.05)
    journal = a_journal(tmp_path, settings, retention_s=lambda: 0.001)
    journal.start()
    while min(segments(tmp_path)) < 2:
        journal.rotate("policy")
        journal.write(a_request())
    journal.close()
    assert second_verdict(tmp_path, "", "")[0] == "ok"
