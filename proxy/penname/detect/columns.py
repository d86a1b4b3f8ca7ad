"""Columns of tables in a text: which words stand at the head of the column that a value is in.

A table is a line of short cells and the lines behind it with as many cells: CSV with commas,
semicolons or tabs, or a Markdown table. Without this the only words near a value in the
hundredth row are those of other values.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

#: The signs between cells, the rarest in prose first.
_SIGNS = "\t|;,"
_LONGEST_LINE = 4_000  # characters: longer lines are no rows of a table that people keep
_LONGEST_NAME = 60  # characters in the name of a column
_LONGEST_TABLE = 200_000  # lines
#: Around the value of a cell.
_PADDING = " \t\r\n\"'*`"


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of a table lie (its head does not count), and its columns' names."""

    start: int
    end: int
    sign: str
    names: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the head is made of names, and no line of a program."""
        return not any(sign in name for name in self.names for sign in "(){}=<>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a table: the begin of its row, and the name of its column."""

    row: int
    name: str


class Tables:
    """The tables of one text, found once; asked for each value."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tables = _tables(text) if "\n" in text else []
        self._starts = [table.start for table in self._tables]

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables)

    def cells(self, table: Table) -> Iterator[tuple[int, int, int]]:
        """(number of the column, start, end) of each cell of a table, without blanks and quotes."""
        start = table.start
        for line in self._text[table.start : table.end].splitlines(keepends=True):
            at = start
            for number, cell in enumerate(_split(line, table.sign)):
                bare = cell.strip(_PADDING)
                left = at + cell.find(bare)
                yield number, left, left + len(bare)
                at += len(cell) + 1
            start += len(line)

    def place(self, at: int) -> Place | None:
        """Where the value that begins at an offset stands, if in a table."""
        number = bisect_right(self._starts, at) - 1
        if number < 0 or at >= self._tables[number].end:
            return None
        table = self._tables[number]
        row = self._text.rfind("\n", table.start - 1, at) + 1
        column = _cells(self._text[row:at], table.sign)
        return Place(row, table.names[column] if column < len(table.names) else "")


def _tables(text: str) -> list[Table]:
    tables: list[Table] = []
    lines = text.splitlines(keepends=True)[:_LONGEST_TABLE]
    at = number = 0
    while number + 1 < len(lines):
        line, number = lines[number], number + 1
        at += len(line)
        sign = _head(line, lines[number])
        if not sign:
            continue
        begin, cells = at, line.count(sign) + 1
        while number < len(lines) and _is_row(lines[number], sign, cells):
            at += len(lines[number])
            number += 1
        tables.append(Table(begin, at, sign, _names(line, sign)))
    return tables


def _head(line: str, following: str) -> str:
    """The sign between the cells of a line, if it can be the head of a table whose first row
    follows; else nothing. Most lines have no sign, or none as often as the next line."""
    sign = next((sign for sign in _SIGNS if sign in line), "")
    if not sign or len(line) > _LONGEST_LINE or not line.strip():
        return ""
    if not _is_row(following, sign, line.count(sign) + 1):
        return ""
    names = _names(line, sign)
    short = all(len(name) <= _LONGEST_NAME for name in names)
    return sign if short and any(names) and not _has_values(names) else ""


def _has_values(names: tuple[str, ...]) -> bool:
    """Whether a cell holds a number of its own: then the line is a row itself."""
    return any(sum(char.isdigit() for char in name) > 3 for name in names)


def _is_row(line: str, sign: str, cells: int) -> bool:
    return len(line) <= _LONGEST_LINE and sign in line and _cells(line, sign) + 1 == cells


def _cells(text: str, sign: str) -> int:
    """How many signs stand in a text outside of quotes."""
    if '"' not in text:
        return text.count(sign)
    return sum(part.count(sign) for part in text.split('"')[::2])


def _split(line: str, sign: str) -> list[str]:
    """The cells of a row, as they stand; a sign between quotes is a part of its cell."""
    if '"' not in line:
        return line.split(sign)
    cells = [""]
    for number, part in enumerate(line.split('"')):
        quoted = number % 2 == 1
        first, *others = [part] if quoted else part.split(sign)
        cells[-1] += ('"' if number else "") + first
        cells.extend(others)
    return cells


def _names(line: str, sign: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'`*") for name in line.rstrip("\r\n").split(sign))
