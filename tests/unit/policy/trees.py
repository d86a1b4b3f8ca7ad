"""The loader's tree from Python data, without YAML: what the tests of this room share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from penname.policy.problems import Place
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
