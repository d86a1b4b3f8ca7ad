"""Words of dictionaries, where pyspellchecker (MIT licence) is installed: its lists, not its calls.

A word that some list of names has is left out, and an English one of which no other form is
known: names have none.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from penname.detect.ner.pieces import folded
from penname.train.texts.names import listed_words

#: Languages whose dictionaries are read.
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")
#: Letters of a word; so many of a language's words are its common ones, and how often those are
#: drawn.
_WORD = re.compile(r"[^\W\d_]{3,18}")
_COMMON, _COMMON_SHARE = 15_000, 0.6
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ness", "al", "able")


@cache
def dictionary(language: str) -> tuple[str, ...]:
    """The words of a language in small letters, the commonest first; none where it is not known
    or the dictionaries are not installed."""
    counts = _counts(language)
    names = listed_words()
    found = [word for word in counts if _WORD.fullmatch(word) and folded(word) not in names]
    if language == "en":
        found = [word for word in found if _has_family(word, counts)]
    return tuple(sorted(found, key=lambda word: (-counts[word], word)))


def some_word(rng: random.Random, language: str) -> str:
    """A word of a language, more often a common one; "" where there are none."""
    words = dictionary(language)
    if not words:
        return ""
    some = _COMMON if rng.random() < _COMMON_SHARE else len(words)
    return words[rng.randrange(min(some, len(words)))]


def _counts(language: str) -> Mapping[str, int]:
    found = find_spec("spellchecker") if language in LANGUAGES else None
    if found is None or found.origin is None:
        return {}
    path = Path(found.origin).parent / "resources" / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return counts


def _has_family(word: str, counts: Mapping[str, int]) -> bool:
    """Whether a form of the word is a word as well: `walk` has `walked`."""
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(word + ending in counts for ending in _ENDINGS) or any(
        stem in counts or f"{stem}e" in counts for stem in stems if len(stem) > 2
    )
