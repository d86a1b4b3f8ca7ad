"""What stands around a value, for a report: one line, the value cut out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from penname.policy.feedback import HOLE

#: Characters kept on either side of the value.
_REACH = 150


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
