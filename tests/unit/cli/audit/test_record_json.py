"""A record as a JSON object."""

from __future__ import annotations

import json

from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord, Content
from penname.cli.audit.record_json import as_line, as_object, state_of

RECORD = AuditRecord(tenant="acme", content=Content("masked", "before"))


def read(record: AuditRecord | None = None, **said: object) -> ReadRecord:
    return ReadRecord(7, "2026-11-24T09:30:01.250Z", "request", 0, 3, record, **said)  # type: ignore[arg-type]


def test_object_says_what_is_known() -> None:
    """Place, time and record; the text before masking only where it was revealed."""
    said = as_object(read(RECORD), "penname/a")
    assert said == {
        "log": "penname/a",
        "index": 7,
        "time": "2026-11-24T09:30:01.250Z",
        "event": "request",
        "segment": 0,
        "line": 3,
        "content": "open",
        "record": {"tenant": "acme", "content": {"masked": "masked"}},
    }
    revealed = as_object(read(RECORD), "penname/a", reveal=True)
    assert revealed["record"]["content"] == {"masked": "masked", "original": "before"}


def test_lines_have_no_texts() -> None:
    """A line is one object without texts."""
    assert json.loads(as_line(read(RECORD), "a"))["record"] == {"tenant": "acme"}
    assert "\n" not in as_line(read(RECORD), "a")


def test_closed_records_say_why() -> None:
    """Erased, sealed for others, or damaged; and what stands in clear."""
    assert state_of(read(erased=True)) == "erased"
    assert state_of(read(erased=True, no_key=True)) == "erased"
    assert state_of(read(no_key=True)) == "sealed"
    said = as_object(read(problem="altered", detail={"why": "size"}), "a")
    assert (said["content"], said["problem"], said["detail"]) == (
        "damaged",
        "altered",
        {"why": "size"},
    )
    assert "record" not in said
