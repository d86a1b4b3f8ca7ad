"""People of a conversation: whose name a word is, and where names stand in a text.

Theory of operation. A person is known by the words of a name, folded (`text.names`). From
them come *forms*: what the name can look like in a later text. `Maria Anna Schmidt` may be
`Schmidt`, `maria schmidt`, `Schmidt, Maria`, `M. Schmidt`, `maria_schmidt`, `mschmidt`. A
text is read word by word, and what begins at a word is looked up among the forms, the longest
first: so the time depends on the text alone, however many people are known.

Whose a name is, is decided by what is known so far:

Rule 1. A name belongs to the first person whose form it is.
Rule 2. A longer name is the same person as a shorter one that is all in it (`Maria`, then
        `Maria Schmidt`), and then its words are theirs too.
Rule 3. What fits two people is nobody's: a family of its own. A wrong guess would tell the
        model something false; that the word is known hides it all the same.

A word that is no name by itself in every text (`Will`, `Klein`, `Error`) is found only where
something says that it is one here: see `exchange.name_places`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from penname.exchange.name_places import NamePlaces
from penname.mask.family import PERSON, family_of
from penname.text.names import is_initial, is_particle, name_words, spoken
from penname.text.words import (
    Word,
    fold,
    folded_words,
    humps,
    may_have_humps,
    transliterated,
    words_in,
)

#: Instead of a person: several have that form.
_MANY = -1
#: Names of more words have no forms but themselves.
_MAX_WORDS = 6
#: The longest form of all.
_MAX_REACH = 12
#: `jlee` is in too many words; `mschmidt` is not.
_MIN_SURNAME = 5
_MIN_GLUED = 3


@dataclass(slots=True)
class _Person:
    """`words` and `initials` of all names that are this person's."""

    family: str
    words: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)

    def fits(self, name: tuple[str, ...]) -> bool:
        """Whether a name can be this person's: one is all in the other, initials included."""
        whole = {word for word in name if not is_initial(word)}
        if not (whole <= self.words or self.words <= whole):
            return False
        theirs, mine = self.words - whole, whole - self.words
        return _fit(set(name) - whole, theirs) and _fit(self.initials, mine)

    def learn(self, name: tuple[str, ...]) -> None:
        for word in name:
            (self.initials if is_initial(word) else self.words).add(word)


def _fit(initials: set[str], words: set[str]) -> bool:
    """Whether each initial can stand for one of the words, if there are any."""
    return not words or all(any(word[0] == one for word in words) for one in initials)


