"""Results of policy tests for people."""

from __future__ import annotations

import io

from rich.console import Console

from penname.cli.policy.checks import Failed
from penname.cli.policy.results import Result, as_findings, as_junit, diff, show
from penname.cli.policy.runner import Outcome
from penname.policy.cases import Case, Suite
from penname.policy.marks import Marked
from penname.policy.match import Subject
from penname.policy.problems import Place
from tests.exchanges import policy


def result(*failed: Failed, name: str = "one") -> Result:
    case = Case(name, Marked("text"), Place(4, 5), Subject())
    outcome = Outcome(case, failed, (), 0.25)
    return Result(Suite("t/a.test.yaml", "../p.yaml", Place(2, 9), (case,)), policy(), (outcome,))


def shown(one: Result) -> str:
    file = io.StringIO()
    show(Console(file=file, width=80, highlight=False, markup=False), [one], (), verbose=False)
    return file.getvalue()


def test_diff_shows_lines_that_differ() -> None:
    """Only what differs and a line around it is shown; parts far apart have their places."""
    assert diff("a\nb\nc\nd", "a\nB\nc\nd") == [" a", "-b", "+B", " c"]
    far = diff("a\n1\n2\n3\n4\nb", "A\n1\n2\n3\n4\nB")
    assert [line for line in far if line.startswith("@@")] == ["@@ -1,2 +1,2 @@", "@@ -5,2 +5,2 @@"]
    assert diff("", "x") == ["-", "+x"]


def test_notes_stand_under_the_diff() -> None:
    """Why a span is missing is told below what differs; names hold nothing a terminal obeys."""
    one = result(Failed("spans", "a", "b", ("PERSON: why",)), name="a \x1b[2J name")
    out = shown(one)
    assert "      -a\n      +b\n      PERSON: why\n" in out
    assert "\x1b" not in out
    assert "PASS 0/1  FAIL 1/1  0.2 s" in out
    assert as_findings([one])[0].hint == "-a\n+b\nPERSON: why"


def test_policy_path_is_beside_the_suite() -> None:
    """The policy's path is seen from the working directory."""
    assert result().policy_path == "p.yaml"


def test_junit_holds_no_forbidden_character() -> None:
    """What XML cannot hold is replaced; markup is escaped."""
    out = as_junit([result(Failed("sent", "<b>\x00", "&"), name='"\x07"')], ())
    assert not [character for character in out if ord(character) < 32 and character != "\n"]
    assert "-&lt;b&gt;" in out
