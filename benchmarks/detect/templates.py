"""Texts with slots, read from `templates/`, and how a slot is filled.

{{name}} {{given}} {{family}}      a person, and the parts of the same name; {{name2}}, ...
{{city}} {{org}} {{email}} {{phone}} {{date}}      other values, with their own labels
{{n}} {{time}} {{stamp}} {{product}}               no values
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.detect.cases import Case, Maker
from benchmarks.detect.name_lists import Person

FOLDER = Path(__file__).parent / "templates"
CASES: Mapping[str, Callable[[str], str]] = {"normal": str, "lower": str.lower, "upper": str.upper}

#: Kinds of text that stay as they are when people write in small or capital letters:
#: only the values in them follow.
MACHINE = frozenset({"log", "csv", "json", "comment", "with", "without"})

CITIES = (
    *("Lisbon", "Kraków", "Leeds", "Chicago", "Nairobi", "Osaka", "Hamburg", "Lyon", "Toronto"),
    *("Valencia", "Bologna", "Utrecht", "Porto", "Mumbai", "Lagos", "Lima", "Brisbane", "Dallas"),
    *("Bristol", "Glasgow", "Cologne", "Graz", "Ghent", "Malmö", "Tampere", "Izmir", "Cairo"),
    *("Portland", "Cardiff", "Busan", "Hanoi", "Cebu", "Bandung", "Accra", "Durban", "Auckland"),
)
ORGANIZATIONS = (
    *("Bluefin Logistics", "Harbour Mutual", "Quarry & Sons", "Tessellate Ltd", "Nordwind GmbH"),
    *("Papyrus Press", "Kestrel Airlines", "Greenlane Foods", "Oakmont Clinic", "Velora Bank"),
    *("Sunrise Textiles", "Copperline Energy", "Atelier Ponte", "Fjordtech AS", "Mirador SA"),
)
PRODUCTS = ("board", "calendar", "dashboard", "wiki", "shop", "portal", "mailbox")
MONTHS = (
    *("January", "February", "March", "April", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

_SLOT = re.compile(r"\{\{([a-z]+)(\d?)\}\}")
_PERSON = {"name": "full", "given": "given", "family": "family"}


@dataclass(frozen=True, slots=True)
class Template:
    """A text with slots, and what kind of text it is."""

    kind: str
    text: str

    @property
    def people(self) -> int:
        """How many different people it names."""
        found = {slot[2] or "1" for slot in _SLOT.finditer(self.text) if slot[1] in _PERSON}
        return max(map(int, found), default=0)


@cache
def read(name: str) -> tuple[Template, ...]:
    """The templates of a file in `templates/`, without its ending."""
    kind, found, lines = "", [], list[str]()

    def close() -> None:
        text = "\n".join(lines).strip("\n")
        lines.clear()
        if text:
            found.append(Template(kind, text))

    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            close()
            kind = line[3:]
        elif line == "--":
            close()
        elif kind:
            lines.append(line)
    close()
    return tuple(found)


def fill(
    template: Template,
    people: list[Person],
    rng: random.Random,
    letters: str = "normal",
    group: str = "",
) -> Case:
    """The template with its slots filled, in normal, `lower` or `upper` letters."""
    change = CASES[letters]
    change_text = str if template.kind in MACHINE else change
    maker = Maker()
    at = 0
    for slot in _SLOT.finditer(template.text):
        maker.say(change_text(template.text[at : slot.start()]))
        who = people[int(slot[2] or 1) - 1] if people else None
        value, label = _value(slot[1], who, rng)
        maker.value(change(value), label) if label else maker.say(change(value))
        at = slot.end()
    maker.say(change_text(template.text[at:]))
    return maker.case(group=group)


def _value(slot: str, who: Person | None, rng: random.Random) -> tuple[str, str]:
    """What stands in a slot, and its label; no label for what is no value."""
    if slot in _PERSON:
        if who is None:
            raise ValueError(f"no person for the slot {slot}")
        return who.named(_PERSON[slot]), "PERSON"
    if slot == "email":
        return _email(who, rng), "EMAIL_ADDRESS"
    return _OTHER[slot](rng)


def _email(who: Person | None, rng: random.Random) -> str:
    words = ascii_folded(f"{who.given}.{who.family}" if who else "info").lower()
    local = re.sub(r"[^a-z.]", "", words).strip(".") or "info"
    return f"{local}{rng.randrange(100)}@example.{rng.choice(('com', 'org', 'net'))}"


def _phone(rng: random.Random) -> str:
    """A number of the ranges that regulators keep for fiction (Ofcom; NANPA 555-01xx)."""
    if rng.random() < 0.5:
        return f"+44 20 7946 0{rng.randrange(1000):03}"
    return f"({rng.choice(('212', '312', '415', '617'))}) 555-01{rng.randrange(100):02}"


def _date(rng: random.Random) -> str:
    day, month, year = rng.randrange(1, 29), rng.choice(MONTHS), rng.randrange(2021, 2027)
    return rng.choice((f"{day} {month} {year}", f"{month} {day}", f"{year}-03-{day:02}"))


def _stamp(rng: random.Random) -> str:
    clock = f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    day = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return rng.choice((f"{day}T{clock}Z", f"{day} {clock},{rng.randrange(1000):03}"))


_OTHER: Mapping[str, Callable[[random.Random], tuple[str, str]]] = {
    "city": lambda rng: (rng.choice(CITIES), "LOCATION"),
    "org": lambda rng: (rng.choice(ORGANIZATIONS), "ORGANIZATION"),
    "phone": lambda rng: (_phone(rng), "PHONE_NUMBER"),
    "date": lambda rng: (_date(rng), "DATE_TIME"),
    "n": lambda rng: (str(rng.randrange(10, 90_000)), ""),
    "time": lambda rng: (f"{rng.randrange(24):02}:{rng.randrange(60):02}", ""),
    "stamp": lambda rng: (_stamp(rng), ""),
    "product": lambda rng: (rng.choice(PRODUCTS), ""),
}


#: Letters that are no base letter with a mark.
_FOLDS = str.maketrans(
    {
        **{
            "ø": "o",
            "Ø": "O",
            "ł": "l",
            "Ł": "L",
            "đ": "d",
            "Đ": "D",
            "ı": "i",
            "ð": "d",
            "Ð": "D",
        },
        **{"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "þ": "th", "Þ": "Th"},
    }
)


def ascii_folded(text: str) -> str:
    """The text as somebody types it without accents on the keyboard."""
    plain = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    return "".join(c for c in plain if not unicodedata.combining(c))
