"""Places and postcodes, made coarser: to a state, or to the region that a code begins with."""

from __future__ import annotations

import re

#: ZIP prefixes with at most 20,000 people, which Safe Harbor sets to 000: 45 CFR
#: 164.514(b)(2)(i)(B), by the 2000 census, as listed in the guidance of the US Department
#: of Health and Human Services on de-identification (26 November 2012).
SPARSE_ZIPS = frozenset(
    {
        *("036", "059", "063", "102", "203", "556", "692", "790", "821"),
        *("823", "830", "831", "878", "879", "884", "890", "893"),
    }
)
_ZIP = re.compile(r"\s*([0-9]{3})(?:[0-9]{2}(?:[- ]?[0-9]{4})?)?\s*")

#: The region in front: letters of the United Kingdom's areas, Canada's first letter, the
#: routing key of Ireland, and the first two digits elsewhere. Each has its own whole shape.
_POSTCODES = tuple(
    re.compile(rf"\s*{shape}\s*", re.I | re.ASCII)
    for shape in (
        r"([A-Z]{1,2})[0-9][A-Z0-9]? ?[0-9][A-Z]{2}",  # SW1A 1AA
        r"([A-Z])[0-9][A-Z][ -]?[0-9][A-Z][0-9]",  # K1A 0B1
        r"((?:[A-Z][0-9]{2}|D6W)) ?[A-Z0-9]{4}",  # D02 X285
        r"(?:[A-Z]{1,2}-)?([0-9]{2})[0-9]{2,3}(?:-[0-9]{4})?",  # 10115, F-75002, 1010
        r"([0-9]{2})[0-9]{2} ?[A-Z]{2}",  # 1012 AB
        r"([0-9]{2})[0-9]{2}-[0-9]{3}",  # 1000-001
        r"([0-9]{2})(?:-[0-9]{3}|[0-9] [0-9]{2})",  # 00-950, 111 22
        r"([A-Z]{1,2}|[0-9]{2}|[A-Z][0-9]{2}|D6W)",  # a region already
    )
)

_STATE_NAMES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "district of columbia": "DC",
    "d.c": "DC",
    "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL",
    "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA",
    "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN",
    "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV",
    "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM", "new york": "NY",
    "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "puerto rico": "PR", "rhode island": "RI", "south carolina": "SC",
    "south dakota": "SD", "tennessee": "TN", "texas": "TX", "utah": "UT", "vermont": "VT",
    "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI",
    "wyoming": "WY",
}  # fmt: skip
_CODES = frozenset(_STATE_NAMES.values())
#: By themselves also a city or a country.
_AMBIGUOUS = frozenset({"washington", "georgia"})
_COUNTRY = re.compile(r"(?i:[\s,]+(?:U\.?S\.?A?\.?|United States(?: of America)?))\s*\Z")
_ZIP_BEHIND = re.compile(r"[\s,]+[0-9]{5}(?:-[0-9]{4})?\s*\Z")
_LAST_CODE = re.compile(r"(?:\A|[\s,])([A-Z]{2})\.?\s*\Z")


def to_zip3(value: str) -> str | None:
    """The first three digits of a US ZIP code, 000 where few people live there."""
    found = _ZIP.fullmatch(value)
    if found is None or not found[1].isascii():
        return None
    return "000" if found[1] in SPARSE_ZIPS else found[1]


def to_postcode_area(value: str) -> str | None:
    """The region of a postcode: `SW`, `K`, `10`."""
    for shape in _POSTCODES:
        found = shape.fullmatch(value)
        if found is not None:
            return found[1].upper()
    return None


def to_us_state(value: str) -> str | None:
    """The code of the US state that a place itself names last: `Boston, MA`, `Austin, Texas`."""
    place = _ZIP_BEHIND.sub("", _COUNTRY.sub("", value))
    code = _LAST_CODE.search(place)
    if code is not None:
        return code[1] if code[1] in _CODES else None
    before, comma, last = place.rpartition(",")
    name = " ".join(last.lower().rstrip(".").split())
    if name in _AMBIGUOUS and not (comma and before.strip()):
        return None
    return _STATE_NAMES.get(name)
