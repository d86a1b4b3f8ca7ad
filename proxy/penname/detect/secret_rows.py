"""Secrets in SQL: `INSERT INTO users (name, password) VALUES ('ann', '…'), …`.

The names of the columns say which values are secrets, as the head of a table does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.scan import Hit
from penname.detect.secret_names import Place, Promise, promise_of, words_of_name
from penname.detect.secret_values import looks_chosen, looks_random

_SCORE = 0.75
_MOST_ROWS, _MOST_COLUMNS = 500, 60
_HEAD = regex.compile(
    r"(?r)(?i:insert|replace)[ \t](?i:ignore[ \t])?(?i:into)\s{1,4}[\w.`\"\[\]]{1,80}\s{0,4}\("
)
_COLUMNS = regex.compile(
    r"\((?P<columns>[\w`\"\[\], \n]{1,1500})\)\s{0,8}(?:(?i:output)[^\n]{0,80})?(?i:values)\s{0,8}"
)
_ROW_OPENS = regex.compile(r"\s{0,8},?\s{0,8}\(")
_VALUE = regex.compile(
    r"\s{0,8}(?:[NEXnex]?'(?P<text>(?:[^'\\\n]|''|\\.){0,512}+)'|[^',()]{0,80}(?:\([^()']{0,40}\))?)\s{0,8}"
    r"(?P<end>[,)])"
)


def row_passwords(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Values below a column of a statement that says password."""
    return _rows(text, names, Promise.PASSWORD, _is_password)


def row_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Values below a column of a statement that says key, token or secret."""
    return _rows(text, names, Promise.KEY, looks_random)


def _is_password(word: str) -> bool:
    return looks_chosen(word, quoted=True, firm=True, plain=False)


def _rows(
    text: str, names: Iterable[Place], wanted: Promise, is_one: Callable[[str], bool]
) -> Iterator[Hit]:
    done = 0
    for name in sorted(names) if "INTO" in text or "into" in text else ():
        if name.start < done or text[name.end : name.end + 1] not in (",", ")", "`", '"', "]", " "):
            continue
        head = _HEAD.search(text, max(0, name.start - 600), name.start)
        columns = _COLUMNS.match(text, head.end() - 1) if head else None
        if columns is None or columns.end() < name.end:
            continue
        done = columns.end()
        cells = columns["columns"].split(",")[:_MOST_COLUMNS]
        asked = {at for at, one in enumerate(cells) if promise_of(words_of_name(one)) is wanted}
        for start, end in _values(text, done, asked):
            if is_one(text[start:end]):
                yield start, end, _SCORE


def _values(text: str, at: int, asked: set[int]) -> Iterator[tuple[int, int]]:
    """Where the asked values of the rows from `at` on stand."""
    for _ in range(_MOST_ROWS):
        opening = _ROW_OPENS.match(text, at)
        if opening is None:
            return
        at = opening.end()
        for column in range(_MOST_COLUMNS):
            value = _VALUE.match(text, at)
            if value is None:
                return
            at = value.end()
            if column in asked and value["text"]:
                yield value.span("text")
            if value["end"] == ")":
                break
