"""Units: pieces of a text that stand for other text (`%40`, `(at)`, one base64 run).

A decoding finds units from left to right, never overlapping. A unit that stands for a text of
its own length does so character by character (a full-width letter, an `_` that is a border);
any other stands for its text as a whole. No decoding raises for any str, or decodes to a lone
surrogate. All are linear in the text: hostile input is normal input here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

#: start, end, decoded; in code points of the encoded text. An empty range is an insertion.
Unit = tuple[int, int, str]
Decoding = Callable[[str], Iterator[Unit]]


def disjoint(units: Iterable[Unit]) -> Iterator[Unit]:
    """Units of several searches in order; of two that overlap the one that begins first, then
    the longer one."""
    at = 0
    for unit in sorted(units, key=lambda unit: (unit[0], -unit[1])):
        if unit[0] >= at:
            yield unit
            at = unit[1]
