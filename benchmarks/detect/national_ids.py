"""National, tax, social security, health and company numbers in sentences, JSON and tables.

`cases` are valid numbers of every scheme in `numbers/national.txt`: next to a label in English or
in their language, under a key, in a column, and where the form is firm also without a word.
`broken` are the same with a wrong check digit. `look_alikes` are order ids, time stamps, barcodes
and tracking numbers. A number is valid when our check and, where it knows the scheme, python-stdnum
(an independent implementation; optional) say so. `group` is the scheme.
"""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from benchmarks.detect.cases import Case, Maker
from penname.policy.validators import VALIDATORS

_TABLE = Path(__file__).parent / "numbers" / "national.txt"
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLACES = re.compile(r"\{\w+\}|.")
_TRIES = 60_000

Check = Callable[[str], bool]

#: `{label}` and `{number}`; the language's own, and English.
FRAMES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "My {label} is {number}.",
        "{label}: {number}",
        "Please update the {label} to {number}, thank you.",
        "The customer gave {number} as {label}.",
        "Hi, I moved. {label} {number}, new address below.",
        "Could you check {label} {number} for me?",
        "- {label}: {number}\n- status: open",
    ),
    "de": ("Meine {label} lautet {number}.", "{label}: {number} (bitte prüfen)"),
    "fr": ("Mon {label} est le {number}.", "{label} : {number}, merci d'avance"),
    "es": ("Mi {label} es {number}.", "El cliente con {label} {number} no contesta."),
    "pt": ("O meu {label} é {number}.", "{label}: {number}, por favor confirme"),
    "it": ("Il mio {label} è {number}.", "{label}: {number}, grazie"),
    "nl": ("Mijn {label} is {number}.", "Klant met {label} {number} belt terug."),
    "pl": ("Mój {label} to {number}.", "Klient ({label} {number}) prosi o kontakt."),
    "sv": ("Mitt {label} är {number}.",),
    "da": ("Mit {label} er {number}.",),
    "nb": ("Mitt {label} er {number}.",),
    "fi": ("{label} on {number}.",),
    "cs": ("Moje {label} je {number}.",),
    "hu": ("A {label} {number}.",),
    "ro": ("{label} este {number}.",),
    "hr": ("Moj {label} je {number}.",),
    "sl": ("Moja {label} je {number}.",),
    "sr": ("Moj {label} je {number}.",),
    "ru": ("Мой {label}: {number}.", "{label} клиента {number}, проверьте"),
    "uk": ("Мій {label}: {number}.",),
    "bg": ("Моят {label} е {number}.",),
    "el": ("Ο {label} μου είναι {number}.",),
    "tr": ("{label} numaram {number}.",),
    "id": ("{label} saya {number}.",),
    "vi": ("{label} của tôi là {number}.",),
    "th": ("{label}ของฉันคือ {number}",),
    "zh": ("我的{label}是{number}。", "{label}：{number}"),
    "ja": ("私の{label}は{number}です。", "{label}：{number}"),
    "ko": ("제 {label}는 {number}입니다.",),
    "ar": ("{label} هو {number}",),
    "fa": ("{label} من {number} است",),
    "he": ("{label} שלי {number}",),
    "is": ("{label} mín er {number}.",),
    "ka": ("{label}: {number}",),
}
#: Without a word that says what the number is.
BARE_FRAMES = (
    "I wrote {number} on the form.",
    "{number}, see the attachment",
    "From Ann, {number}",
)


@dataclass(frozen=True, slots=True)
class Number:
    """One row of the table."""

    entity_type: str
    validator: str
    stdnum: str
    drawn: str
    printed: str
    firm: bool
    language: str
    labels: tuple[str, ...]
    checked: bool

    def draw(self, rng: random.Random) -> str:
        """A valid number, without separators but those that it always has. Raises ValueError."""
        for _ in range(_TRIES):
            value = drawn(self.drawn, rng)
            if self.is_valid(value):
                return value
        raise ValueError(f"no valid number of {self.entity_type}")

    def is_valid(self, value: str) -> bool:
        return (not self.validator or VALIDATORS[self.validator](value)) and self._agrees(value)

    def _agrees(self, value: str) -> bool:
        """What python-stdnum says, where it checks as much as we do."""
        other = _stdnum(self.stdnum) if self.stdnum else None
        return other is None or other(value)

    def print(self, value: str) -> str:
        """The number in its printed form."""
        characters = iter(value)
        form = self.printed or "#" * len(value)
        return "".join(next(characters) if sign == "#" else sign for sign in form)


