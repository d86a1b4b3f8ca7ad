"""Examples as windows: every word once, none too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.detect.ner.pieces import FIRST, LAST, Pieces
from penname.train.example import Example, Mark
from penname.train.windows import windows

_READER = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a", "b"])


@given(st.text(st.sampled_from("aab \n"), max_size=200), st.integers(16, 40))
def test_windows_hold_every_word_once(text: str, most: int) -> None:
    """No window is longer than asked; together they hold the words in order."""
    found = list(windows([Example(text)], _READER, most))
    assert all(len(one.pieces) <= most for one in found)
    assert all(one.pieces[0] == FIRST and one.pieces[-1] == LAST for one in found)
    inner = [int(piece) for one in found for piece in one.pieces[1:-1]]
    assert inner == [piece for word in _READER.words(text) for piece in word.pieces]
    assert sum(len(one.right) for one in found) == len(_READER.words(text))


def test_pieces_know_their_word() -> None:
    """Each piece has its word's number and kind; the ends have none."""
    (one,) = windows([Example("aa B", (Mark(3, 4, "NAME"),))], _READER, 190)
    assert one.words.tolist() == [-1, 0, 0, 1, -1]
    assert one.kinds.tolist() == [0, 8, 8, 1, 0]
