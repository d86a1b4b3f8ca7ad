"""Tables and records with columns of many kinds, of which few are people.

`lists/field.txt` says what a field is called in which language, and `_FIELDS` what it holds.
Each table is drawn anew: columns in any order, a header or none, any mark between them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from penname.train.texts.grammar import Sequel, parse
from penname.train.texts.sheets import sheet

#: Field → what its values are, as templates; `A` is the person of the row.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "given": ("{A.given}",),
    "family": ("{A.family}",),
    "full": ("{A.full}", "{A.full}", "{A.listed}", "{A}", "{A.init}"),
    "person": ("{A.full}", "{A.given}", "{A.family}", "{A.init}"),
    "user": ("{A.user}",),
    "email": ("{A.email}",),
    "phone": ("{phone}",),
    "birth": ("{birth}",),
    "age": ("{age}",),
    "job": ("{job}",),
    "city": ("{city}",),
    "country": ("{country}",),
    "state": ("{state}",),
    "employer": ("{org}", "{org.company}"),
    "nationality": ("{nationality}",),
    "address": ("{street_line}",),
    "zip": ("{zip}",),
    "date": ("{date}",),
    "dept": ("{dept}",),
    "status": ("{status}",),
    "level": ("{level}",),
    "flag": ("{flag}",),
    "project": ("{var}", "{noun}", "{var}-{noun}", "{coined}", "{pkg}"),
    "goods": ("{noun}", "{noun.cap}", "{adj} {noun}", "{noun}"),
    "colour": ("{adj}", "{colour}"),
    "topic": ("{noun}", "{np}", "{noun.cap} {adj}"),
    "acronym": ("{acronym}",),
    "id": ("{nnn}", "{n}", "{nnnn}", "{order}", "{sku}"),
    "amount": ("{amount}", "{money}", "{nnn}"),
    "stamp": ("{stamp}", "{time}"),
    "sex": ("[M|F]", "[m|f]", "[male|female]", "[w|m|d]"),
    "lang": ("{lang_name}", "[en|de|fr|es|it|nl|pt]"),
    "version": ("{version}",),
}
_PEOPLE = ("given", "family", "full", "person")
_WAYS = (("given", "family"), ("family", "given"), ("full",), ("given",), ("person",), ("family",))
_SEPARATORS = (",", ",", ",", ", ", ";", ";", "\t", "\t", "|", " | ", "  ")
#: How a line of a record is written: what stands before, between, behind; and between lines.
_RECORDS = (
    *((("", ": ", "", "\n"),) * 5),
    *((("", " : ", "", "\n"), ("", " = ", "", "\n"), ("", "=", "", "\n"), ("", " | ", "", "\n"))),
    *((("- ", ": ", "", "\n"), ("  ", ": ", "", "\n"), ("", "=", "", " "), ("", ": ", "", ", "))),
    *((('"', '": "', '"', ", "), ('  "', '": "', '"', ",\n"), ('"', '": "', '"', ",\n"))),
    *((("", "\t", "", "\n"), ("**", ":** ", "", "\n"), ("| ", " | ", " |", "\n"))),
    *((("", ": '", "'", ", "), ("", ': "', '"', "\n"), ("", ":", "", "\n"), ("", ": ", "", " | "))),
    *((("<li>", ": ", "</li>", "\n"), ("* ", " – ", "", "\n"), ("", "\n", "", "\n"))),
)


@cache
def _titles(field: str) -> Mapping[str, tuple[str, ...]]:
    """Language → what a field is called: `de: Ort; Stadt` in the file, `id` for identifiers."""
    found: dict[str, tuple[str, ...]] = {}
    for line in sheet("lists", "field")[field]:
        language, _, names = line.partition(": ")
        found[language] = tuple(names.split("; "))
    return found


def title(rng: random.Random, field: str, language: str, *, identifier: bool) -> str:
    """What a field is called, mostly in the language of the text."""
    titles = _titles(field)
    if identifier and rng.random() < 0.6:
        return rng.choice(titles["id"])
    if language not in titles or rng.random() < 0.15:
        language = rng.choice(tuple(titles))
    name = rng.choice(titles[language])
    if identifier:
        return name.lower().replace(" ", "_")
    return name if rng.random() < 0.8 else rng.choice((name.lower(), name.upper()))


def _fields(rng: random.Random, form: str) -> list[str]:
    """Some fields in some order; name and family name stay side by side, mostly."""
    others = [field for field in _FIELDS if field not in _PEOPLE and field not in ("user", "email")]
    if form == "no":
        return rng.sample(others, rng.choice((2, 3, 3, 4, 5)))
    fields = rng.sample([*others, "user", "email"], rng.choice((1, 2, 2, 3, 4)))
    who = rng.choice(_WAYS)
    if rng.random() < 0.15:
        for field in who:
            fields.insert(rng.randrange(len(fields) + 1), field)
        return fields
    at = rng.choice((0, 0, 1, len(fields)))
    return [*fields[:at], *who, *fields[at:]]


def _value(rng: random.Random, field: str, letter: str) -> str:
    return rng.choice(_FIELDS[field]).replace("{A", "{" + letter)


def _row(values: Sequence[str], separator: str, quoted: bool) -> str:
    cells = [f'"{value}"' if quoted else value for value in values]
    return f"| {' | '.join(cells)} |" if separator == " | " else separator.join(cells)


def table(rng: random.Random, language: str, form: str = "") -> Sequel:
    """A table as a template; of the form `no`, without people."""
    fields = _fields(rng, form)
    separator = rng.choice(_SEPARATORS)
    quoted = separator in ",;" and rng.random() < 0.15
    lines: list[str] = []
    if rng.random() < 0.6:
        identifier = rng.random() < 0.6
        titles = [title(rng, field, language, identifier=identifier) for field in fields]
        lines.append(_row(titles, separator, quoted))
        if separator == " | ":
            lines.append("|" + "---|" * len(fields))
    people = "ABCDEFGH"[: rng.choice((1, 2, 2, 3, 3, 4, 6))]
    rows = ([_value(rng, field, letter) for field in fields] for letter in people)
    lines += [_row(row, separator, quoted) for row in rows]
    return parse("\n".join(lines))


def record(rng: random.Random, language: str, form: str = "") -> Sequel:
    """Fields of one thing or person, a line each, as a template."""
    before, between, after, joint = rng.choice(_RECORDS)
    identifier = rng.random() < (0.8 if '"' in between or "=" in between else 0.25)
    lines = [
        before
        + title(rng, field, language, identifier=identifier)
        + between
        + _value(rng, field, "A")
        + after
        for field in _fields(rng, form)
    ]
    sequel = parse(joint.join(lines))
    return ("{", *sequel, "}") if before.endswith('"') else sequel


#: Slots whose templates are made anew each time.
GROWN: Mapping[str, Callable[[random.Random, str, str], Sequel]] = {
    "table": table,
    "record": record,
}
