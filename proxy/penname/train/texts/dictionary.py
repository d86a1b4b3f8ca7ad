"""Words of dictionaries, where pyspellchecker (MIT licence) is installed: its lists, not its calls.

A word that some list of names or towns has is left out. Where a dictionary has names too, so is a
word of which no other form is known: a name has none but a genitive.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from penname.detect.ner.pieces import folded
from penname.detect.ner.plain_words import PlainWords, sums_of
from penname.train.example import Example
from penname.train.texts.names import listed_words
from penname.train.texts.sheets import sheet

#: Languages whose dictionaries are read.
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")
#: Lists of places, whose words are left out as well: a town in small letters is a town.
_LISTS = ("city", "town", "state", "country")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Letters of a word; so many of a language's words are its common ones, and how often those are
#: drawn.
_WORD = re.compile(r"[^\W\d_]{2,24}")
_COMMON, _COMMON_SHARE = 15_000, 0.6
#: How often a word of texts must come up to be one, and its letters.
_AGAIN, _LONG = 3, 5
#: Endings of forms, for languages whose dictionaries have names. That of the genitive is not here
#: where it is written without an apostrophe.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("s", "es", "d", "ed", "ing", "ly", "er", "ness", "al", "able"),
    "nl": ("en", "e", "t", "te", "ten", "je", "jes", "de", "den", "er"),
    "pt": ("s", "es", "mente", "ndo", "do", "da", "r", "mos", "va", "ia", "m", "is"),
}


@cache
def dictionary(language: str) -> tuple[str, ...]:
    """The words of a language in small letters, the commonest first; none where it is not known
    or the dictionaries are not installed."""
    counts = _counts(language)
    names = _names()
    found = [word for word in counts if _WORD.fullmatch(word) and folded(word) not in names]
    found = [word for word in found if _has_family(word, language, counts)]
    return tuple(sorted(found, key=lambda word: (-counts[word], word)))


def plain_words(texts: Iterable[Example]) -> PlainWords | None:
    """The words of all dictionaries, and English ones that some texts without people have again
    and again (`coroutine`); None where no dictionary is installed."""
    found = {language: list(dictionary(language)) for language in LANGUAGES}
    if not all(found.values()):
        return None
    names = _names()
    counts = Counter(
        word for one in texts for word in _LETTERS.findall(one.text) if word == word.lower()
    )
    found["en"] += [
        word
        for word, times in counts.items()
        if times >= _AGAIN and len(word) >= _LONG and word.isascii() and word not in names
    ]
    return PlainWords({language: sums_of(words) for language, words in found.items()})


def some_word(rng: random.Random, language: str) -> str:
    """A word of a language, more often a common one; "" where there are none."""
    words = dictionary(language)
    if not words:
        return ""
    some = _COMMON if rng.random() < _COMMON_SHARE else len(words)
    return words[rng.randrange(min(some, len(words)))]


@cache
def _names() -> frozenset[str]:
    """The words of people's names, towns and countries, folded."""
    lines = (line for name in _LISTS for part in sheet("lists", name).values() for line in part)
    return listed_words().union(folded(word) for line in lines for word in _LETTERS.findall(line))


def _counts(language: str) -> Mapping[str, int]:
    found = find_spec("spellchecker") if language in LANGUAGES else None
    if found is None or found.origin is None:
        return {}
    path = Path(found.origin).parent / "resources" / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return counts


def _has_family(word: str, language: str, counts: Mapping[str, int]) -> bool:
    """Whether a form of the word is a word as well: `walk` has `walked`."""
    endings = _ENDINGS.get(language)
    if endings is None or any(word + ending in counts for ending in endings):
        return True
    stems = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    return any(stem in counts or f"{stem}e" in counts for stem in stems if len(stem) > 2)
