"""Known values: what a conversation has already masked is masked again wherever it recurs.

Linear in the text: words are looked up in an index by the first word of each value.
Exact spelling only, between word borders.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from penname.mask.vault import Entry
from penname.text.spans import Span

_WORD = re.compile(r"[^\W_]+")
#: Entity types that a statistical model finds: one of their words alone proves little.
STATISTICAL = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "NRP"})
#: Entity types whose values everybody shares: a date in a model's name is no leak.
_COMMON = frozenset({"DATE_TIME", "AGE", "ZIP_CODE", "POSTCODE", "URL"})
#: Shorter values recur by accident.
_MIN_ALNUM = 6
#: Numbers with fewer digits say nothing by themselves.
MIN_NUMBER_DIGITS = 7
RECOGNIZER = "known-value"
_FEW = 100


def is_strong(entry: Entry) -> bool:
    """Whether a value is so specific that it must not occur anywhere in clear."""
    alnum = sum(map(str.isalnum, entry.value))
    common = entry.entity_type in STATISTICAL or entry.entity_type in _COMMON
    return not common and alnum >= _MIN_ALNUM


def recurs(entry: Entry) -> bool:
    """Whether a value is masked again where no recognizer sees it."""
    return is_strong(entry) or (
        entry.entity_type in STATISTICAL and len(_WORD.findall(entry.value)) > 1
    )


class KnownValues:
    """An index of values, found again in texts in time linear in the text.

    `state` is a digest of what is known and in which order: equal states find the same.
    """

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[int, Entry]]] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        self.state = ""

    def __repr__(self) -> str:
        return f"KnownValues({len(self._entries)})"

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            key = (entry.entity_type, entry.value)
            first = _WORD.search(entry.value)
            if key in self._entries or first is None:
                continue
            self._entries[key] = entry
            self.state = hashlib.blake2b(f"{self.state}{key!r}".encode()).hexdigest()
            self._by_word.setdefault(first[0], []).append((first.start(), entry))

    def find(self, text: str) -> list[Span]:
        """The places of all known values in a text."""
        if not self._may_stand_in(text):
            return []
        found = []
        for word in _WORD.finditer(text):
            for offset, entry in self._by_word.get(word[0], ()):
                start = word.start() - offset
                end = start + len(entry.value)
                if (
                    start >= 0
                    and text.startswith(entry.value, start)
                    and _bordered(text, start, end)
                ):
                    found.append(Span(start, end, entry.entity_type, 1.0, RECOGNIZER))
        return found

    def _may_stand_in(self, text: str) -> bool:
        """A quick no for the usual case; a few values are sought faster than words are split."""
        if len(self._entries) <= _FEW:
            return any(entry.value in text for entry in self._entries.values())
        return not self._by_word.keys().isdisjoint(_WORD.findall(text))


def stands_in(value: str, text: str) -> bool:
    """Whether a value stands in a text by itself, not as a part of a longer word."""
    at = text.find(value)
    while at >= 0:
        if _bordered(text, at, at + len(value)):
            return True
        at = text.find(value, at + 1)
    return False


def _bordered(text: str, start: int, end: int) -> bool:
    """Whether a value stands by itself: no letter or digit runs on over its borders."""
    if start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        return False
    return not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
