"""Dates, made coarser: the usual written forms, and what is not understood."""

from __future__ import annotations

import pytest

from penname.mask.dates import to_decade, to_month, to_year


@pytest.mark.parametrize(
    ("value", "year", "month", "decade"),
    [
        ("2026-03-04", "2026", "2026-03", "2020s"),
        ("2026/3/4", "2026", "2026-03", "2020s"),
        ("2026.03.04", "2026", "2026-03", "2020s"),
        ("20260304", "2026", "2026-03", "2020s"),
        ("13102011", "2011", "2011-10", "2010s"),
        ("2026-03-04T10:30:00.123+01:00", "2026", "2026-03", "2020s"),
        ("2026-03-04 10:30:00Z", "2026", "2026-03", "2020s"),
        ("2026-W10-3", "2026", "2026", "2020s"),
        ("2026-03", "2026", "2026-03", "2020s"),
        ("03/2026", "2026", "2026-03", "2020s"),
        ("4 March 2026", "2026", "2026-03", "2020s"),
        ("March 4th, 2026", "2026", "2026-03", "2020s"),
        ("Wednesday, the 4th of March 2026 at 10:30 a.m.", "2026", "2026-03", "2020s"),
        ("4. März 2026 um 10:30 Uhr", "2026", "2026-03", "2020s"),
        ("1er mars 2026", "2026", "2026-03", "2020s"),
        ("5 de mayo de 2026", "2026", "2026-05", "2020s"),
        ("MARCH 2026", "2026", "2026-03", "2020s"),
        ("Mar '26", "'26", "'26-03", "'20s"),
        ("Mar ’26", "'26", "'26-03", "'20s"),
        ("13/03/2026", "2026", "2026-03", "2020s"),
        ("03/13/2026", "2026", "2026-03", "2020s"),
        ("03/03/2026", "2026", "2026-03", "2020s"),
        ("04.03.2026", "2026", "2026-03", "2020s"),
        ("03.13.2026", "2026", "2026-03", "2020s"),
        ("13/03/85", "'85", "'85-03", "'80s"),
        ("2026", "2026", "2026", "2020s"),
        ("May 1066", "1066", "1066-05", "1060s"),
        ("4-6 March 2026", "2026", "2026-03", "2020s"),
        ("2026-03-04 to 2026-05-06", "2026", "2026", "2020s"),
        ("the 1990s", "1990s", "1990s", "1990s"),
        ("1990's", "1990s", "1990s", "1990s"),
        ("'90s", "'90s", "'90s", "'90s"),
    ],
)
def test_usual_forms_become_coarser(value: str, year: str, month: str, decade: str) -> None:
    """Each form gives its year, month and decade."""
    assert (to_year(value), to_month(value), to_decade(value)) == (year, month, decade)


@pytest.mark.parametrize("value", ["04/03/2026", "4-3-2026", "04032026"])
def test_unclear_month_gives_the_year(value: str) -> None:
    """Which of two small numbers is the month is not guessed; the year is clear."""
    assert to_month(value) == to_year(value) == "2026"


@pytest.mark.parametrize(("value", "month"), [("March 4", "March"), ("4. märz", "märz")])
def test_month_without_a_year(value: str, month: str) -> None:
    """A month by name stays where no year is named; there is no year to give."""
    assert to_month(value) == month
    assert to_year(value) is None
    assert to_decade(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "10:30",
        "12",
        "2019-2021 and 2035",
        "March 2019 to April 2021",
        "26/03/04",
        "31/31/2026",
        "2026-13-01",
        "2026-00",
        "32132026",
        "99999999",
        "1066",
        "2015 hours",
        "4 March 2026 in Boston",
        "Ann 2026",
        "2026 1990s",
        "20261",
        "4 March 2026 " * 40,
        "",
        "2026 \u00bd",
    ],
)
def test_unknown_text_is_refused(value: str) -> None:
    """Two years, no year, impossible dates and unknown words are not passed on."""
    assert to_year(value) is None
    assert to_month(value) is None
    assert to_decade(value) is None


def test_years_of_one_decade() -> None:
    """Several years have one decade, or none."""
    assert to_decade("2024-2026") == "2020s"
    assert to_decade("between 2019 and 2021") is None
    assert to_year("2024-2026") is None


def test_eight_digits_read_either_way() -> None:
    """Eight digits are a date in whichever order is one."""
    assert to_year("20122012") == "2012"
    assert to_month("19102011") == "2011-10"
