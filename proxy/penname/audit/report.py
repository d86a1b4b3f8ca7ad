"""What verifying a log gives: a verdict, the first problem, and notes (docs/audit-format.md, 8).

Messages are for a security officer: which records, which file and line, what still verifies.
They name numbers and files, never anything that a record holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Verdict = Literal["ok", "tampered", "incomplete"]

#: Code -> verdict, in the order in which problems at one place are reported.
PROBLEMS: Mapping[str, Verdict] = MappingProxyType(
    {
        "bad-line": "tampered",
        "wrong-version": "tampered",
        "wrong-segment": "tampered",
        "wrong-key": "tampered",
        "wrong-index": "tampered",
        "wrong-link": "tampered",
        "wrong-root": "tampered",
        "bad-signature": "tampered",
        "torn-mismatch": "tampered",
        "missing-segment": "tampered",
        "missing-key": "tampered",
        "wrong-trust-root": "tampered",
        "anchor-mismatch": "tampered",
        "anchor-ahead": "tampered",
        "missing-start": "incomplete",
        "missing-end": "incomplete",
        "unsigned-tail": "incomplete",
        "empty": "incomplete",
    }
)
#: What changes no verdict.
NOTES = (
    "torn-tail",
    "no-end",
    "still-open",
    "erased-key",
    "rewrapped-key",
    "erased-key-there",
    "retired",
    "gap",
    "clock-backwards",
    "other-anchors",
    "retired-anchors",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that is wrong. `index` is the record (leaf) that it is about, `first` and
    `last` the range where more than one may be meant, `line` counts from 1 in `file`."""

    code: str
    message: str
    segment: int | None = None
    file: str = ""
    line: int | None = None
    index: int | None = None
    first: int | None = None
    last: int | None = None

    @property
    def verdict(self) -> Verdict:
        return PROBLEMS[self.code]

    @property
    def place(self) -> str:
        """`seg-00000003.alog:17`; as much of it as there is."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Found(Exception):  # noqa: N818 - what is found is no error of the verifier
    """Carries the first problem out of wherever it was found."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is not wrong. `count` says how often, `segment` where at first."""

    code: str
    message: str
    count: int = 1
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a log. `good` leaves verify, from `first` on; `head` is their root.

    `size` is the number of leaves that the log shows to have; more than `good` only where
    something is wrong. `anchors` is how many anchors were compared.
    """

    verdict: Verdict
    problem: Problem | None = None
    notes: tuple[Note, ...] = ()
    origin: str = ""
    size: int = 0
    segments: int = 0
    head: bytes = b""
    good: int = 0
    first: int = 0
    anchors: int = 0
    events: Mapping[str, int] = field(default_factory=dict)


# --- words --------------------------------------------------------------------------------


def records(first: int, last: int | None = None) -> str:
    """`record 5`, `records 5–7`."""
    if last is None or last <= first:
        return f"record {first:,}"
    return f"records {first:,}–{last:,}"


def segments(first: int, last: int) -> str:
    """`segment 5`, `segments 5–7`."""
    return f"segment {first}" if last <= first else f"segments {first}–{last}"


def verifying(good: int, first: int = 0) -> str:
    """What still verifies: the `good` leaves from `first` on."""
    if good <= first:
        return "no record before it verifies"
    if good == first + 1:
        return f"{records(first)} verifies"
    return f"{records(first, good - 1)} verify"


def are(first: int, last: int) -> str:
    """`is` or `are`, for a range."""
    return "is" if last <= first else "are"
