"""The verdict on a log, as people and programs get it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from penname.audit.report import PROBLEMS, Note, Problem, Report
from penname.cli.audit.advice import ADVICE
from penname.cli.audit.facts import Facts
from penname.cli.audit.verify_view import Verified, as_object, show

FACTS = Facts(
    "penname/eu-1",
    f"penname/eu-1/0/{'a' * 64}",
    f"penname/eu-1 48213 {'b' * 64} {'c' * 86}==",
    "2026-11-24T09:30:00.000Z",
    "2026-11-24T11:02:13.120Z",
)
EVENTS = {"alive": 92, "request": 20_001, "response": 19_990}
FINE = Report(
    "ok",
    notes=(Note("gap", "3 records could not be written since 10:58", 3),),
    origin="penname/eu-1",
    size=48_213,
    segments=12,
    head=bytes(32),
    good=48_213,
    anchors=2,
    events=EVENTS,
)


def bad(code: str) -> Report:
    problem = Problem(
        code,
        "record 48,113 was altered; records 0–48,112 verify",
        segment=7,
        file="seg-00000007.alog",
        line=3412,
        index=48_113,
    )
    return Report(
        PROBLEMS[code], problem, origin="penname/eu-1", size=48_213, segments=12, events=EVENTS
    )


def shown(report: Report, width: int | None = None) -> str:
    console = Console(
        file=io.StringIO(),
        width=width or 80,
        force_terminal=width is not None,
        color_system=None,
        markup=False,
        highlight=False,
    )
    show(console, Verified(Path("logs/eu-1"), report, FACTS))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_fine_log_is_summed_up() -> None:
    """Records, time, events, anchors, notes, and the head to keep."""
    page = shown(FINE)
    assert page.startswith("OK  penname/eu-1  logs/eu-1\n")
    for words in (
        "40,083 in 12 segments",
        "2026-11-24 09:30:00 UTC to 2026-11-24 11:02:13 UTC",
        "request 20,001, response 19,990, alive 92",
        "anchors  2 compared",
        FACTS.trust_root,
        f"  head        {FACTS.head}\n",
        "note     3 records could not be written since 10:58",
    ):
        assert words in page
    assert "what to do" not in page
    assert "would not show" not in page


def test_missing_anchors_are_told() -> None:
    """Without anchors a verdict says what it cannot know."""
    report = Report("ok", origin="penname/eu-1", segments=1, events={"alive": 1})
    assert "anchors  none: records cut off at the end" in shown(report)


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_says_what_to_do(code: str) -> None:
    """The message, the place as file:line, how far it verifies, and what to do next."""
    page = " ".join(shown(bad(code)).split())
    verdict = {"tampered": "TAMPERED WITH", "incomplete": "INCOMPLETE"}[PROBLEMS[code]]
    assert page.startswith(f"{verdict} penname/eu-1 logs/eu-1 Record 48,113 was altered; records")
    assert "where logs/eu-1/seg-00000007.alog:3412" in page
    assert f"check {code} " in page
    for sentence in ADVICE[code]:
        assert " ".join(sentence.split()) in page
    assert FACTS.head not in page


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("report", [FINE, bad("wrong-link")], ids=["ok", "tampered"])
def test_page_fits_terminals(report: Report, width: int) -> None:
    """On a terminal no line is longer than it, but for what is to be copied."""
    page = shown(report, width)
    for anchor in (FACTS.trust_root, FACTS.head):
        assert (anchor in page) is (report is FINE)
        page = page.replace(anchor, "")
    assert max(map(len, page.splitlines())) <= width


def test_programs_get_all() -> None:
    """The object for programs has the verdict, the place and all counts."""
    said = json.loads(json.dumps(as_object(Verified(Path("l"), bad("wrong-link"), FACTS))))
    assert (said["verdict"], said["problem"]["code"]) == ("tampered", "wrong-link")
    assert (said["problem"]["file"], said["problem"]["line"]) == ("seg-00000007.alog", 3412)
    assert "head" not in said
    said = as_object(Verified(Path("l"), FINE, FACTS))
    assert (said["records"], said["leaves"], said["head"]) == (40_083, 48_213, FACTS.head)
    assert said["notes"][0]["code"] == "gap"
