"""Generalizing: never more than was there, and the same when it is done again."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from penname.mask.generalize import TARGETS, generalized

_WORDS = [
    "4", "March", "2026", "'26", "93", "years", "old", "months", "aged", "-", "/", ".", ", ", " ",
    "04", "31", "90+", "40-44", "ninety", "three", "hundred", "MA", "Boston", "Texas", "02139",
    "036", "SW1A 1AA", "K1A", "1990s", "the", "10:30", "Washington", "over", "99", "89", "¾", "é",
]  # fmt: skip
_TEXT = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=6).map("".join),
    st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join),
    st.text(max_size=20),
)
_TARGET = st.sampled_from(sorted(TARGETS))


@given(target=_TARGET, text=_TEXT)
def test_twice_says_the_same(target: str, text: str) -> None:
    """What was generalized is not changed, or refused, by doing it again."""
    once = generalized((target,), text)
    if once is not None:
        assert generalized((target,), once) == once


@given(text=_TEXT)
def test_answers_have_few_forms(text: str) -> None:
    """Each target answers in its own forms only, whatever it is given."""
    forms = {
        "year": r"\d{4}|'\d\d|\d{3}0s|'\d0s",
        "decade": r"\d{3}0s|'\d0s",
        "age_range_5": r"\d{1,3}-\d{1,3}|90\+",
        "age_range_10": r"\d{1,3}-\d{1,3}|90\+",
        "zip3": r"\d{3}",
        "postcode_area": r"[A-Z]{1,2}|\d\d|[A-Z]\d\d|D6W",
        "us_state": "[A-Z]{2}",
    }
    for target, form in forms.items():
        answer = generalized((target,), text)
        assert answer is None or re.fullmatch(form, answer)


@given(date=st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_dates_keep_no_day(date: dt.date) -> None:
    """Of a date in any usual form the year, month and decade are right and the day is gone."""
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y%m%d", "%Y-%m-%dT08:15:00Z"):
        value = date.strftime(form)
        assert generalized(("year",), value) == str(date.year)
        assert generalized(("month",), value) == f"{date.year}-{date.month:02d}"
        assert generalized(("decade",), value) == f"{date.year // 10}0s"
    for form in ("%m/%d/%Y", "%d/%m/%Y", "%d%m%Y"):
        assert generalized(("year",), date.strftime(form)) == str(date.year)


@given(age=st.integers(0, 129))
def test_ages_lie_in_their_range(age: int) -> None:
    """An age is in the range that stands for it, and nobody over 89 is told apart."""
    for target, width in (("age_range_5", 5), ("age_range_10", 10)):
        low, high = map(int, str(generalized((target,), f"{age} years old")).split("-"))
        assert low <= age <= high == low + width - 1
    assert generalized(("age_90_plus",), str(age)) == ("90+" if age >= 90 else str(age))
