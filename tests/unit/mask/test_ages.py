"""Ages, made coarser: numbers, words, units, ranges."""

from __future__ import annotations

import pytest

from penname.mask.ages import to_90_plus, to_range


@pytest.mark.parametrize(
    "value",
    [
        "90",
        "93",
        "93 years old",
        "aged 93",
        "93-year-old",
        "93 y/o",
        "93yo",
        "93F",
        "93 Jahre alt",
        "93 ans",
        "93 años de edad",
        "ninety-three",
        "ninety three years old",
        "one hundred and two",
        "a hundred",
        "90+",
        "over 91",
        "95 or older",
        "90-94",
        "93 years, 2 months",
    ],
)
def test_old_ages_are_lumped(value: str) -> None:
    """Everybody of 90 and more is `90+`, however it is written."""
    assert to_90_plus(value) == "90+"


@pytest.mark.parametrize(
    "value", ["89", "45 years old", "eighty-nine", "18 months", "6 weeks", "80-89", "200 days"]
)
def test_young_ages_stay(value: str) -> None:
    """An age under 90 stays as it is written."""
    assert to_90_plus(value) == value


@pytest.mark.parametrize(
    ("value", "five", "ten"),
    [
        ("0", "0-4", "0-9"),
        ("44", "40-44", "40-49"),
        ("45 years old", "45-49", "40-49"),
        ("93", "90-94", "90-99"),
        ("18 months", "0-4", "0-9"),
        ("6 years 3 months", "5-9", "0-9"),
        ("40-44", "40-44", "40-49"),
        ("90+", "90+", "90+"),
    ],
)
def test_ranges_hold_the_age(value: str, five: str, ten: str) -> None:
    """A range begins at a multiple of its width."""
    assert to_range(value, 5) == five
    assert to_range(value, 10) == ten


@pytest.mark.parametrize(
    "value",
    [
        "",
        "old",
        "140",
        "1000",
        "93 in Boston",
        "93 94",
        "3 months 6 years",
        "3 years 6 years",
        "45.5",
        "45%",
        "years 45",
        "94-90",
        "90-150",
        "9" * 61,
        "forty-five or 46",
    ],
)
def test_unknown_text_is_refused(value: str) -> None:
    """What is not an age and nothing else is not passed on."""
    assert to_range(value, 10) is None
    if value != "years 45":
        assert to_90_plus(value) is None


def test_ranges_across_are_refused() -> None:
    """A range that no answer covers has none."""
    assert to_90_plus("85-95") is None
    assert to_90_plus("over 85") is None
    assert to_range("over 85", 10) is None
    assert to_range("38-42", 5) is None
