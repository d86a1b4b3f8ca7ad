"""Passports: behind their names, and in the forms of countries next to words that say so."""

from __future__ import annotations

import random

import pytest

from penname.detect.passports import FORMS, RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("passport no. C01X00T47", "C01X00T47"),
        ("Reisepassnummer: C01X00T47", "C01X00T47"),
        ("Pass-Nr.: F12345671", "F12345671"),
        ("passeport n° 12AB34567", "12AB34567"),
        ("numéro de passeport : 12 AB 34567", "12 AB 34567"),
        ("Mi pasaporte es AAA123456", "AAA123456"),
        ("passaporto numero YA1234567", "YA1234567"),
        ("paspoortnummer NX1234567", "NX1234567"),
        ("passaporte nº CA123456", "CA123456"),
        ('"passport_number": "123456789"', "123456789"),
        ("passport: c01234565", "c01234565"),
        ("паспорт 45 09 123456", "45 09 123456"),
    ],
)
def test_behind_their_names(text: str, value: str) -> None:
    """Directly behind its name a number is found in any form."""
    assert found(RECIPES, "passport", text) == [value]


@pytest.mark.parametrize("text", ["passport OFFICERS", "passport office 12", "C01X00T47"])
def test_other_words(text: str) -> None:
    """A word without digits is no number, and neither is a number without its words."""
    assert found(RECIPES, "passport", text) == []


def _drawn(form: str, rng: random.Random) -> str:
    kinds = {"9": "0123456789", "A": "ABCDEFGHKLMNPRTX"}
    return "".join(rng.choice(kinds.get(char, char)) for char in form)


@pytest.mark.parametrize("country", FORMS)
def test_forms_next_to_words(country: str) -> None:
    """The forms of each country count next to the word, and not without it in a sentence."""
    rng = random.Random(country)
    for form in FORMS[country].split(" | "):
        value = _drawn(form, rng)
        for text in (f"{value} is my passport", f"Reisepass und Visum, {value}, liegen bei"):
            assert value in {found for _, found in read(RECIPES, text)}
        assert read(RECIPES, f"the part {value} is out of stock") == set()


def test_alone_in_a_text() -> None:
    """A number with letters that is all of a text is an answer; digits alone may be anything."""
    assert read(RECIPES, "Z12803456") >= {("US_PASSPORT", "Z12803456")}
    assert read(RECIPES, "M123A4567") == {("PASSPORT", "M123A4567")}
    assert read(RECIPES, "123456789") == set()


def test_us_passports() -> None:
    """The US has a type of its own."""
    assert ("US_PASSPORT", "912345678") in read(RECIPES, "US passport of hers: 912345678")
    assert ("US_PASSPORT", "A12803456") in read(RECIPES, "my travel document is A12803456")
