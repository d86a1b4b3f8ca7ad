"""The generator of papers and other numbers: what it draws is what the validators ask for."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect.papers import KINDS, Kind, broken, cases, form, look_alikes
from penname.policy.entities import ENTITY_TYPES
from penname.policy.validators import VALIDATORS

CHECKS = {
    "VEHICLE_ID": "vin",
    "DEVICE_ID": "imei",
    "US_NPI": "npi",
    "MEDICAL_LICENSE": "dea",
    "ABA_ROUTING_NUMBER": "us_routing",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.entity_type}")
def test_kinds_draw_valid_values(kind: Kind) -> None:
    """Every kind is of a known type; those with a check digit pass it, and spoilt they do not."""
    rng = random.Random(4)
    assert kind.entity_type in ENTITY_TYPES
    check = VALIDATORS.get(CHECKS.get(kind.entity_type, ""))
    for _ in range(20):
        value = kind.draw(rng)
        assert value.strip() == value
        if check is not None:
            assert check(value)
        if check is not None and kind.spoil is not None:
            assert not check(kind.spoil(value, rng))


def test_forms_are_filled() -> None:
    """Digits, letters and either are drawn; all else stands for itself."""
    drawn = form("A9-9.*", random.Random(1))
    assert drawn[0].isalpha()
    assert drawn[1].isdigit()
    assert (drawn[2], drawn[4]) == ("-", ".")


def test_values_stand_where_they_are_told() -> None:
    """A case holds one value at its place; the same seed makes the same."""
    made = list(cases(5, 300))
    assert [case.text for case in made] == [case.text for case in cases(5, 300)]
    for case in made:
        (gold,) = case.gold
        assert gold.label == case.group
        assert any(char.isalnum() for char in case.text[gold.start : gold.end])
    assert len({case.group for case in made}) > 12


def test_others_hold_no_value() -> None:
    """Spoilt values and codes of other things have no gold, and name what they must not be."""
    for case in (*broken(5, 100), *look_alikes(5, 100)):
        assert case.gold == ()
        assert case.never in ENTITY_TYPES
