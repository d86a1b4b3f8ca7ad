"""Errors of a policy file as people read them."""

from __future__ import annotations

import pytest

from penname.policy.problems import Context, Place, PolicyError, Problem, did_you_mean

LINES = ("kind: policy/v1", "\tnaem: x")


def test_problem_shows_its_line() -> None:
    """Path, line, column, key path, message; then the source line, a caret and the hint."""
    problem = Problem(
        "p.yaml", Place(2, 2), "naem", "unknown key 'naem'", "did you mean 'name'?", source=LINES[1]
    )
    assert problem.render() == (
        "p.yaml:2:2: error: naem: unknown key 'naem'\n"
        "     2 |  naem: x\n"
        "       |  ^ did you mean 'name'?"
    )


def test_caret_without_hint_ends_there() -> None:
    """Without a hint the caret is the end of its line; without a key path the message is first."""
    assert Problem("p.yaml", Place(1, 1), "", "is empty", source=LINES[0]).render() == (
        "p.yaml:1:1: error: is empty\n     1 | kind: policy/v1\n       | ^"
    )


@pytest.mark.parametrize("line", [0, 3])
def test_lines_out_of_file_are_not_shown(line: int) -> None:
    """A problem behind the last line is its head only, with the hint in brackets."""
    context = Context("p.yaml", LINES)
    context.error(Place(line, 1), "is empty")
    context.error(Place(line, 2), "is empty", "write")
    assert [problem.render() for problem in context.problems] == [
        f"p.yaml:{line}:1: error: is empty",
        f"p.yaml:{line}:2: error: is empty (write)",
    ]


def test_long_lines_are_cut() -> None:
    """Of a very long line the part around the place is shown, with the caret still below it."""
    source = "a" * 5_000 + "X" + "b" * 5_000
    _, shown, caret = (
        Problem("p.yaml", Place(1, 5_001), "k", "m", source=source).render().split("\n")
    )
    assert len(shown) < 220
    assert shown[caret.index("^")] == "X"


def test_errors_come_in_file_order() -> None:
    """The exception lists its problems by file and place, each once, however they were found."""
    late, early = (
        Problem("p.yaml", Place(2, 1), "b", "late"),
        Problem("p.yaml", Place(1, 9), "a", "early"),
    )
    other = Problem("a.yaml", Place(7, 1), "c", "other")
    error = PolicyError([late, early, other, late])
    assert error.problems == (other, early, late)
    assert str(error) == (
        "a.yaml:7:1: error: c: other\np.yaml:1:9: error: a: early\np.yaml:2:1: error: b: late"
    )


def test_source_is_not_in_repr() -> None:
    """A line of the file may hold values that are let through: a repr does not show it."""
    problem = Problem("p.yaml", Place(1, 1), "allow", "m", source="values: [Maria]")
    assert "Maria" not in repr(problem)
    assert "Maria" not in repr(Context("p.yaml", ("values: [Maria]",), problems=[problem]))


def test_contexts_share_their_lists() -> None:
    """A problem deep inside is in the lists of the whole load, with key path, file and line."""
    outer = Context("p.yaml", LINES)
    outer.at("a").at("0", "b").error(Place(2, 4), "wrong", "hint")
    outer.beside("q.yaml", ("x",)).at("c").warn(Place(1, 1), "careful")
    assert outer.problems == [
        Problem("p.yaml", Place(2, 4), "a.0.b", "wrong", "hint", source=LINES[1])
    ]
    (warning,) = outer.warnings
    assert warning.head == "q.yaml:1:1: warning: c: careful"
    assert warning.source == "x"


def test_check_raises_only_errors() -> None:
    """Warnings stop nothing; one error does."""
    context = Context("p.yaml", LINES)
    context.warn(Place(1, 1), "careful")
    context.check()
    context.error(Place(1, 1), "wrong")
    with pytest.raises(PolicyError, match="wrong"):
        context.check()


def test_reading_stops_at_many_problems() -> None:
    """After a thousand problems nobody wants more: reading ends there, soon."""
    context = Context("p.yaml")
    for line in range(1, 1_000):
        context.error(Place(line, 1), "wrong")
    with pytest.raises(PolicyError) as caught:
        context.error(Place(1_000, 1), "wrong")
    assert len(caught.value.problems) == 1_000


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
