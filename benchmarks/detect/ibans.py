"""IBANs of all registered countries in sentences, JSON and tables; and such as are none.

`cases` has valid numbers, every country in turn, grouped as people group them, in capitals or
small letters. `broken` has the same with one place or the length wrong; `look_alikes` codes that
begin like an IBAN. Check digits are computed here, apart from the code that is measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks.detect.cases import Case, Maker
from penname.detect.ibans import STRUCTURES, places

LABEL = "IBAN_CODE"
COUNTRIES = tuple(sorted(STRUCTURES))
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRAWN = {"n": _DIGITS, "a": _LETTERS, "c": _DIGITS + _LETTERS}

#: `{}` is the number.
FRAMES = (
    *("IBAN: {}", "Please pay to {} by Friday.", "my account is {}, thanks", "{}", "({})"),
    *("Überweise bitte an {}!", "Mon IBAN est le {}.", "Mi cuenta: {}", "Il mio IBAN è {}"),
    *('{{"iban": "{}", "active": true}}', '{{"value":"{}"}}', "name;account\nAnn;{}\n", "- {}\n"),
    *(
        "| Ann | {} | EUR |",
        "iban={}&x=1",
        "ref AB12 {} 2 days ago",
        "from {} to nobody",
        "<b>{}</b>",
    ),
    *("invoice 2024-11 {} EUR 30.00", "Bankverbindung\n{}\nDanke", "IBAN {}\nBIC n/a", "**{}**"),
)


def drawn(country: str, rng: random.Random) -> str:
    """A valid IBAN without separators."""
    account = "".join(rng.choice(_DRAWN[place]) for place in places(STRUCTURES[country]))
    number = int("".join(str(int(char, 36)) for char in f"{account}{country}00"))
    return f"{country}{98 - number % 97:02d}{account}"


def printed(value: str, rng: random.Random) -> str:
    """The number as somebody may write it."""
    gap = rng.choice(("", "", " ", " ", " ", "-", "\u00a0"))
    value = value.lower() if rng.random() < 0.2 else value
    return gap.join(value[place : place + 4] for place in range(0, len(value), 4))


def cases(seed: int, count: int) -> Iterator[Case]:
    """Valid numbers, every country in turn."""
    rng = random.Random(seed)
    for number in range(count):
        country = COUNTRIES[number % len(COUNTRIES)]
        before, _, behind = rng.choice(FRAMES).format("\0").partition("\0")
        value = printed(drawn(country, rng), rng)
        yield Maker().say(before).value(value, LABEL).say(behind).case(country)


def broken(seed: int, count: int) -> Iterator[Case]:
    """Numbers that no bank would take: none may be found."""
    rng = random.Random(seed)
    for number in range(count):
        country = COUNTRIES[number % len(COUNTRIES)]
        value = rng.choice(_SPOILT)(drawn(country, rng), rng)
        yield Case(rng.choice(FRAMES).format(printed(value, rng)), group=country, never=LABEL)


def _other_place(value: str, rng: random.Random) -> str:
    """One place changed within its kind: MOD 97-10 sees every such change."""
    place = rng.randrange(4, len(value))
    kind = _DIGITS if value[place].isdigit() else _LETTERS
    return value[:place] + rng.choice(kind.replace(value[place], "")) + value[place + 1 :]


def _swapped(value: str, rng: random.Random) -> str:
    """Two different neighbours swapped."""
    unlike = [place for place in range(4, len(value) - 1) if value[place] != value[place + 1]]
    if not unlike:
        return _other_place(value, rng)
    place = rng.choice(unlike)
    return value[:place] + value[place + 1] + value[place] + value[place + 2 :]


def _other_check(value: str, rng: random.Random) -> str:
    """Other check digits, but not those that are as good (98 and 01, for one)."""
    check = int(value[2:4])
    others = [number for number in range(2, 99) if (number - check) % 97]
    return f"{value[:2]}{rng.choice(others):02d}{value[4:]}"


def _shorter(value: str, _: random.Random) -> str:
    return value[:-1]


def _longer(value: str, rng: random.Random) -> str:
    """One digit more, but not as a group of its own: that may be the next word."""
    return value + rng.choice(_DIGITS) if len(value) % 4 else value[:-1]


_SPOILT: tuple[Callable[[str, random.Random], str], ...] = (
    *(_other_place, _other_place, _swapped, _other_check, _shorter, _longer),
)

#: `#` a digit, `@` a letter: what begins with letters and digits too.
_OTHERS = (
    *(
        "@@## #### #### ####",
        "@@##@@##@@##@@##@@##",
        "@@##############",
        "@@##-####-####-####-####",
    ),
    *("DE## ####", "order @@########", "FR##########", "GB########", "@@##@@@@@@@@@@@@@@@@@@"),
)


def look_alikes(seed: int, count: int) -> Iterator[Case]:
    """Serial numbers and VAT ids: nothing is an IBAN."""
    rng = random.Random(seed)
    for number in range(count):
        form = _OTHERS[number % len(_OTHERS)]
        kinds = {"#": _DIGITS, "@": _LETTERS}
        value = "".join(rng.choice(kinds.get(char, char)) for char in form)
        if value[:2] in STRUCTURES and not form.startswith(("DE", "FR", "GB")):
            value = "QQ" + value[2:]
        yield Case(f"serial {value} of the lot", group=f"none:{form}", never=LABEL)
