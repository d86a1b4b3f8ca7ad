"""Reports: the codes are those of the specification, and the words are right for one and many."""

from __future__ import annotations

import re
from pathlib import Path

from penname.audit.report import PROBLEMS, Problem, are, records, segments, verifying

DOCS = Path(__file__).parents[3] / "docs"


def test_codes_are_the_specifications() -> None:
    """Each row of the table of problems is a code here with its verdict, in another order only."""
    text = (DOCS / "audit-format.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| (tampered|incomplete) \|$", text, re.M)
    assert dict(rows) == dict(PROBLEMS)
    assert len(rows) == len(PROBLEMS)


def test_problems_know_verdict_and_place() -> None:
    """A problem says its verdict, and file and line as far as there are some."""
    whole = Problem("bad-line", "m", 3, "seg-00000003.alog", 17)
    assert (whole.verdict, whole.place) == ("tampered", "seg-00000003.alog:17")
    assert Problem("missing-end", "m", 3, "seg-00000003.alog").place == "seg-00000003.alog"
    assert (Problem("empty", "m").verdict, Problem("empty", "m").place) == ("incomplete", "")


def test_ranges_are_said_in_words() -> None:
    """One of something is not said like several; numbers have their thousands apart."""
    assert (records(5), records(5, 5), records(5, 48113)) == (
        "record 5",
        "record 5",
        "records 5–48,113",
    )
    assert (segments(1, 1), segments(1, 2)) == ("segment 1", "segments 1–2")
    assert (are(1, 1), are(1, 2)) == ("is", "are")


def test_what_verifies_is_said_in_words() -> None:
    """The leaves before the problem, from where the log begins."""
    assert verifying(0) == "no record before it verifies"
    assert verifying(1) == "record 0 verifies"
    assert verifying(48113) == "records 0–48,112 verify"
    assert verifying(901, 900) == "record 900 verifies"
    assert verifying(900, 900) == "no record before it verifies"
