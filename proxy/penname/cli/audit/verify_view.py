"""The verdict on a log, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from penname.audit.flat import clean
from penname.audit.report import Report
from penname.cli.audit.advice import ADVICE
from penname.cli.audit.facts import Facts
from penname.cli.audit.times import shown
from penname.cli.audit.words import counted
from penname.cli.output import print_rows

_STYLES = {"ok": "bold green", "tampered": "bold red", "incomplete": "bold yellow"}
_WORDS = {"ok": "OK", "tampered": "TAMPERED WITH", "incomplete": "INCOMPLETE"}
#: So long may a note be.
_MOST_LETTERS = 2000
_Row = tuple[str | Text, str | Text]
_NO_ANCHORS = "none: records cut off at the end, or an older state put back, would not show"


@dataclass(frozen=True, slots=True)
class Verified:
    """A log with what was found of it."""

    folder: Path
    report: Report
    facts: Facts


def show(console: Console, one: Verified) -> None:
    """The verdict in one line, what it rests on, and what to do next."""
    report = one.report
    console.print(
        Text.assemble(
            (_WORDS[report.verdict], _STYLES[report.verdict]),
            ("  " + clean(report.origin), "bold") if report.origin else "",
            ("  " + str(one.folder), "dim"),
        ),
        soft_wrap=True,
    )
    if report.problem is not None:
        sentence = Text(_sentence(report.problem.message), "bold")
        if console.is_terminal:
            console.print(Padding(sentence, (0, 0, 0, 2)))
        else:
            console.print(Text("  ") + sentence, soft_wrap=True)
    rows = [*_place(one), *_rows(one)]
    if rows:
        print_rows(console, rows)
    if report.problem is not None:
        _advise(console, report.problem.code)
        return
    _show_anchors(console, one.facts)


def _place(one: Verified) -> Iterator[_Row]:
    """Where the problem stands, and which check it failed."""
    problem = one.report.problem
    if problem is not None:
        if problem.place:
            yield "where", str(one.folder / problem.place)
        yield "check", problem.code


def _rows(one: Verified) -> Iterator[_Row]:
    """What is known of the log."""
    report, facts = one.report, one.facts
    records = sum(report.events.values())
    if records:
        where = f"in {counted(report.segments, 'segment')}"
        if report.problem is None:
            yield "records", f"{records:,} {where}"
        else:
            yield "verified", f"{counted(records, 'record')} {where}"
    if facts.began and report.problem is None:
        yield "time", f"{shown(facts.began)} to {shown(facts.ended)}"
    if report.events:
        yield "events", _events(report)
    if report.anchors:
        yield "anchors", f"{report.anchors:,} compared"
    elif report.problem is None:
        yield "anchors", Text(_NO_ANCHORS, "yellow")
    for note in report.notes:
        yield Text("note", "yellow"), clean(note.message, _MOST_LETTERS)


def _show_anchors(console: Console, facts: Facts) -> None:
    """On lines of their own, which a terminal wraps without breaking them for copying."""
    kept = [("trust root", facts.trust_root), ("head", facts.head)]
    if not any(text for _, text in kept):
        return
    console.print(
        Text("\n  keep these elsewhere: the next verification sees more with them", "dim")
    )
    for label, text in kept:
        if text:
            console.print(Text.assemble((f"  {label:<10}  ", "dim"), text), soft_wrap=True)


def _events(report: Report) -> str:
    ranked = sorted(report.events.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{event} {count:,}" for event, count in ranked)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _advise(console: Console, code: str) -> None:
    console.print(Text("\n  what to do", "bold"))
    print_rows(console, [(f"{number}.", words) for number, words in enumerate(ADVICE[code], 1)])


def as_object(one: Verified) -> dict[str, Any]:
    """For programs: all that is known of a log."""
    report, facts = one.report, one.facts
    said: dict[str, Any] = {
        "folder": str(one.folder),
        "origin": report.origin,
        "verdict": report.verdict,
        "problem": None if report.problem is None else asdict(report.problem),
        "notes": [asdict(note) for note in report.notes],
        "records": sum(report.events.values()),
        "events": dict(report.events),
        "segments": report.segments,
        "leaves": report.size,
        "verified_leaves": report.good,
        "anchors": report.anchors,
    }
    if report.problem is None:
        said["began"], said["ended"] = facts.began, facts.ended
        said["trust_root"], said["head"] = facts.trust_root, facts.head
    return said
