"""Street addresses in four countries' forms, and numbers that are none."""

from __future__ import annotations

import pytest

from penname.detect.addresses import street_addresses


@pytest.mark.parametrize(
    "address",
    [
        "742 Evergreen Terrace, Springfield, IL 62704",
        "1600 Pennsylvania Avenue NW",
        "350 5th Ave, Apt 4B",
        "221B Baker Street",
        "10 Downing Street, London SW1A 2AA",
        "12 main street",
        "Musterstraße 12, 10115 Berlin",
        "Berliner Allee 5a",
        "Hauptstr. 7",
        "12 rue de la Paix, 75002 Paris",
        "4 bis avenue Victor Hugo",
        "P.O. Box 1234",
    ],
)
def test_addresses_are_found_whole(address: str) -> None:
    """The street, its number and the town behind it are one span."""
    text = f"I live at {address}; write soon."
    found = [text[start:end] for start, end, _ in street_addresses(text)]
    assert found == [address]


@pytest.mark.parametrize(
    "text",
    ["3 cars on the road", "String 5, Monitoring 3", "a 2 way street", "Chapter 12 The Way",
     "in 2024 I drive to the place", "version 1.2 Street", "12 users place orders"],
)  # fmt: skip
def test_numbers_that_are_no_addresses(text: str) -> None:
    """Counts and headings near street words are no addresses."""
    assert list(street_addresses(text)) == []
