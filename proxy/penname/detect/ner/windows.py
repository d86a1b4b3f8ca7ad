"""Windows: how a text of any length is read in parts that the network can take.

A window ends where a paragraph does, else a line, else a sentence. It begins with the last words
of the window before, as context. Where nothing ends at all it is cut between two words, and
the words next to the cut are answered for by the window that knows more of what follows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penname.detect.ner.pieces import GLUED, LINE, Word

#: Pieces of a window at most, without the two special ones around it.
SIZE = 190
#: Pieces that a window reads again.
CONTEXT = 32

_ENDS = frozenset(".!?…。！？")
_ANYWHERE, _SENTENCE, _LINE, _PARAGRAPH = range(4)


@dataclass(frozen=True, slots=True)
class Window:
    """The words `first:stop` are read, and those of `start:end` are answered for."""

    first: int
    start: int
    end: int
    stop: int


def windows(text: str, words: Sequence[Word]) -> Iterator[Window]:
    """The windows of a text, in order: each word is answered for by exactly one. Linear:
    a word has few pieces, so that half a window is always more than what is read again."""
    start, first = 0, 0
    while start < len(words):
        end = stop = _forward(words, first, SIZE)
        if stop < len(words):
            rank, stop = _cut(text, words, _forward(words, first, SIZE // 2), stop)
            end = stop if rank else _back(words, stop, CONTEXT // 2)
        yield Window(first, start, end, stop)
        start, first = end, min(end, _back(words, stop, CONTEXT))


def _forward(words: Sequence[Word], at: int, room: int) -> int:
    """The end of the longest run of words from `at` on whose pieces fit."""
    while at < len(words) and (room := room - len(words[at].pieces)) >= 0:
        at += 1
    return at


def _back(words: Sequence[Word], at: int, room: int) -> int:
    """The start of the longest run of words up to `at` whose pieces fit."""
    while at and (room := room - len(words[at - 1].pieces)) >= 0:
        at -= 1
    return at


def _cut(text: str, words: Sequence[Word], floor: int, limit: int) -> tuple[int, int]:
    """What ends at the best of the last borders, and the word that begins behind it."""
    return max((_rank(text, words, at), at) for at in range(floor + 1, limit + 1))


def _rank(text: str, words: Sequence[Word], at: int) -> int:
    """What ends before a word."""
    before, word = words[at - 1], words[at]
    if word.kind & LINE:
        return _PARAGRAPH if text.count("\n", before.end, word.start) > 1 else _LINE
    ended = text[before.end - 1] in _ENDS and not word.kind & GLUED
    return _SENTENCE if ended else _ANYWHERE