@cache
def _stdnum(name: str) -> Check | None:
    if find_spec("stdnum") is None:
        return None
    check: Check = importlib.import_module(f"stdnum.{name}").is_valid
    return check


@cache
def numbers() -> tuple[Number, ...]:
    """The rows of the table."""
    lines = _TABLE.read_text("utf-8").splitlines()
    return tuple(_row(line) for line in lines if line.strip() and not line.startswith("#"))


def _row(line: str) -> Number:
    kind, validator, stdnum, draw, printed, language, labels = map(str.strip, line.split("|"))
    return Number(
        entity_type=kind.removesuffix("-"),
        validator=validator,
        stdnum=stdnum,
        drawn=draw,
        printed=printed.removesuffix("!"),
        firm=printed.endswith("!"),
        language=language,
        labels=tuple(label.strip() for label in labels.split(";")),
        checked=not kind.endswith("-"),
    )


def drawn(form: str, rng: random.Random) -> str:
    """A form with its places filled: `#` digits, `@` letters, `?` either, `{ymd}` dates."""
    day = date(1930, 1, 1) + timedelta(days=rng.randrange(34_000))
    dates = {"{ymd}": "%y%m%d", "{Ymd}": "%Y%m%d", "{dmy}": "%d%m%y", "{dmY}": "%d%m%Y"}
    dates["{dm}"] = "%d%m"
    kinds = {"#": _DIGITS, "@": _LETTERS, "?": _DIGITS + _LETTERS}
    parts = []
    for place in _PLACES.findall(form):
        if place in dates:
            parts.append(day.strftime(dates[place]))
        else:
            parts.append(rng.choice(kinds[place]) if place in kinds else place)
    return "".join(parts)


def cases(seed: int, count: int) -> Iterator[Case]:
    """Valid numbers, every scheme in turn."""
    rng = random.Random(seed)
    rows = numbers()
    for number in range(count):
        row = rows[number % len(rows)]
        yield _case(row, row.draw(rng), rng, row.entity_type)


def broken(seed: int, count: int) -> Iterator[Case]:
    """Numbers with one place changed so that no check holds; the type must not be found."""
    rng = random.Random(seed)
    rows = [row for row in numbers() if row.checked]
    for number in range(count):
        row = rows[number % len(rows)]
        yield _case(row, _spoilt(row, row.draw(rng), rng), rng, "")


def _spoilt(row: Number, value: str, rng: random.Random) -> str:
    """The number with another last digit or letter that neither check accepts; else another
    place of it."""
    places = [place for place, char in enumerate(value) if char.isalnum()]
    for place in (places[-1], *rng.sample(places, len(places))):
        kind = _DIGITS if value[place].isdigit() else _LETTERS
        for char in rng.sample(kind, len(kind)):
            other = value[:place] + char + value[place + 1 :]
            if not VALIDATORS[row.validator](other) and not _accepts(row, other):
                return other
    raise ValueError(f"every number is one of {row.entity_type}")


def _accepts(row: Number, value: str) -> bool:
    other = _stdnum(row.stdnum) if row.stdnum else None
    return other is not None and other(value)


def _case(row: Number, value: str, rng: random.Random, label: str) -> Case:
    """The number in one of its surroundings; without a `label` it must not be found."""
    ways: list[Callable[[Number, str, random.Random, Maker, str], None]]
    ways = [_english, _english, _native, _json, _table]
    if row.firm:
        ways.append(_alone)
    maker = Maker()
    rng.choice(ways)(row, value, rng, maker, label)
    return maker.case(row.entity_type, "" if label else row.entity_type)


def _english(row: Number, value: str, rng: random.Random, maker: Maker, label: str) -> None:
    _framed(rng.choice(FRAMES["en"]), rng.choice(row.labels), _form(row, value, rng), maker, label)


def _native(row: Number, value: str, rng: random.Random, maker: Maker, label: str) -> None:
    _framed(rng.choice(FRAMES[row.language]), row.labels[0], _form(row, value, rng), maker, label)


def _alone(row: Number, value: str, rng: random.Random, maker: Maker, label: str) -> None:
    _framed(rng.choice(BARE_FRAMES), "", row.print(value), maker, label)


def _form(row: Number, value: str, rng: random.Random) -> str:
    return row.print(value) if rng.random() < 0.5 else value


