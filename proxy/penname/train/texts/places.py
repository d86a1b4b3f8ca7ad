"""Cities, states, countries, landmarks, streets."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

from penname.train.texts.faked import faked_places
from penname.train.texts.forms import Pieces
from penname.train.texts.sheets import sheet
from penname.train.texts.values import listed

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
def faked_cities(locale: str) -> tuple[str, ...]:
    """The real cities that Faker knows of a locale."""
    return tuple(sorted(set(faked_places(locale).get("city", ()))))


def city(rng: random.Random, language: str) -> str:
    """A city or town; half the time one of where the language is spoken."""
    parts = sheet("lists", "city")
    home = _FAKED_HOME.get(language)
    if rng.random() < 0.25:
        towns = faked_cities(rng.choice(home if home and rng.random() < 0.6 else _FAKED))
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
    language = language if language in sheet("lists", "street_stem") else "en"
    stem = rng.choice(listed("street_stem", language))
    kind = rng.choice(listed("street_kind", language))
    if language == "en":
        return f"{stem} {kind}"
    if language in ("de", "nl"):
        stem = stem.replace("_", " ")
        return stem + (kind.capitalize() if stem[-1] in " -" else kind)
    return f"{kind} {stem}"
