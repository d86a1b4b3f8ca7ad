"""Readers: small functions that turn one node into one value, collecting errors.

A reader takes (node, context) and returns the value, or None after it has put a
problem into the context. A file is read to its end, so all its errors show at
once. `Field` tables in `policy.grammar` are built from these.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.policy.problems import Place, Problem, did_you_mean
from penname.policy.tree import BOOLEANS, Listing, Node, Scalar, Table

NOT_YET = "not supported by this version yet"
_DURATION = re.compile(r"([0-9]{1,6})([smhd])\Z")
_SECONDS: Mapping[str, float] = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


@dataclass(frozen=True, slots=True)
class Context:
    """Where the reading stands: the key path, and the problems and notes of the whole file."""

    path: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def at(self, key: str) -> Context:
        return Context((*self.path, key), self.problems, self.notes)

    def error(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, ".".join(self.path), message, hint))

    def note(self, place: Place, message: str) -> None:
        self.notes.append(Problem(place, ".".join(self.path), message))


Reader = Callable[[Node, Context], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table: how to read it, and whether it must be there."""

    read: Reader
    required: bool = False


def text(node: Node, context: Context) -> str | None:
    """A non-empty string; numbers and booleans must be quoted to be one."""
    if not isinstance(node, Scalar):
        context.error(node.place, "must be text")
        return None
    if not node.is_text:
        context.error(node.place, f"{node.text!r} is not text (put it in quotes)")
        return None
    if not node.text:
        context.error(node.place, "must not be empty")
    return node.text or None


def boolean(node: Node, context: Context) -> bool | None:
    """`true` or `false`."""
    if isinstance(node, Scalar) and node.plain and node.text in BOOLEANS:
        return BOOLEANS[node.text]
    context.error(node.place, "must be true or false")
    return None


def number(low: float, high: float) -> Reader:
    """A number from `low` to `high`, both included."""

    def read(node: Node, context: Context) -> float | None:
        if isinstance(node, Scalar) and node.is_number:
            value = float(node.text.replace("_", ""))
            if low <= value <= high:
                return value
        context.error(node.place, f"must be a number from {low:g} to {high:g}")
        return None

    return read


def integer(low: int, high: int) -> Reader:
    """A whole number from `low` to `high`, both included; `8_388_608` may be written so."""

    def read(node: Node, context: Context) -> int | None:
        if isinstance(node, Scalar) and node.plain and re.fullmatch(r"[0-9][0-9_]*", node.text):
            value = int(node.text.replace("_", "")[:18])
            if low <= value <= high:
                return value
        context.error(node.place, f"must be a whole number from {low} to {high}")
        return None

    return read


def choice(known: Iterable[str], not_yet: Collection[str] = ()) -> Reader:
    """One of the known words; words of a later version get an error that says so."""
    words = tuple(known)

    def read(node: Node, context: Context) -> str | None:
        word = node.text if isinstance(node, Scalar) else ""
        if word in words:
            return word
        if word in not_yet:
            context.error(node.place, f"{word!r} is {NOT_YET}")
            return None
        hint = did_you_mean(word, words)
        context.error(node.place, f"{word!r} is not one of {', '.join(words)}", hint)
        return None

    return read


def listing(read_item: Reader, *, least: int = 0) -> Reader:
    """A list of at least `least` items, all read by the same reader."""

    def read(node: Node, context: Context) -> tuple[Any, ...] | None:
        if not isinstance(node, Listing):
            context.error(node.place, "must be a list")
            return None
        if len(node.items) < least:
            context.error(node.place, f"must have at least {least} item(s)")
            return None
        read_items = [read_item(item, context.at(str(i))) for i, item in enumerate(node.items)]
        return tuple(item for item in read_items if item is not None)

    return read


def whole_list(words: tuple[str, ...]) -> Reader:
    """Exactly these words, in any order: narrowing them is for a later version."""
    read_words = listing(choice(words))

    def read(node: Node, context: Context) -> tuple[str, ...] | None:
        values: tuple[str, ...] | None = read_words(node, context)
        if values is not None and isinstance(node, Listing) and len(values) == len(node.items):
            if set(values) == set(words):
                return words
            context.error(node.place, f"a part of [{', '.join(words)}] is {NOT_YET}: name them all")
        return None

    return read


def duration(longest_s: float) -> Reader:
    """`30m`, `24h`, `7d` as seconds, above 0 and up to `longest_s`."""

    def read(node: Node, context: Context) -> float | None:
        match = _DURATION.match(node.text) if isinstance(node, Scalar) else None
        if match is None:
            context.error(node.place, "must be a duration such as 30m, 24h or 7d")
            return None
        seconds = int(match[1]) * _SECONDS[match[2]]
        if 0 < seconds <= longest_s:
            return seconds
        context.error(node.place, f"must be above 0 and at most {longest_s / 86_400:g}d")
        return None

    return read


def date(node: Node, context: Context) -> dt.date | None:
    """A day as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(node.text if isinstance(node, Scalar) else "")
    except ValueError:
        context.error(node.place, "must be a date such as 2027-06-30")
        return None


def not_yet(node: Node, context: Context) -> None:
    """A key of the grammar that this version does not know how to obey."""
    context.error(node.place, NOT_YET)


def ignored(node: Node, context: Context) -> None:
    """A key that is accepted and has no effect yet."""
    context.note(node.place, "has no effect in this version")


def table(fields: Mapping[str, Field]) -> Reader:
    """A mapping with a fixed set of keys; the result maps the keys that were read to values."""

    def read(node: Node, context: Context) -> dict[str, Any] | None:
        if not isinstance(node, Table):
            context.error(node.place, "must be a mapping")
            return None
        values = {}
        for key, entry in node.entries.items():
            if key in fields:
                values[key] = fields[key].read(entry.value, context.at(key))
            else:
                hint = did_you_mean(key, fields)
                context.at(key).error(entry.place, f"unknown key {key!r}", hint)
        for key, known in fields.items():
            if known.required and key not in node.entries:
                context.at(key).error(node.place, f"missing key {key!r}")
        return {key: value for key, value in values.items() if value is not None}

    return read


def keyed(known: Collection[str], unknown: str, read_value: Reader) -> Reader:
    """A mapping whose keys are names from `known`; values become (place of the key, value).

    `unknown` is the message for any other name, with `{}` for the name.
    """

    def read(node: Node, context: Context) -> dict[str, tuple[Place, Any]] | None:
        if not isinstance(node, Table):
            context.error(node.place, "must be a mapping")
            return None
        values = {}
        for key, entry in node.entries.items():
            inner = context.at(key)
            if key not in known:
                inner.error(entry.place, unknown.format(repr(key)), did_you_mean(key, known))
                continue
            value = read_value(entry.value, inner)
            if value is not None:
                values[key] = (entry.place, value)
        return values

    return read


def placed(read_value: Reader) -> Reader:
    """The value together with the place where it starts."""

    def read(node: Node, context: Context) -> tuple[Place, Any] | None:
        value = read_value(node, context)
        return None if value is None else (node.place, value)

    return read
