"""The egress check: the final bytes are read once more, under every view.

What was masked in one place of a request must not stand in another in disguise: in a
place that tables exempt (an enum, an identifier), percent- or base64-encoded, escaped.
The check trusts nothing but the bytes that are about to leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from penname.mask.vault import Entry
from penname.text.views import views

#: Above this size only the raw reading is searched; views of megabytes cost seconds.
MAX_VIEWED = 4_000_000


def leaks(text: str, entries: Iterable[Entry], binary: Sequence[tuple[int, int]] = ()) -> list[str]:
    """Entity types of values that a masked text still holds. `binary` ranges are left out."""
    wanted = {entry.value.casefold(): entry.entity_type for entry in entries}
    if not wanted:
        return []
    plain = _without(text, binary)
    readings = [plain]
    if len(plain) <= MAX_VIEWED:
        readings += [view.text for view in views(plain)]
    found: set[str] = set()
    for reading in readings:
        folded = reading.casefold()
        found.update(kind for value, kind in wanted.items() if _stands(value, folded))
    return sorted(found)


def _without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    pieces = []
    position = 0
    for start, end in sorted(ranges):
        pieces.append(text[position:start])
        position = max(position, end)
    return " ".join((*pieces, text[position:]))


def _stands(value: str, text: str) -> bool:
    """Whether a value stands in a text by itself, not as part of a longer word."""
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        before = at > 0 and text[at - 1].isalnum() and value[0].isalnum()
        after = end < len(text) and text[end].isalnum() and value[-1].isalnum()
        if not (before or after):
            return True
        at = text.find(value, at + 1)
    return False
