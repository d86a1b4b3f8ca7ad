"""Known values: what a conversation has already masked is masked again wherever it recurs.

| what | is found again |
|---|---|
| a specific value (card, address, key) | in any case; a number with any separators or none |
| a name of a person | whole or in parts: `exchange.people` |
| a name of a place, a group or an organization | in exactly the spelling that it had |

Always between word borders, and linear in the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from penname.exchange.people import People
from penname.exchange.phrases import Folded, Numbers, Phrases, stands_in
from penname.mask.family import PERSON
from penname.mask.vault import Entry
from penname.text.ambiguous_words import is_common
from penname.text.names import name_words
from penname.text.spans import Span
from penname.text.words import fold, has_letters, is_cased, words_in

__all__ = ["KnownValues", "is_strong", "recurs", "stands_in"]

#: Entity types that a statistical model finds: one of their words alone proves little.
STATISTICAL = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "NRP"})
#: Entity types whose values everybody shares: a date in a model's name is no leak.
_COMMON = frozenset({"DATE_TIME", "AGE", "ZIP_CODE", "POSTCODE", "URL"})
#: Types of which one long word is a name; a nationality is a word of the language.
_ONE_WORD = frozenset({"LOCATION", "ORGANIZATION"})
#: Shorter values recur by accident.
_MIN_ALNUM = 6
#: Numbers with fewer digits say nothing by themselves.
MIN_NUMBER_DIGITS = 7
RECOGNIZER = "known-value"


def is_strong(entry: Entry) -> bool:
    """Whether a value is so specific that it must not occur anywhere in clear."""
    alnum = sum(map(str.isalnum, entry.value))
    common = entry.entity_type in STATISTICAL or entry.entity_type in _COMMON
    return not common and alnum >= _MIN_ALNUM


def recurs(entry: Entry) -> bool:
    """Whether a value is masked again where no recognizer sees it."""
    if entry.entity_type == PERSON:
        return any(not is_common(word) for word in name_words(entry.value))
    if entry.entity_type not in STATISTICAL:
        return is_strong(entry)
    words = words_in(entry.value)
    long = len(entry.value) >= _MIN_ALNUM and entry.entity_type in _ONE_WORD
    return len(words) > 1 or (long and not is_common(fold(entry.value)))


class KnownValues:
    """An index of values, found again in texts in time linear in the text.

    `state` is a digest of what is known and in which order: equal states find the same, and
    tell the same of whose a name is.
    """

    def __init__(self) -> None:
        self._entries: dict[Entry, None] = {}
        self._values: set[tuple[str, str]] = set()
        self._met: set[str] = set()
        self._exact = Phrases()
        self._folded = Folded()
        self._numbers = Numbers()
        self._people = People()
        self.state = ""

    def __repr__(self) -> str:
        return f"KnownValues({len(self._entries)})"

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Know values from here on; the family of a name that has none is worked out."""
        for entry in entries:
            if entry in self._entries or not has_letters(entry.value):
                continue
            self._entries[entry] = None
            self._values.add((entry.entity_type, entry.value))
            self._note((entry.entity_type, entry.value, entry.family))
            self._index(entry)

    def meet(self, name: str) -> None:
        """Know of a person from here on, before it is known how each of its names is masked."""
        if name not in self._met and recurs(Entry(PERSON, name)):
            self._met.add(name)
            self._note(name)
            self._people.add(name)

    def _note(self, news: object) -> None:
        self.state = hashlib.blake2b(f"{self.state}{news!r}".encode()).hexdigest()

    def _index(self, entry: Entry) -> None:
        name, value = entry.entity_type, entry.value
        if name == PERSON:
            if value not in self._met:
                self._met.add(value)
                self._people.add(value, entry.family)
            # One word alone is a name only where it reads like one, so `people` finds it;
            # of a script without spaces it knows no words.
            if len(words_in(value)) > 1 or not is_cased(value):
                self._exact.add(value, name)
        elif is_strong(entry):
            self._folded.add(value, name)
            self._numbers.add(value, name)
        else:
            self._exact.add(value, name)

    def has(self, entry: Entry) -> bool:
        """Whether a value is known in exactly this spelling."""
        return (entry.entity_type, entry.value) in self._values

    def family_of(self, entity_type: str, value: str) -> str:
        """Whose spelling a value is; "" where only it says so itself."""
        return self._people.family_of(value) if entity_type == PERSON else ""

    def covers(self, value: str) -> bool:
        """Whether a value is known, in whatever form, or a part of somebody's name."""
        if any(span.length == len(value) for span in self.find(value)):
            return True
        return self._people.knows(value)

    def find(self, text: str, *, parts: bool = True) -> list[Span]:
        """The places of all known values in a text; without `parts`, names only as they were.

        One word of a name is then no name: in an enum or a key it may be anything.
        """
        found = {*self._folded.find(text), *self._numbers.find(text), *self._exact.find(text)}
        if parts:
            found.update((start, end, PERSON) for start, end in self._people.find(text))
        return [Span(start, end, name, 1.0, RECOGNIZER) for start, end, name in sorted(found)]
