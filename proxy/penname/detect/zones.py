"""Machine-readable zones of passports, visas and identity cards (ICAO Doc 9303).

Each line is found by itself, since one may come without the other. The lines of numbers have
check digits (weights 7, 3, 1); read with one wrong character they tell as much, so a line in
which a check fails only counts for less. A line of names has no check: its form is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Finder, Hit, Recipe, finditer

_DATE = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_NAMES = r"[A-Z]{1,38}(?:<[A-Z]{1,38}){0,12}<<[A-Z<]{1,40}"
_ALONE, _END = r"(?<![A-Za-z0-9<])", r"(?![A-Za-z0-9<])"
#: The second line of a passport or visa (MRP, MRV), of 44 or 36 places; that of a card of two
#: lines (TD2) is the same. Number, its check, state, birth, check, sex, expiry, check, rest.
_NUMBERS = (
    rf"[A-Z0-9]{{5}}[A-Z0-9<]{{4}}\d[A-Z]{{1,3}}<{{0,2}}{_DATE}\d[MFX<]{_DATE}\d[A-Z0-9<]{{8,16}}"
)
_LONG = (
    regex.compile(rf"{_ALONE}(?=[A-Z0-9<]{{44}}{_END})[PV][A-Z<][A-Z<]{{3}}{_NAMES}{_END}"),
    regex.compile(rf"{_ALONE}(?=[A-Z0-9<]{{44}}{_END}){_NUMBERS}{_END}"),
)
#: Lines of 36 (TD2, small visas) and 30 places (TD1: three of them, numbers in the first two).
_SHORT = (
    regex.compile(rf"{_ALONE}(?=[A-Z0-9<]{{36}}{_END})[ACIV][A-Z<][A-Z<]{{3}}{_NAMES}{_END}"),
    regex.compile(rf"{_ALONE}(?=[A-Z0-9<]{{36}}{_END}){_NUMBERS}{_END}"),
    regex.compile(
        rf"{_ALONE}(?=[A-Z0-9<]{{30}}{_END})[ACI][A-Z0-9<][A-Z]{{1,3}}<{{0,2}}[A-Z0-9<]{{9}}[\d<]"
        rf"[A-Z0-9<]{{15}}{_END}"
    ),
    regex.compile(
        rf"{_ALONE}(?=[A-Z0-9<]{{30}}{_END}){_DATE}\d[MFX<]{_DATE}\d[A-Z]{{1,3}}<{{0,2}}"
        rf"[A-Z0-9<]{{11}}\d{_END}"
    ),
    regex.compile(rf"{_ALONE}(?=[A-Z<]{{30}}{_END}){_NAMES}{_END}"),
)
_SURE, _SHAPED = 0.95, 0.6
_WEIGHTS = (7, 3, 1)


def check_digit(field: str) -> str:
    """The check digit of a field (Doc 9303-3, 4.9): letters count from 10, the filler 0."""
    values = (0 if char == "<" else int(char, 36) for char in field)
    return str(sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def _fields(line: str) -> tuple[tuple[int, int], ...]:
    """Where the fields of a line lie that a check digit stands behind."""
    if line[0].isdigit() and len(line) == 30:
        return (0, 6), (8, 14)
    if len(line) == 30:
        return ((5, 14),)
    return (0, 9), (13, 19), (21, 27)


def _is_checked(line: str) -> bool:
    """Whether all check digits of a line hold; a line of names has none."""
    if "<<" in line and not any(char.isdigit() for char in line):
        return True
    return all(check_digit(line[begin:end]) == line[end] for begin, end in _fields(line))


def _lines(patterns: tuple[regex.Pattern[str], ...]) -> Finder:
    def find(text: str) -> Iterator[Hit]:
        if "<" in text:
            for pattern in patterns:
                for match in finditer(pattern, text):
                    checked = _is_checked(match[0])
                    if checked or "<" in match[0]:  # else it may be a part of a key
                        yield match.start(), match.end(), _SURE if checked else _SHAPED

    return find


RECIPES = (
    Recipe("passport-zone", "PASSPORT", _lines(_LONG)),
    Recipe("card-zone", "ID_CARD", _lines(_SHORT)),
)
