"""Erasing, rewrapping, retiring: plans, files, and what a crash leaves."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penname.audit import erasure, files
from penname.audit.erasure import (
    ErasePlan,
    KeyRef,
    NewLine,
    RetirePlan,
    concerned,
    destroy,
    lines_of,
    plan_erase,
    plan_retire,
    plan_rewrap,
    remove,
    rewrap,
    unfinished,
)
from penname.audit.journal import Journal
from penname.audit.lines import MAX_JSON, Clear, clear_json, reference
from penname.audit.model import AuditError, Entry
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, new_identity
from penname.audit.record import AuditRecord
from penname.audit.stored import ReadError, header_of
from penname.audit.tree import Tree, leaf_hash
from penname.audit.verify import verify
from tests.unit.audit.making import LABEL_KEY, LogMaker, label_of_line

DPO, OTHER = new_identity("dpo"), new_identity("other", "xwing")
ACME, BOB = "tenant:acme", "subject:bob"


@pytest.fixture
def log(tmp_path: Path) -> LogMaker:
    """Two closed segments with records of several scopes, and an open one."""
    maker = LogMaker(tmp_path / "log", [DPO])
    maker.segment()
    maker.batch("a", scopes=(ACME,))
    maker.batch("ab", scopes=(ACME, BOB))
    maker.segment()
    maker.batch("b", scopes=(BOB,))
    maker.batch("a2", scopes=(ACME,))
    maker.batch("none")
    maker.segment()
    maker.batch("open", scopes=(ACME,))
    return maker


def record(log: LogMaker, event: str, details: list[Mapping[str, Any]]) -> None:
    """What a writer does with a plan before the files change."""
    for detail in details:
        log.add(event, detail=detail)
    log.checkpoint()


def readable(log: LogMaker, identity: Identity = DPO) -> dict[str, str]:
    """Request id -> nothing, for those that open; and how many do not, by why."""
    found = {}
    for read in LogReader(log.folder, [identity]).records(events=["request"]):
        name = read.record.request_id if read.record else str(read.index)
        found[name] = "erased" if read.erased else "closed" if read.no_key else ""
    return found


def labels(log: LogMaker, seg: int) -> list[str]:
    path = log.folder / f"seg-{seg:08d}.keys"
    return [label_of_line(line) for line in path.read_bytes().splitlines()]


# --- erasing ------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["label", "identity", "both"])
def test_scope_is_erased_everywhere(log: LogMaker, how: str) -> None:
    """All of a scope's lines are found, by label or name; then its records are erased."""
    plan = plan_erase(
        log.folder,
        [ACME],
        label_key=None if how == "identity" else LABEL_KEY,
        identities=[] if how == "label" else [DPO],
    )
    assert plan.segments == (0, 1, 2)
    assert (len(plan.lines), plan.closed) == (3, 0)
    record(log, "erase", plan.details())
    assert destroy(log.folder, plan.lines) == 3
    assert [len(labels(log, seg)) for seg in range(3)] == [2, 2, 1]
    assert readable(log) == {
        "1": "erased",
        "2": "erased",
        "b": "",
        "5": "erased",
        "none": "",
        "8": "erased",
    }


def test_plan_stays_below_open_segment(log: LogMaker) -> None:
    """`below` leaves the segment alone that a writer appends to."""
    plan = plan_erase(log.folder, [ACME, BOB], label_key=LABEL_KEY, below=2)
    assert plan.segments == (0, 1)
    assert len(plan.lines) == 4


def test_plan_changes_nothing(log: LogMaker) -> None:
    """Planning reads only."""
    before = {path.name: path.read_bytes() for path in log.folder.iterdir()}
    plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    plan_rewrap(log.folder, [DPO], [OTHER.recipient])
    plan_retire(log.folder, datetime.max.replace(tzinfo=UTC))
    assert {path.name: path.read_bytes() for path in log.folder.iterdir()} == before


