"""The writer: every step may fail or be the last, and no acknowledged record is lost."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
from pathlib import Path

import pytest

from penname.audit.files import log_name, signing_name
from penname.audit.lines import parse_key_line
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.record import AuditRecord
from penname.audit.writer import JournalSettings, Writer
from tests.audit_faults import CrashError, Faults
from tests.audit_journals import SMALL, a_log, a_request, holds, parts, read_back
from tests.audit_second import second_verdict

#: More calls than any scenario makes; the tests say so where that is wrong.
MANY = 400
BALLAST = JournalSettings(ballast_bytes=8192, retry_s=0.05)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def a_writer(folder: Path, settings: JournalSettings = SMALL, clock: Clock | None = None) -> Writer:
    return Writer(a_log(folder), settings, monotonic=clock or Clock())


class Scenario:
    """A writer's life: batches, new scopes, a rotation, an end. Keeps what was acknowledged."""

    def __init__(self, folder: Path, settings: JournalSettings = SMALL) -> None:
        self.folder = folder
        self.clock = Clock()
        self.writer = a_writer(folder, settings, self.clock)
        self.receipts: dict[str, Receipt] = {}
        self.refused = 0

    def run(self) -> None:
        self.writer.start()
        self.go_on()

    def go_on(self) -> None:
        self.batch("a-1", "a-2", tenant="acme")
        self.batch("a-3", tenant="acme")
        self.writer.rotate("policy")
        self.batch("b-1", tenant="acme")
        self.writer.tick()
        self.batch("b-2", "b-3", tenant="other")
        self.writer.close()

    def batch(self, *names: str, tenant: str) -> None:
        self.clock.now += 1
        outcomes = self.writer.write([a_request(name, tenant) for name in names])
        for name, outcome in zip(names, outcomes, strict=True):
            if isinstance(outcome, Receipt):
                self.receipts[name] = outcome
            else:
                self.refused += 1

    def check(self, folder: Path) -> None:
        """Every acknowledged record is in the log, and both verifiers find it whole."""
        records = read_back(folder)
        for name, receipt in self.receipts.items():
            assert holds(records, receipt, name), name
        anchors = "\n".join(map(str, self.receipts.values()))
        assert second_verdict(folder, "", anchors)[0] == "ok"


@pytest.mark.parametrize("half", [False, True])
def test_ends_at_any_step_recover(tmp_path: Path, half: bool) -> None:
    """Whichever call a process ends at, the next one goes on and nothing acknowledged is lost."""
    for step in range(MANY):
        folder = tmp_path / str(step)
        scenario = Scenario(folder, BALLAST)
        with Faults(step, crash=True, half=half) as faults, contextlib.suppress(CrashError):
            scenario.run()
        scenario.writer.drop()
        following = Scenario(folder)
        following.run()
        scenario.check(folder)
        following.check(folder)
        assert len(following.receipts) == 6
        assert not list(folder.glob("*.tmp"))
        last = max(part.header.seg for part in parts(folder))
        assert [one.name for one in folder.glob("sign-*")] == [signing_name(last + 1)]
        if not faults.hit:
            return
    pytest.fail("the scenario has more steps than were tried")


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("half", [False, True])
def test_one_failure_loses_nothing(tmp_path: Path, error: int, half: bool) -> None:
    """Whichever call fails once behind the start, all records are acknowledged and there."""
    for step in range(MANY):
        folder = tmp_path / str(step)
        scenario = Scenario(folder)
        scenario.writer.start()
        with Faults(step, half=half, error=error) as faults:
            scenario.go_on()
        scenario.check(folder)
        assert scenario.refused == 0
        if not faults.hit:
            return
    pytest.fail("the scenario has more steps than were tried")


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_failing_disks_lose_nothing_acknowledged(tmp_path: Path, error: int) -> None:
    """From whichever call on a disk fails for good: the rest is refused, the log goes on later,
    and a gap record counts what was refused."""
    for step in range(MANY):
        folder = tmp_path / str(step)
        scenario = Scenario(folder)
        scenario.writer.start()
        with Faults(step, for_calls=10_000, error=error) as faults:
            scenario.go_on()
        # The end was tried too, and the writer holds nothing any more.
        following = Scenario(folder)
        following.run()
        scenario.check(folder)
        if not faults.hit:
            return
    pytest.fail("the scenario has more steps than were tried")


