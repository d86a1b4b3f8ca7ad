"""Addresses put together from the parts that a name model found.

A model marks the street, the town and the postcode one by one, and leaves what stands between:
the state, "u." behind a street, "No:" before a number. Parts that only such signs keep apart are
one address; cells of a table stay by themselves, and so does a number without a street.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from penname.detect.scan import Hit


class Kind(IntEnum):
    """What a part is. Where parts overlap the greater one says."""

    TOWN = 1
    CODE = 2
    STREET = 3


class Part(NamedTuple):
    """Where a part of an address stands, what it is, and how sure that is."""

    start: int
    end: int
    kind: Kind
    score: float
    is_union: bool = False  # of parts that overlap, and none holds the other


#: Between parts: signs, the end of a line, which may be quoted, and a short word at most.
_SIGNS = r"[ ,()/·•–-]{0,4}(?:\r?\n[ \t]{0,8}(?:[>|*#?]{1,3}[ ])?)?[ ,(]{0,4}"
_SHORT = (
    r"(?:[A-Z]{2,3}|(?i:no|nr|n\.?[º°]|num|núm|str|st|rd|ave|u|út|utca|ul|g|d|m|kv|lok|apt|ap|suite|et|esc"
    r"|piso|kat|daire|д|дом|кв|корп|h\.? ?no|e|y|whg|wohnung|og|appt|apto|cj|sala|int|interno"
    r"|scala|cep|plz)(?![\p{L}\d])\.?:?|№|\#)"
)
_SEAM = regex.compile(rf"(?!\s*\n\s*\n)\.?{_SIGNS}(?:{_SHORT}\.?{_SIGNS}){{0,2}}")
#: A point ends a sentence, unless it is that of "St." or stands behind a number.
_SHORTENED = regex.compile(r"(?:\b\p{L}{1,4}|\d)\Z")
_LONGEST = 24  # characters of a seam
#: Before the first part.
_HEAD = regex.compile(
    r"(?r)(?<![\w.])(?:(?i:no|nr|n°|nº|blk|block|plot|lot|unit|flat|h\.? ?no)\.?:?[ ]?|№[ ]?)\Z"
)
#: A street with its number, and what is a part of a house.
_STREET = regex.compile(r"\p{L}{3}.*?\d|\d.*?\p{L}{3}", regex.S)
_INSIDE = regex.compile(
    r"(?i)(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|level|lot|wohnung|whg|appt|bât|piso|lok)\b"
    r"|\d{4}[ ]?[A-Z]{2}[ ]\p{Lu}"
)
_MOST = 8  # parts of an address
#: Behind the last part: the province of a town.
_TAIL = regex.compile(r"[ ]?\([A-Z]{2}\)|/[A-Z]{2}(?![\p{L}\d])")
_LETTERS = regex.compile(r"\p{L}{3}")
#: Between the cells of a row nothing but their sign stands, and there are more of them.
_CELL = regex.compile(r"[,\t]{1,3}")
_CELLS = regex.compile(r"[,\t](?! )")
_ROW = 160  # characters of a line that are looked at on each side
_LEAST_CELLS = 4
_LEAST_SMALL = 0.75  # of a town in small letters


def sewn(text: str, parts: Iterable[Part]) -> Iterator[Hit]:
    """The addresses of two parts or more, one of them a street; each scored as its least part."""
    chain: list[Part] = []
    for part in _disjoint(parts):
        if chain and not _continues(text, chain, part):
            yield from _whole(text, chain)
            chain = []
        chain.append(part)
    yield from _whole(text, chain)


def _disjoint(parts: Iterable[Part]) -> list[Part]:
    """The parts in order, those that overlap as one."""
    found: list[Part] = []
    for part in sorted(parts):
        if found and part.start < (last := found[-1]).end:
            kind, score = max(last.kind, part.kind), max(last.score, part.score)
            union = last.is_union or (last.start < part.start and last.end < part.end)
            found[-1] = Part(last.start, max(last.end, part.end), kind, score, union)
        else:
            found.append(part)
    return found


def _continues(text: str, chain: list[Part], part: Part) -> bool:
    """Whether a part belongs to the address before it. Before the street only one postcode and
    its town may stand, and a whole street is no part of another."""
    if len(chain) == _MOST or not _is_seam(text, chain[-1], part):
        return False
    kinds = [one.kind for one in chain]
    if Kind.STREET not in kinds:
        return part.kind not in kinds and (part.kind is not Kind.STREET or Kind.CODE in kinds)
    if part.kind is not Kind.STREET:
        return True
    last = next(one for one in reversed(chain) if one.kind is Kind.STREET)
    return not (_is_house(text, last) and _is_house(text, part))


def _is_house(text: str, part: Part) -> bool:
    """Whether a part is a street and a number, and not a flat or a postcode with its town."""
    place = part.start, part.end
    return _STREET.search(text, *place) is not None and _INSIDE.match(text, *place) is None


def _is_seam(text: str, left: Part, right: Part) -> bool:
    start, end = left.end, right.start
    if end - start > _LONGEST or _SEAM.fullmatch(text, start, end) is None:
        return False
    if _CELL.fullmatch(text, start, end) and _is_row(text, start, end):
        return False
    return text[start] != "." or _SHORTENED.search(text, max(0, start - 6), start) is not None


def _whole(text: str, chain: list[Part]) -> Iterator[Hit]:
    """The chain as one address; nothing where it is one part or has no street."""
    while chain and _is_small(text, chain):
        chain.pop()
    if not chain or (len(chain) == 1 and not chain[0].is_union):
        return
    start, end = chain[0].start, chain[-1].end
    head = _HEAD.search(text, max(0, start - 8), start)
    if _has_street(text, chain, numbered=head is not None):
        tail = _TAIL.match(text, end) if chain[-1].kind is not Kind.CODE else None
        score = min(part.score for part in chain)
        yield head.start() if head else start, tail.end() if tail else end, score


def _is_small(text: str, chain: list[Part]) -> bool:
    """Whether a chain ends with a small word behind names with capitals, or one that is hardly a
    town: "calle Mayor 12, Madrid, mi …"."""
    last = chain[-1]
    if last.kind is not Kind.TOWN or not text[last.start : last.end].islower():
        return False
    return last.score < _LEAST_SMALL or any(map(str.isupper, text[chain[0].start : last.start]))


def _is_row(text: str, start: int, end: int) -> bool:
    """Whether a place stands between two cells of a row, such as one of CSV."""
    left = max(text.rfind("\n", 0, start) + 1, start - _ROW)
    behind = text.find("\n", end)
    right = min(len(text) if behind < 0 else behind, end + _ROW)
    signs = [match[0] for match in _CELLS.finditer(text, left, right)]
    return signs.count(text[start]) >= _LEAST_CELLS


def _has_street(text: str, chain: list[Part], *, numbered: bool) -> bool:
    """Whether a chain has a street with letters and something that says where in it; behind
    "No." a number is enough before a town."""
    streets = [part for part in chain if part.kind is Kind.STREET]
    named = any(_LETTERS.search(text, part.start, part.end) for part in streets)
    town = any(part.kind is Kind.TOWN for part in chain)
    if not named:
        return bool(streets) and numbered and town
    if town or any(map(str.isdigit, "".join(text[one.start : one.end] for one in streets))):
        return True
    # The number may be taken for a postcode.
    return any(text[left.end : right.start] == " " for left, right in pairwise(chain))
