"""The egress check: what is about to leave is read once more, under every view.

What was masked in one place of a request must not stand in another in disguise: in a
place that tables exempt (an enum, an identifier), percent- or base64-encoded, escaped.
The final bytes are searched as they are, and each text in them is decoded and searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from penname.exchange.memory import Memory
from penname.exchange.phrases import Folded
from penname.mask.vault import Entry
from penname.text.views import views


class EgressCheck:
    """Searches for values that must not leave; remembers which texts were clean of which."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def leaks(self, final: str, texts: Iterable[str], entries: Sequence[Entry]) -> list[str]:
        """Entity types of values that stand in the final document or in a text of it."""
        wanted = Folded()
        for entry in entries:
            wanted.add(entry.value, entry.entity_type)
        found = _stand_in(final, wanted)
        about = self._memory.digest(*sorted({entry.value.casefold() for entry in entries}))
        for text in texts:
            key = self._memory.digest(about, text)
            if self._memory.is_clean(key):
                continue
            here = _stand_in(text, wanted).union(
                *(_stand_in(view.text, wanted) for view in views(text))
            )
            found |= here
            if not here:
                self._memory.keep_clean(key)
        return sorted(found)


def _stand_in(text: str, wanted: Folded) -> set[str]:
    return {kind for _, _, kind in wanted.find(text)}
