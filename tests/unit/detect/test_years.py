"""Years in sentences, and numbers that are none."""

from __future__ import annotations

import pytest

from penname.detect.years import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The firm was founded in 1977.", "1977"),
        ("the Civil Rights Act of 1964 protects", "1964"),
        ("During 2002, sales fell", "2002"),
        ("a 2017 Polish film", "2017"),
        ("seit 1998 verheiratet", "1998"),
        ("desde 2011", "2011"),
        ("in early 2020", "2020"),
    ],
)
def test_years(text: str, year: str) -> None:
    """The year alone."""
    assert found(RECIPES, "year", text) == [year]


@pytest.mark.parametrize(
    "text",
    ["in 2000 ms", "of 1900 items", "in 2024.1", "port 2024", "after 2000%", "in 2000px",
     "from 1999-05", "2026", "error 1998", "a 2000 user limit", "by 2000 €", "in 19770"],
)  # fmt: skip
def test_amounts_are_no_years(text: str) -> None:
    """Amounts, versions, and numbers that nothing calls a year."""
    assert found(RECIPES, "year", text) == []
