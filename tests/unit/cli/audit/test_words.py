"""What a record says in a few words."""

from __future__ import annotations

from typing import Any

import pytest

from penname.audit.model import EVENTS
from penname.audit.record import AuditRecord, FindingRow
from penname.cli.audit.words import (
    counted,
    ended,
    finding_words,
    milliseconds,
    said_in_clear,
    size,
    tally,
    who,
)

DETAILS: dict[str, tuple[dict[str, Any], str]] = {
    "rotate": ({"why": "size"}, "because of size"),
    "gap": ({"lost": 3, "since": "T"}, "3 records could not be written since T"),
    "anchor": ({"origin": "penname/b", "size": 4100}, "penname/b had 4,100 leaves"),
    "erase": ({"lines": [{}]}, "1 key destroyed"),
    "rewrap": ({"lines": [{}, {}]}, "2 keys wrapped anew"),
    "retire": ({"from": 0, "to": 4}, "segments 0 to 4 deleted"),
}


@pytest.mark.parametrize("event", EVENTS)
def test_details_have_words(event: str) -> None:
    """Each event with details in clear says them in words; the others say nothing."""
    detail, words = DETAILS.get(event, ({}, ""))
    assert said_in_clear(event, detail) == words
    assert EVENTS[event] is bool(words)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (64 * 1024**2, "67.1 MB"),
        (10**13, "10,000.0 GB"),
    ],
)
def test_sizes_have_units(count: int, words: str) -> None:
    """Bytes are shown in the unit in which they are short."""
    assert size(count) == words


def test_counts_have_words() -> None:
    """One is singular, thousands are separated."""
    assert counted(1, "record") == "1 record"
    assert counted(48_113, "record") == "48,113 records"
    assert counted(2, "identity") == "2 identities"
    assert counted(0, "key") == "0 keys"
    assert (milliseconds(0.84), milliseconds(1840.4)) == ("0.8 ms", "1,840 ms")


def test_findings_are_added_up() -> None:
    """Rows of one type and action are one count, the most frequent first."""
    rows = (
        FindingRow("PERSON", "mask", recognizer="spacy", scores={85: 2}),
        FindingRow("PERSON", "mask", recognizer="known", scores={100: 1}),
        FindingRow("US_SSN", "block", scores={99: 1}),
    )
    assert tally(rows) == {("PERSON", "mask"): 3, ("US_SSN", "block"): 1}
    assert finding_words("PERSON", "mask", 3) == "PERSON 3"
    assert finding_words("US_SSN", "block", 1) == "US_SSN 1 block"


def test_who_and_how_it_ended() -> None:
    """Tenant and person are one word; a response says its status, a request its decision."""
    one = AuditRecord(
        tenant="acme",
        subject="u-17",
        status=200,
        outcome="complete",
        duration_ms=12.34,
        decision="blocked",
        code="pii_blocked",
    )
    assert who(one) == "acme/u-17"
    assert ended("response", one) == "200  complete  12.3 ms"
    assert ended("refused", one) == "blocked  pii_blocked"
    assert ended("response", AuditRecord(upstream_status=502, error="OSError")) == "502  OSError"
    assert (who(AuditRecord()), ended("request", AuditRecord())) == ("", "")
