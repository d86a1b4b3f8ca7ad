"""The verdict on a log, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from penname.audit.report import Problem, Report
from penname.cli.audit.advice import ADVICE
from penname.cli.audit.facts import Facts
from penname.cli.audit.times import shown
from penname.cli.audit.words import counted
from penname.cli.output import print_rows, safe

_STYLES = {"ok": "bold green", "tampered": "bold red", "incomplete": "bold yellow"}
_WORDS = {"ok": "OK", "tampered": "TAMPERED WITH", "incomplete": "INCOMPLETE"}
_Row = tuple[str | Text, str | Text]
_NO_ANCHORS = (
    "No anchor from elsewhere was given: without one, records cut off at the end, and an older "
    "state put back, do not show."
)


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
            ("  " + safe(report.origin), "bold") if report.origin else "",
            ("  " + str(one.folder), "dim"),
        ),
        soft_wrap=True,
    )
    if report.problem is not None:
        _show_problem(console, one.folder, report.problem)
    rows = [*_rows(one)]
    if rows:
        print_rows(console, rows)
    for note in report.notes:
        console.print(Text.assemble(("  note  ", "cyan"), safe(note.message)), soft_wrap=False)
    if report.problem is not None:
        _advise(console, report.problem.code)
    elif not report.anchors:
        console.print(Text(f"  {_NO_ANCHORS}", "dim"))


def _show_problem(console: Console, folder: Path, problem: Problem) -> None:
    console.print(Text(f"  {_sentence(problem.message)}", "bold"))
    rows: list[_Row] = [("check", problem.code)]
    if problem.place:
        rows.insert(0, ("where", str(folder / problem.place)))
    print_rows(console, rows)


def _rows(one: Verified) -> Iterator[_Row]:
    """What is known of the log as far as it verifies."""
    report, facts = one.report, one.facts
    records = sum(report.events.values())
    if records:
        yield "records", f"{records:,} in {counted(report.segments, 'segment')}"
    if facts.began and report.problem is None:
        yield "time", f"{shown(facts.began)} to {shown(facts.ended)}"
    if report.events:
        yield "events", _events(report)
    if report.problem is not None:
        return
    if report.anchors:
        yield "anchors", f"{counted(report.anchors, 'anchor')} fit"
    if facts.trust_root:
        yield "trust root", facts.trust_root
    if facts.head:
        yield "head", Text(facts.head)
        yield "", Text("keep the head elsewhere: it is an anchor of all that is said here", "dim")


def _events(report: Report) -> str:
    ranked = sorted(report.events.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{event} {count:,}" for event, count in ranked)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _advise(console: Console, code: str) -> None:
    console.print(Text("  what to do", "bold"))
    for number, sentence in enumerate(ADVICE[code], 1):
        console.print(Text.assemble((f"    {number}. ", "dim"), sentence))


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
