"""Texts to words and pieces: every character is in a word, white space, or invisible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.ner.pieces import (
    GLUED,
    KINDS,
    LINE,
    MIXED,
    MOST,
    TITLE,
    UNKNOWN,
    UPPER,
    Pieces,
    folded,
)

_VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "maria", "##s", "sch", "##midt", ",", "a", "##a"]


def _words(text: str) -> list[tuple[str, tuple[int, ...], int]]:
    found = Pieces(_VOCABULARY).words(text)
    return [(text[word.start : word.end], word.pieces, word.kind) for word in found]


def test_words_are_cut_into_longest_pieces() -> None:
    """The longest known piece first; a word that cannot be cut is unknown as a whole."""
    assert _words("Schmidts") == [("Schmidts", (6, 7, 5), LINE + TITLE)]
    assert _words("schmid") == [("schmid", (UNKNOWN,), LINE)]


def test_kinds_say_what_folding_takes() -> None:
    """Case, what is glued to the word before, and where lines begin."""
    assert [kind for _, _, kind in _words("Maria, MARIA\nMcA a")] == [
        LINE + TITLE,
        GLUED,
        UPPER,
        LINE + MIXED,
        0,
    ]


def test_accents_are_folded_in_place() -> None:
    """A word keeps its offsets, whatever folding does to its length."""
    assert folded("Márïa") == "maria"
    assert _words("x Ma\u0301ri\u0308a") == [
        ("x", (UNKNOWN,), LINE),
        ("Ma\u0301ri\u0308a", (4,), TITLE),
    ]


def test_endless_words_have_few_pieces() -> None:
    """A word of any length costs no more than MOST pieces."""
    assert [len(pieces) for _, pieces, _ in _words("a" * 5_000)] == [MOST]


def test_vocabularies_need_special_pieces() -> None:
    """A vocabulary of something else is refused."""
    with pytest.raises(ValueError, match="begins with"):
        Pieces(["maria", "[PAD]"])


@given(st.text(st.characters() | st.sampled_from("aAsé ,\n\u0301\u200d漢")))
def test_any_text_has_words_in_order(text: str) -> None:
    """Words do not overlap, have pieces and a kind, and leave only what nobody sees."""
    words = Pieces(_VOCABULARY).words(text)
    end = 0
    for word in words:
        assert end <= word.start < word.end <= len(text)
        assert 1 <= len(word.pieces) <= MOST
        assert 0 <= word.kind < KINDS
        assert not any(char.isalnum() for char in text[end : word.start])
        end = word.end
