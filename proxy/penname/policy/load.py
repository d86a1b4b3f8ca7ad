"""Policy files: YAML text to a Policy, or every error of the file with its place.

The only module that knows YAML. It reads the parser's events, not its objects,
because PyYAML's own construction keeps the last of two equal keys silently and
reads `no` as a boolean. Anchors, aliases, tags and merge keys are errors: a
reviewer must be able to read a policy line by line, and an alias bomb cannot
be built.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from penname.policy.grammar import read_policy
from penname.policy.model import Policy
from penname.policy.problems import Place, PolicyError, Problem
from penname.policy.readers import Context
from penname.policy.tree import Entry, Listing, Node, Scalar, Table

__all__ = ["Loaded", "PolicyError", "check_text", "default_policy_path", "load_policy", "load_text"]

MAX_BYTES = 1_048_576
_MAX_DEPTH = 32
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy, and remarks about keys that have no effect (`path:line: key: remark`)."""

    policy: Policy
    notes: tuple[str, ...]


def load_policy(path: Path) -> Policy:
    """The policy of a file. Raises PolicyError with every problem, also when it cannot be read."""
    return check_policy(path).policy


def check_policy(path: Path) -> Loaded:
    """Like load_policy, with the remarks that do not stop a policy. Raises PolicyError."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except OSError as error:
        problem = Problem(Place(1, 1), "", f"cannot be read: {error.strerror}")
        raise PolicyError(str(path), [problem]) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PolicyError(str(path), [Problem(Place(line, 1), "", "is not UTF-8")]) from error
    return check_text(text, str(path))


def load_text(text: str, path: str) -> Policy:
    """The policy of a text; `path` is only its name in errors. Raises PolicyError."""
    return check_text(text, path).policy


def check_text(text: str, path: str) -> Loaded:
    """Like load_text, with the remarks that do not stop a policy. Raises PolicyError."""
    lines = text.splitlines()
    context = Context()
    policy = None
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        context.error(Place(1, 1), f"is over {MAX_BYTES} bytes")
    else:
        root = _tree(text, context)
        if root is not None:
            policy = read_policy(root, path, context)
    if policy is None:
        raise PolicyError(path, context.problems, lines)
    notes = (f"{path}:{note.place.line}: {note.key_path}: {note.message}" for note in context.notes)
    return Loaded(policy, tuple(notes))


def default_policy_path() -> Path:
    """The policy that penname ships: inside the package, or the repository's own copy."""
    packaged = Path(str(importlib.resources.files("penname"))) / "policies" / "default.yaml"
    if packaged.is_file():
        return packaged
    return Path(__file__).resolve().parents[3] / "policies" / "default.yaml"


def _tree(text: str, context: Context) -> Node | None:
    """The only document of the text; None after a problem that stops all reading."""
    try:
        root = _Builder(yaml.parse(text, Loader=_Loader), context).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        context.error(place, f"is not YAML: {error.problem or error.context}")
        return None
    except yaml.YAMLError:
        context.error(Place(1, 1), "is not YAML: it has characters that YAML forbids")
        return None
    return root


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
