"""Identity cards: behind their names, and by their forms next to words that say what they are."""

from __future__ import annotations

import random

import pytest

from penname.detect.papers import FORMS, RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Personalausweis: L01X00T47", "L01X00T47"),
        ("identity card number 123456789", "123456789"),
        ("carte d'identité n° 123456789012", "123456789012"),
        ("carta d'identità CA12345AA", "CA12345AA"),
        ("tarjeta de identidad 12345678", "12345678"),
        ("dowód osobisty ABC 123456", "ABC 123456"),
        ("Petitioner (A# 204-881-937)", "204-881-937"),
        ("alien number A123456789", "A123456789"),
        ("green card number is SRC1234567890", "SRC1234567890"),
    ],
)
def test_cards_behind_their_names(text: str, value: str) -> None:
    """Cards without a check are found behind their name."""
    assert found(RECIPES, "id-card", text) == [value]


@pytest.mark.parametrize("text", ["id card printer", "C01X00T47", "identity cards"])
def test_words_are_no_cards(text: str) -> None:
    """A word without digits is no number, and neither is a number without its words."""
    assert found(RECIPES, "id-card", text) == []


@pytest.mark.parametrize("country", FORMS)
def test_forms_next_to_words(country: str) -> None:
    """The forms of each country count next to the word, and not in another sentence."""
    kinds = {"9": "0123456789", "A": "ABCDEFGHKLMNPRTX"}
    rng = random.Random(country)
    for form in FORMS[country].split(" | "):
        value = "".join(rng.choice(kinds.get(char, char)) for char in form)
        if len(value) < 10:
            assert ("ID_CARD", value) in read(RECIPES, f"{value} is my identity card")
        assert ("ID_CARD", value) in read(RECIPES, f"id card: {value}")
        assert read(RECIPES, f"the part {value} is out of stock") == set()
