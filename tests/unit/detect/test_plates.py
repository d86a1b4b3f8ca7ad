"""Number plates: behind their name, and in the forms of countries next to words that say so."""

from __future__ import annotations

import pytest

from penname.detect.plates import RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("license plate 7ABC123", "7ABC123"),
        ("licence plate: AB12 CDE", "AB12 CDE"),
        ('"licensePlate": "AB-123-CD"', "AB-123-CD"),
        ("Kennzeichen: B-AB 1234", "B-AB 1234"),
        ("plate number is XYZ 1234", "XYZ 1234"),
        ("drives a Ford, plate 7ABC123", "7ABC123"),
        ("kenteken 12-AB-34", "12-AB-34"),
        ("matrícula 1234 BCD", "1234 BCD"),
        ("Plaka numarası 06 A 123", "06 A 123"),
        ("car registration no. AB51 ABC", "AB51 ABC"),
    ],
)
def test_behind_their_name(text: str, plate: str) -> None:
    """Behind its name a plate is found in any form."""
    assert found(RECIPES, "license-plate", text) == [plate]


@pytest.mark.parametrize(
    "text", ["AB12 CDE", "a plate of A4 steel", "license plate holder", "boilerplate 1234"]
)
def test_texts_that_are_no_plate(text: str) -> None:
    """Without its name, or without a digit, nothing is found."""
    assert found(RECIPES, "license-plate", text) == []


@pytest.mark.parametrize(
    "plate",
    [
        *("AB51 ABC", "ab51abc", "LN14-HGT", "34 ABC 1234", "06 A 123", "KA53ME3456"),
        *("APP-456CV", "AB-123-CD", "AB 123 CD", "B-AB 1234", "1-ABC-123", "12-AB-34"),
        *("12-D-12345", "AA 1234 BB", "А123ВС77", "京A12345", "12가3456", "ABC1D23"),
    ],
)
def test_firm_forms(plate: str) -> None:
    """Forms of countries count near a vehicle, and as all of a text; not in another sentence."""
    for text in (f"The car {plate} was parked here", f"vehicles {plate} and others", plate):
        assert ("LICENSE_PLATE", plate) in read(RECIPES, text)
    assert read(RECIPES, f"the part {plate} is out of stock") == set()


@pytest.mark.parametrize("plate", ["A123 BCD", "K1 ABC", "ABC 123D", "1234 BCD", "ABC 1234"])
def test_old_forms(plate: str) -> None:
    """Forms that a car's model may have need the word plate, or a text of their own."""
    assert ("LICENSE_PLATE", plate) in read(RECIPES, f"the plates were {plate} then")
    assert ("LICENSE_PLATE", plate) in read(RECIPES, plate)
    assert read(RECIPES, f"the car {plate} was parked here") == set()


@pytest.mark.parametrize(
    "text",
    [
        *("my car is a 2024 BMW", "an Audi A4 TDI, a nice car", "the car did A4 for two days"),
        *("a car for 20 days of 2024", "AB00 ABC", "IB51 ABC", "82 ABC 123", "AB-1234CD"),
        *("car insurance 2023-2024", "the truck weighs 12 TONS 100"),
    ],
)
def test_vehicles_without_plates(text: str) -> None:
    """Models, years and amounts near a vehicle are no plates, nor are areas never issued."""
    assert read(RECIPES, text) == set()


def test_weak_forms() -> None:
    """Letters and digits of any other kind need the word."""
    assert ("LICENSE_PLATE", "ZH 123456") not in read(RECIPES, "ZH 123456")
    assert ("LICENSE_PLATE", "ZH 12345") in read(
        RECIPES, "das Kennzeichen war, glaube ich, ZH 12345"
    )
