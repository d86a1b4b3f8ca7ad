"""Tables of text places: path patterns with type discriminators, compiled to a trie.

A row is `(pattern, kind)`. Pattern grammar, from the root of the document:

    messages[].content[]{image_url|input_image}.image_url.url
    key        member of an object             *    any one member
    []         element of an array             **   default for all below (last step)
    {a|b}      the object's `type` is a or b (one unambiguous member called `type`)

Requests default to *scan*: a place that no row names is text. Rows are exceptions, so
a row that stops matching (a new field, a renamed key) means more masking, never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from penname.text.json_text import Leaf, LeafKind, Node


class Kind(Enum):
    """What stands at a place, and so what is done with it."""

    # Members are one of a kind; Enum would hash their names anew for every leaf.
    __hash__ = object.__hash__

    TEXT = "text"  # detect, mask, restore
    JSON = "json"  # a JSON document inside a string: walked like TREE
    TREE = "tree"  # free JSON value: strings, keys and numbers are all text
    IDENT = "ident"  # an identifier: left alone while it looks like one
    OPAQUE = "opaque"  # signed or encrypted by the provider: left alone while it has no blank
    SECRET = "secret"  # noqa: S105 - a credential that the provider itself must use: never touched
    BASE64 = "base64"  # binary data: left alone while it is base64 of no text type
    SCHEMA = "schema"  # JSON Schema: descriptions are text, structure is not
    CHOICE = "choice"  # an enum or const of a schema: masked only where a pattern proves a value
    LOGPROBS = "logprobs"  # per-token data: dropped when the text beside it changed
    OFFSET = "offset"  # a number: character offset into the answer's text, remapped
    DOCUMENT_OFFSET = "document_offset"  # a number: offset into a document of the request
    DOCUMENT = "document"  # text that citations index: its edits are kept
    TOKENS = "tokens"  # text, but never numbers: token ids are text in disguise
    DELTA = "delta"  # text that grows over a stream
    DELTA_JSON = "delta_json"  # a JSON text that grows over a stream: tool arguments


@dataclass(slots=True, eq=False)
class _Step:
    """A trie node."""

    members: dict[str, _Step] = field(default_factory=dict)
    types: dict[str, _Step] = field(default_factory=dict)
    kind: Kind | None = None
    deep: Kind | None = None


_GRAMMAR = re.compile(r"\{(?P<types>[^}]+)\}|(?P<item>\[\])|\.?(?P<key>[^.\[\]{}]+)")
_ITEM = "[]"
_ANY = "*"
_BELOW = "**"
_MAX_KEPT = 256
_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class State:
    """Where a node of a document stands in a table: the rows that may still match.

    `kind` is set once a row has matched the node itself: it governs everything below.
    `default` is what a `**` row gave to all places below that no other row names.
    `schema` says where inside a JSON Schema the node is. `below` and `kinds` remember
    what was worked out once for a member: documents of an API all look alike.
    """

    steps: tuple[_Step, ...]
    kind: Kind | None = None
    schema: str = ""
    default: Kind = Kind.TEXT
    below: dict[tuple[str, str | None], State] = field(default_factory=dict, compare=False)
    kinds: dict[str, Kind] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        return f"State({len(self.steps)} rows, {self.kind})"


class Table:
    """Compiled rows. `kind_of` and `enter` walk a document from its root."""

    def __init__(self, rows: Iterable[tuple[str, Kind]]) -> None:
        self._root = _Step()
        self._starts: dict[str | None, State] = {}
        for pattern, kind in rows:
            self._add(pattern, kind)

    def _add(self, pattern: str, kind: Kind) -> None:
        steps = [self._root]
        position = 0
        while position < len(pattern):
            match = _GRAMMAR.match(pattern, position)
            if match is None:
                raise ValueError(f"bad pattern {pattern!r} at {position}")
            position = match.end()
            if match["key"] == _BELOW:
                for step in steps:
                    step.deep = kind
                return
            steps = [branch for step in steps for branch in _branches(step, match)]
        for step in steps:
            step.kind = kind

    def start(self, root: Node) -> State:
        """The state of a document's root."""
        label = None if root.is_array else root.label("type")
        state = self._starts.get(label)
        if state is None:
            state = self._with_types((self._root,), root, Kind.TEXT)
            _keep(self._starts, label, state)
        return state

    def enter(self, state: State, node: Node) -> State:
        """The state of a node whose parent has `state`."""
        if state.kind is Kind.SCHEMA:
            return State((), Kind.SCHEMA, _schema_below(state.schema, node.key, node.parent))
        if state.kind is not None:
            return state
        if node.parent is not None and node.parent.is_repeated(node.key):
            return self._enter(state, node)
        place = _ITEM if node.parent is not None and node.parent.is_array else str(node.key)
        known = (place, None if node.is_array else node.label("type"))
        below = state.below.get(known)
        if below is None:
            below = self._enter(state, node)
            _keep(state.below, known, below)
        return below

    def _enter(self, state: State, node: Node) -> State:
        steps = _follow(state.steps, node.parent, node.key)
        kind = _kind(steps)
        if kind is None:
            return self._with_types(steps, node, state.default)
        # Rows for places inside say more than the row for the whole.
        if any(step.members for step in steps):
            return self._with_types(steps, node, kind)
        return State((), kind, "schema" if kind is Kind.SCHEMA else "")

    def kind_of(self, state: State, leaf: Leaf) -> Kind:
        """What a leaf is. TEXT when no row speaks of it."""
        if state.kind is Kind.SCHEMA:
            return _schema_leaf(state.schema, leaf)
        if state.kind is not None:
            return state.kind
        if leaf.kind is LeafKind.KEY:
            return Kind.TEXT
        if leaf.node.is_repeated(leaf.key):
            return _kind(_follow(state.steps, leaf.node, leaf.key)) or state.default
        place = _ITEM if leaf.node.is_array else str(leaf.key)
        kind = state.kinds.get(place)
        if kind is None:
            kind = _kind(_follow(state.steps, leaf.node, leaf.key)) or state.default
            _keep(state.kinds, place, kind)
        return kind

    @staticmethod
    def _with_types(steps: tuple[_Step, ...], node: Node, default: Kind) -> State:
        label = None if node.is_array else node.label("type")
        if label is not None:
            # A row for this type says more than a row for all types: it stands first.
            steps = (*(step.types[label] for step in steps if label in step.types), *steps)
        default = next((step.deep for step in steps if step.deep is not None), default)
        return State(steps, default=default)


