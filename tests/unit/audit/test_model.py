"""Entries and receipts."""

from __future__ import annotations

import pytest

from penname.audit.forms import is_origin
from penname.audit.model import EVENTS, AuditError, Entry, Receipt
from penname.audit.record import AuditRecord, Content


def test_receipt_is_one_word() -> None:
    """A receipt is origin, index and hash with slashes between."""
    leaf = bytes(range(32))
    assert str(Receipt("penname/eu-1", 17, leaf)) == f"penname/eu-1/17/{leaf.hex()}"


@pytest.mark.parametrize("origin", ["a", "penname/eu-1", "A.b_c-9/x/y", "a" * 128])
def test_origins_name_logs(origin: str) -> None:
    """Words of letters, digits, dot, line and hyphen, joined by slashes, name a log."""
    assert is_origin(origin)


@pytest.mark.parametrize(
    "origin", ["", "/", "/a", "a/", "a//b", "a b", "ä", "a\n", "a" * 129, "a:b", "a\u0660"]
)
def test_other_texts_name_none(origin: str) -> None:
    """Anything else, also what is too long, names no log."""
    assert not is_origin(origin)


def test_entry_hides_its_values() -> None:
    """The values that an entry can be found by, and its texts, stand in no repr."""
    values = frozenset({("PERSON", "Ann Example")})
    entry = Entry("request", AuditRecord(content=Content("Bob")), ("tenant:acme",), values)
    assert "Ann" not in repr(entry)
    assert "Bob" not in repr(entry)


def test_events_say_who_has_details() -> None:
    """The events with details in clear are those of the specification's table."""
    detailed = {event for event, has_details in EVENTS.items() if has_details}
    assert detailed == {"rotate", "gap", "anchor", "erase", "rewrap", "retire"}
    assert len(EVENTS) == 12


def test_audit_error_is_an_exception() -> None:
    """An AuditError is caught by its name, with its message."""
    with pytest.raises(AuditError, match="no disk"):
        raise AuditError("no disk")
