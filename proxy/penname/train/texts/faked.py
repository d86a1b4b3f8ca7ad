"""What Faker knows (MIT licence), where it is installed: its lists, not its calls, for speed.

Training needs it; everything else of this package works without, on the lists by hand.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

#: Origin → locales of Faker whose lists of names are in Latin script and are real names.
FAKED: Mapping[str, tuple[str, ...]] = {
    "english": ("en", "en_US", "en_GB", "en_NZ"),
    "irish": ("en_IE", "ga_IE"),
    "german": ("de_DE", "de_AT", "de_CH", "de_LU"),
    "french": ("fr_FR", "fr_CH", "fr_BE", "fr_QC", "fr_CA"),
    "italian": ("it_IT",),
    "spanish": ("es_ES", "es_MX", "es_AR", "es_CO", "es_CL"),
    "catalan": ("es_CA",),
    "portuguese": ("pt_PT",),
    "brazilian": ("pt_BR",),
    "dutch": ("nl_NL", "nl_BE"),
    "polish": ("pl_PL",),
    "czech": ("cs_CZ",),
    "slovak": ("sk_SK",),
    "slovene": ("sl_SI",),
    "croatian": ("hr_HR",),
    "danish": ("da_DK", "dk_DK"),
    "swedish": ("sv_SE",),
    "norwegian": ("no_NO",),
    "finnish": ("fi_FI",),
    "icelandic": ("is_IS",),
    "estonian": ("et_EE",),
    "latvian": ("lv_LV",),
    "lithuanian": ("lt_LT",),
    "hungarian": ("hu_HU",),
    "romanian": ("ro_RO",),
    "turkish": ("tr_TR",),
    "azeri": ("az_AZ",),
    "indonesian": ("id_ID",),
    "vietnamese": ("vi_VN",),
    "filipino": ("fil_PH", "en_PH"),
    "hindi": ("en_IN",),
    "urdu": ("en_PK",),
    "kikuyu": ("en_KE",),
    "yoruba": ("yo_NG",),
    "igbo": ("ig_NG",),
    "hausa": ("ha_NG",),
    "akan": ("tw_GH",),
    "zulu": ("zu_ZA",),
    "swahili": ("sw",),
    "uzbek": ("uz_UZ",),
    "georgian": ("ka_GE",),
    "albanian": ("sq_AL",),
    "maltese": ("mt_MT",),
    "thai": ("en_TH",),
}

_PARTS: Mapping[str, tuple[str, ...]] = {
    "female": ("first_names_female",),
    "male": ("first_names_male",),
    "": ("first_names_nonbinary", "first_names_unisex"),
    "family_f": ("last_names_female",),
    "family": ("last_names_male", "last_names_unisex", "unisex_last_names"),
}


def _latin(name: str) -> bool:
    """Letters of Latin script, at least two, and a capital to start with."""
    letters = [char for char in name if char.isalpha()]
    return (
        2 <= len(letters) <= 24
        and any(char.isupper() for char in name[:3])
        and "." not in name
        and all("LATIN" in unicodedata.name(char, "") for char in letters)
    )


def _provider(kind: str, locale: str) -> ModuleType | None:
    """The module of a locale; None when Faker or the locale is not there."""
    try:
        return importlib.import_module(f"faker.providers.{kind}.{locale}")
    except ImportError:
        return None


def _items(provider: Any, attribute: str) -> tuple[str, ...]:
    values = getattr(provider, attribute, ())
    if callable(values) or isinstance(values, property | str):
        return ()
    return tuple(value for value in values if isinstance(value, str))


@cache
def faked_names(locale: str) -> Mapping[str, tuple[str, ...]]:
    """Part → names of a locale; nothing when Faker or the locale is not there."""
    module = _provider("person", locale)
    if module is None:
        return {}
    provider = module.Provider
    found: dict[str, tuple[str, ...]] = {}
    for part, attributes in _PARTS.items():
        names = (name for attribute in attributes for name in _items(provider, attribute))
        found[part] = tuple(name for name in names if _latin(name))
    if not _items(provider, "last_names_male"):
        found["family"] += tuple(filter(_latin, _items(provider, "last_names")))
    if not found["female"]:
        found[""] += tuple(filter(_latin, _items(provider, "first_names")))
    return found


@cache
def faked_places(locale: str) -> Mapping[str, tuple[str, ...]]:
    """`city`, `state`, `street` → what Faker lists for a locale, in Latin script."""
    module = _provider("address", locale)
    if module is None:
        return {}
    wanted = {
        "city": ("cities", "city_names", "city_name", "city_names_list"),
        "state": ("states", "provinces", "counties", "regions", "cantons", "state_names"),
        "street": ("street_names", "streets", "street_titles"),
    }
    return {
        part: tuple(
            item
            for attribute in attributes
            for item in _items(module.Provider, attribute)
            if _latin(item) and "{" not in item
        )
        for part, attributes in wanted.items()
    }
