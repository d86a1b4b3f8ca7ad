"""Places where two streets meet: "the corner of Elm and Pine", "Main St & 2nd Ave".

At the "intersection of Art and Technology" is no street: one of the two must have a street word
or a number there.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, around, finditer, finditer_in
from penname.detect.secret_names import fold

_WORD = r"(?:\p{Lu}[\p{L}'’.-]{0,30}+|\d{1,5}(?:st|nd|rd|th)?\b)"
_LITTLE = r"(?:(?:de|la|le|les|des|du|del|van|der|ten|of|the|[a-z]{1,4}\.)[ ])?"
_PLACE = (
    rf"{_LITTLE}{_WORD}(?:[ ]{_LITTLE}{_WORD}){{0,4}}"
    r"(?:[ ]\p{Ll}{1,7}\.?(?:[ ]\d{1,5}[a-z]?)?(?=[.,]?[ ](?:and|&)|[.,\n]|\Z))?\.?"
)
_AND = r"[ ](?:and|&|und|et|y|with)[ ](?:the[ ])?"
_ROADS = "St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Hwy|Highway|Pkwy|Parkway|Way"
_ROAD = regex.compile(rf"\b(?:{_ROADS}|\d{{1,5}}(?:st|nd|rd|th)?)\b")
_CORNER = regex.compile(
    r"(?<![\p{L}\d])(?i:(?:the )?corner of|à l['’]angle (?:de|du)|(?:la )?esquina (?:de|entre)"
    r"|(?:an )?der ecke)"
    rf"[ ](?:the[ ])?{_PLACE}{_AND}{_PLACE}"
)
_CROSSING = regex.compile(
    r"(?<![\p{L}\d])(?i:(?:the )?(?:intersection|junction|crossing) (?:of|between))"
    rf"[ ](?:the[ ])?(?P<both>{_PLACE}{_AND}{_PLACE})"
)
_CUES = ("corner", "intersection", "junction", "crossing", "angle d", "esquina", "der ecke")
#: Streets and what is no court, drive or close: those that only name streets.
_NAMED = (
    r"(?:(?:\p{Lu}[\p{L}'’.-]{1,30}+[ ]){1,2}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard)\b\.?"
    r"|\d{1,3}(?:st|nd|rd|th)[ ](?:St|Street|Ave|Avenue)\b\.?)"
)
_PAIR = regex.compile(rf"(?<![\p{{L}}\d])(?:{_NAMED}|Broadway)[ ](?:and|&)[ ](?:{_NAMED}|Broadway)")
#: The end of the first of two streets.
_PAIRED = tuple(
    f"{road}{point} {word} "
    for road in ("St", "Street", "Ave", "Avenue", "Rd", "Road", "Blvd", "Boulevard", "Broadway")
    for point in ("", ".")
    for word in ("and", "&")
)
_BEFORE, _BEHIND = 24, 160  # characters around a cue


def corners(text: str) -> Iterator[Hit]:
    """Two streets behind words that say that they meet, or both with street words of their own."""
    folded = fold(text)
    for begin, end in around(folded, _CUES, _BEFORE, _BEHIND):
        for match in finditer(_CORNER, text, begin, end):
            yield *match.span(), 0.6
        for match in finditer(_CROSSING, text, begin, end):
            if _ROAD.search(match["both"]):
                yield *match.span(), 0.6
    for match in finditer_in(_PAIR, text, around(text, _PAIRED, _BEHIND, _BEHIND)):
        yield *match.span(), 0.5
