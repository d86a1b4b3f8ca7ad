"""Names in another script amid Latin text where words beside them say that a person is meant.

"Please ask … to call", "… said that", "signed by …": whoever stands there, known or not.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.native.script import key
from penname.detect.scan import Hit, finditer

_CUES = (
    "ask|asked|tell|told|met|meet|invite|invited|thank|thanks|thanked|dear|mr|mrs|ms|miss"
    "|dr|prof|professor|doctor|patient|named|signed by|approved by"
    "|written by|reported by|sent by|prepared by|letter from|mail from"
    "|message from|call from|email to|mail to|letter to|write to|speak to|speak with"
    "|spoke to|spoke with|talk to|talked to|talk with|talked with|met with|meeting with"
    "|contact person|my name is|his name is|her name is|colleague|friend|brother|sister"
    "|wife|husband|son|daughter|mother|father|uncle|aunt|neighbor|neighbour|boss|herr"
    "|frau|herrn|liebe|lieber|madame|monsieur|señor|señora|signor|signora|chère|cher"
)
_VERBS = (
    "said|says|asked|asks|told|tells|wrote|writes|agreed|agrees|replied|replies|called"
    "|explained|works|lives|thinks|wants|joined|resigned|has asked"
    "|has called|will call|was born|is ill|is sick|and i|and his"
    "|and her"
)
_RUN = (
    r"(?P<name>[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff][\p{L}\p{M}\u200c\u200d'’־-]{0,24}+"
    r"(?:(?:[ \u00a0・.]{1,2}|"
    r"・)[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff][\p{L}\p{M}\u200c\u200d'’־-]{0,24}+){0,4}+)"
)
_BEHIND_CUE = regex.compile(rf"\b(?:{_CUES})\b\.?,?[ ][\"'“]?{_RUN}", regex.I)
_BEFORE_VERB = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}])(?<![^\W\d_a-zA-Z\u00c0-\u024f][ ]){_RUN},?[ ](?:{_VERBS})\b", regex.I
)
_LATIN = regex.compile(r"[a-zA-Z\u00c0-\u024f]")
_CASED = regex.compile(r"[\p{Greek}\p{Cyrillic}\p{Armenian}]")
_HAN = regex.compile(r"\p{Han}")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
#: The longest name of scripts without blanks, and of others.
_SHORT, _LONG = 8, 40
_SCORE = 0.65


def names_amid(text: str, stops: frozenset[str], families: frozenset[str]) -> Iterator[Hit]:
    """Words of another script, where an English sentence has a person. `stops` are words of no
    name, folded; `families` what names in Chinese characters begin with."""
    for pattern in (_BEHIND_CUE, _BEFORE_VERB):
        for match in finditer(pattern, text):
            if _may_be_name(match["name"], stops, families):
                yield *match.span("name"), _SCORE


def _may_be_name(name: str, stops: frozenset[str], families: frozenset[str]) -> bool:
    if _LATIN.search(name) or not 1 < len(name) <= _LONG:
        return False
    if _HAN.match(name) and name[0] not in families:
        return False
    if _UNSPACED.search(name):
        return len(name) <= _SHORT or "・" in name
    words = name.split()
    cased = _CASED.match(name) is not None
    return stops.isdisjoint(map(key, words)) and (
        not cased or all(word[0].isupper() for word in words)
    )
