"""Dates of birth as they are said, and other dates and words."""

from __future__ import annotations

import pytest

from penname.detect.spoken_dates import spoken_births
from tests.work import growth


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in spoken_births(text)]


@pytest.mark.parametrize(
    "date",
    [
        "the fourth of May nineteen seventy nine",
        "July the ninth, 1958",
        "the twenty-first of March two thousand and three",
        "MAY FIRST NINETEEN EIGHTY",
        "12th of June nineteen oh five",
        "third of august twenty ten",
    ],
)
def test_spoken_dates_behind_words_of_birth(date: str) -> None:
    """The whole date, with its year."""
    assert _found(f"my date of birth is {date}, thanks") == [date]
    assert _found(f"Birthday? Caller: {date}.") == [date]
    assert _found(f"we met on {date}, thanks") == []


@pytest.mark.parametrize(
    "text",
    ["born first, second of May", "the birth of the third of May", "born to run the fifth", "birth",
     "born in May nineteen", "birthday: may two thousand people come", "borń the fourth"],
)  # fmt: skip
def test_other_words_stay(text: str) -> None:
    """Ordinals without a month and a year are no dates."""
    assert _found(text) == []


@pytest.mark.parametrize("unit", ["born the fourth of May ", "birth nineteen ", "dob the "])
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        _found(unit * (size // len(unit)))

    assert growth(read, 5_000) < 2.2
    read(50_000)
