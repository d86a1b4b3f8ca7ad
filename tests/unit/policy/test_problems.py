"""Errors of a policy file as people read them."""

from __future__ import annotations

import pytest

from penname.policy.problems import Place, PolicyError, Problem, did_you_mean

LINES = ["kind: policy/v1", "\tnaem: x"]


def test_problem_shows_its_line() -> None:
    """Path, line, column, key path, message; then the source line, a caret and the hint."""
    problem = Problem(Place(2, 2), "naem", "unknown key 'naem'", "did you mean 'name'?")
    assert problem.render("p.yaml", LINES) == (
        "p.yaml:2:2: error: naem: unknown key 'naem'\n"
        "     2 |  naem: x\n"
        "       |  ^ did you mean 'name'?"
    )


def test_caret_without_hint_ends_there() -> None:
    """Without a hint the caret is the end of its line; without a key path the message is first."""
    assert Problem(Place(1, 1), "", "is empty").render("p.yaml", LINES) == (
        "p.yaml:1:1: error: is empty\n     1 | kind: policy/v1\n       | ^"
    )


@pytest.mark.parametrize("line", [0, 3])
def test_lines_out_of_file_are_not_shown(line: int) -> None:
    """A problem behind the last line is its head only."""
    rendered = Problem(Place(line, 1), "", "is empty").render("p.yaml", LINES)
    assert rendered == f"p.yaml:{line}:1: error: is empty"


def test_errors_come_in_file_order() -> None:
    """The exception lists its problems by place, whatever the order in which they were found."""
    late, early = Problem(Place(2, 1), "b", "late"), Problem(Place(1, 9), "a", "early")
    error = PolicyError("p.yaml", [late, early])
    assert error.problems == (early, late)
    assert str(error) == "p.yaml:1:9: error: a: early\np.yaml:2:1: error: b: late"
    assert error.path == "p.yaml"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("acton", "did you mean 'action'?"),
        ("min_scor", "did you mean 'min_score'?"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_close_words_are_suggested(word: str, hint: str) -> None:
    """The closest known word is the hint; a word like none of them has no hint."""
    assert did_you_mean(word, ["action", "min_score", "on_reply"]) == hint
