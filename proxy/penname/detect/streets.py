"""Streets by the street words of some thirty languages, with the house number beside them.

The text around each number is read word by word; at a word of `street_words` its name and the
number beside it are looked for. A doubtful word counts only before a postcode and a town, or
behind words that say that an address follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from penname.detect import street_words as words
from penname.detect.address_cues import Cue, cue_before
from penname.detect.address_parts import TAIL, TOWN, UNIT
from penname.detect.scan import Hit, islands
from penname.detect.secret_names import fold

_SCORE = 0.6
_NEAR_BEFORE, _NEAR_BEHIND = 96, 32  # characters around a number that a street word stands in

#: Behind a number a letter of its own, and no word: "via Roma 12 a Napoli", "ul. Długa 5 w Łodzi".
_LETTER = r"(?:\s(?![aeiouyàéèwzskvвсокуиі]\s\p{L}))?\p{L}\b(?!\s?[.:]?\s?\d|['’])"
#: "12a", "10/12", "12-14"; the flat behind: "m. 5", "D: 5", "3º B", and "12 B 5" of Finland.
_DIGITS = (
    rf"\d{{1,5}}(?:{_LETTER}|\s(?:bis|ter)\b)?"
    r"(?:\s?[-/]\s?(?:\d{1,4}[a-zA-Z]?|[IVX]{1,4}|[a-zA-Z])\b){0,2}"
)
#: Behind a floor: its side or door, "3º B", "2.º dcha.", "1. tv".
_SIDE = r"(?!(?:de|del|en|em|da|do|in|im|[aeiy])\b)[A-Za-z]{1,4}\b(?:\.(?=[ ]?[,;\n]))?"
_FLAT = (
    rf"(?:\.?,?\s{{1,2}}(?:(?:{words.FLAT})\b\s?[.:]?\s?(?=\w{{0,3}}\d|\p{{Lu}}\b)[\w/-]{{1,5}}"
    rf"|\d{{1,2}}(?:\.?[º°ª]|\.)(?:\s{_SIDE})?|[A-D]\s\d{{1,3}}(?!\w))){{0,4}}"
)
_NUMBER = (
    rf",?\s{{1,2}}(?:(?i:{words.NUMBER})(?![\p{{L}}])\.?\s?[.:]?\s?)?"
    rf"{_DIGITS}(?![\w%€$£]|[.,:]\d|\s[%€$£]|\s(?:{words.COUNTED})\b){_FLAT}"
)
_LITTLE = (
    r"(?:(?:de|del|de la|de las|de los|da|das|do|dos|di|della|delle|dei|des|du|van|von|der|den"
    r"|y|e|i|et|la|le|les|el|los|las|św|gen|marii|ks|im|\p{L}\.)\.?[ ]|(?:d|l|dell|del)['’]){0,3}+"
)
_WORDS = r"\p{Lu}[\p{L}'’.-]{0,30}+"
#: "25 de Março" is a name too.
_NAME = rf"{_LITTLE}(?:\d{{1,2}}(?:\.|º|\s{_LITTLE})\s?)?{_WORDS}(?:[ ]{_LITTLE}{_WORDS}){{0,3}}"
_END = rf"{UNIT}(?:(?P<town>{TOWN})|{TAIL})"

_BEFORE = regex.compile(rf"\p{{L}}\.?[\p{{L}}-]{{0,14}}\.?[ ]{{1,2}}{_NAME}{_NUMBER}{_END}")
_BEHIND = regex.compile(
    r"\p{L}{1,14}\.?(?:,?[ ]\p{Lu}[\p{L}.]{1,20}[ ](?i:sokak|sokağı|sok|sk|cad)\b\.?)?"
    rf"{_NUMBER}{_END}"
)
_NAME_BEFORE = regex.compile(r"(?r)(?<![\p{L}\d@/._-])(?:\p{Lu}[\p{L}'’.-]{0,30}[ ]){1,3}\Z")
_GROWN = regex.compile(rf"\p{{L}}{{1,40}}\.?{_NUMBER}{_END}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,4}")


def _table(sure: str, doubtful: str) -> dict[str, bool]:
    """Whether each word is sure."""
    return {**dict.fromkeys(doubtful.split(), False), **dict.fromkeys(sure.split(), True)}


_BEFORES = _table(words.BEFORE, words.BEFORE_DOUBTFUL)
_BEHINDS = _table(words.BEHIND, words.BEHIND_DOUBTFUL)
_GROWN_ALL = (*words.GROWN, *words.GROWN_DOUBTFUL)
#: "P.zza", "V.le", "C.so": what stands before.
_CUT = {"zza": ("p.",), "zzale": ("p.",), "le": ("v.", "p."), "so": ("c.",), "go": ("l.",)}
#: Sure before a point.
_POINTED = frozenset(("ul",))
_LEAST_STEM = 3  # letters before a grown street word


def streets(text: str) -> Iterator[Hit]:
    """Streets with their numbers, and the flat, the postcode and the town behind them."""
    folded = fold(text)
    reached = 0
    for begin, end in islands(text, _NEAR_BEFORE, _NEAR_BEHIND):
        for word in _WORD.finditer(folded, begin, end):
            if word.start() < reached:
                continue
            hit = _street_at(text, word)
            if hit is not None:
                yield hit
                reached = hit[1]


def _street_at(text: str, word: re.Match[str]) -> Hit | None:
    said, start = word[0], word.start()
    if said in _BEFORES:
        sure = _BEFORES[said] or (said in _POINTED and text[word.end() : word.end() + 1] == ".")
        if hit := _scored(text, start, start, _BEFORE, sure):
            return hit
    if said in _CUT and text[max(0, start - 2) : start].lower() in _CUT[said]:
        return _scored(text, start - 2, start - 2, _BEFORE, sure=True)
    if said in _BEHINDS:
        name = _NAME_BEFORE.search(text, max(0, start - _NEAR_BEFORE), start)
        return _scored(text, name.start(), start, _BEHIND, _BEHINDS[said]) if name else None
    if said.endswith(_GROWN_ALL):
        sure = said.endswith(words.GROWN)
        stem = len(said) - max(len(end) for end in _GROWN_ALL if said.endswith(end))
        return _scored(text, start, start, _GROWN, sure) if stem >= _LEAST_STEM else None
    return None


def _scored(
    text: str, begin: int, start: int, pattern: regex.Pattern[str], sure: bool
) -> Hit | None:
    """The street that a pattern sees from `start`, with the name from `begin`, if it counts."""
    match = pattern.match(text, start)
    if match is None:
        return None
    if sure or match["town"] or cue_before(text, begin) is Cue.FIRM:
        return begin, match.end(), _SCORE
    return None
