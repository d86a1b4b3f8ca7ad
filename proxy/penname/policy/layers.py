"""What the files of one policy say, and how a file is laid over those that it extends.

A layer is one file as it was read: its keys with their places, no default filled in. Layers
are merged first and resolved afterwards. Merged the other way round, a child's threshold
would lose against a default that its parent never wrote.

Rules of merging

1. Mappings merge by key, at every depth; a later layer's value takes the place of an earlier one.
2. Lists of scopes, allow and deny entries and exceptions are put one after the other.
3. What names a file (`name`, `owner`, `revision` …) is not inherited.
4. Who says another `action` says its own `to`: the target of one action means nothing to another.
5. A line for a group of types is a line for each of them, before anything is merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from penname.policy.entities import ENTITY_TYPES
from penname.policy.grammar import tables
from penname.policy.groups import members_of
from penname.policy.hashed import Hashed, Hasher
from penname.policy.problems import Context
from penname.policy.readers import Said, listing, placed, said_table, text
from penname.policy.tree import Node, Table, entry_of

#: Keys → what is said for them. A value that is itself such a mapping merges by key.
Values = Mapping[str, Said]

OWN = frozenset(
    {"kind", "name", "title", "description", "owner", "revision", "status", "references", "extends"}
    | {"hash_key_file"}
)
_TARGETED = frozenset({"generalize", "route"})
_JOINED = frozenset({"scopes", "allow", "deny", "exceptions"})
_HASHED = ("allow", "deny")


@dataclass(frozen=True, slots=True)
class Layer:
    """One file as it was read. `above` are the files that it extends, directly or not.

    In `values` every entity type has a line of its own; `lines` are those of the file.
    """

    file: str
    values: Values = field(repr=False)
    above: frozenset[str] = frozenset()
    lines: Values = field(default_factory=dict, repr=False)


def extends_of(root: Node, context: Context) -> tuple[Said, ...]:
    """The names that a file extends, with their places; nothing where they cannot be read."""
    entry = entry_of(root, "extends")
    if entry is None:
        return ()
    names = listing(placed(text), most=16)(entry.value, context.at("extends"))
    return tuple(names or ())


def declared_in(root: Node) -> frozenset[str]:
    """The entity types that a file has recognizers for, well written or not."""
    entry = entry_of(root, "recognizers")
    if entry is None or not isinstance(entry.value, Table):
        return frozenset()
    return frozenset(entry.value.entries)


def read_layer(
    root: Node, context: Context, declared: Collection[str] = (), above: Iterable[str] = ()
) -> Layer:
    """What a file says; its problems are in the context. `declared`: the types that have a
    recognizer in any of the policy's files."""
    top = tables({**ENTITY_TYPES, **dict.fromkeys(sorted(declared), "")}).top
    values: dict[str, Said] = said_table(top)(root, context) or {}
    if isinstance(root, Table) and not {"entities", "extends"} & set(root.entries):
        context.at("entities").error(root.place, "missing key 'entities'")
    lines = part(values, "entities")
    if lines:
        values["entities"] = replace(values["entities"], value=expanded(lines))
    return Layer(context.file, values, frozenset(above), lines)


def expanded(lines: Values) -> dict[str, Said]:
    """Lines for types and groups as lines for types, each where its file has it.

    Nearest wins: of two lines that speak of one type, the one that speaks of fewer.
    """
    found: dict[str, Said] = {}
    for name in sorted(lines, key=lambda name: -len(members_of(name))):
        found = merge(found, dict.fromkeys(members_of(name), lines[name]))
    return found


def with_terms(layer: Layer, name: str, terms: Said) -> Layer:
    """The layer with the terms of a recognizer's terms file in place of the file's name."""
    said = layer.values["recognizers"]
    declared = said.value[name]
    inner = Said({"terms_file": terms}, declared.place, declared.context)
    over = {"recognizers": Said({name: inner}, said.place, said.context)}
    return replace(layer, values=merge(layer.values, over))


def with_hasher(layer: Layer, hasher: Hasher | None) -> Layer:
    """The layer with all its hashes ready. `hasher`: that of its key file. Hashes under another
    key are problems: they would find nothing, and nobody would see it."""
    values = dict(layer.values)
    for key in _HASHED:
        if key in values:
            said = values[key]
            entries = tuple(_ready(entry, hasher) for entry in said.value)
            values[key] = replace(said, value=entries)
    return replace(layer, values=values)


def _ready(entry: Said, hasher: Hasher | None) -> Said:
    said = entry.value.get("hashed")
    if said is None:
        return entry
    found = frozenset(_with_secret(one, hasher) for one in said.value)
    return replace(entry, value={**entry.value, "hashed": replace(said, value=found)})


def _with_secret(one: Said, hasher: Hasher | None) -> Hashed:
    hashed: Hashed = one.value
    if hashed.hasher.is_ready:
        return hashed
    if hasher is None:
        one.error("is under a key: say in hash_key_file where it is")
    elif hasher.mark != hashed.hasher.mark:
        one.error("is under another key than the one in hash_key_file")
    else:
        return replace(hashed, hasher=hasher)
    return hashed


def merge(base: Values, over: Values) -> dict[str, Said]:
    """Two mappings as one, by the rules above."""
    merged = dict(base)
    if "action" in over and "to" not in over and _retargets(base.get("action"), over["action"]):
        merged.pop("to", None)
    for key, said in over.items():
        merged[key] = _merged(merged[key], said) if key in merged else said
    return merged


def _retargets(before: Said | None, after: Said) -> bool:
    """Whether another action takes over from, or as, one that has a target."""
    was = None if before is None else before.value
    return was != after.value and bool({was, after.value} & _TARGETED)


def _merged(base: Said, over: Said) -> Said:
    if isinstance(base.value, Mapping) and isinstance(over.value, Mapping):
        return Said(merge(base.value, over.value), over.place, over.context)
    return over


def merged_layers(layers: Iterable[Layer]) -> dict[str, Said]:
    """All layers as one, the first at the bottom; only the last one's own keys are in it."""
    values: dict[str, Said] = {}
    for layer in layers:
        base = {key: said for key, said in values.items() if key not in OWN}
        over = dict(layer.values)
        for key in _JOINED & set(base) & set(over):
            joined = (*base[key].value, *over[key].value)
            over[key] = Said(joined, over[key].place, over[key].context)
        values = merge(base, over)
    return values


def part(values: Values, key: str) -> Values:
    """The mapping under a key; an empty one where nothing is said."""
    said = values.get(key)
    return {} if said is None else said.value


def word(values: Values, key: str, default: Any = None) -> Any:
    """The value of a key without its place."""
    said = values.get(key)
    return default if said is None else said.value
