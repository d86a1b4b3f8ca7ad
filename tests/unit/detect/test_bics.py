"""Codes of banks, next to words that say so."""

from __future__ import annotations

import pytest

from penname.detect.bics import RECIPES
from tests.unit.detect.recipes import read


@pytest.mark.parametrize("code", ["DEUTDEFF", "NEDSZAJJ500", "AAAABBCC"])
def test_codes_next_to_words(code: str) -> None:
    """Eight or eleven places with a country count next to BIC or SWIFT, and nowhere else."""
    assert read(RECIPES, f"BIC: {code}") == {("BIC_CODE", code)}
    assert read(RECIPES, f"the SWIFT code of my bank is {code}.") == {("BIC_CODE", code)}
    assert read(RECIPES, f"the part {code} is out of stock") == set()


def test_codes_beside_codes() -> None:
    """A list of codes is no text in capitals, and neither are the labels beside them."""
    assert len(read(RECIPES, "BIC DEUTDEFF AAAABBCC IBAN CODE")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "BIC: DEUTQQFF",
        "BIC deutdeff",
        "IBAN AND BIC ARE REQUIRED",
        "SWIFT: DEUTDEFF5",
        "BIC",
        "BIC: ANGEBOTE PRODUKTE",
        "SWIFT NEUE ANGEBOTE",
    ],
)
def test_texts_that_are_no_code(text: str) -> None:
    """No country, small letters, a word of English, or another length: none."""
    assert read(RECIPES, text) == set()
