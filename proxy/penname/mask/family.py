"""Families: which values are spellings of one thing, seen from the values alone.

The surrogates of a family share their first characters (`text.surrogate`), so that a model
sees `MARIA SCHMIDT` and `Maria Schmidt`, or a card number with spaces and without, as one.
What belongs together only by what a conversation knows is said by `exchange.people`.
"""

from __future__ import annotations

import re

from penname.text.names import name_words
from penname.text.words import fold

#: The entity type whose values are names of people, word by word.
PERSON = "PERSON"
#: Types in whose values a separator means something: 1.23.4.5 is not 12.3.4.5.
_EXACT = frozenset({"IP_ADDRESS", "URL", "DATE_TIME", "DATE_OF_BIRTH", "LITERAL"})
#: What people put between the groups of a number.
SEPARATORS = " \u00a0\u2007\u2009\u202f\u2010-\u2015()./:-"
_GROUPED = re.compile(rf"\+?[(]?[0-9A-Za-z]++(?:[{SEPARATORS}]{{1,3}}+[0-9A-Za-z]++)*+")
#: With fewer letters and digits, or fewer digits, a number says too little without its groups.
_MIN_ALNUM = 7
_MIN_DIGITS = 6
_SPACE = re.compile(r"\s+")


def compact(entity_type: str, value: str) -> str:
    """A number (card, account, phone, passport …) without its separators, else "".

    Lower case; only letters and digits of ASCII are left.
    """
    if entity_type in _EXACT or _GROUPED.fullmatch(value) is None:
        return ""
    plain = "".join(filter(str.isalnum, value)).lower()
    digits = sum(map(str.isdecimal, plain))
    return plain if len(plain) >= _MIN_ALNUM and digits >= _MIN_DIGITS else ""


def family_of(entity_type: str, value: str) -> str:
    """The family of a value by itself: equal for spellings of one thing."""
    if entity_type == PERSON:
        return " ".join(name_words(value)) or value
    return compact(entity_type, value) or _SPACE.sub(" ", " ".join(map(fold, value.split())))