def _keep(known: dict[_K, _V], key: _K, value: _V) -> None:
    """Remember, within bounds: clients choose the names of unknown members."""
    if len(known) < _MAX_KEPT:
        known[key] = value


def _branches(step: _Step, match: re.Match[str]) -> list[_Step]:
    if match["types"]:
        return [step.types.setdefault(name, _Step()) for name in match["types"].split("|")]
    name = _ITEM if match["item"] else match["key"]
    return [step.members.setdefault(name, _Step())]


def _follow(
    steps: tuple[_Step, ...], parent: Node | None, key: str | int | None
) -> tuple[_Step, ...]:
    if parent is not None and parent.is_array:
        return tuple(step.members[_ITEM] for step in steps if _ITEM in step.members)
    names = (str(key), _ANY)
    found = tuple(step.members[name] for step in steps for name in names if name in step.members)
    # A key that stands twice in its object is nobody's exception.
    if parent is not None and parent.is_repeated(key):
        return _strict(found)
    return found


def _strict(steps: tuple[_Step, ...]) -> tuple[_Step, ...]:
    """Of the rows for a repeated key those that forbid: they hold for each of the copies."""
    return tuple(_Step(deep=step.deep) for step in steps if step.deep is Kind.TOKENS)


def _kind(steps: tuple[_Step, ...]) -> Kind | None:
    return next((step.kind for step in steps if step.kind is not None), None)


# JSON Schema (2020-12 and OpenAPI): where descriptions stand, and where names do.
_SCHEMA_MAPS = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
)
_SCHEMA_FREE = frozenset({"default", "examples", "example"})
_SCHEMA_CHOICES = frozenset({"enum", "const"})
_SCHEMA_FIXED = frozenset(
    {"type", "format", "pattern", "required", "$ref", "$id", "$schema", "$anchor"}
    | {"$dynamicRef", "$dynamicAnchor", "contentEncoding", "contentMediaType", "$vocabulary"}
    | {"dependentRequired", "propertyOrdering", "discriminator"}
)


def _schema_below(place: str, key: str | int | None, parent: Node | None) -> str:
    """Where a container inside a schema stands: schema, names, free, choices or fixed."""
    if place in ("free", "fixed", "choices") or (parent is not None and parent.is_array):
        return place
    if place == "names":
        return "schema"
    if key in _SCHEMA_MAPS:
        return "names"
    if key in _SCHEMA_FREE:
        return "free"
    if key in _SCHEMA_CHOICES:
        return "choices"
    return "fixed" if key in _SCHEMA_FIXED else "schema"


def _schema_leaf(place: str, leaf: Leaf) -> Kind:
    if place == "free":
        return Kind.TREE
    if leaf.kind is LeafKind.KEY:
        return Kind.IDENT
    if leaf.kind is LeafKind.STRING and place == "choices":
        return Kind.CHOICE
    if place in ("fixed", "choices"):
        return Kind.SCHEMA
    # A name stands for a schema; a literal in its place is nothing that a schema needs.
    if place == "names" or leaf.key in _SCHEMA_FREE:
        return Kind.TREE
    if leaf.kind is LeafKind.STRING and leaf.key in _SCHEMA_CHOICES:
        return Kind.CHOICE
    if leaf.key in _SCHEMA_FIXED or leaf.kind is not LeafKind.STRING:
        return Kind.SCHEMA
    return Kind.TEXT


def states_of(table: Table, nodes: list[Node]) -> dict[int, State]:
    """The state of every node of a document, by `id(node)`; parents stand first."""
    states: dict[int, State] = {}
    for node in nodes:
        if node.parent is None:
            states[id(node)] = table.start(node)
        else:
            states[id(node)] = table.enter(states[id(node.parent)], node)
    return states
