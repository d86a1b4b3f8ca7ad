"""Made-up values and texts for tests: they stand in where a value must not be shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from penname.policy.cases import Suite
from penname.policy.feedback import HOLE
from penname.policy.made import MADE, made
from penname.policy.model import Policy

#: What is surely found as a type; `{{made:…}}` keeps the look of keys and cards out of files.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "API_KEY": ("{{made:GITHUB_TOKEN}}",),
    "CONNECTION_STRING": ("app:kaputte-Lampe-18",),
    "CREDIT_CARD": ("{{made:CREDIT_CARD}}",),
    "DATE_OF_BIRTH": ("4 March 1981",),
    "DATE_TIME": ("4 March 2026",),
    "EMAIL_ADDRESS": ("kim.alder@example.org",),
    "IBAN_CODE": ("{{made:IBAN}}",),
    "IP_ADDRESS": ("203.0.113.7",),
    "JWT": ("{{made:JWT}}",),
    "LOCATION": ("Boston", "Madrid"),
    "MAC_ADDRESS": ("00:1b:44:11:3a:b7",),
    "ORGANIZATION": ("Acme Corporation",),
    "PASSWORD": ("kaputte-Lampe-17",),
    "PERSON": ("Maria Schmidt", "Ann Lee"),
    "PHONE_NUMBER": ("212-555-0147", "+1 212 555 0147"),
    "PRIVATE_KEY": ("{{made:PRIVATE_KEY}}",),
    "STREET_ADDRESS": ("742 Evergreen Terrace, Springfield, IL 62704",),
    "URL": ("https://example.org/kim",),
    "US_SSN": ("{{made:US_SSN}}",),
}
#: What nothing finds as anything, so that only a deny entry does.
UNKNOWN = ("Quillon Vask", "quillon-74-vask", "zq 74 quillon")


def stand_ins(entity: str, policy: Policy, suite: Suite | None) -> Iterator[str]:
    """Values that are found as a type: those of the policy's own recognizers and tests first."""
    for spec in policy.recognizers:
        if spec.entity_type == entity:
            yield from spec.terms
    for case in () if suite is None else suite.cases:
        for mark in case.marks:
            if mark.entity_type == entity:
                yield _named(case.text.plain[mark.start : mark.end])
    yield from STAND_INS.get(entity, ())


def texts(entity: str, own: str) -> Iterator[str]:
    """Texts with HOLE in them: the one that is known, then such as suit any value."""
    if own:
        yield own
    words = entity.lower().replace("_", " ")
    yield f"It says {HOLE} here."
    yield f"The {words} is {HOLE}."
    yield f"{words}: {HOLE}"
    yield HOLE


def _named(value: str) -> str:
    """A value with the made-up ones in it by their names."""
    for name in _longest_first(MADE):
        value = value.replace(made(name), f"{{{{made:{name}}}}}")
    return value


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: -len(made(name)))