def _framed(frame: str, words: str, value: str, maker: Maker, label: str) -> None:
    before, _, behind = frame.replace("{label}", words).partition("{number}")
    _put(maker.say(before), value, label).say(behind)


def _put(maker: Maker, value: str, label: str) -> Maker:
    return maker.value(value, label) if label else maker.say(value)


def _key(row: Number, rng: random.Random) -> str:
    """A label as the name of a field: `tax_id`, `taxId`."""
    words = re.findall(r"\w+", rng.choice(row.labels).lower())
    camel = words[0] + "".join(map(str.title, words[1:]))
    return camel if words[0].isascii() and rng.random() < 0.5 else "_".join(words)


def _json(row: Number, value: str, rng: random.Random, maker: Maker, label: str) -> None:
    key = _key(row, rng)
    maker.say(f'{{"id": {rng.randrange(10**6)}, "{key}": "')
    _put(maker, _form(row, value, rng), label).say('", "active": true, "name": "x"}')


def _table(row: Number, value: str, rng: random.Random, maker: Maker, label: str) -> None:
    """The number in the last of some rows, far from the names of the columns."""
    sign = rng.choice(",;\t")
    maker.say(sign.join(("no", "team", _key(row, rng), "amount")) + "\n")
    for line in range(rng.randrange(8)):
        maker.say(sign.join((str(line), "blue", "n/a", f"{rng.random() * 100:.2f}")) + "\n")
    maker.say(f"9{sign}red{sign}")
    _put(maker, _form(row, value, rng), label).say(f"{sign}7.50\n")


def look_alikes(seed: int, count: int) -> Iterator[Case]:
    """Numbers that are nobody's: nothing must be found."""
    rng = random.Random(seed)
    for number in range(count):
        name, make = OTHERS[number % len(OTHERS)]
        frame = rng.choice(OTHER_FRAMES)
        yield Case(frame.replace("{}", make(rng)), group=f"none:{name}")


#: Where such numbers stand; no word is a label of any scheme.
OTHER_FRAMES = (
    *("Order {} has shipped.", "The tracking number is {} and it left yesterday.", "see ticket {}"),
    *("INFO request {} took 12 ms", '{"order_id": "{}", "count": 3}', "item {} (2 pieces)"),
    *("transaction {} was declined", "user {} logged in at 10:20", "invoice no. {} is due"),
    *("https://example.org/items/{}", "serial {}, model X", "batch {} done", "ref: {}"),
)


def _digits(rng: random.Random) -> str:
    size = rng.randrange(9, 15)
    return str(rng.randrange(10 ** (size - 1), 10**size))


def _barcode(rng: random.Random) -> str:
    digits = [*rng.choice(((9, 7, 8), (4, 0, 0), (5, 0, 0))), *rng.choices(range(10), k=9)]
    check = -sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10
    return "".join(map(str, (*digits, check)))


def _moment(rng: random.Random) -> datetime:
    return datetime(2015, 1, 1) + timedelta(seconds=rng.randrange(12 * 365 * 86_400))  # noqa: DTZ001


def _tracking(rng: random.Random) -> str:
    digits = f"{rng.randrange(10**12):012d}"
    groups = (digits, f"{digits[:4]} {digits[4:8]} {digits[8:]}", f"00340434{digits}")
    return rng.choice(groups)


def _hexadecimal(rng: random.Random) -> str:
    return "".join(rng.choices("0123456789abcdef", k=rng.choice((7, 8, 9, 12, 16, 32))))


def _part(rng: random.Random) -> str:
    letters = "".join(rng.choices(_LETTERS, k=rng.randrange(1, 4)))
    return f"{letters}{rng.choice(('', '-'))}{rng.randrange(10**5, 10**8)}"


OTHERS: tuple[tuple[str, Callable[[random.Random], str]], ...] = (
    ("digits", _digits),
    ("barcode", _barcode),
    ("milliseconds", lambda rng: str(int(_moment(rng).timestamp() * 1000))),
    ("time stamp", lambda rng: _moment(rng).strftime(rng.choice(("%Y%m%d%H%M%S", "%Y%m%d%H%M")))),
    ("tracking", _tracking),
    ("hexadecimal", _hexadecimal),
    ("part", _part),
    ("amount", lambda rng: f"{rng.randrange(1, 999)},{rng.randrange(1000):03d},000.00"),
)
