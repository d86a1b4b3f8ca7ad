"""Windows cover all words once, end where something ends, and depend on their text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.ner.pieces import Pieces, Word
from penname.detect.ner.windows import CONTEXT, SIZE, Window, windows

_PIECES = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a", ".", "b"])


def _windows(text: str) -> tuple[list[Word], list[Window]]:
    words = _PIECES.words(text)
    return words, list(windows(text, words))


def _pieces(words: list[Word]) -> int:
    return sum(len(word.pieces) for word in words)


def test_short_texts_are_one_window() -> None:
    """What fits is read at once; nothing is read of nothing."""
    assert _windows("a b. a\n\nb")[1] == [Window(0, 0, 5, 5)]
    assert _windows(" \n ")[1] == []
    assert len(_windows("b " * SIZE)[1]) == 1


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        (("\n\n", "\n", ". "), "\n\n"),
        (("\n", ". "), "\n"),
        ((". ",), ". "),
    ],
)
def test_windows_end_at_best_border(marks: tuple[str, ...], kept: str) -> None:
    """A paragraph's end goes before a line's, a line's before a sentence's, the last one first."""
    text = "b " * 100
    for mark in marks:
        text += f"b{mark}" + "b " * 20
    text += "b " * 100
    words, (first, *_) = _windows(text)
    assert text[: words[first.stop].start].endswith(f"b{kept}")
    assert first.end == first.stop


def test_dots_inside_of_words_end_nothing() -> None:
    """Only a full stop with a space behind it ends a sentence."""
    text = "b " * 120 + "b. b " + "b.b " * 100
    words, (first, *_) = _windows(text)
    assert text[: words[first.stop].start].endswith("b. ")


def test_cuts_anywhere_have_context_on_both_sides() -> None:
    """Where nothing ends, words near the cut belong to the window that reads on."""
    _, (first, second, *_) = _windows("b " * 1000)
    assert (first.start, first.stop) == (0, SIZE)
    assert first.end == second.start == SIZE - CONTEXT // 2
    assert second.first == SIZE - CONTEXT
    assert second.stop == second.first + SIZE


@given(
    st.lists(
        st.sampled_from(["b ", "a" * 8 + " ", "a" * 40, "b. ", ".", "b\n", "b\n\n", " ", "漢"]),
        max_size=700,
    )
)
def test_windows_cover_all_words_once(parts: list[str]) -> None:
    """Every word is answered for by one window that reads it; none is too large."""
    words, found = _windows("".join(parts))
    reached = 0
    for one in found:
        assert one.start == reached
        assert one.first <= one.start < one.end <= one.stop
        assert _pieces(words[one.first : one.stop]) <= SIZE
        reached = one.end
    assert reached == len(words)


def test_reading_is_linear() -> None:
    """What is read twice is a bounded part of the whole."""
    for text in ("b " * 20_000, "a" * 9 + " " * 2, "a" * 40 + ". " * 20_000, "b\n" * 20_000):
        words, found = _windows(text)
        read = sum(_pieces(words[one.first : one.stop]) for one in found)
        assert read <= 1.6 * _pieces(words)
