"""Chances to spans: what is joined, what is apart, and what is too unlikely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.ner.decode import GROUPS, JOIN, KNOWN, Group, decoded
from penname.detect.ner.labels import LABELS
from penname.detect.ner.pieces import Pieces, Word
from penname.detect.ner.tags import TAGS

_PIECES = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])


def _words(text: str) -> list[Word]:
    return _PIECES.words(text)


def _decoded(
    text: str,
    *tags: dict[str, float],
    thresholds: dict[str, float] | None = None,
    pieces: Pieces = _PIECES,
) -> list[tuple[str, str, float]]:
    """(group, text, chance) of a text whose words have these tags; the rest is outside."""
    words = pieces.words(text)
    chances = np.zeros((len(words), len(TAGS)), dtype=np.float32)
    for row, said in zip(chances, tags, strict=True):
        for tag, chance in said.items():
            row[TAGS.index(tag)] = chance
        row[0] = 1 - row.sum()
    limits = {"PERSON": 0.5, "LOCATION": 0.5, "STREET": 0.5} if thresholds is None else thresholds
    return [
        (one.name, text[words[one.start].start : words[one.end - 1].end], round(one.chance, 3))
        for one in decoded(words, chances, limits)
    ]


def test_every_label_is_in_one_group() -> None:
    """The groups share the labels out."""
    assert sorted(label for labels in GROUPS.values() for label in labels) == sorted(LABELS)


def test_names_of_a_person_are_one_span() -> None:
    """Given name and surname are found as one; the surest word speaks for the span."""
    assert _decoded(
        "I am Anna Maria Schmidt",
        {},
        {},
        {"B-GIVEN_NAME": 0.9},
        {"I-GIVEN_NAME": 0.8, "B-GIVEN_NAME": 0.1},
        {"B-SURNAME": 0.5, "B-NAME": 0.1},
    ) == [("PERSON", "Anna Maria Schmidt", 0.9)]


def test_tags_of_a_group_add_up() -> None:
    """A word of which only the kind of name is unclear is surely a name."""
    found = _decoded("Anna", {"B-GIVEN_NAME": 0.3, "B-SURNAME": 0.3, "I-NAME": 0.3})
    assert found == [("PERSON", "Anna", 0.9)]


def test_likely_words_join_sure_ones() -> None:
    """From half the threshold on a word is a part of a span, below it none."""
    assert _decoded(
        "van der Berg x", {"B-SURNAME": 0.26}, {"I-SURNAME": 0.25}, {"I-SURNAME": 0.9}, {"O": 0.0}
    ) == [("PERSON", "van der Berg", 0.9)]
    assert _decoded("van Berg", {"B-SURNAME": 0.24}, {"I-SURNAME": 0.9}) == [
        ("PERSON", "Berg", 0.9)
    ]
    assert _decoded("Berg", {"B-SURNAME": 0.24}) == []


def test_unsure_spans_are_reported() -> None:
    """What reaches only half the threshold is there, with its chance."""
    assert _decoded("Berg", {"B-SURNAME": 0.3}) == [("PERSON", "Berg", 0.3)]


_KNOWING = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"], ["quispe"])


def test_a_known_name_needs_little() -> None:
    """What is known as a name and as nothing else is one from a small chance on."""
    for chance, found in ((KNOWN, 0.5), (0.45, 0.5), (0.7, 0.7)):
        for name in ("Quispe", "quispe", "QUISPE"):
            assert _decoded(name, {"B-SURNAME": chance}, pieces=_KNOWING) == [
                ("PERSON", name, found)
            ]
    assert _decoded("Quispe", {"B-SURNAME": 0.9 * KNOWN}, pieces=_KNOWING) == []
    assert _decoded("Quispo", {"B-SURNAME": KNOWN}, pieces=_KNOWING) == []


def test_a_known_name_is_not_a_place() -> None:
    """Only people are helped by the list."""
    assert _decoded("Quispe", {"B-CITY": KNOWN}, pieces=_KNOWING) == []


def test_lines_end_spans() -> None:
    """Two names below each other are two, whatever their tags."""
    assert _decoded("Anna\nTom", {"B-NAME": 0.9}, {"I-NAME": 0.8}) == [
        ("PERSON", "Anna", 0.9),
        ("PERSON", "Tom", 0.8),
    ]


def test_same_label_anew_goes_on() -> None:
    """Two surnames in a row are those of one person."""
    surname = {"B-SURNAME": 0.9}
    assert _decoded("Paola Quispe Vargas", {"B-GIVEN_NAME": 0.8}, surname, surname) == [
        ("PERSON", "Paola Quispe Vargas", 0.9)
    ]


def test_groups_are_decoded_apart() -> None:
    """A word that may be one of two things is reported as both."""
    found = _decoded("Paris", {"B-GIVEN_NAME": 0.45, "B-CITY": 0.5})
    assert found == [("PERSON", "Paris", 0.45), ("LOCATION", "Paris", 0.5)]


def test_only_groups_with_thresholds_are_looked_for() -> None:
    """A group without a threshold is not decoded."""
    assert _decoded("a", {"B-AGE": 1.0}) == []
    assert _decoded("a", {"B-AGE": 1.0}, thresholds={"AGE": 0.9}) == [("AGE", "a", 1.0)]


@given(st.data())
def test_spans_are_runs_of_likely_words(data: st.DataObject) -> None:
    """Spans of a group lie apart, and hold all words that are likely and no others."""
    text = data.draw(st.text("ab \n", max_size=40))
    words = _words(text)
    seed = data.draw(st.integers(0, 2**32 - 1))
    chances = np.random.default_rng(seed).dirichlet([0.05] * len(TAGS), len(words))
    rows = chances.astype(np.float32).reshape(len(words), len(TAGS))
    threshold = data.draw(st.sampled_from([0.2, 0.5, 1.0]))
    found = list(decoded(words, rows, {"PERSON": threshold}))
    person = [TAGS.index(f"{side}-{label}") for label in GROUPS["PERSON"] for side in "BI"]
    likely = {at for at, row in enumerate(rows) if row[person].sum() >= JOIN * threshold}
    assert [at for one in found for at in range(one.start, one.end)] == sorted(likely)
    for one in found:
        assert isinstance(one, Group)
        assert JOIN * threshold <= one.chance <= 1.001
        assert "\n" not in text[words[one.start].start : words[one.end - 1].end]


def test_wrong_shapes_are_errors() -> None:
    """Chances of other words than these are not decoded."""
    with pytest.raises((ValueError, IndexError)):
        list(decoded(_words("a b"), np.zeros((2, 3), np.float32), {"PERSON": 0.5}))
