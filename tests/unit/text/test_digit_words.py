"""Digits in words."""

from __future__ import annotations

import pytest

from penname.text.digit_words import DIGIT_WORDS, digit_words
from tests.unit.text.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four one one one one one", "411111"),
        ("Four-One-One, one one ONE", "411 111"),
        ("four, one, one, two, one, one", "411211"),
        ("null eins zwo drei vier fünf", "012345"),
        ("zéro un deux trois quatre cinq", "012345"),
        ("cero uno dos tres cuatro cinco", "012345"),
        ("zero uno due tre quattro cinque", "012345"),
        ("nul een twee drie vier vijf", "012345"),
        ("zero um dois três quatro cinco", "012345"),
        ("double five, oh seven, triple nine", "55 07 999"),
        ("plus four nine three zero nine zero one", "+4930901"),
        ("five three six dash nine zero dash four 3 9 9", "536-90-4399"),
        ("one nine two dot one six eight dot one dot one", "192.168.1.1"),
    ],
)
def test_digit_words_are_read(text: str, expected: str) -> None:
    """In seven languages, with pauses, doubles and signs, mixed with digits."""
    assert read(digit_words, f"call {text}.") == f"call {expected}."


@pytest.mark.parametrize(
    "text",
    [
        "one two three four five",
        "seven hundred and one, two, three",
        "someone two three four five six",
        "one twothree four five six seven eighty",
        "double double five six",
    ],
)
def test_fewer_digits_are_words(text: str) -> None:
    """Five digits are no number, nor are numbers of other words."""
    assert read(digit_words, text) == text


def test_words_of_a_run_are_listed() -> None:
    """The list that guards the search has digits, repetitions and signs."""
    assert {"four", "fünf", "double", "dash"} <= DIGIT_WORDS
