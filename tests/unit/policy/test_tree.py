"""The loader's own tree: which words are text, which are numbers."""

from __future__ import annotations

import pytest

from penname.policy.tree import BOOLEANS, Scalar
from tests.unit.policy.trees import PLACE, plain

NUMBERS = ["0", "12", "-3", "+4", "0.5", ".5", "5.", "1e3", "1.5E-7", "8_388_608", "007"]
WORDS = ["no", "yes", "off", "True", "TRUE", "nan", ".inf", "1.2.3", "1m", "0x1f", "-", "1 2", "e3"]


@pytest.mark.parametrize("word", NUMBERS)
def test_plain_numbers_are_no_text(word: str) -> None:
    """A word that YAML reads as a number is text only in quotes."""
    assert plain(word).is_number
    assert not plain(word).is_text
    quoted = Scalar(word, False, PLACE)
    assert quoted.is_text
    assert not quoted.is_number


@pytest.mark.parametrize("word", WORDS)
def test_other_words_are_text(word: str) -> None:
    """YAML 1.1's booleans, versions and words of float are text."""
    assert plain(word).is_text
    assert not plain(word).is_number


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL", *BOOLEANS])
def test_nulls_and_booleans_are_no_text(word: str) -> None:
    """Null and boolean are neither text nor number; in quotes they are text."""
    assert not plain(word).is_text
    assert not plain(word).is_number
    assert Scalar(word, False, PLACE).is_text
