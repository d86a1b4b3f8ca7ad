"""What stands around a value, without it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.cli.feedback.around import around, parts_of
from penname.policy.feedback import HOLE


@pytest.mark.parametrize(
    ("text", "value", "others", "line"),
    [
        ("a\nask X now\nb", "X", [], f"ask {HOLE} now"),
        ("X", "X", [], HOLE),
        ("X and X, mail y@z", "X", ["y@z"], f"{HOLE} and {HOLE}, mail [T]"),
        ("X, dX@y too", "X", ["dX@y"], f"{HOLE}, [T] too"),
        ("X, Xd@y too", "X", ["Xd@y"], f"{HOLE}, {HOLE}[T] too"),
        ("a\nX\nY", "X\nY", [], HOLE),
    ],
)
def test_value_is_cut_out(text: str, value: str, others: list[str], line: str) -> None:
    """The line has a hole for each time the value stands in it, and types for other finds."""
    places = [found.span() for found in re.finditer(re.escape(value), text)]
    named = [(text.index(one), text.index(one) + len(one), "T") for one in others]
    assert around(text, places, named) == line


def test_long_lines_are_cut() -> None:
    """Of a line without end some words on both sides are kept."""
    line = around("a" * 1000 + "X" + "b" * 1000, [(1000, 1001)], [(0, 900, "T"), (1100, 2001, "T")])
    assert line == f"[T]{'a' * 100}{HOLE}{'b' * 99}[T]"


@given(
    st.text("ab \n"), st.text("ab \n"), st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)))
)
def test_value_never_stays(before: str, after: str, finds: list[tuple[int, int]]) -> None:
    """Wherever other finds stand, the value is gone, and its hole is there."""
    text = f"{before}Q7{after}Q7"
    places = [found.span() for found in re.finditer("Q7", text)]
    others = [(start, min(start + size, len(text)), "T") for start, size in finds]
    line = around(text, places, others)
    assert "Q7" not in line
    assert "Q" not in line.replace(HOLE, "")


def test_parts_of_values_are_found() -> None:
    """Words of a value in any case, but no short ones and no parts of other words."""
    text = "Zoe, planted by ZOE and zoes; di Planteds"
    assert [text[start:end] for start, end in parts_of("Zoe di Planted-7", text)] == [
        "Zoe",
        "planted",
        "ZOE",
    ]
    assert list(parts_of("7-12 ab", "7-12 ab")) == []
