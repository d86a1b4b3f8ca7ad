"""What the model said in clear in this conversation, before the client gave it to us.

That is no secret to it, and to change it in its own words would break what the provider has
cached or signed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from penname.exchange.known import is_strong
from penname.exchange.phrases import Folded, stands_in
from penname.mask.vault import Entry


class Said:
    """The texts of the model so far, as they go upstream.

    `certain`: penname restored that very text, so each word of it that is in clear was written
    by the model. Else (memory was lost, or the client made the text up) it is only likely, and
    for a specific value that is not enough.
    """

    def __init__(self) -> None:
        self._certain: list[str] = []
        self._all: list[str] = []
        #: How many of the texts were searched for a value; infinity once it was found.
        self._searched: dict[Entry, float] = {}

    def __repr__(self) -> str:
        return f"Said({len(self._all)} texts)"

    def add(self, text: str, *, certain: bool) -> None:
        self._all.append(text)
        if certain:
            self._certain.append(text)

    def has(self, entry: Entry) -> bool:
        """Whether the model said a value in an earlier text. Each text is searched once."""
        texts = self._certain if is_strong(entry) else self._all
        searched = self._searched.get(entry, 0)
        if searched < len(texts):
            said = any(stands_in(entry.value, text) for text in texts[int(searched) :])
            searched = self._searched[entry] = math.inf if said else len(texts)
        return searched == math.inf

    def unwritten(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those of some values that the model certainly did not write, in any case."""
        kept = list(entries)
        index = Folded()
        for entry in kept:
            index.add(entry.value, entry.entity_type)
        written = {
            text[start:end].casefold()
            for text in self._certain
            for start, end, _ in index.find(text)
        }
        return [entry for entry in kept if entry.value.casefold() not in written]
