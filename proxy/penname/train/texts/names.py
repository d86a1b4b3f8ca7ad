"""Names of people by origin: lists written by hand, those of Faker, and invented ones.

No name is used for which `held_out` is true: those are kept for the benchmarks, so that what
they measure is names that the model has never seen (benchmarks/detect/holdout.py has the same
rule).
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from penname.detect.ner.pieces import folded
from penname.train.texts.faked import FAKED, faked_names
from penname.train.texts.letters import plain_letters
from penname.train.texts.sheets import sheet, sheet_names

#: One name in this many is kept for the benchmarks.
HELD_OUT_OF = 8

_WORDS = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def held_out(name: str) -> bool:
    """Whether a name is kept for the benchmarks."""
    digest = hashlib.blake2b(name.casefold().encode(), digest_size=1).digest()
    return digest[0] % HELD_OUT_OF == 0


def usable(name: str) -> bool:
    """Whether neither a name nor a word of it is held out, with its accents or without."""
    forms = {name, plain_letters(name)}
    words = {word for form in forms for word in _WORDS.findall(form)}
    return not any(map(held_out, forms | words))


@dataclass(frozen=True, slots=True)
class Origin:
    """The names of one origin; `family_f` where women's family names have another ending.

    `nick` are pet forms of first names, `odd` what somebody is called beside or instead of a name.
    """

    name: str
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]
    family_f: tuple[str, ...]
    middle: tuple[str, ...]
    nick: tuple[str, ...]
    odd: tuple[str, ...]


def _usable(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if usable(name)}))


@cache
def origins() -> dict[str, Origin]:
    """Every origin with its usable names."""
    found: dict[str, Origin] = {}
    for name in sheet_names("names"):
        parts = {part: list(items) for part, items in sheet("names", name).items()}
        for locale in FAKED.get(name, ()):
            for part, items in faked_names(locale).items():
                parts.setdefault(part, []).extend(items)
        both = parts.get("", [])
        family = _usable(parts.get("family", ()))
        found[name] = Origin(
            name,
            _usable([*parts.get("female", ()), *both]),
            _usable([*parts.get("male", ()), *both]),
            family,
            _usable(parts.get("family_f", ())) or family,
            _usable(parts.get("middle", ())),
            _usable(parts.get("nick", ())),
            _usable(parts.get("odd", ())),
        )
    return found


@cache
def listed_words() -> frozenset[str]:
    """The words of all names that some list has, held out ones too, in small letters and without
    accents: no dictionary's word is one of them."""
    found: set[str] = set()
    for name in sheet_names("names"):
        lists = [*sheet("names", name).values()]
        lists += (items for locale in FAKED.get(name, ()) for items in faked_names(locale).values())
        found.update(word for items in lists for one in items for word in _LETTERS.findall(one))
    return frozenset(map(folded, found))


def invented(rng: random.Random, *, family: bool) -> str:
    """A name that nobody may have: syllables, and for family names often a known ending."""
    parts = sheet("lists", "syllable")
    while True:
        name = "".join(_syllable(rng, parts) for _ in range(rng.choice((1, 1, 2, 2, 3))))
        if family and rng.random() < 0.7:
            name = _syllable(rng, parts) + rng.choice(parts["ending"])
        if 3 <= len(name) <= 13 and usable(name):
            return name.capitalize()


def _syllable(rng: random.Random, parts: Mapping[str, Sequence[str]]) -> str:
    onset = rng.choice(parts["onset"]) if rng.random() < 0.9 else ""
    coda = rng.choice(parts["coda"]) if rng.random() < 0.5 else ""
    return onset + rng.choice(parts["vowel"]) + coda
