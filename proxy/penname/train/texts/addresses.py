"""Addresses in the orders of some forty countries: `address.txt` has the formats, one a line.

`~` is where a new line may begin. Each part is a mark of its own; a quarter is a PLACE.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache

from penname.train.texts import places
from penname.train.texts.forms import Pieces
from penname.train.texts.grammar import Sequel, Slot, parse
from penname.train.texts.sheets import sheet
from penname.train.texts.values import listed, shaped

#: Language of a text → countries of its addresses, as often as they stand here.
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("us",) * 12,
        *("gb",) * 6,
        *("ca", "ca", "au", "au", "nz", "ie", "in", "in", "sg", "my", "ph", "za", "ng", "ke", "hk"),
    ),
    "de": ("de", "de", "de", "de", "at", "ch"),
    "fr": ("fr", "fr", "fr", "fr", "be", "qc"),
    "es": ("es", "es", "es", "mx", "mx", "ar", "co", "cl"),
    "it": ("it",),
    "nl": ("nl", "nl", "nl", "be"),
    "pt": ("pt", "br"),
    "pl": ("pl",),
    "sv": ("se",),
    "da": ("dk",),
    "no": ("no",),
    "fi": ("fi",),
    "cs": ("cz", "cz", "sk"),
    "hu": ("hu",),
    "ro": ("ro",),
    "tr": ("tr",),
    "id": ("id",),
    "vi": ("vn",),
    "tl": ("ph",),
    "sw": ("ke",),
    "ca": ("es",),
    "hr": ("hr",),
}
#: How often an address is of a country that has nothing to do with the language.
_ABROAD = 0.12
#: Country → locale of Faker with its towns.
_TOWNS: Mapping[str, str] = {
    **{"de": "de_DE", "at": "de_AT", "ch": "de_CH", "it": "it_IT", "nl": "nl_NL", "be": "nl_BE"},
    **{"pl": "pl_PL", "cz": "cs_CZ", "dk": "da_DK", "fi": "fi_FI", "hr": "hr_HR", "id": "id_ID"},
    **{"pt": "pt_PT", "ro": "ro_RO", "sk": "sk_SK", "se": "sv_SE", "in": "en_IN"},
}
_NUMBERS = ("%", "%#", "%#", "%##", "%##", "%###")


def number(rng: random.Random, language: str) -> str:
    """A house number."""
    plain = shaped(rng.choice(_NUMBERS[: 6 if language == "en" else 4]), rng)
    return plain + (rng.choice("abcABC") if rng.random() < 0.08 else "")


def street(rng: random.Random, where: str) -> str:
    """The name of a street of a country or a language."""
    own = sheet("lists", "street").get(where)
    return rng.choice(own) if own else places.street(rng, where)


def town(rng: random.Random, country: str) -> str:
    """A city or town of a country."""
    towns = places.faked_cities(_TOWNS[country]) if country in _TOWNS else ()
    if towns and rng.random() < 0.5:
        return rng.choice(towns)
    return rng.choice(sheet("lists", "town").get(country) or sheet("lists", "city")[country])


def zip_code(rng: random.Random, country: str) -> str:
    """A postal code."""
    return shaped(rng.choice(listed("zip", country)), rng)


def secondary(rng: random.Random, where: str) -> str:
    """A flat, floor, suite or box."""
    return shaped(rng.choice(listed("secondary", where, "en")), rng)


_PARTS: Mapping[str, tuple[str, Callable[[random.Random, str], str]]] = {
    "house": ("BUILDING_NUMBER", number),
    "street": ("STREET_NAME", street),
    "city": ("CITY", town),
    "zip": ("ZIP_CODE", zip_code),
    "secondary": ("SECONDARY_ADDRESS", secondary),
    "state": ("STATE", lambda rng, part: rng.choice(sheet("lists", "state")[part])),
    "district": ("PLACE", lambda rng, part: rng.choice(listed("district", part))),
}


@cache
def _formats(country: str) -> tuple[Sequel, ...]:
    return tuple(map(parse, sheet("lists", "address")[country]))


def country_for(rng: random.Random, language: str) -> str:
    """A country that addresses in a text of this language may be of."""
    if rng.random() < _ABROAD:
        return rng.choice(tuple(sheet("lists", "address"))[1:])
    return rng.choice(_COUNTRIES.get(language, _COUNTRIES["en"]))


def lines(rng: random.Random, country: str) -> list[Pieces]:
    """The lines of an address of a country."""
    made: list[Pieces] = [[]]
    language = "en" if country in ("us", "ca", "au") else ""
    for part in rng.choice(_formats(country)):
        if isinstance(part, Slot):
            label, make = _PARTS[part.name]
            made[-1].append((make(rng, part.form or language), label))
        elif isinstance(part, str):
            first, *others = part.split("~")
            made[-1].append((first, ""))
            made += [[(other, "")] for other in others]
    return made


def street_line(rng: random.Random, language: str) -> Pieces:
    """Street and number, sometimes with a flat."""
    while True:
        first, *_ = lines(rng, country_for(rng, language))
        if any(label == "STREET_NAME" for _, label in first):
            return first


def town_line(rng: random.Random, language: str) -> Pieces:
    """City, state and postal code."""
    while True:
        *_, last = lines(rng, country_for(rng, language))
        if any(label == "CITY" for _, label in last):
            return last


def address(rng: random.Random, language: str, joint: str = "") -> Pieces:
    """A whole address in one line, or with `joint` between its lines."""
    joint = joint or rng.choice((", ", ", ", ", ", " "))
    country = country_for(rng, language)
    made: Pieces = []
    for line in lines(rng, country):
        made += [(joint, "")] * bool(made) + line
    if rng.random() < 0.2:
        made += [(joint, ""), *places.country(rng, language)]
    return made
