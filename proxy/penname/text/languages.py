"""Which languages a text may be in: by its script, and by the words that every text has.

A text of which too little is known is in none of them: a name alone, a number, code, a language
that is not in the tables. Who reads only some languages must read those texts too, or what is
in them leaves. Only the text itself decides, so the same text is always read alike.

Languages that look alike (Danish and Norwegian, Croatian and Slovenian) are named together,
and so are those of a text that is in two.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from penname.text.language_words import LETTERS, SCRIPTS, WORDS

#: What is looked at: so many parts of a text, evenly spread, of so many characters each.
_PARTS, _PART = 4, 250
#: Points of a word that only one language has, and of a letter. Names travel with their letters.
_OF_WORD, _OF_LETTER = 1.0, 0.3
#: The least points that say something, and the least for each word of a text: lists of names
#: and addresses hold some words by accident.
_LEAST, _EACH = 1.2, 0.1
#: A language counts with this share of the points of the best, or when it lacks less than `_LEAST`.
_SHARE = 0.6

_WORD = re.compile(r"[^\W\d_]+")
#: What one find gives: some languages, and the points of each.
_Points = tuple[tuple[str, ...], float]
_NOTHING: _Points = ((), 0.0)


def languages(text: str) -> tuple[str, ...]:
    """The languages that a text may be in, the likeliest first; none when too little is known."""
    sample = unicodedata.normalize("NFC", _sample(text)).lower()
    words = _WORD.findall(sample)
    points: defaultdict[str, float] = defaultdict(float)
    for word, times in Counter(words).items():
        _add(points, _BY_WORD.get(word, _NOTHING), times)
    if not sample.isascii():
        groups: Counter[_Points] = Counter()  # most letters of a script say the same
        for letter, times in Counter(sample).items():
            groups[_by_letter(letter)] += times
        for found, times in groups.items():
            _add(points, found, times)
    best = max(points.values(), default=0.0)
    if best < max(_LEAST, _EACH * len(words)):
        return ()
    enough = min(best * _SHARE, best - _LEAST)
    likely = (name for name, said in points.items() if said > enough)
    return tuple(sorted(likely, key=lambda name: (-points[name], name)))


def is_read(found: Collection[str], own: Collection[str]) -> bool:
    """Whether a text in one of the languages `found` is for whoever reads its `own`: a text of
    which nothing is known, always, and who reads all languages (none named), too."""
    return not found or not own or not set(found).isdisjoint(own)


def _add(points: defaultdict[str, float], found: _Points, times: int) -> None:
    names, each = found
    for name in names:
        points[name] += each * times


def _sample(text: str) -> str:
    """Parts of a text that stand for all of it."""
    if len(text) <= _PARTS * _PART:
        return text
    step = (len(text) - _PART) / (_PARTS - 1)
    starts = (round(number * step) for number in range(_PARTS))
    return " ".join(text[start : start + _PART] for start in starts)


@cache
def _by_letter(letter: str) -> _Points:
    script = unicodedata.name(letter, "").partition(" ")[0]
    names = LETTERS.get(letter) or SCRIPTS.get(script, "")
    return tuple(names.split()), _OF_LETTER / max(1, len(names.split()))


def _by_word() -> Mapping[str, _Points]:
    """A word says less the more languages have it: nothing if all had."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in WORDS.items():
        for word in words.split():
            found[word].append(name)
    everything = math.log(len(WORDS))
    return {
        word: (tuple(names), _OF_WORD * (1 - math.log(len(names)) / everything))
        for word, names in found.items()
    }


_BY_WORD = _by_word()
#: Every language that can be told.
KNOWN = frozenset((*WORDS, *" ".join((*SCRIPTS.values(), *LETTERS.values())).split()))
