"""Places on the earth as numbers: degrees in pairs or with their signs, `geo:` links, plus codes.

Two decimals side by side are a vector more often than a place, so without a sign of degrees
or a letter of a hemisphere they need words nearby. From three decimals on a pair tells a house.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Finder, Hit, Recipe, finditer, islands, matches

_LATITUDE = r"[+-]?(?:90(?:\.0+)?|[0-8]?\d\.\d{3,15})"
_LONGITUDE = r"[+-]?(?:180(?:\.0+)?|(?:1[0-7]\d|\d{1,2})\.\d{3,15})"
_PAIR = regex.compile(
    rf"(?<![\w.,+-])(?<![\d\]],[ ]?)(?P<pair>{_LATITUDE}[ ]?[,;/][ ]?{_LONGITUDE})"
    r"(?!\w|\.\d|[ ]?,[ ]?[+-]?\d)"
)
#: 48.8583° N, 2.2945° E; N 48.8583 E 2.2945.
_DEGREES = (
    r"(?:[+-]?\d{1,2}\.\d{2,15}[ ]?°?[ ]?[NS][ ]?[,;/]?[ ]?[+-]?\d{1,3}\.\d{2,15}[ ]?°?[ ]?[EWO]\b"
    r"|\b[NS][ ]?\d{1,2}\.\d{2,15}[ ]?°?[ ]?[,;/]?[ ]?[EWO][ ]?\d{1,3}\.\d{2,15}[ ]?°?"
    r"|[+-]?\d{1,2}\.\d{2,15}[ ]?°[ ]?[,;/]?[ ]?[+-]?\d{1,3}\.\d{2,15}[ ]?°)"
)
_MINUTE, _SECOND = "[ ]?(?:['’′]|min\\b|m\\b)", "[ ]?(?:[\"”″]|''|’’|′′|sec\\b|s\\b)"
#: One axis in degrees and minutes: 40°26'46.3"N; 40° 26.767' N.
_ONE_AXIS = (
    rf"\d{{1,3}}[ ]?(?:°|º|deg\b|d\b)[ ]?[0-5]?\d(?:\.\d{{1,8}})?{_MINUTE}"
    rf"(?:[ ]?[0-5]?\d(?:\.\d{{1,8}})?{_SECOND})?"
)
_HALF = rf"(?:{_ONE_AXIS}[ ]?[NSEWO]\b|\b[NSEW][ ]?{_ONE_AXIS})"
_WHOLE = rf"{_HALF}(?:[ ]?[,;/]?[ ]?{_HALF})?"
#: RFC 5870, and the links of maps.
_LINK = (
    r"(?:(?<=\bgeo:)|(?<=[/@])(?=[-\d.]{3,20},[-\d.]{3,20},\d{1,2}(?:\.\d+)?[zm])"
    r"|(?<=[?&](?:q|ll|sll|center|query|destination|origin|daddr|saddr|mlat|cp|loc)=))"
    r"[+-]?\d{1,2}(?:\.\d{1,15})?(?:,|%2C)[+-]?\d{1,3}(?:\.\d{1,15})?(?![\d.])"
)
#: Open Location Code, whole (a place of 14 m): none of its letters is a vowel.
_PLUS = (
    r"(?<![\w+])[23456789CFGHJMPQRV][23456789CFGHJMPQRVWX]{7}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_WORDS3 = r"(?<![\w/:])///\p{Ll}{3,20}\.\p{Ll}{3,20}\.\p{Ll}{3,20}(?![\w.])"
_GRID = r"(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X][ ]?[A-HJ-NP-Z]{2}[ ]?\d{2,5}[ ]?\d{2,5}"


def pairs(text: str) -> Iterator[Hit]:
    """Two decimals in the range of a latitude and a longitude: weak."""
    for begin, end in islands(text, 24, 24):
        for match in finditer(_PAIR, text, begin, end):
            yield *match.span("pair"), 0.19


def _around(pattern: str, score: float) -> Finder:
    compiled = regex.compile(rf"(?<![\w.]){pattern}(?!\w)")

    def find(text: str) -> Iterator[Hit]:
        for begin, end in islands(text, 24, 24):
            for match in finditer(compiled, text, begin, end):
                yield match.start(), match.end(), score

    return find


_AXIS = r"[+-]?\d{1,3}\.\d{3,15}[ ]?°?(?:[ ]?[NSEWO]\b)?"
_AXIS_LABEL = (
    r"(?:(?:geo[ _-]?)?(?:lat|latitude|lon|lng|longitude|(?<=[\"'])long(?=[\"']))"
    r"(?:[ _-]?deg(?:rees)?)?|breite(?:ngrad)?|länge(?:ngrad)?|latitud|longitud|latitudine"
    r"|longitudine|breedtegraad|lengtegraad)"
)

RECIPES = (
    Recipe(
        "coordinates",
        "COORDINATES",
        any_of(
            _around(_DEGREES, 0.7),
            _around(_WHOLE, 0.7),
            matches(_LINK, 0.8),
            labelled(_AXIS_LABEL, _AXIS, 0.6),
            labelled(r"(?:mgrs|utm|usng)", _GRID, 0.7),
            matches(_PLUS, 0.6),
            matches(_WORDS3, 0.6),
        ),
    ),
    Recipe(
        "coordinates-pair",
        "COORDINATES",
        pairs,
        (
            *("lat", "latitude", "lon", "lng", "longitude", "latlng", "latlon", "coordinates"),
            *("coordinate", "coords", "gps", "geo", "geolocation", "location", "located", "map"),
            *("maps", "position", "waypoint", "koordinaten", "standort", "coordonnées"),
            *("coordenadas", "ubicación", "coordinate", "posizione", "coördinaten", "localização"),
        ),
        bare=0.19,
        hinted=True,
    ),
)
