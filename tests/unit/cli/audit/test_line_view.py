"""One record as one line."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from penname.audit.model import EVENTS
from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord, FindingRow
from penname.cli.audit.line_view import line, print_line

TIME = "2026-11-24T09:30:01.250Z"


def read(event: str = "request", record: AuditRecord | None = None, **said: object) -> ReadRecord:
    return ReadRecord(48113, TIME, event, 7, 12, record, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_line(event: str) -> None:
    """Time, number and event stand in front, whatever the event."""
    assert line(read(event)).plain.startswith(f"2026-11-24 09:30:01Z  48,113  {event}")


def test_content_that_is_gone_is_told() -> None:
    """An erased record says so; one for others says nothing more; a damaged one shows it."""
    assert line(read(erased=True)).plain.endswith("request   erased")
    assert line(read(no_key=True)).plain.endswith("request")
    assert line(read(problem="it was altered")).plain.endswith("request   damaged")


def test_people_are_named() -> None:
    """Who ordered something, and why, on one line."""
    one = AuditRecord(actor="ann", reason="incident\n2026-031")
    assert line(read("reveal", one)).plain.endswith("reveal    by ann  incident 2026-031")


def test_findings_are_chips_on_terminals() -> None:
    """On a terminal findings are on their colour; what was not acted on is not."""
    rows = (
        FindingRow("PERSON", "mask", scores={85: 2}),
        FindingRow("LOCATION", "none", scores={40: 1}),
    )
    text = line(read(record=AuditRecord(findings=rows)), chips=True)
    assert " PERSON 2 " in text.plain
    assert any("on cyan" in str(span.style) for span in text.spans)
    assert text.plain.endswith("LOCATION 1 none")
    assert line(read(record=AuditRecord(findings=rows))).plain.endswith("PERSON 2  LOCATION 1 none")


def test_terminals_wrap_between_parts() -> None:
    """On a terminal what does not fit stands below, indented; in a pipe a record is one line."""
    kinds = [f"TYPE_NUMBER_{number}" for number in range(12)]
    record = AuditRecord(findings=tuple(FindingRow(kind, "mask", scores={90: 1}) for kind in kinds))
    for width, indent in ((80, 36), (120, 41)):
        console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
        print_line(console, read(record=record))
        assert isinstance(console.file, io.StringIO)
        first, *others = console.file.getvalue().splitlines()
        assert others
        assert max(map(len, (first, *others))) <= width
        assert {len(one) - len(one.lstrip()) for one in others} == {indent}
    console = Console(file=io.StringIO(), width=80)
    print_line(console, read(record=record))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().count("\n") == 1


def test_terminals_obey_nothing() -> None:
    """What others chose cannot move the cursor or start a line."""
    console = Console(file=io.StringIO(), width=80, color_system=None, force_terminal=True)
    print_line(console, read(record=AuditRecord(model="a\x1b[2Jb\rc\nd", tenant="t\x07")), "o\x1b")
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert not set(shown) & {"\x1b", "\r", "\x07"}
    assert shown.count("\n") == 1
