"""`penname feedback show`: one report as a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from penname.cli.exits import Exit, Failure
from penname.cli.feedback.list_ import as_object, looks
from penname.cli.feedback.places import Home
from penname.cli.output import chip, colour, err, out, print_rows, safe, write
from penname.policy.feedback import HOLE, MISSED, OPEN, Report
from penname.policy.hashed import SALTED

_Row = tuple[str | Text, str | Text]
_WHAT = {"wrong": "found, and no such value", "missed": "not found"}


def execute(home: Home, named: str, form: str, *, show_values: bool) -> Exit:
    """Shows one report. Raises Failure."""
    if show_values and (form != "text" or not sys.stdout.isatty()):
        raise Failure("--show-values writes to a terminal only, as text", Exit.UNSAFE)
    report = home.report(named)
    if form == "json":
        write(json.dumps(as_object(report), ensure_ascii=False, indent=2) + "\n")
        return Exit.OK
    show(out(), report, show_values=show_values)
    if report.state == OPEN:
        who = f"{report.id} --by NAME --reason TEXT"
        err().print(f"\npenname feedback accept {who}", soft_wrap=True)
        err().print(f"penname feedback reject {who}", soft_wrap=True)
    return Exit.OK


def show(console: Console, report: Report, *, show_values: bool = False) -> None:
    """The whole report; its value only where `show_values` says so."""
    console.print(
        Text.assemble(
            (safe(report.id), "bold"),
            f"  {report.report}: {_WHAT[report.report]}",
            (f"  {safe(report.path)}", "dim"),
        ),
        soft_wrap=True,
    )
    print_rows(console, list(_rows(report, show_values=show_values)))


def _rows(report: Report, *, show_values: bool) -> Iterator[_Row]:
    found = report.found
    score = "" if found.score is None else f"{found.score:.2f}"
    parts: tuple[tuple[str, str | Text], ...] = (
        ("type", Text(safe(report.entity), colour(report.entity))),
        ("value", _value(report, show_values=show_values)),
        ("text", _text(report, show_values=show_values)),
        ("where", safe(found.where)),
        ("found by", "  ".join(one for one in (safe(found.recognizer), score) if one)),
        ("read as", safe(found.view)),
        ("rule", safe(found.rule)),
        ("policy", safe(report.policy)),
        ("reported", "  ".join(one for one in (str(report.reported), safe(report.by)) if one)),
        ("note", safe(report.note)),
        *_decided(report),
    )
    yield from ((label, words) for label, words in parts if words)


def _value(report: Report, *, show_values: bool) -> Text:
    if report.value is not None and show_values:
        return Text(f" {safe(report.value)} ", chip(report.entity))
    kind = "not known"
    if report.value is not None:
        kind = "stands in the report in clear; --show-values shows it"
    elif report.hashed is not None:
        hasher = report.hashed.hasher
        salted = hasher.scheme == SALTED
        kind = f"hashed {'under a salt' if salted else f'under the key {hasher.mark}'}"
        kind += ", in any case" if report.report == MISSED else ""
    return Text.assemble(f"{safe(looks(report))}  " if report.length else "", (kind, "dim"))


def _text(report: Report, *, show_values: bool) -> Text:
    shown = Text()
    for number, part in enumerate(report.text.split(HOLE) if report.text else ()):
        if number:
            value = report.value if show_values and report.value is not None else report.shape
            shown.append(f" {safe(value) or '?'} ", chip(report.entity))
        shown.append(safe(part))
    return shown


def _decided(report: Report) -> Iterator[tuple[str, str | Text]]:
    decided = report.decided
    if decided is None:
        return
    style = "bold green" if decided.entry else "bold"
    yield "", Text(f"{decided.outcome} on {decided.on} by {safe(decided.by)}", style)
    yield "reason", safe(decided.reason)
    yield "ticket", safe(decided.ticket)
    until = f"until {decided.expires}" if decided.expires else ""
    yield "entry", "  ".join(one for one in (safe(decided.entry), until) if one)
