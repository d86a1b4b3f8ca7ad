"""The generator of IBANs: valid ones of all countries, and spoilt ones."""

from __future__ import annotations

import random

from benchmarks.detect.ibans import COUNTRIES, broken, cases, drawn, look_alikes
from penname.policy.check_digits import iban


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isalnum()).upper()


def test_numbers_are_valid() -> None:
    """Every country's numbers have the check digits that the validator asks for."""
    rng = random.Random(2)
    assert len(COUNTRIES) == 89
    assert all(iban(drawn(country, rng)) for country in COUNTRIES for _ in range(5))


def test_values_stand_where_they_are_told() -> None:
    """A case holds one value at its place; the same seed makes the same."""
    made = list(cases(3, 200))
    assert [case.text for case in made] == [case.text for case in cases(3, 200)]
    for case in made:
        (gold,) = case.gold
        assert iban(_plain(case.text[gold.start : gold.end]))
        assert case.text[gold.start : gold.end].upper().startswith(case.group)
    assert {case.group for case in made} == set(COUNTRIES)


def test_spoilt_numbers_hold_no_value() -> None:
    """A spoilt number has no gold and names the type that it must not be found as."""
    for case in (*broken(3, 300), *look_alikes(3, 100)):
        assert case.gold == ()
        assert case.never == "IBAN_CODE"
