"""Ordinary words of many languages: capitalised, rare or alone, and yet no names.

A data file of `words` is a language; its parts `noun`, `verb`, `adj`, `do` hold words between
spaces, `_` for a space inside one. `head` and `tail` are what compounds are made of.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache

from penname.train.texts.sheets import sheet, sheet_names

#: How often a noun is a compound, where a language has parts of compounds.
_COMPOUNDS = 0.3
#: Language → endings of infinitives, the first that fits, and what orders end in instead.
_ORDERS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "de": (("ieren", ("iere", "ieren Sie")), ("n", ("n Sie", "n Sie", "n wir"))),
    "fr": (
        *(("cer", ("cez", "ce")), ("er", ("ez", "ez", "e", "ons")), ("ir", ("issez", "is"))),
        ("re", ("ez", "s")),
    ),
    "es": (
        *(("car", ("que", "ca", "quen")), ("gar", ("gue", "ga")), ("zar", ("ce", "za"))),
        *(("ar", ("a", "e", "en", "emos")), ("er", ("e", "a")), ("ir", ("e", "a", "an"))),
    ),
    "it": (
        *(("are", ("a", "ate", "i")), ("ere", ("i", "ete", "a")), ("ire", ("i", "ite", "a"))),
        ("rre", ("ci", "cete")),
    ),
    "pt": (
        *(("car", ("que", "ca")), ("gar", ("gue", "ga")), ("ar", ("e", "a", "em", "emos"))),
        *(("er", ("e", "a", "am")), ("ir", ("e", "a", "am"))),
    ),
}


@cache
def _names(language: str) -> frozenset[str]:
    """First names that lists by hand have for a language: a noun like them is left out."""
    files = {"en": ("english", "words"), "de": ("german",), "fr": ("french",), "es": ("spanish",)}
    files |= {"it": ("italian",), "nl": ("dutch",), "pt": ("portuguese", "brazilian")}
    return frozenset(
        name.casefold()
        for file in files.get(language, ())
        for part in ("female", "male", "")
        for name in sheet("names", file).get(part, ())
    )


@cache
def words(language: str, part: str) -> tuple[str, ...]:
    """The words of a part; English ones of a language without words of its own."""
    if language not in sheet_names("words"):
        language = "en"
    lines = sheet("words", language).get(part, ())
    found = {word.replace("_", " ") for line in lines for word in line.split()}
    if part == "noun":
        found = {word for word in found if word.casefold() not in _names(language)}
    return tuple(sorted(found))


def noun(rng: random.Random, language: str) -> str:
    """A noun, or two that make one."""
    heads = words(language, "head")
    if heads and rng.random() < _COMPOUNDS:
        return rng.choice(heads) + rng.choice(words(language, "tail"))
    return rng.choice(words(language, "noun"))


def order(rng: random.Random, language: str) -> str:
    """A verb as an order: of the list of orders, or made of an infinitive."""
    known = words(language, "do")
    infinitives = words(language, "verb") or words("en", "verb")
    if known and rng.random() < 0.4:
        return rng.choice(known)
    verb = rng.choice(infinitives)
    for ending, others in _ORDERS.get(language, ()):
        if verb.endswith(ending):
            return verb.removesuffix(ending) + rng.choice(others)
    return verb


def _any(part: str, rng: random.Random, language: str) -> str:
    return rng.choice(words(language, part) or words(language, "noun"))


def word(rng: random.Random, language: str, part: str, form: str) -> str:
    """A word of a part in a form: of a language (`other` is any), `cap` or `up`; `de.cap`."""
    where, _, shape = form.rpartition(".")
    if not where and shape not in _SHAPES:
        where, shape = shape, ""
    if where == "other":
        language = rng.choice(sheet_names("words"))
    elif where:
        language = where
    if part == "noun":
        made = noun(rng, language)
    elif part == "do":
        made = order(rng, language)
    else:
        made = _any(part, rng, language)
    return _SHAPES[shape](made)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_SHAPES: Mapping[str, Callable[[str], str]] = {"": str, "cap": _capital, "up": str.upper}
