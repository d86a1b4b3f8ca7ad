"""What stands around a value, for a report: one line, the value cut out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from penname.policy.feedback import HOLE

#: Characters kept on either side of the value.
_REACH = 150
#: Shorter words of a value may mean anything.
_WORD = re.compile(r"[^\W\d_]{3,}")


def around(
    text: str, places: Sequence[tuple[int, int]], others: Iterable[tuple[int, int, str]]
) -> str:
    """The line of a value, HOLE in its place.

    `places` are all places of the value, first the one that counts; `others` are other finds:
    their type is named in their place.
    """
    start, end = places[0]
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    behind = text.find("\n", end)
    last = min(behind if behind >= 0 else len(text), end + _REACH)
    cuts = [(left, right, HOLE) for left, right in places]
    cuts += [(left, right, f"[{kind}]") for left, right, kind in others]
    line, position = "", first
    # of two that begin alike the hole comes first, and what is in it is gone with it
    for left, right, word in sorted(cuts, key=lambda cut: (cut[0], cut[2] != HOLE)):
        if right > position and left < last:
            line += text[position : max(left, position)] + word
            position = right
    return (line + text[position:last]).strip()


def parts_of(value: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words of a value stand in a text, in any case: a part of a name says whose it is."""
    words = {word.casefold() for word in _WORD.findall(value)}
    for found in _WORD.finditer(text):
        if found[0].casefold() in words:
            yield found.span()
