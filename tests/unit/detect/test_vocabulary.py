"""The word lists."""

from __future__ import annotations

from collections.abc import Set

import pytest

from penname.detect.vocabulary import LABELS, PLACEHOLDERS
from penname.text.machine_words import TECH


@pytest.mark.parametrize("words", [LABELS, TECH, PLACEHOLDERS])
def test_words_are_lower_case(words: Set[str]) -> None:
    """Texts are compared in lower case, so a word in upper case would never match."""
    assert words
    assert all(word == word.lower() and word.strip() for word in words)


@pytest.mark.parametrize("name", ["ruby", "julia", "alexa", "maria", "schmidt", "london", "paris"])
def test_names_of_people_are_not_listed(name: str) -> None:
    """A listed word is never reported alone, so no first name, surname or town is one."""
    assert name not in LABELS | TECH


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("ssn", LABELS),
        ("e-mail", LABELS),
        ("dear", LABELS),
        ("python", TECH),
        ("json", TECH),
        ("your", PLACEHOLDERS),
        ("changeme", PLACEHOLDERS),
    ],
)
def test_usual_words_are_listed(word: str, words: Set[str]) -> None:
    """One word of each kind that the lists are made for."""
    assert word in words
