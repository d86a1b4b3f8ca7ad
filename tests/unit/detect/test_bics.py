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


@pytest.mark.parametrize(
    "text",
    ["BIC: DEUTQQFF", "BIC deutdeff", "IBAN AND BIC ARE REQUIRED", "SWIFT: DEUTDEFF5", "BIC"],
)
def test_texts_that_are_no_code(text: str) -> None:
    """No country, small letters, a word of English, or another length: none."""
    assert read(RECIPES, text) == set()
