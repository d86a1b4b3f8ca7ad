"""Sums over the cases of a section."""

from __future__ import annotations

import pytest

from benchmarks.detect.cases import Case, Maker
from benchmarks.detect.found import Found
from benchmarks.detect.labels import group_of
from benchmarks.detect.tally import Tally


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("DE_PASSPORT", "PASSPORT"),
        ("US_PASSPORT", "PASSPORT"),
        ("KR_RRN", "NATIONAL_ID"),
        ("US_SSN", "NATIONAL_ID"),
        ("UK_NHS", "MEDICAL"),
        ("TR_PHONE_NUMBER", "PHONE"),
        ("IN_VEHICLE_REGISTRATION", "VEHICLE"),
        ("UK_DRIVING_LICENCE", "DRIVER_LICENSE"),
        ("STREET_ADDRESS", "PLACE"),
        ("LOCATION", "PLACE"),
        ("JWT", "SECRET"),
        ("USERNAME", "USERNAME"),
        ("IP_ADDRESS", "IP"),
    ],
)
def test_types_have_groups(label: str, group: str) -> None:
    """Types of penname, of Presidio and of corpora that mean the same are in one group."""
    assert group_of(label) == group


def _case() -> Case:
    return Maker().value("Ann Lee", "PERSON").say(" in ").value("Rome", "LOCATION").case("en")


def test_wrong_type_covers_only() -> None:
    """A find of another type covers a value, but is no typed find of it."""
    tally = Tally()
    tally.add(_case(), [Found(0, 7, "ORGANIZATION"), Found(11, 15, "ADDRESS")])
    assert tally.covered_sum().covered_share == 1
    assert tally.typed_sum().recall == 0.5
    assert tally.typed["PERSON"].touched == 0
    assert tally.over_mask == 0


def test_precision_counts_cases_without_values() -> None:
    """A find in a text without values counts against the precision of its group."""
    tally = Tally()
    tally.add(_case(), [Found(0, 7, "PERSON")])
    tally.add(Case("no one here"), [Found(3, 6, "PERSON")])
    assert tally.typed["PERSON"].precision == 0.5
    assert (tally.clean, tally.clean_alarms) == (1, 1)
    assert tally.over_mask == pytest.approx(3 / (4 + 11))


def test_unlabelled_groups_stay_out() -> None:
    """Finds of groups of which the corpus labels nothing are no part of typed precision."""
    tally = Tally()
    tally.add(_case(), [Found(0, 7, "PERSON"), Found(11, 15, "LOCATION"), Found(8, 10, "NRP")])
    assert tally.typed_sum().precision == 1
    assert tally.over_mask == 0.5


def test_alarms_by_type_and_group() -> None:
    """A number that is no DE_PASSPORT must not be found as one; another passport is told apart."""
    tally = Tally()
    bad = Case("C01X00T47", never="DE_PASSPORT")
    tally.add(bad, [Found(0, 9, "DE_PASSPORT")])
    tally.add(bad, [Found(0, 9, "PASSPORT")])
    tally.add(bad, [Found(0, 9, "ORGANIZATION")])
    assert (tally.negatives, tally.alarms, tally.group_alarms, tally.clean) == (3, 1, 2, 0)
