"""Addresses that nothing tells but the words before them: "my address is 45 Willow Bend".

Read from the number: before it or behind its name stands a cue of `address_cues`. Words of
everyday text alone ("at 5 Star Hotels") are no name of a street.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from penname.detect.address_cues import Cue, cue_before
from penname.detect.address_parts import CITY, COUNTRIES, SEP, TAIL, TOWN, UNIT
from penname.detect.scan import Hit
from penname.text.ambiguous_words import is_common
from penname.text.machine_words import TECH
from penname.text.words import fold

_SCORE = 0.6
_LITTLE = r"(?:(?:de|la|le|les|du|des|do|da|di|del|van|der|den|am|an|of|the)[ ]){0,2}+"
_WORD = r"\p{Lu}[\p{L}'’.-]{0,30}+"
_NAME = rf"(?:The[ ])?(?P<name>{_LITTLE}(?!\p{{L}}\b){_WORD}(?:[ ]{_LITTLE}{_WORD}){{0,4}})"
_NUMBER = r"\d{1,5}(?:\s?[A-Za-z]\b)?(?:[-/]\d{1,4}[A-Za-z]?\b)?"
#: Behind a cue a town needs no more than a postcode, and a state alone may stand between.
_LINES = (
    rf"(?:(?:{SEP}(?:{CITY}|[A-Z]{{2,3}}\b)){{1,3}}(?:{SEP}|[ ])(?<!\d)\d{{4,6}}(?![\w.,%])"
    rf"(?:{SEP}(?:{COUNTRIES})\b)?)"
)
_END = rf"{UNIT}(?P<end>{_LINES}|{TOWN}|{TAIL})"
_NUMBER_FIRST = regex.compile(
    rf"\d{{1,6}}(?:[A-Za-z]\b)?(?:[-/]\d{{1,4}}[A-Za-z]?\b)?,?[ ](?:\d{{1,5}}[ ])?"
    rf"{_NAME}(?:[ ]{_NUMBER}(?![\w%.]))?{_END}"
)
_NAME_FIRST = regex.compile(rf"{_NAME},?[ ]{_NUMBER}(?![\w%€$£]|[.,:]\d|\s[%€$£]){_END}")
_NAMES_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\d@/._-])(?:{_LITTLE}\p{{Lu}}[\p{{L}}'’.-]{{0,30}}[ ]){{1,4}}\Z"
)
_START = re.compile(r"(?<![\w.,:/$€£#+-])\d{1,6}")
_BEFORE = 80  # characters that a name before a number has at most
#: What is counted, or has numbers of its own.
_COUNTED = """
    pm hz khz mhz ghz kb mb gb tb kg km cm mm ml bytes bits utc gmt est pst cet star stars page
    pages line lines column row step steps version level levels item items point points chapter
    figure table section channel node nodes port offset index slot percent million billion
"""
_NO_STREETS = frozenset(_COUNTED.split())


def cued_addresses(text: str) -> Iterator[Hit]:
    """House numbers with a name of a street beside them, behind words that announce an address."""
    for number in _START.finditer(text):
        hit = _after(text, number.start()) or _before(text, number.start())
        if hit is not None:
            yield hit


def _after(text: str, start: int) -> Hit | None:
    """The address that a number begins."""
    return _told(text, start, _NUMBER_FIRST)


def _before(text: str, start: int) -> Hit | None:
    """The address whose street stands before a number."""
    names = _NAMES_BEFORE.search(text, max(0, start - _BEFORE), start)
    return _told(text, names.start(), _NAME_FIRST) if names else None


def _told(text: str, start: int, pattern: regex.Pattern[str]) -> Hit | None:
    cue = cue_before(text, start)
    match = pattern.match(text, start) if cue else None
    if match is None or not _is_street(match["name"]):
        return None
    return (*match.span(), _SCORE) if cue is Cue.FIRM or match["end"] else None


def _is_street(name: str) -> bool:
    """Whether one word of a name is none of everyday text, of a unit or of a product."""
    words = [fold(word.strip(".'’-")) for word in name.split()]
    return _NO_STREETS.isdisjoint(words) and any(
        len(word) > 2 and not is_common(word) and word not in TECH for word in words
    )
