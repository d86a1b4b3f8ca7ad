"""Cities, states, countries, landmarks, and addresses in the orders of many countries."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

from penname.train.texts.faked import faked_places
from penname.train.texts.forms import Pieces
from penname.train.texts.sheets import sheet
from penname.train.texts.values import listed, shaped

#: Language → the parts of the list of cities that its texts speak of most.
_HOME_CITIES: Mapping[str, tuple[str, ...]] = {
    "en": ("us", "us", "us", "gb", "gb", "ca", "au", "nz", "ie", "asia", "africa"),
    "de": ("de", "de", "de", "at", "ch"),
    "fr": ("fr", "fr", "fr", "be", "ch"),
    "es": ("es", "es", "latin"),
    "it": ("it",),
    "nl": ("nl", "nl", "be"),
    "pt": ("pt", "br"),
}
#: Locales of Faker with real cities in Latin script.
_FAKED = (
    *("cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "en_IN", "fi_FI", "hr_HR", "id_ID", "it_IT"),
    *("nl_BE", "nl_NL", "pl_PL", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "fr_DZ", "en_BD"),
)
_FAKED_HOME = {"de": ("de_DE", "de_AT", "de_CH"), "it": ("it_IT",), "nl": ("nl_NL", "nl_BE")} | {
    "pl": ("pl_PL",), "cs": ("cs_CZ",), "da": ("da_DK",), "fi": ("fi_FI",), "hr": ("hr_HR",),
    "id": ("id_ID",), "pt": ("pt_PT",), "ro": ("ro_RO",), "sv": ("sv_SE",),
}  # fmt: skip


@cache
def _faked_cities(locale: str) -> tuple[str, ...]:
    return tuple(sorted(set(faked_places(locale).get("city", ()))))


def city(rng: random.Random, language: str) -> str:
    """A city or town; half the time one of where the language is spoken."""
    parts = sheet("lists", "city")
    home = _FAKED_HOME.get(language)
    if rng.random() < 0.25:
        towns = _faked_cities(rng.choice(home if home and rng.random() < 0.6 else _FAKED))
        if towns:
            return rng.choice(towns)
    near = _HOME_CITIES.get(language)
    part = rng.choice(near) if near and rng.random() < 0.7 else rng.choice(tuple(parts)[1:])
    return rng.choice(parts[part])


def state(rng: random.Random, language: str) -> str:
    """A state, province or county."""
    parts = sheet("lists", "state")
    if language == "en":
        return rng.choice(parts[rng.choice(("us", "us", "us", "us_short", "gb", "ca", "au", "in"))])
    return rng.choice(parts.get(language) or parts["us"])


def _bare(name: str, label: str) -> Pieces:
    """The mark without the article in front."""
    article, _, rest = name.partition(" ")
    if article in ("the", "der", "die", "das"):
        return [(f"{article} ", ""), (rest, label)]
    return [(name, label)]


def country(rng: random.Random, language: str) -> Pieces:
    """A country in the language of the text."""
    parts = sheet("lists", "country")
    return _bare(rng.choice(parts.get(language, parts["en"])), "COUNTRY")


def place(rng: random.Random, language: str) -> Pieces:
    """A region, river, mountain, quarter or building."""
    parts = sheet("lists", "place")
    return _bare(rng.choice(parts.get(language) or parts[""]), "PLACE")


def street(rng: random.Random, language: str) -> str:
    """The name of a street."""
    if language not in sheet("lists", "street_stem"):
        return _other_street(rng, language)
    stem = rng.choice(listed("street_stem", language))
    kind = rng.choice(listed("street_kind", language))
    if language == "en":
        return f"{stem} {kind}"
    if language in ("de", "nl"):
        stem = stem.replace("_", " ")
        return stem + (kind.capitalize() if stem[-1] in " -" else kind)
    return f"{kind} {stem}"


def _other_street(rng: random.Random, language: str) -> str:
    kinds = sheet("lists", "street_kind").get(language, ("{} Street",))
    return rng.choice(kinds).format(rng.choice(listed("street_stem", "other")))


_NUMBERS = ("%", "%#", "%#", "%##", "%##", "%###")


def number(rng: random.Random, language: str) -> str:
    """A house number."""
    plain = shaped(rng.choice(_NUMBERS[: 6 if language == "en" else 4]), rng)
    return plain + (rng.choice("abcABC") if rng.random() < 0.08 else "")


def zip_code(rng: random.Random, language: str) -> str:
    """A postal code of a country that speaks the language."""
    key = rng.choice(("us", "us", "gb", "ca", "au", "in")) if language == "en" else language
    return shaped(rng.choice(listed("zip", key)), rng)


def secondary(rng: random.Random, language: str) -> str:
    """A flat, floor, suite or box."""
    return shaped(rng.choice(listed("secondary", language, "en")), rng)


def street_line(rng: random.Random, language: str) -> Pieces:
    """Street and number in the order of the language, sometimes with a flat."""
    house, name = (number(rng, language), "BUILDING_NUMBER"), (street(rng, language), "STREET_NAME")
    if language in ("en", "fr"):
        line: Pieces = [house, (rng.choice((", ", " ")) if language == "fr" else " ", ""), name]
    elif language in ("es", "it", "pt"):
        line = [name, (rng.choice((", ", " ", ", nº ", " n. ", ", ")), ""), house]
    else:
        line = [name, (" ", ""), house]
    if rng.random() < 0.22:
        line += [
            (rng.choice((", ", ", ", " ")), ""),
            (secondary(rng, language), "SECONDARY_ADDRESS"),
        ]
    return line


def town_line(rng: random.Random, language: str) -> Pieces:
    """City, state and postal code in the order of the country."""
    parts = sheet("lists", "state")
    if language != "en":
        line: Pieces = [
            (zip_code(rng, language), "ZIP_CODE"),
            (" ", ""),
            (city(rng, language), "CITY"),
        ]
        short = f"{language}_short"
        if short in parts and rng.random() < 0.5:
            return [
                *line,
                (rng.choice((" (", " ", " - ")), ""),
                (rng.choice(parts[short]), "STATE"),
            ]
        return line
    key = rng.choice(("us", "us", "us", "gb", "ca", "au", "in"))
    town = (rng.choice(sheet("lists", "city").get(key, sheet("lists", "city")["asia"])), "CITY")
    code = (shaped(rng.choice(listed("zip", key)), rng), "ZIP_CODE")
    if key in ("us", "ca", "au"):
        region = rng.choice(parts[f"{key}_short" if rng.random() < 0.75 else key])
        return [town, (rng.choice((", ", ", ", " ")), ""), (region, "STATE"), (" ", ""), code]
    if key == "gb":
        county: Pieces = (
            [(", ", ""), (rng.choice(parts["gb"]), "STATE")] if rng.random() < 0.3 else []
        )
        return [town, *county, (rng.choice((", ", " ")), ""), code]
    return [
        town,
        (rng.choice((" - ", " ", ", ")), ""),
        code,
        (", ", ""),
        (rng.choice(parts["in"]), "STATE"),
    ]


def address(rng: random.Random, language: str, joint: str = "") -> Pieces:
    """A whole address in one line, or with `joint` between its lines."""
    joint = joint or rng.choice((", ", ", ", ", ", " "))
    if rng.random() < 0.12:
        language = rng.choice(tuple(_HOME_CITIES))
    line = [*street_line(rng, language), (joint, ""), *town_line(rng, language)]
    if rng.random() < 0.2:
        line += [(joint, ""), *country(rng, language)]
    return line
