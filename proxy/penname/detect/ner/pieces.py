"""Text to words, and words to the pieces that the network knows: WordPiece, uncased.

The vocabulary and its use are BERT's (Devlin et al. 2019; Wu et al. 2016): a word is folded
to lower case without accents, and the longest known piece is taken again and again. What
folding takes away the network is told beside the pieces, as the *kind* of each word: its
case, whether it is glued to what stands before, and whether a line begins with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

PAD, UNKNOWN, FIRST, LAST = range(4)
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")

TITLE, UPPER, MIXED = 1, 2, 3
GLUED, LINE = 4, 8
#: Numbers of kinds: a case (0 is lower case, or none), and the two flags.
KINDS = 16

#: Pieces of one word at most: what is longer is no word, and its first pieces say enough.
MOST = 12
#: Characters of a word that are read at all.
_LONGEST = 100

#: Letters, digits and marks; ideographs one by one; any other visible character alone.
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{N}\p{M}--\p{Han}]+|[^\s\p{C}]", regex.V1)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: offsets in code points, its pieces' numbers and its kind; whether it is
    known as a name that is nothing else."""

    start: int
    end: int
    pieces: tuple[int, ...]
    kind: int
    is_name: bool = False


class Pieces:
    """Reads texts with one vocabulary, and knows some names, which are `folded`.

    Raises ValueError when the vocabulary has no special pieces.
    """

    def __init__(self, vocabulary: Iterable[str], names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        if [self._numbers.get(piece) for piece in _SPECIAL] != [PAD, UNKNOWN, FIRST, LAST]:
            raise ValueError("a vocabulary begins with " + " ".join(_SPECIAL))
        self._of = lru_cache(maxsize=50_000)(self._cut)

    def __len__(self) -> int:
        return len(self._numbers)

    def words(self, text: str) -> list[Word]:
        """The words of a text, in order; linear in its length."""
        found = []
        end = 0
        for match in _WORD.finditer(text):
            start, stop = match.span()
            pieces, case, is_name = self._of(match[0])
            kind = case
            if start == end and end:
                kind += GLUED
            elif not end or "\n" in text[end:start]:
                kind += LINE
            found.append(Word(start, stop, pieces, kind, is_name))
            end = stop
        return found

    def _cut(self, word: str) -> tuple[tuple[int, ...], int, bool]:
        """The pieces of a word, its case, and whether it is a name."""
        plain = folded(word[:_LONGEST])
        return tuple(self._pieces(plain)) or (UNKNOWN,), case_of(word), plain in self._names

    def _pieces(self, word: str) -> list[int]:
        numbers: list[int] = []
        start = 0
        while start < len(word) and len(numbers) < MOST:
            lead = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(lead + word[start:end])
                if number is not None:
                    break
            else:
                return [UNKNOWN]
            numbers.append(number)
            start = end
        return numbers


def folded(word: str) -> str:
    """Lower case without accents, as BERT's uncased vocabularies have it."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")


def case_of(word: str) -> int:
    """0 for lower case and for what has no case, else TITLE, UPPER or MIXED."""
    if word == word.lower():
        return 0
    if word[0].isupper() and word[1:] == word[1:].lower():
        return TITLE
    return UPPER if word == word.upper() else MIXED
