"""How `policy explain` looks."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console

from penname.cli.policy.accounts import Clue, explain
from penname.cli.policy.explain_view import show
from penname.policy.match import Subject
from penname.text.spans import Span
from tests.exchanges import policy, vault
from tests.work import growth

TODAY = dt.date(2026, 12, 1)


def shown(
    text: str, *clues: Clue, width: int = 80, values: bool = False, terminal: bool = True
) -> str:
    """The output on a terminal without colours."""
    scope = vault().scope("t")
    explained = explain(text, clues, policy(), Subject(), scope, TODAY)
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=terminal, color_system=None, highlight=False
    )
    show(console, text, explained, show_values=values)
    return file.getvalue()


def clue(
    start: int, end: int, kind: str = "PERSON", *, view: str = "raw", base: float = 0.9
) -> Clue:
    return Clue(Span(start, end, kind, 0.9, "test", view), base, round(0.9 - base, 4), "terms")


def test_overlapping_values_are_hidden() -> None:
    """What a second find adds to the first is hidden too."""
    text = "Ann Lee Smith was here"
    out = shown(text, clue(0, 7), clue(4, 13), clue(4, 7))
    assert "Lee" not in out
    assert "Smith" not in out
    assert "was here" in out


def test_values_over_lines_are_hidden() -> None:
    """A value that goes over a line end is shown once, and hidden whole."""
    out = shown("see Ann\nLee now\nand on", clue(4, 11))
    assert [line.rstrip() for line in out.splitlines()[3:6]] == ["  see A•••¹", "   now", ""]
    assert "Lee" not in out
    assert "and on" not in out


def test_values_are_shown_on_request() -> None:
    """With --show-values the text stands as it is, without what a terminal would obey."""
    out = shown("a \x1b[1mAnn\x1b Lee", clue(6, 14), values=True)
    assert "Ann\ufffd Lee" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit(width: int) -> None:
    """No line is wider than the terminal."""
    text = "Ann Lee and " * 20
    out = shown(text, clue(0, 7), clue(12, 19, base=0.5), width=width)
    assert all(len(line) <= width for line in out.splitlines())


def test_places_line_up() -> None:
    """The lines of files stand under each other, over all finds."""
    out = shown("Ann Lee <ann@example.org>", clue(0, 7), clue(9, 24, "EMAIL_ADDRESS", base=0.5))
    columns = {line.index("built in") for line in out.splitlines() if "built in" in line}
    assert len(columns) == 1


def test_scores_are_taken_apart() -> None:
    """A score that words nearby raised is shown with its parts; so is a decoded reading."""
    out = shown("Ann Lee", clue(0, 7, base=0.55, view="base64"))
    assert "0.90 = 0.55 + 0.35 for words nearby" in out
    assert "test (terms), reading it as base64" in out


def test_pipes_get_plain_lines() -> None:
    """Without a terminal lines are not filled up or broken."""
    out = shown("Ann Lee " * 30 + "x", clue(0, 7), terminal=False, width=40)
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_many_finds_are_linear() -> None:
    """Twice the text with twice the finds is explained with twice the calls."""
    line = "Ann Lee was here\n"

    def explain(count: int) -> None:
        clues = [clue(at * len(line), at * len(line) + 7) for at in range(count)]
        out = shown(line * count, *clues, terminal=False)
        assert f"{count} of {count} finds acted on" in out

    assert growth(explain, 100) < 2.1