@pytest.mark.parametrize("length", range(1, 40, 3))
def test_failures_of_some_length_pass(tmp_path: Path, length: int) -> None:
    """However long a disk fails: afterwards the same writer goes on, and counts what it refused."""
    scenario = Scenario(tmp_path)
    writer = scenario.writer
    writer.start()
    with Faults(0, for_calls=length):
        scenario.batch("a-1", "a-2", tenant="acme")
        scenario.batch("a-3", tenant="acme")
    scenario.clock.now += 1
    writer.tick()
    assert writer.failure == ""
    scenario.batch("a-4", tenant="acme")
    writer.close()
    scenario.check(tmp_path)
    gaps = [one.detail["lost"] for one in read_back(tmp_path) if one.event == "gap"]
    assert sum(gaps) == scenario.refused
    assert "a-4" in scenario.receipts


def test_failed_logs_are_tried_seldom(tmp_path: Path) -> None:
    """While no segment can be opened the disk is asked every retry_s, not with each record."""
    scenario = Scenario(tmp_path, JournalSettings(ballast_bytes=0, retry_s=10))
    scenario.writer.start()
    with Faults(0, for_calls=10_000) as faults:
        scenario.batch("a-1", tenant="acme")
        tried = faults.count
        scenario.batch("a-2", tenant="acme")
        scenario.writer.tick()
        assert faults.count == tried
        tries = [scenario.writer.may_try]
        scenario.clock.now += 10
        tries.append(scenario.writer.may_try)
        assert tries == [False, True]
        scenario.writer.tick()
        assert faults.count > tried
    assert str(tmp_path) in scenario.writer.failure
    assert "Input/output error" in scenario.writer.failure
    scenario.writer.close()


def test_poisoned_segments_are_left(tmp_path: Path) -> None:
    """After a failure the file is not written or synced again, and its keys are not used."""
    scenario = Scenario(tmp_path)
    scenario.writer.start()
    scenario.batch("a-1", tenant="acme")
    path = tmp_path / log_name(0)
    with Faults(0, names=("fdatasync",)):
        scenario.batch("a-2", tenant="acme")
    size = path.stat().st_size
    scenario.batch("a-3", tenant="acme")
    scenario.writer.close()
    assert path.stat().st_size == size
    first, second = parts(tmp_path)
    assert first.size < size
    torn = second.header.torn
    assert torn is not None
    assert (torn.after, torn.size, torn.sha256) == (first.size, None, None)
    assert second.header.commit != first.header.commit
    assert second.header.key == first.header.next
    scenario.check(tmp_path)


def test_half_key_lines_harm_nothing(tmp_path: Path) -> None:
    """A key line that was cut off stays in its file, and nothing leads to it."""
    scenario = Scenario(tmp_path)
    scenario.writer.start()
    with Faults(0, half=True, error=errno.ENOSPC, names=("write",)):
        scenario.batch("a-1", tenant="acme")
    scenario.writer.close()
    lines = (tmp_path / "seg-00000000.keys").read_bytes().split(b"\n")
    assert parse_key_line(lines[0]).kind == "segment"
    assert lines[1].startswith(b"K ")
    assert len(lines) == 2
    scenario.check(tmp_path)


def test_odd_entries_fail_alone(tmp_path: Path) -> None:
    """What cannot be a record fails by itself; the batch and the segment stay."""
    writer = a_writer(tmp_path)
    writer.start()
    odd = [
        Entry("nothing", AuditRecord()),
        Entry("rotate", AuditRecord()),
        Entry("request", AuditRecord(), detail={"why": "x"}),
        Entry("request", AuditRecord(about={"x": object()})),
        Entry("request", AuditRecord(), scopes=("tenant:\ud800",)),
    ]
    outcomes = writer.write([a_request("before"), *odd, a_request("behind")])
    assert [isinstance(one, Receipt) for one in outcomes] == [True, *[False] * 5, True]
    assert writer.failure == ""
    assert writer.segment == 0
    with pytest.raises(AuditError, match="unknown event"):
        writer.record(odd[0])
    writer.close()
    records = read_back(tmp_path)
    assert [one.detail["lost"] for one in records if one.event == "gap"] == [5, 1]


