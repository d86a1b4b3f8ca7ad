"""Other words in the place of ordinary ones: rare words of a dictionary, and slips of the finger.

A network takes a word that it has hardly seen for a name, wherever a name could stand. Here it
sees words in such places that are none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from penname.train.example import Example
from penname.train.texts.dictionary import some_word
from penname.train.texts.names import usable
from penname.train.texts.noise import EXACT
from penname.train.texts.rewriting import Edit, gaps, rewritten
from penname.train.texts.slips import slipped

#: How many texts are changed; in these, how many words become others, and how many are mistyped.
TEXTS, OTHERS, SLIPS = 0.4, 0.10, 0.05
#: A word that is not a part of an address, a path or an identifier.
_WORD = re.compile(r"(?<![\w@#/\\.:=&$%{<-])[^\W\d_]{4,14}(?![\w@/\\:=({>]|[.-]\w)")


def with_other_words(example: Example, rng: random.Random) -> Example:
    """The example, or one with some of its ordinary words changed; code and records stay."""
    language, _, kind = example.kind.partition(".")
    if rng.random() >= TEXTS or kind in EXACT or kind == "code" or language == "any":
        return example
    if not kind:  # a corpus: those that are known are in English
        language = "en"
    return rewritten(example, _edits(example, language, rng))


def _edits(example: Example, language: str, rng: random.Random) -> Iterator[Edit]:
    for left, right in gaps(example):
        for match in _WORD.finditer(example.text, left, right):
            chance = rng.random()
            if chance >= OTHERS + SLIPS:
                continue
            word = match[0]
            other = some_word(rng, language) if chance < OTHERS else slipped(word, rng)
            if other and other != word and usable(other):
                yield *match.span(), _like(word, other)


def _like(word: str, other: str) -> str:
    """The other word in the case of the first one."""
    if word.isupper():
        return other.upper()
    return other.capitalize() if word.istitle() else other.lower()
