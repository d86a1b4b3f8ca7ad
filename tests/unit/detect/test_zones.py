"""Machine-readable zones, with the specimens of Doc 9303 (Utopia)."""

from __future__ import annotations

import pytest

from penname.detect.zones import RECIPES, check_digit
from tests.unit.detect.recipes import found

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
TWO_LINES = (
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    "D231458907UTO7408122F1204159<<<<<<<6",
)
THREE_LINES = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("passport-zone", PASSPORT), ("card-zone", TWO_LINES), ("card-zone", THREE_LINES)],
)
def test_each_line_is_found(name: str, lines: tuple[str, ...]) -> None:
    """Every line is found, together with the others and by itself."""
    assert sorted(found(RECIPES, name, "\n".join(lines), 0.9)) == sorted(lines)
    for line in lines:
        assert found(RECIPES, name, f"MRZ: {line}", 0.9) == [line]


def test_failed_checks_count_less() -> None:
    """A line with a wrong check digit still holds somebody's data."""
    line = PASSPORT[1].replace("C36UTO", "C37UTO")
    assert found(RECIPES, "passport-zone", line, 0.9) == []
    assert found(RECIPES, "passport-zone", line, 0.5) == [line]


@pytest.mark.parametrize(
    "text",
    [
        PASSPORT[0][:-1],
        PASSPORT[1] + "0",
        "P<UTO" + "<" * 39,
        "CONSTANT<<" + "X" * 19,
        "<" * 44,
        "A" * 30,
        "ABC" + "D3K" * 9,
    ],
)
def test_other_texts(text: str) -> None:
    """Another length, no name, or no filler: none."""
    assert found(RECIPES, "passport-zone", text) + found(RECIPES, "card-zone", text) == []


def test_check_digits() -> None:
    """The examples of Doc 9303-3, appendix A."""
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"
