"""One set of groups for the types of penname, of Presidio and of the corpora. Pure.

A find is of the right type when its group is that of the value: penname's `PASSPORT` and
Presidio's `DE_PASSPORT` are the same, and a town inside of an address is no wrong type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "PERSON": ("PERSON", "PER", "GIVEN_NAME", "SURNAME"),
    "PLACE": (
        *("LOCATION", "ADDRESS", "STREET_ADDRESS", "POSTCODE", "ZIP_CODE", "LOC", "GPE", "FAC"),
        *("DE_PLZ", "UK_POSTCODE", "COORDINATES"),
    ),
    "ORGANIZATION": ("ORGANIZATION", "ORG"),
    "NRP": ("NRP", "NORP"),
    "DATE": ("DATE_TIME", "DATE_OF_BIRTH", "DATE", "TIME"),
    "AGE": ("AGE",),
    "TITLE": ("TITLE",),
    "E-MAIL": ("EMAIL_ADDRESS",),
    "PHONE": ("PHONE_NUMBER",),
    "URL": ("URL",),
    "IP": ("IP_ADDRESS",),
    "MAC": ("MAC_ADDRESS",),
    "CARD": ("CREDIT_CARD",),
    "IBAN": ("IBAN_CODE",),
    "CRYPTO": ("CRYPTO",),
    "ACCOUNT": (
        "ACCOUNT_NUMBER",
        "BIC_CODE",
        "ABA_ROUTING_NUMBER",
        "US_BANK_NUMBER",
        "BANK_ACCOUNT",
    ),
    "PASSPORT": ("PASSPORT",),
    "DRIVER_LICENSE": ("DRIVER_LICENSE", "UK_DRIVING_LICENCE", "DE_FUEHRERSCHEIN"),
    "VEHICLE": ("VEHICLE", "VEHICLE_ID", "LICENSE_PLATE", "DE_KFZ"),
    "MEDICAL": (
        *("MEDICAL_ID", "MEDICAL_LICENSE", "MEDICAL_RECORD_NUMBER", "HEALTH_PLAN_ID", "US_MBI"),
        *("US_NPI", "UK_NHS", "DE_LANR", "DE_BSNR", "DE_HEALTH_INSURANCE", "AU_MEDICARE"),
    ),
    "SECRET": (
        *("API_KEY", "JWT", "PASSWORD", "CONNECTION_STRING", "PRIVATE_KEY", "SECRET"),
        "ACCESS_TOKEN",
    ),
    "NATIONAL_ID": ("NATIONAL_ID", "ID_CARD", "EU_VAT_ID", "BALTIC_PERSONAL_CODE", "TAX_ID"),
}
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names}

#: What a type that is not listed is told by; the first that fits.
_SHAPES = (
    (re.compile(r"PASSPORT"), "PASSPORT"),
    (re.compile(r"DRIV(?:ER|ING)_LICEN[CS]E"), "DRIVER_LICENSE"),
    (re.compile(r"PHONE|MOBILE_NUMBER"), "PHONE"),
    (re.compile(r"VEHICLE|LICEN[CS]E_PLATE"), "VEHICLE"),
    (re.compile(r"[A-Z]{2}_(?!$)"), "NATIONAL_ID"),
)


@cache
def group_of(label: str) -> str:
    """The group of a type or label; itself for one that stands alone (`USERNAME`)."""
    if label in _GROUP_OF:
        return _GROUP_OF[label]
    return next((group for shape, group in _SHAPES if shape.search(label)), label)
