"""Places and postcodes, made coarser."""

from __future__ import annotations

import pytest

from penname.mask.regions import SPARSE_ZIPS, to_postcode_area, to_us_state, to_zip3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("02139", "021"),
        ("02139-4307", "021"),
        ("021394307", "021"),
        ("02139 4307", "021"),
        (" 02139 ", "021"),
        ("03601", "000"),
        ("89301-1234", "000"),
        ("021", "021"),
        ("000", "000"),
        ("0213", None),
        ("MA 02139", None),
        ("SW1A 1AA", None),
        ("\u0660\u0662\u0661\u0663\u0669", None),
    ],
)
def test_zip_keeps_three_digits(value: str, expected: str | None) -> None:
    """Three digits stay; of sparsely populated prefixes nothing; other codes are refused."""
    assert to_zip3(value) == expected


def test_sparse_prefixes_are_seventeen() -> None:
    """The list by the 2000 census has seventeen prefixes."""
    assert len(SPARSE_ZIPS) == 17
    assert all(to_zip3(f"{prefix}01") == "000" for prefix in SPARSE_ZIPS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("SW1A 1AA", "SW"),
        ("m1 1aa", "M"),
        ("K1A 0B1", "K"),
        ("K1A-0B1", "K"),
        ("D02 X285", "D02"),
        ("10115", "10"),
        ("D-10115", "10"),
        ("F-75002", "75"),
        ("1010", "10"),
        ("1012 AB", "10"),
        ("1000-001", "10"),
        ("00-950", "00"),
        ("111 22", "11"),
        ("02139-4307", "02"),
        ("SW", "SW"),
        ("D02", "D02"),
        ("10", "10"),
        ("101", None),
        ("SW1A 1AA London", None),
        ("", None),
    ],
)
def test_postcode_keeps_its_region(value: str, expected: str | None) -> None:
    """The region in front stays; what is no postcode is refused."""
    assert to_postcode_area(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Boston, MA", "MA"),
        ("Boston MA 02139", "MA"),
        ("1 Main Street, Boston, MA 02139-4307, USA", "MA"),
        ("Boston, Massachusetts", "MA"),
        ("Austin,  texas , United States", "TX"),
        ("New  York", "NY"),
        ("Washington, D.C.", "DC"),
        ("Seattle, Washington", "WA"),
        ("Washington", None),
        (", Georgia", None),
        ("Atlanta, Georgia", "GA"),
        ("MA", "MA"),
        ("West Virginia", "WV"),
        ("Virginia Beach", None),
        ("Boston", None),
        ("Toronto, ON", None),
        ("Boston, ma", None),
        ("", None),
    ],
)
def test_place_keeps_its_state(value: str, expected: str | None) -> None:
    """Only a state that the place itself names last stays."""
    assert to_us_state(value) == expected
