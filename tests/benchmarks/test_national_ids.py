"""The generator of national numbers: valid ones, spoilt ones, and numbers of other things."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect.national_ids import (
    FRAMES,
    OTHERS,
    Number,
    broken,
    cases,
    drawn,
    look_alikes,
    numbers,
)
from penname.policy.entities import ENTITY_TYPES
from penname.policy.validators import VALIDATORS


@pytest.mark.parametrize("row", numbers(), ids=lambda row: f"{row.entity_type}-{row.validator}")
def test_rows_make_valid_numbers(row: Number) -> None:
    """Every row has a known type, a known check, a language with frames, and makes numbers whose
    printed form keeps all places."""
    assert row.entity_type in ENTITY_TYPES
    assert row.language in FRAMES
    assert not row.validator or row.validator in VALIDATORS
    value = row.draw(random.Random(4))
    printed = row.print(value)
    assert [char for char in printed if char.isalnum()] == [c for c in value if c.isalnum()]


def test_values_stand_where_they_are_told() -> None:
    """A case holds one value, of its row's type, at its place; the same seed makes the same."""
    made = list(cases(5, 400))
    assert [case.text for case in made] == [case.text for case in cases(5, 400)]
    checks = {row.entity_type: row for row in numbers()}
    for case in made:
        (gold,) = case.gold
        value = case.text[gold.start : gold.end]
        assert gold.label == case.group
        assert value.strip() == value
        assert any(char.isdigit() for char in value)
        assert gold.label in checks
    assert len({case.group for case in made}) > 150


def test_spoilt_numbers_are_none() -> None:
    """A spoilt number has no gold, and names the type that it must not be found as."""
    for case in broken(5, 300):
        assert case.gold == ()
        assert case.never == case.group


def test_other_numbers_are_clean() -> None:
    """Numbers of other things come in every kind, without any value."""
    made = list(look_alikes(5, 100))
    assert all(case.gold == () and not case.never for case in made)
    assert {case.group for case in made} == {f"none:{name}" for name, _ in OTHERS}


def test_places_are_filled() -> None:
    """Each place of a form is drawn; all else stays."""
    word = drawn("A#@?{ymd}-{dm}", random.Random(1))
    assert len(word) == len("A") + 3 + 6 + 1 + 4
    assert word[0] == "A"
    assert word[1].isdigit()
    assert word[2].isalpha()
