"""What the checks of national numbers share: shapes, dates, parts of digits, usual moduli."""

from __future__ import annotations

from collections.abc import Sequence

from penname.policy.check_digits import plain, weighted

#: Digits become `9` and letters `A`: what a number looks like.
_SHAPE = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "9" * 10 + "A" * 52
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def shape_of(word: str) -> str:
    """What a word looks like: `9` for each digit, `A` for each letter, all else as it is."""
    return word.translate(_SHAPE)


def shaped(value: str, *shapes: str) -> str:
    """The value in capitals without separators if it has one of the shapes, else nothing."""
    word = plain(value)
    return word if shape_of(word) in shapes else ""


def is_date(day: int, month: int, year: int = 0) -> bool:
    """Whether there is such a day; of a year that is not known, or of two digits, 29 February
    is one when it can be."""
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    leap = year % 4 == 0 and (year < 100 or year % 100 != 0 or year % 400 == 0)
    return leap or (day, month) != (29, 2)


def is_ddmmyy(digits: Sequence[int], at: int = 0) -> bool:
    """Whether six digits are day, month and year."""
    return is_date(pair(digits, at), pair(digits, at + 2), pair(digits, at + 4))


def is_yymmdd(digits: Sequence[int], at: int = 0) -> bool:
    """Whether six digits are year, month and day."""
    return is_date(pair(digits, at + 4), pair(digits, at + 2), pair(digits, at))


def pair(digits: Sequence[int], at: int) -> int:
    """Two digits as a number."""
    return 10 * digits[at] + digits[at + 1]


def number(digits: Sequence[int]) -> int:
    """Digits as one number."""
    return int("".join(map(str, digits)))


def values(word: str) -> list[int]:
    """Digits as they are, letters from A as 10 (ISO/IEC 7064, ICAO 9303)."""
    return [int(char, 36) for char in word]


def complement(digits: Sequence[int], weights: Sequence[int], modulus: int = 11) -> int:
    """What the weighted digits lack to a multiple of the modulus: 0 to modulus - 1."""
    return -weighted(digits, weights) % modulus


def words(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())
