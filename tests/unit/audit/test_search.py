"""Was this value ever sent: hits, what is not opened, what could not be searched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from penname.audit import search as module
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, new_identity
from penname.audit.record import AuditRecord
from penname.audit.search import Coverage, Hit, ValueSearch, find_value
from penname.policy.entities import ENTITY_TYPES
from tests.unit.audit.making import LogMaker

DPO, NEW = new_identity("dpo"), new_identity("new")
ANN = ("PERSON", "Ann Example")
PHONE = ("PHONE_NUMBER", "+49 (30) 12-34")


@pytest.fixture
def log(tmp_path: Path) -> LogMaker:
    maker = LogMaker(tmp_path / "log", [DPO])
    maker.segment()
    return maker


def sent(
    log: LogMaker, *values: tuple[str, str], scopes: tuple[str, ...] = (), record: bytes = b"shut"
) -> int:
    """A request with these values whose content nobody could open; its index."""
    index = log.add("request", record, scopes, values)
    log.checkpoint()
    return index


def search(
    log: LogMaker, value: str, entity_type: str | None = None, identity: Identity = DPO
) -> ValueSearch:
    return find_value(LogReader(log.folder, [identity]), value, entity_type)


def indices(found: ValueSearch) -> list[int]:
    return [hit.index for hit in found]


def test_value_is_found_everywhere(log: LogMaker) -> None:
    """All records with the value are found, over segments and scopes, without opening one."""
    wanted = [sent(log, ANN), sent(log, ANN, scopes=("tenant:a",))]
    sent(log, ("PERSON", "Bo"), scopes=("tenant:a",))
    log.segment()
    wanted += [sent(log, ANN, PHONE, scopes=("tenant:a", "subject:u-1"))]
    log.batch("nothing found in it")
    found = search(log, "Ann Example")
    assert indices(found) == wanted
    assert found.coverage == Coverage(segments=2, records=4)
    assert found.coverage.is_whole


@pytest.mark.parametrize(
    "spelling", ["+493012 34", "+49 30 1234", "(49)301234", "４９３０１２３４"]
)
def test_spelling_does_not_matter(log: LogMaker, spelling: str) -> None:
    """Values are compared in their normal form."""
    wanted = [sent(log, PHONE)]
    assert indices(search(log, spelling)) == wanted
    assert indices(search(log, "+49 30 12345")) == []


def test_type_narrows_the_search(log: LogMaker) -> None:
    """With an entity type only this type is looked for; a hit says as what it was found."""
    sent(log, ("ORGANIZATION", "Ann Example"), ANN)
    only = sent(log, ("ORGANIZATION", "Ann Example"))
    assert [hit.types for hit in search(log, "ann example")] == [
        ("ORGANIZATION", "PERSON"),
        ("ORGANIZATION",),
    ]
    assert only in indices(search(log, "Ann Example", "ORGANIZATION"))
    assert only not in indices(search(log, "Ann Example", "PERSON"))


def test_own_types_can_be_given(log: LogMaker) -> None:
    """A type of an own recognizer is found if it is named, alone or beside the known ones."""
    assert "STAFF_NUMBER" not in ENTITY_TYPES
    wanted = [sent(log, ("STAFF_NUMBER", "X-17"))]
    reader = LogReader(log.folder, [DPO])
    assert indices(find_value(reader, "x17")) == []
    assert indices(find_value(reader, "x17", "STAFF_NUMBER")) == wanted
    assert indices(find_value(reader, "x17", more_types=["STAFF_NUMBER"])) == wanted


def test_hit_can_be_opened(log: LogMaker) -> None:
    """A hit has place and time, and gives its record where a caller asks."""
    log.add("request", AuditRecord(request_id="r-1"), ["tenant:a"], [ANN])
    log.checkpoint()
    found = search(log, "ANN EXAMPLE")
    (hit,) = found
    assert (hit.index, hit.time, hit.event, hit.segment, hit.line_no) == (
        1,
        "2026-11-24T00:00:00.000Z",
        "request",
        0,
        3,
    )
    record = found.opened(hit).record
    assert record is not None
    assert record.request_id == "r-1"


def test_times_narrow_the_search(log: LogMaker) -> None:
    """Records outside of the span are not hits."""
    made = [sent(log, ANN) for _ in range(4)]
    found = find_value(
        LogReader(log.folder, [DPO]),
        "Ann Example",
        since=datetime(2026, 11, 24, 0, 1, tzinfo=UTC),
        until=datetime(2026, 11, 24, 0, 3, tzinfo=UTC),
    )
    assert indices(found) == made[1:3]


def test_closed_segments_are_counted(log: LogMaker) -> None:
    """Segments for other recipients are named, so "not found" is no false comfort."""
    sent(log, ANN)
    log.identities = [NEW]
    log.segment()
    wanted = [sent(log, ANN)]
    found = search(log, "Ann Example", identity=NEW)
    assert indices(found) == wanted
    assert (found.coverage.segments, found.coverage.no_key) == (1, [0])
    assert not found.coverage.is_whole


def test_damaged_segments_are_counted(log: LogMaker) -> None:
    """A segment whose key line is gone or altered is named, and the others are searched."""
    sent(log, ANN)
    log.keys.unlink()
    log.segment()
    wanted = [sent(log, ANN)]
    found = search(log, "Ann Example")
    assert indices(found) == wanted
    assert found.coverage.damaged == [0]
    assert not found.coverage.is_whole


def test_erased_records_are_counted(log: LogMaker) -> None:
    """Tokens of an erased scope mean nothing any more: its records are counted, not found."""
    sent(log, ANN, scopes=("tenant:gone",))
    sent(log, ANN, scopes=("tenant:gone",))
    sent(log, ANN, scopes=("tenant:lost",))
    wanted = [sent(log, ANN)]
    gone, lost = (log.sealer.scope(f"tenant:{name}").ref for name in ("gone", "lost"))
    log.add("erase", detail={"lines": [{"seg": 0, "ref": gone}]})
    log.checkpoint()
    log.drop_key(gone)
    log.drop_key(lost)
    found = search(log, "Ann Example")
    assert indices(found) == wanted
    assert (found.coverage.erased, found.coverage.closed, found.coverage.records) == (2, 1, 1)
    assert not found.coverage.is_whole


def test_many_scopes_are_searched(log: LogMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many sets of scopes there are, few of their tokens are kept, and all compared."""
    monkeypatch.setattr(module, "_MOST_KEPT", 2)
    wanted = [sent(log, ANN, scopes=(f"subject:u-{number % 5}",)) for number in range(10)]
    assert indices(search(log, "Ann Example")) == wanted


def test_tokens_of_others_are_no_hits(log: LogMaker) -> None:
    """The same value under another scope's key has another token."""
    log.batch("a", scopes=("tenant:a", "tenant:b"))
    token = log.sealer.tokens([log.sealer.scope("tenant:a").ref], [ANN])
    assert token != log.sealer.tokens([log.sealer.scope("tenant:b").ref], [ANN])
    made = sent(log, ANN, scopes=("tenant:b",))
    assert indices(search(log, "Ann Example")) == [made]


def test_value_stands_in_no_repr(log: LogMaker) -> None:
    """Neither the search nor a hit shows the value."""
    sent(log, ANN)
    found = search(log, "Ann Example")
    (hit,) = found
    assert isinstance(hit, Hit)
    assert "Ann" not in f"{found!r} {hit!r} {found.coverage!r}"
