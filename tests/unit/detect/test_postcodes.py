"""Postal codes behind a state, in a firm shape, or behind their name."""

from __future__ import annotations

import pytest

from penname.detect.postcodes import RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Springfield, IL 62704", "62704"),
        ("Springfield, Illinois 62704-1234.", "62704-1234"),
        ("New York 10001", "10001"),
        ("zip code: 62704", "62704"),
        ('"zipCode": "62704"', "62704"),
        ("he lives in 62704", "62704"),
    ],
)
def test_zip_codes(text: str, code: str) -> None:
    """ZIP codes are found behind their state or their name."""
    assert found(RECIPES, "zip-code", text) == [code]


@pytest.mark.parametrize("text", ["12345", "IN 12345", "WHERE id IN 12345", "$12345", "port 62704"])
def test_numbers_that_are_no_zip(text: str) -> None:
    """Five digits alone are a number."""
    assert found(RECIPES, "zip-code", text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("London SW1A 2AA", "SW1A 2AA"),
        ("M1 1AE, UK", "M1 1AE"),
        ("Toronto M5V 2T6", "M5V 2T6"),
        ("D-10115 Berlin", "D-10115"),
        ("PLZ: 10115", "10115"),
        ("code postal 75002", "75002"),
        ("CAP 00184", "00184"),
        ("postcode 1015AB", "1015AB"),
        ("kod pocztowy: 00-950", "00-950"),
        ("código postal 1000-205", "1000-205"),
    ],
)
def test_postcodes(text: str, code: str) -> None:
    """European and Canadian codes are found by a firm shape or behind their name."""
    assert found(RECIPES, "postcode", text) == [code]


@pytest.mark.parametrize(
    "text",
    ["10115 Berlin", "2024 US Elections", "XY1 1AE", "0A1B2C", "cap 1000", "A1B2C3", "F4 2AB"],
)
def test_texts_that_are_no_postcode(text: str) -> None:
    """Numbers before names, unknown areas and hex digits need words nearby."""
    assert found(RECIPES, "postcode", text) == []


def test_town_behind_code_is_weak() -> None:
    """A number before a town is a code only for an engine that sees the words."""
    assert found(RECIPES, "postcode", "10115 Berlin", least=0.25) == ["10115"]


@pytest.mark.parametrize("code", ["M11AA", "EC1A1BB", "DN551PT", "GIR0AA"])
def test_joined_postcodes(code: str) -> None:
    """Without its blank a code counts next to words that say so, or as all of a text."""
    assert ("POSTCODE", code) in read(RECIPES, f"{code} is my postcode")
    assert ("POSTCODE", code) in read(RECIPES, code)
    assert read(RECIPES, f"the part {code} is out of stock") == set()
