"""Ages, made coarser: `90+`, or a range of years.

A text must be an age and nothing else: a number (in digits or English words), units and
the words beside them. A part of a year counts for nothing: 18 months are one year.
"""

from __future__ import annotations

import re

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {
    **{word: number for number, word in enumerate(_ONES.split())},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), 2)},
    "hundred": 100,
}
#: Years per unit, by its words in the languages of the recognizers.
_PER_YEAR = {
    1: "y yo yr yrs year years jahr jahre jahren jährig jährige jähriger jährigen jähriges an ans "
    "année années año años ano anos anni anno jaar jarig jarige",
    12: "mo mos month months monat monate monaten mois mes meses mesi mese maand maanden",
    52: "wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
    365: "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen",
}
_UNITS = {word: size for size, words in _PER_YEAR.items() for word in words.split()}
_WORDS_BESIDE = (
    "a age aged the of old is was at and o alt alter im von âgé âgée de edad età leeftijd oud "
    "over older or m f male female man woman child"
)
_BESIDE = frozenset(_WORDS_BESIDE.split())
#: What leaves the upper end of an age open.
_MORE = frozenset({"+", "over", "older"})
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\+|[\s.,;:/()'-]+")
_RANGE = re.compile(r"\s*([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})\s*")
_OLDEST = 139
_NO_END = 999
_OPEN = 90
_MOST_CHARACTERS = 60


def to_90_plus(value: str) -> str | None:
    """`90+` for 90 and more (45 CFR 164.514(b)(2)(i)(C)); a younger age as it stands."""
    ages = _ages_of(value)
    if ages is None:
        return None
    youngest, oldest = ages
    if oldest < _OPEN:
        return value
    return f"{_OPEN}+" if youngest >= _OPEN else None


def to_range(value: str, width: int) -> str | None:
    """The range of `width` years that an age lies in, as `40-44`; `90+` stays."""
    ages = _ages_of(value)
    if ages is None:
        return None
    youngest, oldest = ages
    if oldest == _NO_END:
        return f"{_OPEN}+" if youngest >= _OPEN else None
    first = youngest - youngest % width
    return f"{first}-{first + width - 1}" if oldest < first + width else None


def _ages_of(value: str) -> tuple[int, int] | None:
    """The youngest and the oldest age that a text can mean, in years; None for other texts."""
    if len(value) > _MOST_CHARACTERS:
        return None
    both = _RANGE.fullmatch(value)
    if both is not None:
        youngest, oldest = int(both[1]), int(both[2])
        return (youngest, oldest) if youngest < oldest <= _OLDEST else None
    tokens = _TOKEN.findall(value.lower())
    if "".join(tokens) != value.lower():
        return None
    years = _years([token for token in tokens if token[0].isalnum()])
    if years is None or years > _OLDEST:
        return None
    return (years, years if _MORE.isdisjoint(tokens) else _NO_END)


def _years(words: list[str]) -> int | None:
    """The whole years of an age: `6 years 3 months` are 6."""
    parts: list[tuple[int, int]] = []
    number: int | None = None
    for word in words:
        if word.isdecimal() and number is None:
            number = int(word)
        elif word in _NUMBER_WORDS:
            number = _spoken(number, _NUMBER_WORDS[word])
        elif word in _UNITS and number is not None:
            parts.append((number, _UNITS[word]))
            number = None
        elif word not in _BESIDE:
            return None
    if number is not None:
        parts.append((number, 1))
    sizes = [size for _, size in parts]
    if not parts or sizes != sorted(set(sizes)):
        return None
    return parts[0][0] // parts[0][1]


def _spoken(before: int | None, word: int) -> int:
    """A number in words, one word further: ninety three, one hundred and two."""
    if word == _NUMBER_WORDS["hundred"]:
        return (1 if before is None else before) * word
    return (before or 0) + word
