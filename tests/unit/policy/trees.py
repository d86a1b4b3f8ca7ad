"""The loader's tree from Python data, without YAML: what the tests of this room share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from penname.policy.declared import check_patterns
from penname.policy.layers import Layer, declared_in, part, read_layer, with_hasher
from penname.policy.model import Policy
from penname.policy.problems import Context, Place
from penname.policy.resolve import resolve
from penname.policy.tree import Entry, Listing, Node, Scalar, Table

PLACE = Place(1, 1)


def tree(value: Any) -> Node:
    """str: a quoted word; bool, number and date: a plain one; dict and list as they are.

    Every key and every item stands on a line of its own: 1, 2, 3 … in the order of the data.
    """
    return _node(value, itertools.count(1), PLACE)


def _node(value: Any, lines: Iterator[int], place: Place) -> Node:
    if isinstance(value, dict):
        entries = {}
        for key, inner in value.items():
            here = Place(next(lines), 1)
            entries[key] = Entry(here, _node(inner, lines, here))
        return Table(entries, place)
    if isinstance(value, list):
        return Listing(tuple(_node(item, lines, Place(next(lines), 1)) for item in value), place)
    if isinstance(value, str):
        return Scalar(value, False, place)
    return plain(value, place)


def plain(value: bool | float | dt.date | str, place: Place = PLACE) -> Scalar:
    """A word without quotes; for a str exactly this word."""
    return Scalar(str(value).lower() if isinstance(value, bool) else str(value), True, place)


def line_of(data: Any, *keys: str | int) -> int:
    """The line that a key or item of some data has in its tree."""
    node, place = tree(data), PLACE
    for key in keys:
        if isinstance(node, Listing):
            node = node.items[int(key)]
            place = node.place
        else:
            assert isinstance(node, Table)
            entry = node.entries[str(key)]
            node, place = entry.value, entry.place
    return place.line


def layers_of(context: Context, *files: tuple[str, Any]) -> list[Layer]:
    """The layers of (name, data) pairs, each laid over all before it; problems in the context."""
    trees = [(name, tree(data)) for name, data in files]
    declared = {name for _, root in trees for name in declared_in(root)}
    layers: list[Layer] = []
    for name, root in trees:
        above = [layer.file for layer in layers]
        layer = read_layer(root, context.beside(name, ()), declared, above)
        check_patterns(layer)
        for said in part(layer.values, "recognizers").values():
            if "terms_file" in said.value:
                text = said.value["terms_file"].value
                text.error("only a policy file can have a terms file, not a text")
        layers.append(with_hasher(layer, None))
    return layers


def resolved(
    *files: Any, today: dt.date | None = None, name: str = "p.yaml"
) -> tuple[Policy | None, Context]:
    """The policy of some data, and the context with its problems and warnings.

    Several: each is laid over those before it; they are named 0.yaml, 1.yaml …, the last `name`.
    """
    context = Context(name)
    names = [f"{number}.yaml" for number in range(len(files) - 1)] + [name]
    layers = layers_of(context, *zip(names, files, strict=True))
    policy = None if context.problems else resolve(layers, context, today)
    return policy, context


def policy_of(*files: Any, today: dt.date | None = None) -> Policy:
    """The policy of data that is a good policy."""
    policy, context = resolved(*files, today=today)
    assert context.problems == []
    assert policy is not None
    return policy
