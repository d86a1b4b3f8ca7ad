"""Addresses put together from the parts that a name model found.

A model marks the street, the town and the postcode one by one, and leaves what stands between:
the state, "u." behind a street, "No:" before a number. Parts that only such signs keep apart are
one address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
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


#: Between parts: signs, the end of a line, which may be quoted, and a short word at most.
_SIGNS = r"[ ,;()/–-]{0,4}(?:\r?\n[ \t]{0,8}(?:[>|*#?]{1,3}[ ])?)?[ ,(]{0,4}"
_SHORT = (
    r"(?:[A-Z]{2,3}|(?i:no|nr|nº|n°|num|núm|str|st|rd|ave|u|út|utca|ul|g|d|m|kv|lok|apt|ap|suite|et|esc"
    r"|piso|kat|daire|д|дом|кв|корп|h\.? ?no|e|y)\b\.?:?|№|\#)"
)
_SEAM = regex.compile(rf"(?!\s*\n\s*\n)\.?{_SIGNS}(?:{_SHORT}\.?{_SIGNS})?")
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
)
_MOST = 8  # parts of an address


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
            found[-1] = Part(last.start, max(last.end, part.end), kind, score)
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
    """Whether a part is a street and a number, and not a flat alone."""
    place = part.start, part.end
    return _STREET.search(text, *place) is not None and _INSIDE.match(text, *place) is None


def _is_seam(text: str, left: Part, right: Part) -> bool:
    start, end = left.end, right.start
    if end - start > _LONGEST or _SEAM.fullmatch(text, start, end) is None:
        return False
    return text[start] != "." or _SHORTENED.search(text, max(0, start - 6), start) is not None


def _whole(text: str, chain: list[Part]) -> Iterator[Hit]:
    """The chain as one address; nothing where it is one part or has no street."""
    if len(chain) > 1 and any(part.kind is Kind.STREET for part in chain):
        start = chain[0].start
        head = _HEAD.search(text, max(0, start - 8), start)
        yield head.start() if head else start, chain[-1].end, min(part.score for part in chain)