def test_unknown_scope_gives_empty_plan(log: LogMaker) -> None:
    """A scope without records has nothing to erase."""
    plan = plan_erase(log.folder, ["tenant:nobody"], label_key=LABEL_KEY)
    assert plan == ErasePlan(())
    assert plan.details() == []
    assert destroy(log.folder, plan.lines) == 0


def test_label_key_must_be_that_of_writing(log: LogMaker) -> None:
    """Another label key finds nothing; with an identity beside it the scope is found."""
    assert not plan_erase(log.folder, [ACME], label_key=bytes(32)).lines
    both = plan_erase(log.folder, [ACME], label_key=bytes(32), identities=[DPO])
    assert len(both.lines) == 3


def test_closed_lines_are_counted(log: LogMaker) -> None:
    """Lines that no identity opens may be of the scope: the plan says how many there are."""
    assert plan_erase(log.folder, [ACME], identities=[OTHER]).closed == 5
    log.identities = [OTHER]
    log.segment()
    log.batch("new", scopes=(ACME,))
    plan = plan_erase(log.folder, [ACME], identities=[DPO])
    assert (len(plan.lines), plan.closed) == (3, 1)


def test_only_named_lines_go(log: LogMaker) -> None:
    """All other bytes of a `.keys` file stay as they are, also what is no line."""
    path = log.folder / "seg-00000000.keys"
    own, acme, bob = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"\xff\n" + own + acme + b"\n" + bob + b"K torn")
    destroy(log.folder, [KeyRef(0, reference(acme[:-1]))])
    assert path.read_bytes() == b"\xff\n" + own + b"\n" + bob + b"K torn"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_erasing_again_finishes(log: LogMaker) -> None:
    """After a crash between record and files the same command finds and destroys the rest."""
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    record(log, "erase", plan.details())
    destroy(log.folder, plan.lines[:1])
    assert unfinished(log.folder) == plan.lines[1:]
    again = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    assert again.lines == plan.lines[1:]
    assert destroy(log.folder, plan.lines) == 2
    assert destroy(log.folder, plan.lines) == 0
    assert unfinished(log.folder) == ()


