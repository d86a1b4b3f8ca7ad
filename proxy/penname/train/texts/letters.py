"""Letters without accents, as keyboards without them write names."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
    | {"Æ": "Ae", "ə": "e", "Ə": "E", "þ": "th", "Þ": "Th", "ð": "d", "œ": "oe", "ħ": "h"}
)


def plain_letters(text: str) -> str:
    """The text without accents; what has no plain letter stays."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))
