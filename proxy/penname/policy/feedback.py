"""The grammar of `kind: feedback/v1`: what somebody reported, and what became of it.

A report says that a value was found that is none (`wrong`), or that one was missed. It stands in a
file of its own, which people pass on and keep in a repository. So it says what the value looks
like and has a hash of it; the value itself only where whoever reported it asked for that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.policy.hashed import Hashed, read_term, read_value
from penname.policy.problems import Context
from penname.policy.readers import (
    Field,
    Reader,
    Said,
    choice,
    date,
    integer,
    label,
    number,
    said_table,
    table,
    text,
    value_text,
)
from penname.policy.scalars import flow_map, scalar
from penname.policy.tree import Node, Scalar

KIND = "feedback/v1"
WRONG, MISSED = "wrong", "missed"
OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"
STATES = (OPEN, ACCEPTED, REJECTED)
#: What stands in a report's text where the value stood.
HOLE = "{{value}}"
_MAX_LENGTH = 33_554_432


@dataclass(frozen=True, slots=True)
class Found:
    """What found a value that is none; `where` says in which text, `rule` which line decided."""

    where: str = ""
    recognizer: str = ""
    score: float | None = None
    view: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a report: `accepted` into `entry` of the policy until `expires`, or
    `rejected`; by whom, when and why."""

    outcome: str
    on: dt.date
    by: str
    reason: str
    ticket: str = ""
    entry: str = ""
    expires: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `policy` is the policy's file, as seen from the folder of policies.

    `text` is what stood around the value, with HOLE in its place. `length` counts the value's
    characters; 0 where nobody knows the value.
    """

    id: str
    report: str
    entity: str
    policy: str
    reported: dt.date
    by: str = ""
    note: str = ""
    hashed: Hashed | None = field(default=None, repr=False)
    value: str | None = field(default=None, repr=False)
    shape: str = ""
    length: int = 0
    found: Found = Found()
    text: str = field(default="", repr=False)
    decided: Decided | None = None
    path: str = field(default="", compare=False)

    @property
    def state(self) -> str:
        return OPEN if self.decided is None else self.decided.outcome


def _read_hashed(node: Node, context: Context) -> Hashed | None:
    word = node.text if isinstance(node, Scalar) else ""
    found = read_value(word) or read_term(word)
    if found is None:
        context.error(node.place, "must be a hashed value or term")
    return found


_DAY = Field(date, required=True, doc="The day.")
FOUND: Mapping[str, Field] = {
    "where": Field(text, doc="In which text."),
    "recognizer": Field(text, doc="What found it."),
    "score": Field(number(0.0, 1.0), doc="How sure that was, 0 to 1."),
    "view": Field(text, doc="In which reading of the text, if not in the text as it stood."),
    "rule": Field(text, doc="The line of the policy that decided."),
}
DECIDED: Mapping[str, Field] = {
    "outcome": Field(choice((ACCEPTED, REJECTED)), required=True, doc="What became of it."),
    "on": _DAY,
    "by": Field(text, required=True, doc="Who decided."),
    "reason": Field(text, required=True, doc="Why."),
    "ticket": Field(text, doc="Where it was discussed."),
    "entry": Field(label, doc="The entry that came into the policy."),
    "expires": Field(date, doc="The entry's last day."),
}
TOP: Mapping[str, Field] = {
    "kind": Field(choice((KIND,)), required=True, doc="What this file is."),
    "id": Field(label, required=True, doc="Its name, and that of its entry."),
    "report": Field(
        choice((WRONG, MISSED)), required=True, doc="wrong: found, and none. missed: not found."
    ),
    "entity": Field(text, required=True, doc="The entity type."),
    "policy": Field(text, required=True, doc="The policy's file, seen from the policies' folder."),
    "reported": Field(date, required=True, doc="The day on which it was reported."),
    "by": Field(text, doc="Who reported it."),
    "note": Field(text, doc="What they said about it."),
    "hashed": Field(Reader(_read_hashed, text.schema), doc="A hash of the value."),
    "value": Field(value_text, doc="The value itself, where it may stand here."),
    "shape": Field(text, doc="What it looks like: X, x for letters, 9 for digits."),
    "length": Field(integer(1, _MAX_LENGTH), doc="How many characters it has."),
    "found": Field(table(FOUND), doc="What found it, and where."),
    "text": Field(value_text, doc="What stood around it; {{value}} is its place."),
    "decided": Field(table(DECIDED), doc="What became of it."),
}


def read_report(root: Node, path: str, context: Context) -> Report | None:
    """The report that a tree says; None when the context has problems afterwards."""
    before = len(context.problems)
    values = said_table(TOP)(root, context)
    if values is not None:
        _check(values)
    if values is None or len(context.problems) > before:
        return None
    said = {key: each.value for key, each in values.items() if key != "kind"}
    if "found" in said:
        said["found"] = Found(**said["found"])
    if "decided" in said:
        said["decided"] = Decided(**said["decided"])
    return Report(path=path, **said)


def _check(values: Mapping[str, Said]) -> None:
    """Problems of keys that do not go together."""
    kind, hashed = values.get("report"), values.get("hashed")
    if kind is not None and hashed is not None:
        is_term = hashed.value.shape != (0, 0)
        if is_term != (kind.value == MISSED):
            hashed.error("must be of a term" if kind.value == MISSED else "must be of a value")
    if "text" in values and HOLE not in values["text"].value:
        values["text"].error(f"must have {HOLE} where the value stood")


def written(report: Report) -> str:
    """The file of an open report. Raises ValueError for half a character in a text."""
    return "".join(f"{key}: {word}\n" for key, word in _lines(report))


def decided_lines(decided: Decided) -> list[str]:
    """The lines under `decided`, for `policy.amend`."""
    said = (
        ("outcome", decided.outcome),
        ("on", decided.on),
        ("by", decided.by),
        ("reason", decided.reason),
        ("ticket", decided.ticket),
        ("entry", decided.entry),
        ("expires", decided.expires),
    )
    return [f"{key}: {_word(value)}" for key, value in said if value]


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    found = report.found
    said: tuple[tuple[str, Any], ...] = (
        ("id", report.id),
        ("report", report.report),
        ("entity", report.entity),
        ("policy", report.policy),
        ("reported", report.reported),
        ("by", report.by),
        ("note", report.note),
        ("hashed", report.hashed and report.hashed.written),
        ("value", report.value),
        ("shape", report.shape),
        ("length", report.length),
    )
    yield "kind", KIND
    yield from ((key, _word(value)) for key, value in said if value)
    pairs = [
        (key, _word(value)) for key in FOUND if (value := getattr(found, key)) not in ("", None)
    ]
    if pairs:
        yield "found", flow_map(pairs)
    if report.text:
        yield "text", scalar(report.text)


def _word(value: Any) -> str:
    return scalar(value) if isinstance(value, str) else str(value)
