"""Examples as arrays for the network: windows of pieces, with what is right for each word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penname.detect.ner.pieces import FIRST, LAST, Pieces, Word
from penname.train.example import Example
from penname.train.targets import targets


@dataclass(frozen=True, slots=True)
class Window:
    """Some words of one example: pieces, kinds and word of each piece; right tags of words."""

    pieces: NDArray[np.int64]
    kinds: NDArray[np.int64]
    words: NDArray[np.int64]
    right: NDArray[np.float32]


def windows(examples: Iterable[Example], reader: Pieces, most: int) -> Iterator[Window]:
    """The windows of examples, each of at most `most` pieces with its first and last."""
    for example in examples:
        words = reader.words(example.text)
        right = targets(words, example.marks, example.told)
        for start, end in _cuts(words, most - 2):
            yield _window(words[start:end], right[start:end])


def _cuts(words: Sequence[Word], most: int) -> Iterator[tuple[int, int]]:
    start = size = 0
    for at, word in enumerate(words):
        if size + len(word.pieces) > most:
            yield start, at
            start, size = at, 0
        size += len(word.pieces)
    if start < len(words):
        yield start, len(words)


def _window(words: Sequence[Word], right: NDArray[np.float32]) -> Window:
    pieces, kinds, numbers = [FIRST], [0], [-1]
    for number, word in enumerate(words):
        pieces += word.pieces
        kinds += [word.kind] * len(word.pieces)
        numbers += [number] * len(word.pieces)
    rest = [np.array([*row, last]) for row, last in ((pieces, LAST), (kinds, 0), (numbers, -1))]
    return Window(rest[0], rest[1], rest[2], right)
