"""Numbers of the US health system: Medicare beneficiaries, providers, prescribers.

Record numbers and plan numbers have no common form: a policy declares its own (`hipaa.yaml`
shows how).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import any_of
from penname.detect.scan import Hit, Recipe, finditer, matches
from penname.policy.check_digits import dea, npi

#: Medicare Beneficiary Identifier (CMS, 2018): 11 places, none of S L O I B Z.
_L = "[AC-HJKMNP-RT-Y]"
_LD = "[0-9AC-HJKMNP-RT-Y]"
_MBI = rf"[1-9]{_L}{_LD}\d(?P<d>-?){_L}{_LD}\d(?P=d){_L}{{2}}\d{{2}}"

_NPI = regex.compile(r"(?<![\w.-])[12]\d{9}(?![\w-]|\.\d)")
_DEA = regex.compile(r"(?<![\w-])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![\w-])")


def npis(text: str) -> Iterator[Hit]:
    """National provider identifiers: ten digits, checked as a card number behind 80840."""
    for match in finditer(_NPI, text):
        if npi(match[0]):
            yield match.start(), match.end(), 0.3


def dea_numbers(text: str) -> Iterator[Hit]:
    """DEA registration numbers: two letters, six digits and a check digit (21 CFR 1301.13)."""
    for match in finditer(_DEA, text):
        if dea(match[0]):
            yield match.start(), match.end(), 0.35


RECIPES = (
    Recipe(
        "us-mbi",
        "US_MBI",
        any_of(
            matches(rf"(?<![\w-]){_MBI}(?![\w-])", 0.5),
            matches(rf"(?<![\w-])(?=\w{{4}}-\w{{3}}-)(?i:{_MBI})(?![\w-])", 0.45),
        ),
        ("medicare", "mbi"),
        bare=0.45,
    ),
    Recipe("us-npi", "US_NPI", npis, ("npi", "provider", "prescriber", "physician"), 0.3),
    Recipe(
        "us-dea",
        "MEDICAL_LICENSE",
        dea_numbers,
        ("dea", "medical", "license", "prescriber", "certificate"),
        bare=0.3,
    ),
)
