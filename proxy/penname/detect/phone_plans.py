"""Numbering plans: which digits can be a telephone number, by country code.

Facts are those of phonenumbers' metadata. Its own calls parse, format and compare and cost
100 µs for thirty regions; here each country code is one compiled pattern, made when the first
number of that country is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from phonenumbers.phonemetadata import PhoneMetadata

_NORTH_AMERICA = 1
_WORLD = "001"  # the library's region of codes that belong to no country: +800, +870, +979
_TYPES = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost"),
    *("personal_number", "voip", "pager", "uan", "voicemail"),
)
_LONGEST_CODE = 3
_LEAST, _MOST = 7, 15  # digits of an international number: ITU-T E.164, 6.1


def country_code(digits: str) -> int | None:
    """The country code that international digits begin with; None when none is assigned.

    Codes are prefix-free (E.164, annex D), so the first that fits is the only one.
    """
    for length in range(1, _LONGEST_CODE + 1):
        code = digits[:length]
        if code and int(code) in COUNTRY_CODE_TO_REGION_CODE:
            return int(code)
    return None


def is_international(digits: str) -> bool:
    """Whether digits behind a plus are an assigned number. Plain digits only.

    A zero between country code and number, as in "+44 (0)20", may be left in.
    """
    code = country_code(digits)
    if code is None or not _LEAST <= len(digits) <= _MOST + 1:
        return False
    number = digits[len(str(code)) :]
    plan = _plan(code)
    return bool(plan.fullmatch(number) or (number[0] == "0" and plan.fullmatch(number[1:])))


@lru_cache(maxsize=512)
def _plan(code: int) -> re.Pattern[str]:
    """What may follow a country code, in any of its regions."""
    if code == _NORTH_AMERICA:  # twenty-five regions share one form: NXX-NXX-XXXX
        return re.compile(r"[2-9]\d\d[2-9]\d{6}")
    regions = COUNTRY_CODE_TO_REGION_CODE[code]
    return re.compile("|".join(dict.fromkeys(p for r in regions for p in _patterns(r, code))))


def _patterns(region: str, code: int) -> Iterable[str]:
    metadata = (
        PhoneMetadata.metadata_for_nongeo_region(code, None)
        if region == _WORLD
        else PhoneMetadata.metadata_for_region(region, None)
    )
    for kind in _TYPES:
        description = getattr(metadata, kind)
        if description is not None and description.national_number_pattern:
            yield f"(?:{description.national_number_pattern})"
