"""Reports: their grammar, and how they are written."""

from __future__ import annotations

import datetime as dt

import pytest

from penname.policy.amend import with_key
from penname.policy.feedback import (
    ACCEPTED,
    MISSED,
    OPEN,
    REJECTED,
    WRONG,
    Decided,
    Found,
    Report,
    decided_lines,
    read_report,
    written,
)
from penname.policy.hashed import Hasher
from penname.policy.hashed_terms import hashed_term
from penname.policy.load import tree_of
from penname.policy.problems import Context

DAY = dt.date(2026, 11, 29)
SALTED = Hasher.salted(bytes(8))
FULL = Report(
    "fb-1",
    WRONG,
    "PERSON",
    "clinic.yaml",
    DAY,
    by="ann@example.org",
    note="a: product",
    hashed=SALTED.of_value("Zoe Planted"),
    value="Zoe Planted",
    shape="Xx Xx",
    length=11,
    found=Found("a text, line 3", "ner", 0.85, "joined", "clinic.yaml:9"),
    text="Start {{value}} now",
)
TERM = Report("fb-2", MISSED, "AGE", "a.yaml", DAY, hashed=hashed_term(SALTED, "Zoe Planted"))
BARE = Report("fb-3", MISSED, "AGE", "a.yaml", DAY)
YES = Decided(ACCEPTED, DAY, "bo", "is a product", "T-1", "fb-1", dt.date(2027, 2, 27))
NO = Decided(REJECTED, DAY, "bo", "is a person")


def read(text: str) -> tuple[Report | None, list[str]]:
    """The report, and what is wrong with it."""
    context = Context("r.yaml", text.splitlines())
    found = read_report(tree_of(text, "r.yaml"), "r.yaml", context)
    return found, [f"{one.key_path}: {one.message}" for one in context.problems]


@pytest.mark.parametrize("report", [FULL, TERM, BARE], ids=lambda one: one.id)
def test_reports_are_read_as_written(report: Report) -> None:
    """What was written is what is read, and an open report says nothing of a decision."""
    assert read(written(report)) == (report, [])
    assert report.state == OPEN


@pytest.mark.parametrize("decided", [YES, NO])
def test_decisions_are_added(decided: Decided) -> None:
    """A decision comes behind everything else."""
    found, problems = read(with_key(written(FULL), "decided", decided_lines(decided)))
    assert problems == []
    assert found is not None
    assert (found.decided, found.state) == (decided, decided.outcome)


def test_values_are_in_no_repr() -> None:
    """Neither value, hash nor text show by accident."""
    assert not {"Planted", "Start", SALTED.of_value("Zoe Planted").tag} & set(repr(FULL).split("'"))
    assert "Planted" not in repr(FULL)
    assert "Start" not in repr(FULL)


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("report: wrong", "report: missed", "hashed: must be of a term"),
        ("salted-sha256:", "md5:", "hashed: must be a hashed value or term"),
        ("{{value}}", "it", "text: must have {{value}} where the value stood"),
        ("length: 11", "length: 0", "length: must be a whole number from 1 to 33554432"),
        ("reported: 2026-11-29\n", "", "reported: missing key 'reported'"),
        ("kind: feedback/v1", "kind: feedback/v2", "kind: 'feedback/v2' is not one of feedback/v1"),
        ("shape:", "shap:", "shap: unknown key 'shap'"),
    ],
)
def test_mistakes_are_told(was: str, now: str, problem: str) -> None:
    """Each mistake at its key; the value is in no message."""
    text = written(FULL)
    assert was in text
    found, problems = read(text.replace(was, now))
    assert (found, problems) == (None, [problem])


def test_hash_of_a_value_is_for_wrong_ones() -> None:
    """A term's hash finds nothing among the values of an allow entry."""
    text = written(TERM).replace("report: missed", "report: wrong")
    assert read(text) == (None, ["hashed: must be of a value"])


def test_what_is_no_report_is_told() -> None:
    """A list is no report, and a report without its kind of report is judged no further."""
    assert read("- a\n")[1] == [": must be a mapping"]
    assert read(written(FULL).replace("report: wrong", "report: x"))[1] == [
        "report: 'x' is not one of wrong, missed"
    ]
