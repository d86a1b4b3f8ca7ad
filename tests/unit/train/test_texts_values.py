"""Structured values: of the right shape, nobody's, each part of an address marked."""

from __future__ import annotations

import random

import pytest

from penname.train.texts.addresses import address, lines, street_line, town_line
from penname.train.texts.mixture import LANGUAGES
from penname.train.texts.sheets import sheet
from penname.train.texts.values import NUMBERS, birth_date, date, phone, shaped


def _luhn(digits: str) -> int:
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (odd + sum(map(int, digits[-1::-2]))) % 10


def test_card_numbers_never_pass() -> None:
    """No card number has a right check digit."""
    rng = random.Random(1)
    for _ in range(500):
        digits = "".join(char for char in NUMBERS["card"][1](rng) if char.isdigit())
        assert len(digits) in (15, 16)
        assert _luhn(digits) != 0


def test_shapes_are_filled() -> None:
    """Every character of a shape stands for a set of characters, or for itself."""
    made = shaped("@@-##&^%*.", random.Random(2))
    assert made[2] == "-"
    assert made[-1] == "."
    assert made[:2].isupper()
    assert made[3:5].isdigit()


@pytest.mark.parametrize("country", list(sheet("lists", "address"))[1:])
def test_addresses_have_marked_parts(country: str) -> None:
    """In every country's formats, each part is a mark, and no bracket is left."""
    rng = random.Random(3)
    for _ in range(30):
        made = [piece for line in lines(rng, country) for piece in line]
        assert any(label in ("STREET_NAME", "SECONDARY_ADDRESS", "PLACE") for _, label in made)
        assert any(label == "CITY" for _, label in made)
        assert not set("{}~") & set("".join(text for text, _ in made))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_values_of_every_language(language: str) -> None:
    """Dates, telephones and addresses can be made in every language."""
    rng = random.Random(4)
    for _ in range(20):
        assert any(char.isdigit() for char in date(rng, language))
        assert sum(char.isdigit() for char in birth_date(rng, language)) >= 5
        assert sum(char.isdigit() for char in phone(rng, language)) >= 6
        assert any(label == "STREET_NAME" for _, label in street_line(rng, language))
        assert any(label == "CITY" for _, label in town_line(rng, language))
        assert ("\n", "") in address(rng, language, "\n")
