"""Running a regex over foreign text with a time budget that fails closed.

Presidio logs a regex that ran out of time and goes on without it: the values it
would have found then leave. Here running out of time is a DetectionError, and
the request is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import regex

from penname.detect.contract import DetectionError

#: Seconds that one pattern may take on one segment. All patterns here are meant to be
#: linear: a megabyte takes a fraction of this.
BUDGET_S = 2.0

#: start, end, score
Hit = tuple[int, int, float]
Finder = Callable[[str], Iterable[Hit]]

#: More than any score: what cannot be told without words nearby.
NEVER = 2.0
#: Characters: no list of values that somebody answers with is longer.
BARE_MAX = 160


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recognizer as data: what it finds, how, and the words nearby that raise its score.

    `bare` is the least score of hits that need no such words in a text that holds nothing
    else, as an answer to "What is your number?" does: shapes with a check, or rare ones.
    `hinted` says that all hits are too weak without such words, or that much room: where there
    is neither, the recipe does not run.
    """

    name: str
    entity_type: str
    find: Finder
    context: tuple[str, ...] = ()
    bare: float = NEVER
    hinted: bool = False

    def may_count(self, text: str, key: Iterable[str] = ()) -> bool:
        """Whether a hit in a text under a key may come to count: a quick look for its words."""
        if not self.hinted or len(text) <= BARE_MAX:
            return True
        lowered = " ".join((*key, text)).lower()
        dotless = lowered.replace(".", "")  # S.S.N.
        return any(word in lowered or word in dotless for word in self._hints())

    def _hints(self) -> list[str]:
        """The longest word of each entry."""
        return [max(entry.lower().split(), key=len) for entry in self.context]


_DIGITS = re.compile(r"\d+")


def islands(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The parts of a text around its digits, each with so many characters before and behind.

    Most texts have few digits: what has one need not be looked for elsewhere.
    """
    runs = (run.span() for run in _DIGITS.finditer(text))
    return _joined(runs, left, right, len(text))


def around(text: str, parts: Iterable[str], left: int, right: int) -> Iterator[tuple[int, int]]:
    """The parts of a text around some literal parts of it, as `islands` around its digits."""
    places = []
    for part in parts:
        at = text.find(part)
        while at >= 0:
            places.append((at, at))
            at = text.find(part, at + len(part))
    return _joined(sorted(places), left, right, len(text))


def _joined(
    places: Iterable[tuple[int, int]], left: int, right: int, size: int
) -> Iterator[tuple[int, int]]:
    """Places in order, each with what is before and behind it; those that meet are one."""
    begin, reached = 0, -1
    for start, end in places:
        if start - left > reached:
            if reached >= 0:
                yield begin, reached
            begin = max(0, start - left)
        reached = min(size, end + right)
    if reached >= 0:
        yield begin, reached


def finditer(
    pattern: regex.Pattern[str],
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    overlapped: bool = False,
) -> Iterator[regex.Match[str]]:
    """The matches of a pattern in a part of a text, also those that begin in others where
    `overlapped`. Raises DetectionError when they take longer than BUDGET_S.

    All are there before the first is handed on: what is done with them is not the pattern's time.
    """
    try:
        matches = [*pattern.finditer(text, start, end, overlapped=overlapped, timeout=BUDGET_S)]
    except TimeoutError as error:
        raise DetectionError("a pattern ran out of time") from error
    yield from matches


def finditer_in(
    pattern: regex.Pattern[str], text: str, places: Iterable[tuple[int, int]]
) -> Iterator[regex.Match[str]]:
    """The matches of a pattern in some parts of a text. Raises as `finditer` does."""
    for start, end in places:
        yield from finditer(pattern, text, start, end)


class Guarded:
    """A compiled pattern for Presidio's recognizers whose time-out cannot be swallowed."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._pattern = pattern

    def finditer(self, text: str, timeout: float | None = None) -> Iterator[regex.Match[str]]:
        """Like the pattern's own, but under our budget: Presidio's default is 60 seconds."""
        return finditer(self._pattern, text)


def matches(pattern: str, score: float, *, group: int | str = 0, flags: int = 0) -> Finder:
    """A finder that reports one group of every match."""
    compiled = regex.compile(pattern, flags)

    def find(text: str) -> Iterator[Hit]:
        for match in finditer(compiled, text):
            start, end = match.span(group)
            if start < end:
                yield start, end, score

    return find
