"""`penname feedback list`: which reports there are, and what became of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from penname.cli.exits import Exit
from penname.cli.feedback.places import Home
from penname.cli.output import colour, err, out, safe, write
from penname.cli.policy.report_view import plural
from penname.policy.feedback import STATES, Report

_STYLES = {"open": "bold yellow", "accepted": "green", "rejected": "dim"}
_COLUMNS = ("report", "what", "type", "looks like", "policy", "by", "state")


def execute(home: Home, state: str, form: str) -> Exit:
    """Lists reports in one state, or in `all`. Raises Failure."""
    reports = list(home.all())
    kept = [one for one in reports if state in ("all", one.state)]
    if form == "json":
        rows = [as_object(one) for one in kept]
        write(json.dumps({"reports": rows}, ensure_ascii=False, indent=2) + "\n")
    elif kept:
        show(out(), kept)
    err().print(_sum(reports), soft_wrap=True)
    return Exit.OK


def as_object(report: Report) -> dict[str, Any]:
    """A report for programs: without value, hash and text."""
    found, decided = report.found, report.decided
    said: dict[str, Any] = {
        "id": report.id,
        "state": report.state,
        "report": report.report,
        "entity": report.entity,
        "policy": report.policy,
        "reported": report.reported.isoformat(),
        "by": report.by,
        "shape": report.shape,
        "length": report.length,
        "has_value": report.value is not None,
        "has_hash": report.hashed is not None,
        "has_text": bool(report.text),
        "where": found.where,
        "recognizer": found.recognizer,
        "score": found.score,
        "path": report.path,
    }
    if decided is not None:
        said["decided"] = {
            "on": decided.on.isoformat(),
            "by": decided.by,
            "reason": decided.reason,
            "ticket": decided.ticket,
            "entry": decided.entry,
            "expires": decided.expires and decided.expires.isoformat(),
        }
    return said


def show(console: Console, reports: Sequence[Report]) -> None:
    """A table on a terminal, one line for each anywhere else."""
    rows = [(one, _cells(one)) for one in reports]
    if not console.is_terminal:
        wide = [max(len(cells[at]) for _, cells in rows) for at in range(len(_COLUMNS))]
        for _, cells in rows:
            padded = (f"{cell:<{width}}" for cell, width in zip(cells, wide, strict=True))
            console.print("  ".join(padded).rstrip(), soft_wrap=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, no_wrap=name in ("report", "state"), overflow="fold")
    for one, cells in rows:
        styles = ["bold", "", colour(one.entity), "", "", "", _STYLES[one.state]]
        table.add_row(*(Text(cell, style) for cell, style in zip(cells, styles, strict=True)))
    console.print(table)


def _cells(one: Report) -> tuple[str, ...]:
    until = one.decided.expires if one.decided else None
    return (
        safe(one.id),
        one.report,
        safe(one.entity),
        safe(looks(one)),
        safe(one.policy),
        safe(one.by),
        f"{one.state} until {until}" if until else one.state,
    )


def looks(one: Report) -> str:
    """What its value looks like, as far as that is known."""
    return f"{one.shape} ({one.length})" if one.length else ""


def _sum(reports: Iterable[Report]) -> str:
    counts = Counter(one.state for one in reports)
    words = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    return f"{plural(counts.total(), 'report')}: {words}" if words else "no reports"
