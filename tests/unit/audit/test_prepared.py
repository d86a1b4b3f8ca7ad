"""Entries are made ready before anything is sealed: what cannot be a line fails alone."""

from __future__ import annotations

import os
from typing import Any

import pytest

from penname.audit import prepared as module
from penname.audit.lines import MAX_LINE
from penname.audit.model import AuditError, Entry
from penname.audit.prepared import prepared
from penname.audit.record import AuditRecord, Content, opened


def test_records_become_bytes() -> None:
    """An entry's record is its plaintext; nothing of it shows in a repr."""
    record = AuditRecord(request_id="r-1", content=Content(masked="Ann Example"))
    ready = prepared(Entry("request", record))
    assert opened(ready.plain) == record.as_json()
    assert "Ann" not in repr(ready)


@pytest.mark.parametrize(
    ("event", "detail"),
    [("unknown", None), ("gap", None), ("request", {"lost": 1}), ("", None)],
)
def test_events_are_checked(event: str, detail: dict[str, Any] | None) -> None:
    """Only the format's events are written, with details where they have some."""
    with pytest.raises(AuditError, match="event"):
        prepared(Entry(event, AuditRecord(), detail=detail))


def test_long_records_are_refused() -> None:
    """What would be longer than a line may be is refused, and its content not quoted."""
    text = os.urandom(MAX_LINE // 2).hex()
    with pytest.raises(AuditError, match="longer than a line") as caught:
        prepared(Entry("request", AuditRecord(content=Content(masked=text, original=text))))
    assert len(str(caught.value)) < 100


def test_many_values_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clear part of a line is bounded too: readers parse no more."""
    monkeypatch.setattr(module, "MAX_JSON", 2000)
    values = frozenset(("PERSON", str(one)) for one in range(200))
    with pytest.raises(AuditError, match="longer"):
        prepared(Entry("request", AuditRecord(), values=values))
    with pytest.raises(AuditError, match="longer"):
        prepared(Entry("gap", AuditRecord(), detail={"since": "x" * 2000}))


@pytest.mark.parametrize(
    "entry",
    [
        Entry("request", AuditRecord(about={"x": object()})),
        Entry("request", AuditRecord(), scopes=("subject:\ud800",)),
        Entry("gap", AuditRecord(), detail={"lost": object()}),
    ],
)
def test_odd_entries_are_refused(entry: Entry) -> None:
    """What JSON or UTF-8 cannot say is refused by kind, not by content."""
    with pytest.raises(AuditError, match="cannot be written"):
        prepared(entry)
