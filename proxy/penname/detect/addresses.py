"""Street addresses in the usual US, UK, German and French forms.

Patterns are anchored on a house number or a street word, with bounded repeats.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer

_SUFFIX = (
    "Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Ter|Place|Pl"
    "|Square|Sq|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Way|Close|Crescent|Cres|Gardens|Grove|Mews|Row"
    "|Walk|Trail|Alley|Plaza|Hill|Broadway|Esplanade|Quay|Wharf"
)
_WORD = r"(?:\p{Lu}[\p{L}'’.-]{0,30}|\d{1,3}(?:st|nd|rd|th))"
_UNIT = r"(?:,?\s(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|\#)\.?\s?\#?\w{1,6})"
_CITY = r"\p{Lu}[\p{L}'’.-]{1,30}(?:[ -]\p{Lu}[\p{L}'’.-]{1,30}){0,3}"
_US_ZIP = r"[A-Z]{2}\s\d{5}(?:-\d{4})?"
_UK_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}"

_ENGLISH = regex.compile(
    rf"(?<![\w.,:/-])\d{{1,6}}[A-Za-z]?(?:-\d{{1,5}})?,?\s(?:(?:[NSEW]|NE|NW|SE|SW)\.?\s)?"
    rf"(?!(?:The|A|An|In|On|Of|And|Or|This|That|To|By|For)\s)(?:{_WORD}\s){{1,4}}?(?:{_SUFFIX})\b\.?(?:\s(?:[NSEW]|NE|NW|SE|SW)\b)?{_UNIT}?"
    rf"(?:,?\s{_CITY},?\s(?:{_US_ZIP}|{_UK_POSTCODE})\b)?"
)
#: Lower-case writing: one name word only, or "3 cars on the road" would be an address.
_LOWER = regex.compile(
    r"(?<![\w.,:/-])\d{2,6}\s\p{Ll}{3,20}\s(?:street|avenue|boulevard|terrace|lane|drive|road)\b"
)
_GERMAN_TAIL = (
    r"(?:,?\s(?:D-)?\d{5}\s\p{Lu}[\p{L}-]{1,30}(?:\s(?:am|an|der|\p{Lu}[\p{L}-]{1,20})){0,3})?"
)
_GERMAN = regex.compile(
    rf"(?<![\p{{L}}-])(?:\p{{Lu}}[\p{{L}}-]{{1,40}}?(?:straße|strasse|str\.|platz|allee|gasse|weg)"
    rf"|\p{{Lu}}[\p{{L}}-]{{1,30}}\s(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Gasse))"
    rf"\s\d{{1,4}}(?:\s?[a-z]\b)?(?![\d.,]\d){_GERMAN_TAIL}"
)
_FRENCH = regex.compile(
    r"(?<![\w.,:/-])\d{1,4}(?:\s?(?:bis|ter))?,?\s"
    r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai"
    r"|[Rr]oute|[Cc]ours)\s"
    r"(?:(?:de\sla\s|de\sl['’]|des\s|du\s|de\s|d['’]|la\s|le\s|les\s))?"
    r"\p{Lu}[\p{L}'’-]{0,30}(?:[\s-](?:de\s|du\s|des\s)?\p{Lu}[\p{L}'’-]{0,30}){0,3}"
    r"(?:,?\s\d{5}\s\p{Lu}[\p{L}-]{1,30})?"
)
_POST_BOX = regex.compile(r"\bP\.?\s?O\.?\s?Box\s\d{1,6}\b", regex.I)

_FORMS = ((_ENGLISH, 0.7), (_LOWER, 0.5), (_GERMAN, 0.7), (_FRENCH, 0.7), (_POST_BOX, 0.6))


def street_addresses(text: str) -> Iterator[Hit]:
    """Streets with house numbers, with the town and its code when they follow."""
    for pattern, score in _FORMS:
        for match in finditer(pattern, text):
            yield match.start(), match.end(), score