def test_crash_while_writing_leaves_old_or_new(
    log: LogMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `.keys` file is the old one until the new one is whole and synced."""
    path = log.folder / "seg-00000000.keys"
    before = path.read_bytes()
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("replace", "fsync", "write"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, fail)
            with pytest.raises(AuditError, match="No space"):
                destroy(log.folder, plan.lines)
        assert path.read_bytes() == before
        assert not list(log.folder.glob("*.tmp"))
    assert destroy(log.folder, plan.lines) == 3


def test_missing_files_are_nothing_to_change(log: LogMaker) -> None:
    """A segment that was retired meanwhile has no lines left."""
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    (log.folder / "seg-00000000.keys").unlink()
    assert len(plan_erase(log.folder, [ACME], label_key=LABEL_KEY).lines) == 2
    assert destroy(log.folder, plan.lines) == 2


def test_links_are_not_written_through(log: LogMaker, tmp_path: Path) -> None:
    """A `.keys` file that is a link leads nobody to another file."""
    path = log.folder / "seg-00000000.keys"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ReadError):
        plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    with pytest.raises(AuditError):
        destroy(log.folder, [KeyRef(0, "a" * 64)])


def test_copies_of_lines_go_too(log: LogMaker) -> None:
    """A line that somebody copied into the file of another segment is destroyed there, too."""
    lines = (log.folder / "seg-00000000.keys").read_bytes()
    with (log.folder / "seg-00000001.keys").open("ab") as file:
        file.write(b"no line\n" + lines)
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    assert [one.seg for one in plan.lines] == [0, 1, 1, 2]
    assert destroy(log.folder, plan.lines) == 4
    assert not plan_erase(log.folder, [ACME], identities=[DPO]).lines


def test_records_concerned_are_counted(log: LogMaker) -> None:
    """A dry run says how many records of which segment nobody will open."""
    plan = plan_erase(log.folder, [BOB], label_key=LABEL_KEY)
    with LogReader(log.folder) as reader:
        assert concerned(reader, plan) == {0: 1, 1: 1}
        assert concerned(reader, ErasePlan((KeyRef(1, "a" * 64),))) == {}


def test_rewrapped_scope_is_erased(log: LogMaker) -> None:
    """After rewrapping the line that is there goes, and its records count as before."""
    moved = plan_rewrap(log.folder, [DPO], [OTHER.recipient])
    record(log, "rewrap", moved.details())
    rewrap(log.folder, moved.lines)
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY, below=2)
    with LogReader(log.folder) as reader:
        assert concerned(reader, plan) == {0: 2, 1: 1}
    record(log, "erase", plan.details())
    assert destroy(log.folder, plan.lines) == 2
    found = readable(log, OTHER)
    assert [found[name] for name in ("1", "2", "b", "5")] == ["erased", "erased", "", "erased"]


def test_many_lines_are_cut_into_records() -> None:
    """A record names so many lines that its JSON stays within the format's bound."""
    count = erasure.LINES_PER_RECORD * 2 + 1
    plan = ErasePlan(tuple(KeyRef(2**31, f"{number:064x}") for number in range(count)))
    details = plan.details()
    assert [len(one["lines"]) for one in details] == [20_000, 20_000, 1]
    assert [ref for one in details for ref in lines_of(one)] == list(plan.lines)
    line = {"seg": 2**31, "old": "a" * 64, "new": "b" * 64}
    worst = {"lines": [line] * erasure.LINES_PER_RECORD}
    clear = Clear(2**53, "2026-11-24T00:00:00.000Z", "rewrap", "0" * 8, (), (), worst)
    assert len(clear_json(clear)) < MAX_JSON / 2


# --- rewrapping ---------------------------------------------------------------------------


def test_rewrapping_changes_who_reads(log: LogMaker) -> None:
    """All keys are wrapped for the new list alone, and every record opens as before."""
    before = readable(log)
    plan = plan_rewrap(log.folder, [DPO], [OTHER.recipient], below=2)
    assert (len(plan.lines), plan.kept, plan.closed, plan.segments) == (6, 0, 0, (0, 1))
    record(log, "rewrap", plan.details())
    assert rewrap(log.folder, plan.lines) == 6
    now = readable(log, OTHER)
    assert {name: how for name, how in now.items() if not how} == dict.fromkeys(
        ["a", "ab", "b", "a2", "none"], ""
    )
    assert list(readable(log).values()) == ["closed"] * 5 + [""]
    assert before["open"] == ""


def test_rewrapping_again_changes_nothing(log: LogMaker) -> None:
    """What is for the new list already is kept; the files are changed once."""
    plan = plan_rewrap(log.folder, [DPO], [OTHER.recipient, DPO.recipient])
    record(log, "rewrap", plan.details())
    rewrap(log.folder, plan.lines)
    assert rewrap(log.folder, plan.lines) == 0
    again = plan_rewrap(log.folder, [DPO], [DPO.recipient, OTHER.recipient])
    assert (again.lines, again.kept) == ((), 8)


def test_broken_off_rewrapping_can_be_repeated(log: LogMaker) -> None:
    """After a crash between record and files the log opens, and rewrapping works again."""
    lost = plan_rewrap(log.folder, [DPO], [OTHER.recipient])
    record(log, "rewrap", lost.details())
    rewrap(log.folder, lost.lines[:1])
    assert set(readable(log, DPO).values()) == {"", "closed"}
    again = plan_rewrap(log.folder, [DPO, OTHER], [OTHER.recipient])
    assert (len(again.lines), again.kept) == (7, 1)
    record(log, "rewrap", again.details())
    rewrap(log.folder, again.lines)
    assert set(readable(log, OTHER).values()) == {""}


def test_closed_lines_stay_as_they_are(log: LogMaker) -> None:
    """What the identity does not open is counted and not touched."""
    plan = plan_rewrap(log.folder, [OTHER], [OTHER.recipient])
    assert (plan.lines, plan.closed) == ((), 8)


def test_erased_lines_are_not_wrapped_again(log: LogMaker) -> None:
    """A line that an erasure named and a crash left is not given to anybody anew."""
    plan = plan_erase(log.folder, [ACME], label_key=LABEL_KEY)
    record(log, "erase", plan.details())
    moved = plan_rewrap(log.folder, [DPO], [OTHER.recipient])
    assert not {(one.seg, one.ref) for one in plan.lines} & {
        (one.seg, one.old) for one in moved.lines
    }
    assert len(moved.lines) == 5


def test_new_lines_stand_in_no_repr() -> None:
    """A wrapped key is not shown."""
    assert "secret" not in repr(NewLine(0, "a" * 64, b"secret"))


# --- retiring -----------------------------------------------------------------------------


def test_old_segments_are_retired(log: LogMaker) -> None:
    """Segments that ended before a time go, with the tree's state behind them in the plan."""
    third = header_of(log.folder, 2)
    plan = plan_retire(log.folder, datetime(2026, 11, 24, 0, 5, tzinfo=UTC))
    assert plan is not None
    tree = Tree()
    for seg in range(2):
        for line in (log.folder / f"seg-{seg:08d}.alog").read_bytes().splitlines():
            if not line.startswith(b"C "):
                tree.append(leaf_hash(line))
    assert plan == RetirePlan(0, 1, third.first, tree.root())
    (detail,) = plan.details()
    assert detail == {"from": 0, "to": 1, "size": tree.size, "root": tree.root().hex()}
    record(log, "retire", plan.details())
    assert remove(log.folder, plan) == 4
    assert remove(log.folder, plan) == 0
    assert sorted(path.name for path in log.folder.iterdir()) == [
        "seg-00000002.alog",
        "seg-00000002.keys",
    ]
    assert readable(log) == {"open": ""}


def test_broken_off_retiring_is_finished(log: LogMaker) -> None:
    """Keys of a segment that a crash left without its log go with the next segments."""
    (log.folder / "seg-00000000.alog").unlink()
    plan = plan_retire(log.folder, datetime(2026, 11, 24, 0, 5, tzinfo=UTC))
    assert plan is not None
    assert (plan.first, plan.last) == (1, 1)
    assert remove(log.folder, plan) == 3
    assert sorted(path.suffix for path in log.folder.iterdir()) == [".alog", ".keys"]


@pytest.mark.parametrize(
    ("minute", "below", "last"),
    [(1, None, None), (2, None, 0), (4, None, 0), (5, None, 1), (59, None, 1), (59, 2, 0)],
)
def test_segment_is_as_old_as_its_end(
    log: LogMaker, minute: int, below: int | None, last: int | None
) -> None:
    """A segment goes when the next one began before the time; the last one always stays."""
    plan = plan_retire(log.folder, datetime(2026, 11, 24, 0, minute, tzinfo=UTC), below=below)
    assert (plan and plan.last) == last


def test_gap_ends_retiring(log: LogMaker) -> None:
    """Behind a segment that is missing nothing is retired: the log needs a look first."""
    for kind in ("alog", "keys"):
        (log.folder / f"seg-00000001.{kind}").unlink()
    assert plan_retire(log.folder, datetime.max.replace(tzinfo=UTC)) is None


def test_empty_folder_has_no_plans(tmp_path: Path) -> None:
    """Where there is no log there is nothing to plan."""
    with pytest.raises(ReadError):
        plan_erase(tmp_path, [ACME], label_key=LABEL_KEY)
    with pytest.raises(ReadError):
        plan_rewrap(tmp_path, [DPO], [OTHER.recipient])
    assert plan_retire(tmp_path, datetime.max.replace(tzinfo=UTC)) is None
    assert unfinished(tmp_path) == ()


def test_failing_removal_is_an_audit_error(log: LogMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be changed is an AuditError with the system's words."""

    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "sync_folder", fail)
    with pytest.raises(AuditError, match="Input/output error"):
        remove(log.folder, RetirePlan(0, 0, 0, bytes(32)))


# --- with the real writer -----------------------------------------------------------------


class Written:
    """A log by the writer, with a person's and a tenant's records in two segments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.opened([DPO])
        for number in range(6):
            scopes = (ACME,) if number % 2 else (ACME, BOB)
            self.write(Entry("request", AuditRecord(request_id=f"r{number}"), scopes))
            if number == 2:
                self.journal.close()
                self.opened([DPO])
        self.journal.close()

    def opened(self, identities: list[Identity]) -> None:
        recipients = [one.recipient for one in identities]
        self.journal = Journal(
            self.folder, "penname/test", recipients, LABEL_KEY, policy_digest=lambda: ""
        )
        self.journal.start()

    def write(self, entry: Entry) -> None:
        self.journal.write(entry)

    def record(self, event: str, details: list[Mapping[str, Any]], *, to: Identity = DPO) -> None:
        self.opened([to])
        for detail in details:
            self.write(Entry(event, AuditRecord(reason="a test"), detail=detail))
        self.journal.close()

    def verdict(self) -> str:
        return verify(self.folder).verdict


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path / "written")


def test_log_verifies_at_each_step_of_erasing(written: Written) -> None:
    """Before, between and after the steps of an erasure, also half done, the log verifies."""
    plan = plan_erase(written.folder, [BOB], label_key=LABEL_KEY)
    assert len(plan.lines) == 2
    verdicts = [written.verdict()]
    written.record("erase", plan.details())
    verdicts.append(written.verdict())
    for line in plan.lines:
        destroy(written.folder, [line])
        verdicts.append(written.verdict())
    assert verdicts == ["ok"] * 4
    with LogReader(written.folder, [DPO]) as reader:
        found = list(reader.records(events=["request"]))
    assert [one.erased for one in found] == [True, False, True, False, True, False]
    assert [one.record.request_id for one in found if one.record] == ["r1", "r3", "r5"]


def test_erasing_without_a_record_is_found(written: Written) -> None:
    """A key line that goes before its record is what a verifier calls missing."""
    destroy(written.folder, plan_erase(written.folder, [BOB], label_key=LABEL_KEY).lines)
    assert written.verdict() == "tampered"


def test_log_verifies_at_each_step_of_rewrapping(written: Written) -> None:
    """A rewrapping that is broken off and done again, then an erasure: the log verifies."""
    lost = plan_rewrap(written.folder, [DPO], [OTHER.recipient])
    written.record("rewrap", lost.details())
    assert written.verdict() == "ok"
    rewrap(written.folder, lost.lines[:2])
    assert written.verdict() == "ok"
    again = plan_rewrap(written.folder, [DPO, OTHER], [OTHER.recipient])
    written.record("rewrap", again.details())
    rewrap(written.folder, again.lines)
    assert written.verdict() == "ok"
    plan = plan_erase(written.folder, [BOB], identities=[OTHER])
    written.record("erase", plan.details())
    destroy(written.folder, plan.lines)
    assert written.verdict() == "ok"
    with LogReader(written.folder, [OTHER]) as reader:
        found = list(reader.records(events=["request"]))
    assert [one.erased for one in found] == [True, False, True, False, True, False]
    assert [one.record.request_id for one in found if one.record] == ["r1", "r3", "r5"]


def test_log_verifies_after_retiring(written: Written) -> None:
    """What is left of a log after retiring is whole, by the record of it."""
    plan = plan_retire(written.folder, datetime.max.replace(tzinfo=UTC))
    assert plan is not None
    written.record("retire", plan.details())
    assert written.verdict() == "ok"
    remove(written.folder, plan)
    assert written.verdict() == "ok"
