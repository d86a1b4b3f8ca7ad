"""Telephone numbers: a cheap scan for candidates, then phonenumbers on each of them.

The library's own matcher costs 36 µs per character on columns of digits; the
scan leaves it a handful of candidates per page.
"""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers
import regex

from penname.detect.scan import Hit, finditer

#: Where a number without a country code is tried, most frequent first.
REGIONS = (
    *("US", "GB", "DE", "FR", "ES", "IT", "NL", "BE", "CH", "AT", "IE", "PT", "PL", "SE"),
    *("NO", "DK", "FI", "CZ", "GR", "IN", "AU", "NZ", "BR", "MX", "ZA", "JP", "KR", "SG", "IL"),
)
CONTEXT = (
    *("phone", "telephone", "tel", "cell", "cellphone", "mobile", "mob", "call", "fax", "dial"),
    *("sms", "text", "whatsapp", "telefon", "handy", "téléphone", "portable", "contact", "reach"),
)

#: How many characters belong to the number, and its score.
Reading = tuple[int, float]

_CANDIDATE = regex.compile(
    r"(?<![\w./-])(?<!\d:)(?:\+|\((?=\+?\d{1,5}\))\+?)?"
    r"\d(?:[ ().\-/\u00a0\u2010-\u2013]{0,3}\d){6,17}+"
    r"(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\w|[-/:.]\d)"
)
_NORTH_AMERICA = regex.compile(r"(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}")
_GAP = regex.compile(r"[ /]+")
_NOT_A_NUMBER = regex.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*|\d{1,2}[-./]\d{1,2}[-./]\d{4}.*"  # dates
    r"|(?:\d{1,3}\.){3}\d{1,3}|\d+\.\d+"  # addresses of machines, decimals
    r"|\d{3}-\d{2}-\d{4}"  # social security numbers
    r"|(?:\d{4}[ -]){3}\d{4}"  # payment cards
)


def phone_numbers(text: str) -> Iterator[Hit]:
    """Telephone numbers of any country with its code, of REGIONS without.

    Scores: 0.75 international and valid, 0.6 the North American form, 0.5
    international but not assigned, or national with its trunk zero and
    separators, 0.2 to 0.3 what only looks like one (needs words nearby).
    """
    known: dict[str, Reading] = {}
    for match in finditer(_CANDIDATE, text):
        word = match[0].replace("\u00a0", " ")
        reading = known.get(word) or known.setdefault(word, _read(word))
        length, score = reading
        if score > 0:
            yield match.start(), match.start() + length, score


def _read(word: str) -> Reading:
    """The best reading of a candidate that may go on with a number that is not its own."""
    north = _NORTH_AMERICA.match(word)
    if north and not _NOT_A_NUMBER.fullmatch(word):
        return (len(word) if "x" in word[north.end() :] else north.end()), 0.6
    score, length = _score(word), len(word)
    for end in [gap.start() for gap in _GAP.finditer(word)][:-4:-1]:
        shorter = _score(word[:end])
        if shorter > score:
            score, length = shorter, end
    return length, score


def _score(word: str) -> float:
    digits = sum(char.isdigit() for char in word)
    if digits < 7 or digits > 15 or _NOT_A_NUMBER.fullmatch(word):
        return 0.0
    if word.startswith(("+", "(+", "00")):
        return _international(word)
    if not any(_is_valid(word, region) for region in REGIONS):
        return 0.2 if digits == 7 and "-" in word else 0.0
    separated = len(word) > digits
    return 0.5 if separated and word.lstrip("(").startswith("0") else 0.3


def _international(word: str) -> float:
    word = word.lstrip("(")
    plus = "+" + word[2:] if word.startswith("00") else word
    if _is_valid(plus, None):
        return 0.75
    digits = sum(char.isdigit() for char in plus)
    return 0.5 if word.startswith("+") and 8 <= digits <= 15 else 0.0


def _is_valid(word: str, region: str | None) -> bool:
    try:
        number = phonenumbers.parse(word, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))
