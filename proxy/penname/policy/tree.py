"""YAML text to a tree that knows the place of every word; strict, so that a file can be reviewed.

The only module that knows YAML. It reads the parser's events, not its objects,
because PyYAML's own construction keeps the last of two equal keys silently and
reads `no` as a boolean. Anchors, aliases, tags and merge keys are errors: a
reviewer must be able to read a policy line by line, and an alias bomb cannot
be built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from penname.policy.problems import Context, Place

_MAX_DEPTH = 32
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

#: YAML 1.2 booleans only: `no`, `off` and `yes` stay the strings that they look like.
BOOLEANS: Mapping[str, bool] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word. `plain` is whether it stood without quotes."""

    text: str = field(repr=False)
    plain: bool
    place: Place

    @property
    def is_text(self) -> bool:
        """Whether YAML 1.2 reads it as a string."""
        if not self.plain:
            return True
        return not (self.text in _NULLS or self.text in BOOLEANS or _NUMBER.match(self.text))

    @property
    def is_number(self) -> bool:
        return self.plain and _NUMBER.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping: where the key stands, and its value."""

    place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; keys are unique."""

    entries: Mapping[str, Entry]
    place: Place


Node = Scalar | Listing | Table


def entry_of(root: Node, key: str) -> Entry | None:
    """What a mapping says for a key; None where it says nothing, or is no mapping."""
    return root.entries.get(key) if isinstance(root, Table) else None


def kind_of(root: Node) -> str:
    """What a file says that it is; empty when it does not say so in one word."""
    entry = entry_of(root, "kind")
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""


def parse(text: str, context: Context) -> Node | None:
    """The only document of a YAML text; None after a problem that stops all reading.

    Problems that do not stop it (a duplicate key, an anchor …) are in the context as well.
    """
    try:
        return _Builder(yaml.parse(text, Loader=_Loader), context).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        context.error(place, f"is not YAML: {error.problem or error.context}")
    except yaml.YAMLError:
        context.error(Place(1, 1), "is not YAML: it has characters that YAML forbids")
    return None


class _Builder:
    """Events to nodes. Goes on after a problem, so that one run shows them all."""

    def __init__(self, events: Iterator[Any], context: Context) -> None:
        self._events = events
        self._problems = context

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._problems.error(_place(event), "has more than one document")
                    return None
                root = self._node(next(self._events), self._problems, 0)
        if root is None:
            self._problems.error(Place(1, 1), "is empty")
        return root

    def _node(self, event: Any, context: Context, depth: int) -> Node:
        place = _place(event)
        if depth > _MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            context.error(place, f"aliases (*{event.anchor}) are not allowed: write the value out")
            return Scalar("", True, place)
        self._check_plain_subset(event, context)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(place, context, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(place, context, depth)
        return Scalar(event.value, event.style is None or event.style == "", place)

    def _check_plain_subset(self, event: Any, context: Context) -> None:
        if event.anchor is not None:
            context.error(_place(event), f"anchors (&{event.anchor}) are not allowed")
        if event.tag is not None:
            context.error(_place(event), f"tags ({event.tag}) are not allowed")

    def _listing(self, place: Place, context: Context, depth: int) -> Listing:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, context.at(str(len(items))), depth + 1))
        return Listing(tuple(items), place)

    def _table(self, place: Place, context: Context, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, context, depth + 1)
            name = key.text if isinstance(key, Scalar) else ""
            inner = context.at(name)
            value = self._node(next(self._events), inner, depth + 1)
            if not isinstance(key, Scalar):
                context.error(key.place, "a key must be one word")
            elif key.plain and name == "<<":
                context.error(key.place, "merge keys (<<) are not allowed")
            elif name in entries:
                first = entries[name].place.line
                inner.error(key.place, f"duplicate key {name!r} (first on line {first})")
            else:
                entries[name] = Entry(key.place, value)
        return Table(entries, place)


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
