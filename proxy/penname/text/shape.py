"""The shape of a value: what it looks like, without what it says.

    Maria Schmidt       Xx Xx
    +49 30 901820       +9 9 9
    ann@example.org     x@x.x

A run of letters or digits counts as one, so that a shape does not tell how long each part is.
"""

from __future__ import annotations

import string
from itertools import groupby

#: A longer shape says no more to a reader.
_LONGEST = 40
_MARKS = frozenset(string.punctuation)


def shape_of(value: str) -> str:
    """The shape of a value: at most 40 characters, and `…` where there is more."""
    shape = "".join(
        kind if kind in "Xx9 " else "".join(several) for kind, several in groupby(map(_kind, value))
    )
    return shape if len(shape) <= _LONGEST else f"{shape[:_LONGEST]}…"


def _kind(character: str) -> str:
    if character.isdecimal():
        return "9"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    if character.isspace():
        return " "
    return character if character in _MARKS else "·"
