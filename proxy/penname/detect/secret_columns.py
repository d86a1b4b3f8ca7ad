"""Secrets in tables: columns of CSV, TSV and Markdown whose head says password, token or key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.scan import Hit
from penname.detect.secret_names import Place, Promise, promise_of, words_of_name
from penname.detect.secret_values import looks_chosen, looks_random

_SCORE = 0.75
_ROWS = 500  # rows below a head that are read
_CELLS = 60
_PADDING = " \t\r\"'`*"
_LONGEST_HEAD = 1000
_DASHES = regex.compile(r"[-|:+= \t]+")
_DELIMITERS = "|\t,;"
_HEAD = regex.compile(r"[\p{L}_][\w /.()#-]{0,39}")


def column_passwords(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Cells below a head that says password."""
    return _columns(text, names, Promise.PASSWORD, _is_password)


def column_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Cells below a head that says key, token or secret."""
    return _columns(text, names, Promise.KEY, looks_random)


def _is_password(cell: str) -> bool:
    return looks_chosen(cell, quoted=False, firm=True, plain=False)


def _columns(
    text: str, names: Iterable[Place], wanted: Promise, is_one: Callable[[str], bool]
) -> Iterator[Hit]:
    done = 0
    for name in sorted(names) if "\n" in text else ():
        if name.start < done:
            continue
        start, done = text.rfind("\n", 0, name.start) + 1, _line_end(text, name.start)
        head = text[start:done]
        delimiter = next((mark for mark in _DELIMITERS if mark in head), "")
        first = delimiter and not _goes_on(text, start, delimiter, head.count(delimiter))
        columns = _wanted(head, delimiter, wanted) if first else []
        for begin, line in _rows(text, done, delimiter, head.count(delimiter)) if columns else ():
            done = begin + len(line)
            for at, cell in _cells(line, delimiter, columns):
                if is_one(cell):
                    yield begin + at, begin + at + len(cell), _SCORE


def _goes_on(text: str, start: int, delimiter: str, count: int) -> bool:
    """Whether the line before has as many cells: then this one is no head."""
    before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    return before.count(delimiter) == count and not _DASHES.fullmatch(before)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _rows(text: str, at: int, delimiter: str, count: int) -> Iterator[tuple[int, str]]:
    """The lines behind the one that ends at `at`, as long as they have as many cells."""
    for _ in range(_ROWS):
        end = _line_end(text, at + 1)
        line = text[at + 1 : end]
        if at >= len(text) or not (line.count(delimiter) == count or _DASHES.fullmatch(line)):
            return
        yield at + 1, line
        at = end


def _wanted(head: str, delimiter: str, wanted: Promise) -> list[int]:
    """Which columns the head names so; none when it is no head."""
    if len(head) > _LONGEST_HEAD:
        return []
    edges = "|" if delimiter == "|" else ""
    cells = [cell.strip(_PADDING) for cell in head.split(delimiter)]
    inner = [cell for at, cell in enumerate(cells) if cell or not edges or 0 < at < len(cells) - 1]
    if not 2 <= len(inner) <= _CELLS or not all(_HEAD.fullmatch(cell) for cell in inner):
        return []
    if delimiter in ",;" and head[0] in " \t":
        return []
    return [at for at, cell in enumerate(cells) if promise_of(words_of_name(cell)) is wanted]


def _cells(line: str, delimiter: str, columns: list[int]) -> Iterator[tuple[int, str]]:
    """The cells of some columns, without blanks, quotes and marks around, and where they begin."""
    if _DASHES.fullmatch(line):
        return
    start = 0
    for at, cell in enumerate(line.split(delimiter)):
        if at in columns:
            bare = cell.strip(_PADDING)
            yield start + cell.find(bare), bare
        start += len(cell) + 1
