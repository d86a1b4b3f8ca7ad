"""Finders for values that only the words beside them tell apart: "CVV 123", "dob: 1936-02-01".

`labelled` wants the words directly before the value, with at most a sign of assignment
between; `alone` takes a text that holds nothing but the value, for a JSON field whose key
says what it is (the recipe's context words are compared with the key); `in_column` the cells
of a table below such a key.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.columns import Tables
from penname.detect.scan import Finder, Hit, finditer, islands

#: What may stand between the words and the value: "number is", a quote, `: `, one line end.
#: (Possessive throughout: nothing that was passed is tried again.)
_GAP = (
    r"(?i:[ \t_-]{0,2}(?:number|no|nr|num|nummer|code|is|was|ist|lautet|est|es)\b\.?){0,3}+"
    r"(?:\\?[\"'`*\])}|]){0,3}+[ \t]{0,8}+(?:=>|:=|[:=#|])?+\s{0,4}+(?:\\?[\"'`*\[(#|]){0,3}+\s?+"
)
_ALONE_MAX = 80  # characters: no single value is longer
_BEFORE, _BEHIND = 128, 64  # characters: words and the gap before a digit, the value's rest


def labelled(label: str, value: str, score: float) -> Finder:
    """A finder of `value`, which has a digit, behind `label` (any case, not inside a word).

    Both are patterns without groups of their own; repeats in them must be bounded. A blank in a
    label, written `[ ]`, stands for what joins the words of a key too: `account_number`.
    """
    label = label.replace("[ ]", "[ _-]")
    compiled = regex.compile(rf"(?<![\p{{L}}\d])(?i:{label}){_GAP}(?P<value>{value})(?!\w)")

    def find(text: str) -> Iterator[Hit]:
        for begin, end in islands(text, _BEFORE, _BEHIND):
            for match in finditer(compiled, text, begin, end):
                yield *match.span("value"), score

    return find


def alone(value: str, score: float) -> Finder:
    """A finder of texts that are one `value` and nothing else, but blanks around it."""
    compiled = regex.compile(value)

    def find(text: str) -> Iterator[Hit]:
        word = text.strip()
        if len(text) <= _ALONE_MAX and compiled.fullmatch(word):
            start = text.index(word)
            yield start, start + len(word), score

    return find


def in_column(head: str, value: str, score: float) -> Finder:
    """A finder of cells that are one `value`, in the columns of tables whose name is a `head`."""
    heads, values = regex.compile(f"(?i:{head})"), regex.compile(value)

    def find(text: str) -> Iterator[Hit]:
        tables = Tables(text)
        for table in tables:
            names = table.names if table.is_plain else ()
            wanted = {number for number, name in enumerate(names) if heads.fullmatch(name)}
            for number, start, end in tables.cells(table) if wanted else ():
                if number in wanted and values.fullmatch(text, start, end):
                    yield start, end, score

    return find


def any_of(*finders: Finder) -> Finder:
    """A finder that reports the hits of several: each place once, with its best score."""

    def find(text: str) -> Iterator[Hit]:
        best: dict[tuple[int, int], float] = {}
        for each in finders:
            for start, end, score in each(text):
                best[start, end] = max(score, best.get((start, end), 0.0))
        for (start, end), score in best.items():
            yield start, end, score

    return find
