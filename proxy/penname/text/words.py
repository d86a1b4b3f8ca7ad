"""Words of a text as they are compared: without case and accents, each with its place.

A word is a run of letters and their marks. Digits, apostrophes, hyphens and `_` end it, so
`maria_schmidt84` and `D'Angelo` are two words each.

What a letter or a digit is, `regex` says: its Unicode is the newest. Python's own may be years
older, and what is a letter to one module must not be nothing to the next.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

import regex

#: (start, end, folded)
Word = tuple[int, int, str]

_ASCII_WORD = re.compile(r"[a-z]+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+")
#: A run of letters and digits.
LETTERS_AND_DIGITS = regex.compile(r"[\p{L}\p{N}]+")
_IN_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")
#: Accents and other marks of Latin, Greek and Cyrillic; in other scripts marks are vowels.
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Letters with a stroke, which Unicode does not take apart.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def fold(word: str) -> str:
    """A word without case and accents: `José` and `JOSE` are one, so are `Straße` and `STRASSE`."""
    if word.isascii():
        return word.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).casefold()
    return plain.translate(_STROKES)


def has_letters(text: str) -> bool:
    """Whether a letter or a digit is in a text: without one it says nothing."""
    return any(map(str.isalnum, text)) or (
        not text.isascii() and LETTERS_AND_DIGITS.search(text) is not None
    )


def is_in_word(character: str) -> bool:
    """Whether a character is a letter, a digit or a mark on one."""
    return character.isalnum() or _IN_WORD.match(character) is not None


def is_cased(text: str) -> bool:
    """Whether a text is in a script that has capitals."""
    return text.upper() != text.lower()


def transliterated(text: str) -> str:
    """A text with its umlauts written as two letters, as in mail addresses: `Mueller`."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_UMLAUTS)


def words_in(text: str) -> list[Word]:
    """The words of a text, in order. Linear in the text."""
    if text.isascii():
        return [(*m.span(), m[0]) for m in _ASCII_WORD.finditer(text.lower())]
    return [(*m.span(), fold(m[0])) for m in _WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """The words alone: quicker than `words_in`."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return [fold(word) for word in _WORD.findall(text)]


def may_have_humps(text: str) -> bool:
    """Whether a capital follows a small letter somewhere."""
    return _HUMP.search(text) is not None


def humps(word: str) -> list[tuple[int, int]]:
    """Where the parts of `sendToMariaSchmidt` stand in it: each begins with a capital."""
    borders = [0, *(match.start() for match in _HUMP.finditer(word)), len(word)]
    return list(itertools.pairwise(borders))
