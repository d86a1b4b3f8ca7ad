"""Driving licences: of US states, of the UK, of other countries."""

from __future__ import annotations

import random

import pytest

from penname.detect.licences import FORMS, RECIPES, US_FORMS
from tests.unit.detect.recipes import found, read


def _drawn(form: str, rng: random.Random) -> str:
    kinds = {"9": "0123456789", "A": "ABCDEFGHKLMNPRTX"}
    return "".join(rng.choice(kinds.get(char, char)) for char in form)


def test_all_states_have_forms() -> None:
    """Fifty states and the capital."""
    assert len(US_FORMS) == 51


@pytest.mark.parametrize("state", US_FORMS)
def test_states_next_to_words(state: str) -> None:
    """Each form of a state counts next to words that say so, and not in another sentence."""
    rng = random.Random(state)
    for form in US_FORMS[state].split(" | "):
        value = _drawn(form, rng)
        for text in (
            f"{value} is a driver's license",
            f"DL number ({state}), {value}, expired",
        ):
            assert value in {found for _, found in read(RECIPES, text)}
        assert read(RECIPES, f"the part {value} is out of stock") == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dl: D123-4567-8901", "D123-4567-8901"),
        ("DL# CA D1234567", "D1234567"),
        ("dln 12345678", "12345678"),
        ("CDL number F123-456-78-901-0", "F123-456-78-901-0"),
    ],
)
def test_short_names(text: str, value: str) -> None:
    """Behind its short names a US licence is sure."""
    assert found(RECIPES, "us-driver-license", text) == [value]


@pytest.mark.parametrize(
    "value",
    ["MORGA657054SM9IJ", "FO999512018AA1AB", "smith862310ab1cd", "MORGA 657054 SM9IJ 35"],
)
def test_uk_licences(value: str) -> None:
    """A UK number stands by itself: five places of a name, a birth, initials."""
    assert found(RECIPES, "uk-driving-licence", f"see {value}.") == [value]


@pytest.mark.parametrize(
    "value", ["MORGA613054SM9IJ", "MORGA657324SM9IJ", "M9RGA657054SM9IJ", "MORGA657054SM9I"]
)
def test_no_uk_licences(value: str) -> None:
    """No month 13, no day 32, no digit amid the name, no place less."""
    assert found(RECIPES, "uk-driving-licence", value, 0.0) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("driving licence MORGA657054SM9IJ", "MORGA657054SM9IJ"),
        ("Führerschein: B072RRE2I55", "B072RRE2I55"),
        ("permis de conduire n° 123456789012", "123456789012"),
        ("patente di guida U1H00B000C", "U1H00B000C"),
        ("rijbewijsnummer 5123456789", "5123456789"),
        ("licencia de conducir 12345678", "12345678"),
        ("prawo jazdy nr 12345/67/8901", "12345/67/8901"),
        ("drivers license: d1234567", "d1234567"),
    ],
)
def test_behind_their_names(text: str, value: str) -> None:
    """Licences are found behind their names in several languages."""
    assert found(RECIPES, "driver-license", text) == [value]


@pytest.mark.parametrize("country", FORMS)
def test_countries_next_to_words(country: str) -> None:
    """Each form of a country counts next to words that say so."""
    rng = random.Random(country)
    for form in FORMS[country].split(" | "):
        value = _drawn(form, rng)
        for text in (f"{value} is my driving licence", f"Führerschein von Ann, {value}, liegt bei"):
            assert value in {found for _, found in read(RECIPES, text)}


def test_firm_forms() -> None:
    """Some forms count next to "license" alone, or as all of a text."""
    assert ("DRIVER_LICENSE", "13-22-123456-12") in read(RECIPES, "My license is 13-22-123456-12")
    assert ("DRIVER_LICENSE", "AA0123456B") in read(RECIPES, "AA0123456B")
    assert read(RECIPES, "99-22-123456-12") == set()
    assert read(RECIPES, "MIT license, version 12345678") == set()
