"""Known names: those that nothing else is called, and none that is held out."""

from __future__ import annotations

import pytest

from penname.detect.ner.pieces import folded
from penname.train.example import Example, Mark
from penname.train.known import known_names
from penname.train.texts.names import held_out

_NAMES = frozenset(known_names(()))


@pytest.mark.parametrize("name", ["begay", "yazzie", "oluwaseun", "benally"])
def test_names_are_known(name: str) -> None:
    """Names of the lists are, folded, unless they are held out from training."""
    assert (name in _NAMES) is not held_out(name)


@pytest.mark.parametrize("word", ["grace", "hope", "london", "paris", "mark", "boston", "bank"])
def test_words_and_places_are_not(word: str) -> None:
    """Whatever somebody may be called: words, towns and companies are none."""
    assert word not in _NAMES


def test_they_are_folded() -> None:
    """As the network's words are: small letters, no accents."""
    assert {folded(name) for name in _NAMES} == _NAMES


def test_words_of_texts_are_left_out() -> None:
    """A name that a text has in small letters as a word is one no more; in a person's name, or
    with a capital, it stays; as a place it does not."""
    one, two, three, four = sorted(name for name in _NAMES if name.isascii())[:4]
    text = f"the {one}, {two.title()}, {three} and {four.title()}"
    at, place = text.index(three), text.index(four.title())
    marks = (
        Mark(at, at + len(three), "PERSON"),
        Mark(place, place + len(four), "LOCATION"),
    )
    left = set(known_names([Example(text, marks, "test", frozenset())]))
    assert left == _NAMES - {one, four}
