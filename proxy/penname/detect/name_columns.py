"""Names of people in tables: the cells of a column whose head says so."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect import name_keys as keys
from penname.detect.columns import Table, Tables
from penname.detect.name_fields import Key, key_of
from penname.detect.name_shape import is_whole_name
from penname.detect.scan import Hit, Recipe
from penname.text.words import folded_words

_BESIDE = regex.compile(keys.BESIDE, regex.I)
_SCORE = 0.75


def column_names(text: str) -> Iterator[Hit]:
    """Names in the columns of first, last and whole names of a table."""
    if "\n" not in text:
        return
    tables = Tables(text)
    for table in tables:
        wanted = _columns(table) if table.is_plain else {}
        for number, start, end in tables.cells(table) if wanted else ():
            key = wanted.get(number)
            if key is not None and _is_name(text[start:end], key):
                yield start, end, _SCORE


def _columns(table: Table) -> dict[int, Key]:
    """Which columns hold names, by their number. "Name" does beside what only people have."""
    wanted: dict[int, Key] = {}
    people = any(_BESIDE.fullmatch(name) for name in table.names)
    for number, name in enumerate(table.names):
        key = key_of("".join(folded_words(name)))
        if key in (Key.PART, Key.WHOLE, Key.ROLE) or (key is Key.PLAIN and people):
            wanted[number] = key
    return wanted


def _is_name(cell: str, key: Key) -> bool:
    if key is Key.ROLE and " " not in cell:
        return False
    return is_whole_name(cell, small=key is not Key.ROLE and (key is Key.PART or " " in cell))


RECIPES = (Recipe("column-name", "PERSON", column_names),)
