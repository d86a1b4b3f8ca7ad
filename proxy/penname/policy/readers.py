"""Readers: each turns one node into one value, collects errors, and knows its JSON Schema.

A reader takes (node, context) and returns the value, or None after it has put a
problem into the context. A file is read to its end, so all its errors show at
once. `Field` tables such as those of `policy.grammar` are built from these, and
so are the schemas that editors use: both come from one place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.policy.problems import Context as Context
from penname.policy.problems import Place, did_you_mean
from penname.policy.tree import BOOLEANS, Listing, Node, Scalar, Table

NOT_YET = "not supported by this version yet"
#: Values longer than this are cut in a message.
_LONGEST_QUOTE = 60
_DURATION = re.compile(r"([0-9]{1,6})([smhdwy])\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
DAY_S = 86_400.0
_SECONDS: Mapping[str, float] = {
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
    "d": DAY_S,
    "w": 7 * DAY_S,
    "y": 365 * DAY_S,
}

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one node is read. `schema` is the JSON Schema of what it accepts."""

    read: Callable[[Node, Context], Any]
    schema: Schema = field(default_factory=dict)

    def __call__(self, node: Node, context: Context) -> Any:
        return self.read(node, context)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: how to read it, whether it must be there, and what it is for."""

    read: Reader
    required: bool = False
    doc: str = ""

    @property
    def schema(self) -> Schema:
        described = {"description": self.doc} if self.doc else {}
        return {**described, **self.read.schema}


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the place where a file says it: where its key stands."""

    value: Any = field(repr=False)
    place: Place
    context: Context = field(repr=False, compare=False)

    @property
    def where(self) -> str:
        """`file:line`."""
        return f"{self.context.file}:{self.place.line}"

    def error(self, message: str, hint: str = "") -> None:
        self.context.error(self.place, message, hint)

    def warn(self, message: str, hint: str = "") -> None:
        self.context.warn(self.place, message, hint)


def quoted(word: str) -> str:
    """A word of a file in a message: cut when it is long, control characters escaped."""
    return repr(word if len(word) <= _LONGEST_QUOTE else word[:_LONGEST_QUOTE] + "…")


def _text(node: Node, context: Context) -> str | None:
    if not isinstance(node, Scalar):
        context.error(node.place, "must be text")
        return None
    if not node.is_text:
        context.error(node.place, f"{quoted(node.text)} is not text (put it in quotes)")
        return None
    if not node.text:
        context.error(node.place, "must not be empty")
    elif not _is_utf8(node.text):
        context.error(node.place, "has half a character (a lone surrogate)")
        return None
    return node.text or None


def _is_utf8(word: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in word)


def _value(node: Node, context: Context) -> str | None:
    if isinstance(node, Scalar) and not node.is_text:
        context.error(node.place, "is not text (put it in quotes)")
        return None
    return _text(node, context)


_TEXT: Schema = {"type": "string", "minLength": 1}

#: A non-empty string; numbers and booleans must be quoted to be one.
text = Reader(_text, _TEXT)

#: The same for what may be somebody's data: no message repeats it, because messages are logged.
value_text = Reader(_value, _TEXT)


_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}\Z")


def _label(node: Node, context: Context) -> str | None:
    word: str | None = _text(node, context)
    if word is None or _LABEL.match(word):
        return word
    context.error(
        node.place, "must be at most 64 letters, digits, '.', '_', '+', '-', the first no mark"
    )
    return None