def test_segments_end_by_size_and_age(tmp_path: Path) -> None:
    """A segment is ended when it is large or old, but not for signs of life alone."""
    clock = Clock()
    settings = JournalSettings(segment_bytes=8000, segment_s=100, alive_s=30, ballast_bytes=0)
    writer = a_writer(tmp_path, settings, clock)
    writer.start()
    for _ in range(20):
        clock.now += 30
        writer.tick()
    assert writer.segment == 0
    writer.record(a_request())
    writer.tick()
    assert writer.segment == 1
    while writer.segment == 1:
        writer.record(a_request())
        writer.tick()
    writer.close()
    records = read_back(tmp_path)
    assert [one.detail["why"] for one in records if one.event == "rotate"] == ["age", "size"]
    assert sum(one.event == "alive" for one in records) == 20


def test_wall_clocks_decide_nothing(tmp_path: Path) -> None:
    """A wall clock that jumps, also out of the calendar, stands in records and changes nothing."""
    wall = Clock(1_800_000_000.0)
    writer = Writer(a_log(tmp_path, wall), SMALL, monotonic=Clock())
    writer.start()
    for now in (0.0, -5e12, 1_800_000_000.0, 5e12, float(2**31)):
        wall.now = now
        writer.record(a_request(str(now)))
        writer.tick()
    writer.close()
    times = [one.time for one in read_back(tmp_path)]
    assert times[1] == "1970-01-01T00:00:00.000Z"
    assert times[3] == "9999-12-31T23:59:59.000Z"
    assert writer.failures == 0
    assert second_verdict(tmp_path, "", "")[0] == "ok"


def test_full_disks_use_the_ballast(tmp_path: Path) -> None:
    """On a full disk the ballast is given up, records are still written, and it comes back."""
    scenario = Scenario(tmp_path, BALLAST)
    writer = scenario.writer
    writer.start()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 8192
    with Faults(0, error=errno.ENOSPC, names=("write",)):
        scenario.batch("a-1", tenant="acme")
    assert not (tmp_path / "ballast").exists()
    there = [writer.has_ballast]
    scenario.batch("a-2", tenant="acme")
    with Faults(0, for_calls=9, error=errno.ENOSPC, names=("posix_fallocate",)):
        scenario.clock.now += 1
        writer.tick()
    there.append(writer.has_ballast)
    writer.tick()
    there.append(writer.has_ballast)  # it was tried just now
    scenario.clock.now += 1
    writer.tick()
    assert [*there, writer.has_ballast] == [False, False, False, True]
    writer.close()
    assert scenario.refused == 0
    scenario.check(tmp_path)


def test_unforeseen_errors_are_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong, nobody gets a receipt for it, and the next batch is written."""
    writer = a_writer(tmp_path)
    writer.start()

    def broken(*_: object) -> bytes:
        raise RuntimeError("value@example.org")

    with monkeypatch.context() as patched:
        patched.setattr("penname.audit.segment.record_line", broken)
        (outcome,) = writer.write([a_request("lost")])
    assert isinstance(outcome, AuditError)
    assert "RuntimeError" in str(outcome)
    assert "example" not in str(outcome)
    (again,) = writer.write([a_request("lost too")])
    assert isinstance(again, AuditError)  # it is not tried again so soon
    writer.close()


def test_policies_are_named_in_headers(tmp_path: Path) -> None:
    """Each header has the digest of the policies as its segment was opened."""
    digests = iter(["aa" * 32, "bb" * 32])
    log = dataclasses.replace(a_log(tmp_path), policy_digest=lambda: next(digests))
    writer = Writer(log, SMALL)
    writer.start()
    writer.rotate("policy")
    writer.close()
    assert [one.header.policy for one in parts(tmp_path)] == ["aa" * 32, "bb" * 32]
