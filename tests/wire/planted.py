"""Made-up personal and secret values, built from a seed at run time.

No file of this repository holds one of them, and none belongs to anybody: phone
numbers come from ranges that regulators keep for fiction, mail goes to example.org.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, fields

_FIRST = ("Emily", "Robert", "Maria", "Daniel", "Laura", "Thomas")
_LAST = ("Carter", "Whitfield", "Hernandez", "Sullivan", "Lindqvist", "Marlowe")
_STREETS = ("Maple Street", "Cedar Avenue", "Willow Road", "Orchard Lane")


@dataclass(frozen=True, slots=True, repr=False)
class Planted:
    """One made-up person's values. Every one of them must stay away from an upstream."""

    person: str
    other_person: str
    foreign_person: str  # with characters outside ASCII
    email: str
    phone: str
    iban: str
    card: str
    ssn: str
    api_key: str
    ip: str
    street: str

    def __repr__(self) -> str:
        return "Planted(<values>)"

    def values(self) -> Iterator[tuple[str, str]]:
        """(kind, value) of each; identifiers also without their spaces and dashes."""
        for entry in fields(self):
            value = getattr(self, entry.name)
            yield entry.name, value
            compact = value.replace(" ", "").replace("-", "")
            if entry.name in ("phone", "iban", "card", "ssn") and compact != value:
                yield f"{entry.name} (compact)", compact


def plant(seed: int) -> Planted:
    """The values of a seed; equal seeds give equal values, in every process."""
    rng = random.Random(seed)
    first, other = rng.sample(_FIRST, 2)
    last, other_last = rng.sample(_LAST, 2)
    return Planted(
        person=f"{first} {last}",
        other_person=f"{other} {other_last}",
        foreign_person="J\u00f6rg M\u00fcller",
        email=f"{first}.{last}.{rng.randrange(1000, 9999)}@example.org".lower(),
        phone=f"+1 212-555-{rng.randrange(100, 200):04d}",
        iban=_iban("DE", "".join(rng.choices(string.digits, k=18))),
        card=_card("411111" + "".join(rng.choices(string.digits, k=9))),
        ssn=f"{rng.randrange(101, 665)}-{rng.randrange(11, 99)}-{rng.randrange(1001, 9999)}",
        api_key="sk-" + "".join(rng.choices(string.ascii_letters + string.digits, k=48)),
        ip=f"81.{rng.randrange(2, 250)}.{rng.randrange(2, 250)}.{rng.randrange(2, 250)}",
        street=f"{rng.randrange(11, 990)} {rng.choice(_STREETS)}",
    )


def _iban(country: str, account: str) -> str:
    """ISO 13616 with its check digits (ISO 7064 mod 97-10), in groups of four."""
    rearranged = account + country + "00"
    number = int("".join(str(int(char, 36)) for char in rearranged))
    whole = f"{country}{98 - number % 97:02d}{account}"
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def _card(digits: str) -> str:
    """A card number with its check digit (ISO/IEC 7812-1 annex B), in groups of four."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        doubled = int(char) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    whole = digits + str(-total % 10)
    return " ".join(whole[start : start + 4] for start in range(0, 16, 4))