#: A name that goes into headers, log lines and keys of caches: one short word of ASCII.
label = Reader(_label, {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$"})


def _boolean(node: Node, context: Context) -> bool | None:
    if isinstance(node, Scalar) and node.plain and node.text in BOOLEANS:
        return BOOLEANS[node.text]
    context.error(node.place, "must be true or false")
    return None


#: `true` or `false`.
boolean = Reader(_boolean, {"type": "boolean"})


def number(low: float, high: float) -> Reader:
    """A number from `low` to `high`, both included."""

    def read(node: Node, context: Context) -> float | None:
        if isinstance(node, Scalar) and node.is_number:
            value = float(node.text.replace("_", ""))
            if low <= value <= high:
                return value + 0.0  # -0 is 0
        context.error(node.place, f"must be a number from {low:g} to {high:g}")
        return None

    return Reader(read, {"type": "number", "minimum": low, "maximum": high})


def integer(low: int, high: int) -> Reader:
    """A whole number from `low` to `high`, both included; `8_388_608` may be written so."""

    def read(node: Node, context: Context) -> int | None:
        if isinstance(node, Scalar) and node.plain and re.fullmatch(r"[0-9][0-9_]*", node.text):
            digits = node.text.replace("_", "").lstrip("0") or "0"
            if len(digits) <= 18 and low <= int(digits) <= high:
                return int(digits)
        context.error(node.place, f"must be a whole number from {low} to {high}")
        return None

    return Reader(read, {"type": "integer", "minimum": low, "maximum": high})


def choice(known: Iterable[str], refused: Mapping[str, str] | Collection[str] = ()) -> Reader:
    """One of the known words. `refused` words get an error that says why (or `not yet`)."""
    words = tuple(known)
    reasons = refused if isinstance(refused, Mapping) else dict.fromkeys(refused, NOT_YET)

    def read(node: Node, context: Context) -> str | None:
        word = node.text if isinstance(node, Scalar) else ""
        if word in words:
            return word
        if word in reasons:
            context.error(node.place, f"{word!r} is {reasons[word]}")
            return None
        hint = did_you_mean(word, words)
        context.error(node.place, f"{quoted(word)} is not one of {', '.join(words)}", hint)
        return None

    return Reader(read, {"enum": list(words)})


def listing(read_item: Reader, *, least: int = 0, most: int = 10_000) -> Reader:
    """A list of `least` to `most` items, all read by the same reader."""

    def read(node: Node, context: Context) -> tuple[Any, ...] | None:
        if not isinstance(node, Listing):
            context.error(node.place, "must be a list")
            return None
        if len(node.items) < least:
            context.error(node.place, f"must have at least {least} item(s)")
            return None
        if len(node.items) > most:
            context.error(node.place, f"must have at most {most} items")
            return None
        read_items = [read_item(item, context.at(str(i))) for i, item in enumerate(node.items)]
        return tuple(item for item in read_items if item is not None)

    bounds = {"minItems": least} if least else {}
    return Reader(read, {"type": "array", "items": read_item.schema, **bounds})


def one_or_more(read_item: Reader) -> Reader:
    """One item, or a list of at least one."""
    several = listing(read_item, least=1)

    def read(node: Node, context: Context) -> tuple[Any, ...] | None:
        if isinstance(node, Listing):
            items: tuple[Any, ...] | None = several(node, context)
            return items
        item = read_item(node, context)
        return None if item is None else (item,)

    return Reader(read, {"anyOf": [read_item.schema, several.schema]})


def duration(longest_s: float) -> Reader:
    """`30m`, `24h`, `7d`, `2w`, `6y` (365 days each) as seconds, above 0, up to `longest_s`."""

    def read(node: Node, context: Context) -> float | None:
        match = _DURATION.match(node.text) if isinstance(node, Scalar) else None
        if match is None:
            context.error(node.place, "must be a duration such as 30m, 24h or 7d")
            return None
        seconds = int(match[1]) * _SECONDS[match[2]]
        if 0 < seconds <= longest_s:
            return seconds
        context.error(node.place, f"must be above 0 and at most {longest_s / DAY_S:g}d")
        return None

    return Reader(read, {"type": "string", "pattern": "^[0-9]{1,6}[smhdwy]$"})


def _date(node: Node, context: Context) -> dt.date | None:
    word = node.text if isinstance(node, Scalar) else ""
    try:
        # fromisoformat alone takes 20270630 and 2027-W26-3 as well
        return dt.date.fromisoformat(word if _DATE.match(word) else "")
    except ValueError:
        context.error(node.place, "must be a date such as 2027-06-30")
        return None


#: A day as YYYY-MM-DD.
date = Reader(
    _date, {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
)


def _not_yet(node: Node, context: Context) -> None:
    context.error(node.place, NOT_YET)


#: A key of the grammar that this version does not know how to obey.
not_yet = Reader(_not_yet, {"not": {}})


def _read_table(
    fields: Mapping[str, Field], node: Node, context: Context
) -> dict[str, Said] | None:
    """What a mapping with a fixed set of keys says, each value with the place of its key."""
    if not isinstance(node, Table):
        context.error(node.place, "must be a mapping")
        return None
    values = {}
    for key, entry in node.entries.items():
        inner = context.at(key)
        if key in fields:
            value = fields[key].read(entry.value, inner)
            if value is not None:
                values[key] = Said(value, entry.place, inner)
        else:
            inner.error(entry.place, f"unknown key {quoted(key)}", did_you_mean(key, fields))
    for key, known in fields.items():
        if known.required and key not in node.entries:
            context.at(key).error(node.place, f"missing key {key!r}")
    return values


def table_schema(fields: Mapping[str, Field]) -> Schema:
    """The JSON Schema of a mapping with a fixed set of keys."""
    required = [key for key, known in fields.items() if known.required]
    return {
        "type": "object",
        "properties": {key: known.schema for key, known in fields.items()},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def table(fields: Mapping[str, Field]) -> Reader:
    """A mapping with a fixed set of keys; the result maps the keys that were read to values."""

    def read(node: Node, context: Context) -> dict[str, Any] | None:
        said = _read_table(fields, node, context)
        return None if said is None else {key: each.value for key, each in said.items()}

    return Reader(read, table_schema(fields))


def said_table(fields: Mapping[str, Field]) -> Reader:
    """Like `table`, but each value is a Said: it knows where its key stands."""

    def read(node: Node, context: Context) -> dict[str, Said] | None:
        return _read_table(fields, node, context)

    return Reader(read, table_schema(fields))


def keyed(read_key: Reader, read_value: Reader) -> Reader:
    """A mapping whose keys are names; values become Said, with the place of the key.

    `read_key` judges the key itself (a Scalar at its place); nothing is read under a bad one.
    """

    def read(node: Node, context: Context) -> dict[str, Said] | None:
        if not isinstance(node, Table):
            context.error(node.place, "must be a mapping")
            return None
        values = {}
        for key, entry in node.entries.items():
            inner = context.at(key)
            if read_key(Scalar(key, False, entry.place), inner) is None:
                continue
            value = read_value(entry.value, inner)
            if value is not None:
                values[key] = Said(value, entry.place, inner)
        return values

    schema = {
        "type": "object",
        "propertyNames": read_key.schema,
        "additionalProperties": read_value.schema,
    }
    return Reader(read, schema)


def name_of(known: Collection[str], unknown: str) -> Reader:
    """A word out of `known`. `unknown` is the message for any other, with `{}` for the word."""

    def read(node: Node, context: Context) -> str | None:
        word = node.text if isinstance(node, Scalar) else ""
        if word in known:
            return word
        context.error(node.place, unknown.format(quoted(word)), did_you_mean(word, known))
        return None

    return Reader(read, {"enum": list(known)})


def placed(read_value: Reader) -> Reader:
    """The value as Said, with the place where it starts."""

    def read(node: Node, context: Context) -> Said | None:
        value = read_value(node, context)
        return None if value is None else Said(value, node.place, context)

    return Reader(read, read_value.schema)
