"""The page about audit records is true: its tables are the fields of the records."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from penname.audit.model import EVENTS
from penname.audit.record import AuditRecord, Content, FindingRow

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "audit-records.md"


def members(section: str) -> list[str]:
    """The first cells of a section's table."""
    part = PAGE.read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.M)


@pytest.mark.parametrize(
    ("section", "kind"),
    [("Records", AuditRecord), ("Findings", FindingRow), ("Content", Content)],
)
def test_members_are_the_fields(
    section: str, kind: type[AuditRecord | FindingRow | Content]
) -> None:
    """Each table has the members of its object, all of them, in the order they are written in."""
    assert members(section) == [one.name for one in fields(kind)]


def test_events_exist() -> None:
    """The events that the page speaks of are events of the format."""
    head = PAGE.read_text("utf-8").partition("## Records")[2].partition("| Member")[0]
    named = set(re.findall(r"`(\w+)`", head))
    assert named
    assert named <= set(EVENTS)
