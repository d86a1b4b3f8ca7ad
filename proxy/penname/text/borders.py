"""The split reading: values that are glued to a name get a border.

    user_4111111111111111_x      card4111111111111111      write_to_maria@example.org_now

`_` is a letter to most patterns, so a number behind one is part of a word. Here it becomes a
blank, and between a word and a long number stands one. For patterns only: what is said this
way is no sentence.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from penname.text.outlines import classes, outline
from penname.text.units import Unit, disjoint

#: An `_` beside three digits or more, but in no date (`2026_11_29`); between two and two;
#: before the head of an IBAN.
_BESIDE_NUMBER = re.compile(
    r"_(?!\d\d(?:_\d\d)?(?![\d_]))(?:(?<=\d{3}_)|(?=[+(]?\d{3})|(?<=\d\d_)(?=\d\d)|(?=[A-Z]{2}\d\d))"
)
#: A domain has no `_`, so one behind an address ends it.
_BEHIND_ADDRESS = re.compile(r"@[^\W_][^\W_]*+(?:[.-][^\W_]++){1,8}(?P<mark>_)")
#: A word, and at least nine digits behind it or before it.
_GLUED = re.compile(r"(?:(?<=[a-z]{3})(?=\d{9})|(?<=\d{9})(?=[A-Za-z][a-z]{2}))")
#: A blank that was left out: "my number is415-555-0132".
_FORGOTTEN = re.compile(r"(?<=\b(?:is|nr))(?=\d{3})")

_LETTERS_DIGITS = classes(("d", string.digits), ("a", string.ascii_letters), beyond="a", other="x")


def split(text: str) -> Iterator[Unit]:
    """Borders between values and the names that they are glued to."""
    return disjoint([*_underscores(text), *_letters(text), *_forgotten(text)])


def _underscores(text: str) -> Iterator[Unit]:
    if "_" not in text:
        return
    for found in _BESIDE_NUMBER.finditer(text):
        yield *found.span(), " "
    if "@" in text:
        for found in _BEHIND_ADDRESS.finditer(text):
            yield *found.span("mark"), " "


def _letters(text: str) -> Iterator[Unit]:
    shape = outline(text, _LETTERS_DIGITS)
    if b"aaaddddddddd" in shape or b"dddddddddaaa" in shape:
        for found in _GLUED.finditer(text):
            yield *found.span(), " "


def _forgotten(text: str) -> Iterator[Unit]:
    for found in _FORGOTTEN.finditer(text):
        yield *found.span(), " "
