"""Texts to train on: the same for a seed, no two alike, each mark on what it says."""

from __future__ import annotations

from itertools import pairwise

import pytest

from penname.detect.ner.labels import LABELS
from penname.train.example import Example
from penname.train.texts import examples
from penname.train.texts.forms import Pieces
from penname.train.texts.generate import LONGEST, SHORTEST, marked
from penname.train.texts.mixture import LANGUAGES, is_negative
from penname.train.texts.sheets import templates
from penname.train.texts.titles import with_titles

_NAMES = {"GIVEN_NAME", "SURNAME", "NAME"}


@pytest.fixture(scope="module")
def drawn() -> list[Example]:
    return list(examples(7, 4000))


def test_a_seed_gives_the_same(drawn: list[Example]) -> None:
    """Texts and marks hang on the seed alone."""
    assert list(examples(7, 300)) == drawn[:300]
    assert list(examples(8, 300)) != drawn[:300]


def test_no_two_texts_alike(drawn: list[Example]) -> None:
    """Nothing is learnt twice."""
    assert len({one.text for one in drawn}) == len(drawn)


def test_texts_have_bounded_length(drawn: list[Example]) -> None:
    """Texts fit the window of the model, a few of them over."""
    assert all(SHORTEST <= len(one.text) <= LONGEST for one in drawn)


def test_marks_stand_apart(drawn: list[Example]) -> None:
    """Marks are sorted, inside the text, none inside another, none with space at its ends."""
    for one in drawn:
        for mark in one.marks:
            value = one.text[mark.start : mark.end]
            assert value
            assert value == value.strip()
            assert mark.label in LABELS
        assert all(left.end <= right.start for left, right in pairwise(one.marks))


def test_marks_are_what_was_put_in() -> None:
    """A mark stands on its piece, wherever that comes to stand."""
    pieces: Pieces = [("Dear ", ""), ("Ada", "GIVEN_NAME"), (" ", ""), ("Ng", "SURNAME"), ("!", "")]
    made = marked(pieces, "en.mail", frozenset(LABELS))
    assert made.text == "Dear Ada Ng!"
    assert [(made.text[m.start : m.end], m.label) for m in made.marks] == [
        ("Ada", "GIVEN_NAME"),
        ("Ng", "SURNAME"),
    ]


def test_every_kind_occurs(drawn: list[Example]) -> None:
    """Nearly every kind of text comes up in a few thousand, in every language."""
    kinds = {one.kind for one in drawn}
    known = {f"{one.language}.{one.kind}" for one in templates()}
    assert kinds <= known
    assert len(kinds) > 0.9 * len(known)
    assert {kind.partition(".")[0] for kind in kinds} <= set(LANGUAGES)


def test_every_label_occurs(drawn: list[Example]) -> None:
    """Every label has examples."""
    assert {mark.label for one in drawn for mark in one.marks} == set(LABELS)


def test_a_third_has_no_people(drawn: list[Example]) -> None:
    """About 35 % of the texts have no person, those of negative kinds never."""
    without = [one for one in drawn if not any(mark.label in _NAMES for mark in one.marks)]
    assert 0.28 < len(without) / len(drawn) < 0.45
    for one in drawn:
        if is_negative(one.kind.partition(".")[2]):
            assert not any(mark.label in _NAMES for mark in one.marks)


def test_marks_are_of_told_labels_or_more(drawn: list[Example]) -> None:
    """What a text is told of are labels; names are told of in most texts."""
    assert all(one.told <= set(LABELS) for one in drawn)
    assert sum(one.told >= _NAMES for one in drawn) > 0.9 * len(drawn)


def test_example_does_not_show_its_text() -> None:
    """The repr of an example holds no value."""
    assert "Ada" not in repr(marked([("Ada", "GIVEN_NAME")], "any.alone", frozenset(LABELS)))


def test_titles_in_templates_are_marked() -> None:
    """A title that a template writes out is a mark when a name follows, and only then."""
    pieces: Pieces = [("La Sra. ", ""), ("Ruiz", "SURNAME"), (" y el Dr. del pueblo", "")]
    assert with_titles(pieces)[:3] == [("La ", ""), ("Sra.", "TITLE"), (" ", "")]
    assert with_titles(pieces)[4:] == [(" y el Dr. del pueblo", "")]
    assert with_titles([("Ms ", ""), ("Berlin", "CITY")]) == [("Ms ", ""), ("Berlin", "CITY")]
