"""Structured values: numbers of all kinds, dates, telephones, web addresses.

Shapes only: digits are random, and a card number never passes its check digit, so nothing
here is anybody's.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Mapping
from functools import cache

from penname.train.texts.sheets import sheet

#: What the characters of a shape stand for.
_SETS: Mapping[str, str] = {
    "#": string.digits,
    "%": "123456789",
    "@": "ABCDEFGHJKLMNPRSTUVWXYZ",
    "&": string.ascii_lowercase,
    "*": string.ascii_letters + string.digits,
    "^": "0123456789abcdef",
}


def shaped(shape: str, rng: random.Random) -> str:
    """`#` a digit, `%` a digit but 0, `@` a capital, `&` a small letter, `^` hexadecimal."""
    return "".join(rng.choice(_SETS[char]) if char in _SETS else char for char in shape)


@cache
def listed(name: str, part: str, otherwise: str = "") -> tuple[str, ...]:
    """A part of a list; another part of it where there is none."""
    parts = sheet("lists", name)
    return parts.get(part) or parts[otherwise]


def _card(rng: random.Random) -> str:
    """A card number with a wrong check digit."""
    digits = shaped(rng.choice(("4" + "#" * 15, "5" + "#" * 15, "37" + "#" * 13)), rng)
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    if (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0:
        digits = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    joint = rng.choice(("", " ", "-"))
    return joint.join(re.findall("..?.?.?", digits)) if joint else digits


def _money(rng: random.Random) -> str:
    amount = rng.choice((rng.randrange(5, 200), rng.randrange(100, 90000)))
    return rng.choice(listed("money_shape", "")).format(amount)


def _stamp(rng: random.Random) -> str:
    day = f"20{rng.randrange(15, 28)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    time = f"{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"
    part = f"{rng.randrange(1000):03d}"
    return rng.choice(
        (f"{day} {time}", f"{day}T{time}Z", f"{day}T{time}.{part}Z", f"{day} {time},{part}")
    )


def _clock(rng: random.Random) -> str:
    minutes = rng.choice((":30", ":15", ":00", "", ":45"))
    return f"{rng.randrange(1, 13)}{minutes}{rng.choice((' am', ' pm', 'am', 'pm', ' a.m.'))}"


def _year(rng: random.Random) -> str:
    return str(rng.choice((rng.randrange(1900, 2030), rng.randrange(1985, 2028))))


def _age(rng: random.Random) -> str:
    return str(rng.choice((rng.randrange(1, 100), rng.randrange(18, 90), rng.randrange(18, 70))))


def _between(lowest: int, highest: int) -> Callable[[random.Random], str]:
    return lambda rng: str(rng.randrange(lowest, highest))


def _number(name: str) -> Callable[[random.Random], str]:
    return lambda rng: shaped(rng.choice(listed("number", name)), rng)


#: Slot → label and maker. What has no label is no value of a person.
NUMBERS: Mapping[str, tuple[str, Callable[[random.Random], str]]] = {
    "account": ("BANK_ACCOUNT", _number("account")),
    "age": ("AGE", _age),
    "amount": ("", lambda rng: f"{rng.randrange(1, 5000)}.{rng.randrange(100):02d}"),
    "card": ("BANK_ACCOUNT", _card),
    "clock": ("", _clock),
    "hash": ("", _number("hash")),
    "iban": ("BANK_ACCOUNT", _number("iban")),
    "ip": ("", lambda rng: ".".join(str(rng.randrange(1, 255)) for _ in range(4))),
    "licence": ("DRIVERS_LICENSE", _number("licence")),
    "money": ("", _money),
    "mrn": ("MEDICAL_ID", _number("mrn")),
    "n": ("", _between(2, 13)),
    "national_id": ("GOVERNMENT_ID", _number("national_id")),
    "nn": ("", _between(13, 100)),
    "nnn": ("", _between(100, 1000)),
    "nnnn": ("", _between(1000, 10000)),
    "nnnnn": ("", _between(10000, 100000)),
    "order": ("", _number("order")),
    "passport": ("PASSPORT", _number("passport")),
    "pct": ("", lambda rng: f"{rng.randrange(1, 100)}%"),
    "plate": ("", _number("plate")),
    "routing": ("ROUTING_NUMBER", _number("routing")),
    "sku": ("", _number("sku")),
    "ssn": ("GOVERNMENT_ID", _number("ssn")),
    "stamp": ("", _stamp),
    "tax_id": ("TAX_ID", _number("tax_id")),
    "ticket": ("", _number("ticket")),
    "time": ("", lambda rng: f"{rng.randrange(24):02d}:{rng.randrange(60):02d}"),
    "uuid": ("", _number("uuid")),
    "version": ("", _number("version")),
    "year": ("DATE", _year),
}

_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}


def date(rng: random.Random, language: str, years: tuple[int, int] = (1995, 2028)) -> str:
    """A date as a language writes it, in words or numbers."""
    months = sheet("lists", "month")
    spelled = language in months and rng.random() < 0.55
    shapes = listed("date_spelled", language) if spelled else listed("date_numeric", language)
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(*years)
    name = months.get(language, months["en"])[month - 1]
    return rng.choice(shapes).format(
        d=day, t=_ORDINALS.get(day, "th"), n=month, m=name, a=name[:3], y=year, s=year % 100
    )


def birth_date(rng: random.Random, language: str) -> str:
    """A date of birth: always with its year."""
    while True:
        written = date(rng, language, (1930, 2018))
        if sum(char.isdigit() for char in written) >= 5:
            return written


def weekday(rng: random.Random, language: str) -> str:
    """A weekday, in English texts sometimes short."""
    day = rng.choice(listed("weekday", language, "en"))
    return day[:3] if language == "en" and rng.random() < 0.1 else day


def month(rng: random.Random, language: str) -> str:
    """A month."""
    return rng.choice(listed("month", language, "en"))


def phone(rng: random.Random, language: str) -> str:
    """A telephone number, mostly of countries that speak the language."""
    if rng.random() < 0.15:
        language = rng.choice(tuple(sheet("lists", "phone")))
    return shaped(rng.choice(listed("phone", language)), rng)


def site(rng: random.Random) -> str:
    """A web address."""
    words = listed("site", "word")
    word = rng.choice(words) + rng.choice(
        ("", "", "hub", "ly", "ify", "-online", "24", "zone", "lab")
    )
    return rng.choice(listed("site", "")).format(
        w=word, p=rng.choice(words), n=rng.randrange(10000), h=shaped("******", rng)
    )


def handle(rng: random.Random) -> str:
    """A user name that is nobody's real name."""
    words = listed("handle", "word")
    return rng.choice(listed("handle", "")).format(
        a=rng.choice(words), b=rng.choice(words), n=rng.randrange(1, 2012)
    )
