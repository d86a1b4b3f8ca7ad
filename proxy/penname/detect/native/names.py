"""Names of people in scripts other than Latin, whatever language the rest of the text is in.

A text without such letters costs one look at which blocks of Unicode its characters are in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from penname.detect.native.amid import names_amid
from penname.detect.native.caucasus import ARMENIAN, GEORGIAN
from penname.detect.native.cyrillic import CYRILLIC
from penname.detect.native.dravidian import KANNADA, MALAYALAM, SINHALA, TAMIL, TELUGU
from penname.detect.native.greek import GREEK
from penname.detect.native.han import BEGINNINGS as CHINESE
from penname.detect.native.han import chinese_names
from penname.detect.native.hangul import korean_names
from penname.detect.native.indic import BENGALI, DEVANAGARI, GUJARATI, GURMUKHI
from penname.detect.native.japanese import BEGINNINGS as JAPANESE
from penname.detect.native.japanese import japanese_names
from penname.detect.native.script import Script
from penname.detect.native.semitic import ARABIC, ETHIOPIC, HEBREW
from penname.detect.native.spaced import spaced_names
from penname.detect.native.thai import thai_names
from penname.detect.scan import Hit, Recipe

#: Scripts with blanks between words, and where in Unicode they stand, in blocks of 128.
_SPACED: Mapping[Script, Iterable[int]] = {
    GREEK: (6, 7, 62, 63),
    CYRILLIC: (8, 9, 10),
    ARMENIAN: (10, 11),
    HEBREW: (11, 502),
    ARABIC: (12, 13, 14, *range(502, 510)),
    DEVANAGARI: (18,),
    BENGALI: (19,),
    GURMUKHI: (20,),
    GUJARATI: (21,),
    TAMIL: (23,),
    TELUGU: (24,),
    KANNADA: (25,),
    MALAYALAM: (26,),
    SINHALA: (27,),
    GEORGIAN: (33, 57, 90),
    ETHIOPIC: range(36, 40),
}
_THAI = frozenset((28,))
_HANGUL = frozenset((34, 35, *range(344, 432)))
_EAST_ASIAN = frozenset((96, 97, *range(104, 320), 498, 511))
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")

_FINDERS: Sequence[tuple[frozenset[int], Callable[[str], Iterable[Hit]]]] = (
    *((frozenset(blocks), partial(spaced_names, script=one)) for one, blocks in _SPACED.items()),
    (_THAI, thai_names),
    (_HANGUL, korean_names),
    (_EAST_ASIAN, japanese_names),
)
_STOPS = frozenset[str]().union(*(script.stops for script in _SPACED))
_FAMILIES = CHINESE | JAPANESE
#: Latin, with what belongs to it: signs, punctuation, pictures.
_LATIN = frozenset((*range(6), 60, 61, 64, 65, 66, 67, 68, 69, 70, 71, 510, *range(960, 1024)))


def native_names(text: str) -> Iterator[Hit]:
    """Names in any of the scripts."""
    blocks = frozenset[int]() if text.isascii() else {ord(one) >> 7 for one in set(text)}
    if blocks <= _LATIN:
        return
    yield from names_amid(text, _STOPS, _FAMILIES)
    for wanted, find in _FINDERS:
        if not wanted.isdisjoint(blocks):
            yield from find(text)
    if not blocks.isdisjoint(_EAST_ASIAN) and not _KANA.search(text):
        yield from chinese_names(text)


RECIPES = (Recipe("native-name", "PERSON", native_names),)
