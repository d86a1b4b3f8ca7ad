"""What a value looks like, without what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.text.shape import shape_of


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("Maria Schmidt", "Xx Xx"),
        ("McDonald", "XxXx"),
        ("+49 30 901820", "+9 9 9"),
        ("ann@example.org", "x@x.x"),
        ("a--b  c", "x--x x"),
        ("日本 ४२", "x 9"),
        ("Zoë\u00a0\n1", "Xx 9"),
        ("\u200b1€", "·9·"),
        ("", ""),
        ("-" * 41, "-" * 40 + "…"),
        ("-" * 40, "-" * 40),
    ],
)
def test_runs_count_as_one(value: str, shape: str) -> None:
    """A run of letters or digits is one sign, a mark is itself, and all is cut at 40."""
    assert shape_of(value) == shape


@given(st.text())
def test_shapes_say_no_words(value: str) -> None:
    """No letter or digit of a value is in its shape but those that stand for all."""
    shape = shape_of(value)
    assert {one for one in shape if one.isalnum()} <= set("Xx9")
    assert len(shape) <= 41
