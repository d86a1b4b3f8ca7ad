"""Dates of birth as they are said: "born the fourth of May nineteen seventy nine".

English only. Words that make one of birth of them stand shortly before.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, around, finditer_in
from penname.detect.secret_names import fold

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_DAY = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
    r"|\d{1,2}(?:st|nd|rd|th)?"
)
_SMALL = rf"(?:{_ONES}|{_TEENS})"
_LAST = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|(?:oh|o|hundred(?: and)?)[ -]{_SMALL})"
_YEAR = (
    rf"(?:(?:19|20)\d\d|(?:nineteen|twenty)[ -]{_LAST}"
    rf"|two thousand(?:(?: and)? {_SMALL})?)"
)
_SPOKEN = regex.compile(
    rf"(?i:\b(?:the )?(?:{_DAY})(?: day)?(?: of)? (?:{_MONTH}),? (?:in )?{_YEAR}\b"
    rf"|\b(?:{_MONTH}) (?:the )?(?:{_DAY}),? {_YEAR}\b)"
)
_CUES = ("born", "birth", "bday", "b-day", "d.o.b", "dob")
_BEHIND = 80  # characters behind such a word
_SCORE = 0.8


def spoken_births(text: str) -> Iterator[Hit]:
    """Dates with words for numbers, behind words of birth."""
    for match in finditer_in(_SPOKEN, text, around(fold(text), _CUES, 0, _BEHIND)):
        yield *match.span(), _SCORE