class People:
    """The people that a conversation has named so far."""

    def __init__(self) -> None:
        self._people: list[_Person] = []
        self._families: dict[str, int] = {}
        self._learned: set[tuple[int, str]] = set()
        self._whole: dict[str, int] = {}  # forms of several words, with a space between
        self._single: dict[str, int] = {}
        self._glued: dict[str, int] = {}  # mariaschmidt
        self._handles: dict[str, int] = {}  # mschmidt
        self._reach: dict[str, int] = {}  # a first word -> the most words of a form
        self._first: set[str] = set()  # with what any form begins
        self._names: dict[str, tuple[tuple[str, ...], str]] = {}

    def __repr__(self) -> str:
        return f"People({len(self._people)})"

    def add(self, name: str, family: str = "") -> str:
        """Know a name from here on; returns its family ("": its own, see `mask.family`).

        `family`, if given, says whose it is (a stored conversation knows).
        """
        words, own = self._read(name)
        if not words:
            return ""
        at = self._families.get(family) if family else self._whose(words)
        if at == _MANY:
            return ""
        if at is None:
            at = self._families.setdefault(family or own, len(self._people))
            if at == len(self._people):
                self._people.append(_Person(family or own))
        if len(words) > 1 or self._alone(words[0]) is None:
            self._learn(at, name, words)
        found = self._people[at].family
        return "" if found == own else found

    def family_of(self, name: str) -> str:
        """The family of a name as things are known; "" where only it says so itself."""
        words, own = self._read(name)
        at = self._whose(words)
        if at is None or at == _MANY:
            return ""
        family = self._people[at].family
        return "" if family == own else family

    def knows(self, name: str) -> bool:
        """Whether a name is somebody's, also if it fits several."""
        return self._whose(self._read(name)[0]) is not None

    def _read(self, name: str) -> tuple[tuple[str, ...], str]:
        """The words of a name and its own family; a name is asked for several times a text."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = name_words(name), family_of(PERSON, name)
        return known

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names of known people stand, left to right. Linear in the text."""
        has_humps = bool(self._people) and may_have_humps(text)
        if not has_humps and self._first.isdisjoint(folded_words(text)):
            return
        words = words_in(text)
        places = NamePlaces(text, words)
        end = 0
        for at, (start, stop, word) in enumerate(words):
            if word in self._first and at >= end:
                count = self._longest(words, places, at)
                if count:
                    end = at + count
                    yield places.span(at, count)
            elif has_humps and at >= end and stop - start >= 2 * _MIN_GLUED:
                yield from self._in_humps(text, start, stop)

    def _longest(self, words: list[Word], places: NamePlaces, at: int) -> int:
        """How many words the name has that begins at one; 0 where none does."""
        first = words[at][2]
        for count in range(min(self._reach.get(first, 0), len(words) - at), 1, -1):
            form = " ".join(word[2] for word in words[at : at + count])
            if form not in self._whole or not places.holds_whole(at, count):
                continue
            comma = places.comma(at, count)
            # In `Weber, Maria Schmidt` the comma is one between people.
            if not comma or not self._is_whole(words, places, at + comma, at + count):
                return count
        if first in self._handles or first in self._glued:
            return 1
        known = first in self._single or (first.endswith("s") and first[:-1] in self._single)
        return int(known and places.holds_single(at, genitive=first not in self._single))

    def _is_whole(self, words: list[Word], places: NamePlaces, at: int, end: int) -> bool:
        """Whether a name without a comma begins at a word and goes on beyond another."""
        reach = self._reach.get(words[at][2], 0)
        return any(
            " ".join(word[2] for word in words[at:last]) in self._whole
            and places.holds_whole(at, last - at)
            and not places.comma(at, last - at)
            for last in range(end + 1, min(at + reach, len(words)) + 1)
        )

    def _in_humps(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Whole names inside an identifier: `sendToMariaSchmidt`."""
        parts = humps(text[start:end])
        at = 0
        while at < len(parts):
            for last in range(min(at + _MAX_WORDS, len(parts)) - 1, at, -1):
                left, right = start + parts[at][0], start + parts[last][1]
                if fold(text[left:right]) in self._glued:
                    yield left, right
                    at = last
                    break
            at += 1

    def _whose(self, name: tuple[str, ...]) -> int | None:
        """The person that a name belongs to: one, _MANY, or None."""
        if len(name) == 1:
            return self._alone(name[0])
        if not name:
            return None
        whole = self._whole.get(" ".join(name))
        if whole is not None:
            return whole
        nearly = self._whole.get(f"{name[0]} {name[-1]}")
        for at in (nearly, self._single.get(name[-1]), self._single.get(name[0])):
            if at is not None and at != _MANY and self._people[at].fits(name):
                return at
        return None

    def _alone(self, word: str) -> int | None:
        for forms in (self._single, self._glued, self._handles):
            if word in forms:
                return forms[word]
        return self._single.get(word[:-1]) if word.endswith("s") else None

    def _learn(self, at: int, name: str, words: tuple[str, ...]) -> None:
        if (at, name) in self._learned:
            return
        self._learned.add((at, name))
        self._people[at].learn(words)
        self._register(at, words, tuple(word[2] for word in spoken(name)))
        other = transliterated(name)
        if other != name:
            self._register(at, name_words(other), tuple(word[2] for word in spoken(other)))

    def _register(self, at: int, words: tuple[str, ...], said: tuple[str, ...]) -> None:
        for word in words:
            if not is_initial(word):
                _put(self._single, word, at)
                self._first |= {word, f"{word}s"}
        for form in {*_runs(said), *_turns(words)}:
            _put(self._whole, " ".join(form), at)
            self._reach[form[0]] = max(self._reach.get(form[0], 0), len(form))
            self._first.add(form[0])
        first, last = words[0], words[-1]
        if len(words) == 1 or is_initial(last):
            return
        if min(len(first), len(last)) >= _MIN_GLUED:
            self._glue(self._glued, first, last, at)
        if len(last) >= _MIN_SURNAME:
            self._glue(self._handles, first[0], last, at)

    def _glue(self, forms: dict[str, int], one: str, other: str, at: int) -> None:
        for form in (one + other, other + one):
            _put(forms, form, at)
            self._first.add(form)


def _put(forms: dict[str, int], form: str, at: int) -> None:
    if forms.setdefault(form, at) != at:
        forms[form] = _MANY


def _runs(said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Neighbouring words of a name, two or more: `Anna Maria`, `de la Cruz`, `O'Neil`."""
    if len(said) > _MAX_REACH:
        return
    if len(said) > _MAX_WORDS:
        yield said
        return
    for end in range(2, len(said) + 1):
        if not is_initial(said[end - 1]) and not is_particle(said[end - 1]):
            yield from (said[start:end] for start in range(end - 1))


def _turns(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a name in other orders, without the middle ones, and with initials."""
    if not 1 < len(words) <= _MAX_WORDS:
        return
    *given, last = words
    first = given[0]
    if is_initial(last):
        return
    yield (first, last)
    yield (last, first)
    yield (last, *given)
    initials = tuple(word[0] for word in given)
    if not all(map(is_initial, initials)):
        return
    yield (initials[0], last)
    yield (last, initials[0])
    yield (*initials, last)
    yield (first, *initials[1:], last)
    if is_initial(last[0]):
        yield (first, last[0])
