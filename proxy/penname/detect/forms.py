"""Printed forms of papers as patterns: `9` a digit, `A` a letter, `*` either, all else itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import regex

from penname.detect.scan import Finder, Hit, finditer, islands

_PLACES: Mapping[str, str] = {"9": r"\d", "A": "[A-Z]", "*": "[A-Z0-9]"}


def forms_of(table: Mapping[str, str]) -> list[str]:
    """All forms of a table from a country or state to its forms, each once, the longest first.

    Longest first, because the first of several alternatives that fits is taken.
    """
    every = {form for forms in table.values() for form in forms.split(" | ")}
    return sorted(every, key=lambda form: (-len(form), form))


def pattern(form: str) -> str:
    """One form as a pattern: `AA999999` is `[A-Z]{2}\\d{6}`."""
    parts = []
    for char, run in groupby(form):
        size = sum(1 for _ in run)
        place = _PLACES.get(char, re.escape(char))
        parts.append(place if size == 1 else f"{place}{{{size}}}")
    return "".join(parts)


def any_form(forms: Iterable[str]) -> str:
    """Forms as one pattern, in their order."""
    return f"(?:{'|'.join(map(pattern, forms))})"


_BEFORE, _BEHIND = 24, 24  # characters of a form before its first and behind its last digit
#: Beside these it is a part of something longer.
_NOT_BEFORE = frozenset("_./-\\@+")
_NOT_BEHIND = frozenset("_/-\\@+")


def formed(form: str, score: float) -> Finder:
    """A finder of a pattern with digits that stands alone: no part of a word, path or decimal.

    Letters of scripts without blanks between words may stand directly beside it.
    """
    compiled = regex.compile(rf"(?<![A-Za-z0-9_])(?:{form})(?![A-Za-z0-9_])")

    def find(text: str) -> Iterator[Hit]:
        for begin, end in islands(text, _BEFORE, _BEHIND):
            for match in finditer(compiled, text, begin, end):
                if stands_alone(text, *match.span()):
                    yield match.start(), match.end(), score

    return find


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a part of a text leaves it a word of its own."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _NOT_BEFORE or after in _NOT_BEHIND or _is_cased(before) or _is_cased(after):
        return False
    return not (after in (".", ":") and text[end + 1 : end + 2].isdigit())


def _is_cased(char: str) -> bool:
    """Whether it is a digit, or a letter of a script that puts blanks between words."""
    return char.isalnum() and (char.isascii() or unicodedata.category(char) != "Lo")
