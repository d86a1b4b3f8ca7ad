"""Masking a value with stand-ins: names word by word, all else whole.

A name is mapped word by word, so that `Dr. Lee` is the same person as `Ann Lee` was, and
comes back word by word, whichever of them the model uses. A word's own case does not
count (`LEE` is `Lee` in capitals, and so is its stand-in), where going there and back gives
exactly what stood there; but capitals do in names of places and the like: `USA` is no `Usa`.

What stays in clear of a name: particles and titles that say nothing about who it is, the
`'s` behind it, and what is neither letter nor digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from penname.mask.vault import Entry, VaultScope
from penname.text.json_text import Edit
from penname.text.names import PARTICLES, TITLES
from penname.text.standins import CARD, WORD, generator_of, stands_free
from penname.text.surrogate import LITERAL, in_form
from penname.text.words import has_letters, is_in_word

#: What says nothing about who it is, in the languages of the recognizers; the case counts.
KEPT = frozenset(f"{PARTICLES} {TITLES} Jr Sr".split())
#: Types whose words in capitals are seldom abbreviations.
_IN_CAPITALS = frozenset({"PERSON"})
_APOSTROPHES = "'\u2019"
_POSSESSIVE = tuple(f"{mark}{letter}" for mark in _APOSTROPHES for letter in "sS")
_GROUP = 4


def standin_edits(
    text: str, start: int, end: int, entity_type: str, scope: VaultScope, before: str
) -> list[Edit]:
    """The edits that put stand-ins in the place of `text[start:end]`.

    `before` is what will stand in front of it, masked (its last characters do): where a
    stand-in would not be found again behind that, the value gets another surrogate.
    """
    value = text[start:end]
    kind = generator_of(entity_type, value)
    if kind is WORD:
        return list(_word_edits(text, start, end, entity_type, scope, before))
    if kind is None or not stands_free(before):
        return [Edit(start, end, scope.bind(entity_type, value))]
    if kind.is_one(value):
        # Somebody's stand-in already: as a value it could be taken for the one it stands for.
        return [Edit(start, end, scope.bind(LITERAL, value))]
    standin = scope.bind_standin(entity_type, value)
    if kind is CARD and not value.isdecimal():
        groups = (standin[at : at + _GROUP] for at in range(0, len(standin), _GROUP))
        standin = "-".join(groups)
    return [Edit(start, end, standin)]


def bind_standins(scope: VaultScope, entries: Iterable[Entry], types: AbstractSet[str]) -> None:
    """Make sure that the stand-ins of values of these types are live again."""
    for entry in entries:
        if entry.entity_type in types:
            standin_edits(entry.value, 0, len(entry.value), entry.entity_type, scope, "")


def _word_edits(
    text: str, start: int, end: int, entity_type: str, scope: VaultScope, before: str
) -> Iterator[Edit]:
    places = list(words(text, start, end))
    chosen = [place for place in places if not _is_kept(text, *place)] or places
    done = start
    for left, right in chosen:
        before += text[done:left]
        standin = _standin_of(text[left:right], entity_type, scope, before)
        yield Edit(left, right, standin)
        before, done = standin, right


def _is_kept(text: str, start: int, end: int) -> bool:
    """Whether a word is a particle or title: a whole word, not one that a span has cut."""
    cut = end < len(text) and is_in_word(text[end])
    cut |= start > 0 and is_in_word(text[start - 1])
    return not cut and text[start:end] in KEPT


def _standin_of(word: str, entity_type: str, scope: VaultScope, before: str) -> str:
    if WORD.is_one(word):
        return scope.bind(LITERAL, word)
    base, form = based(word, entity_type)
    if form and not stands_free(before):
        base, form = word, ""
    return in_form(scope.bind_standin(entity_type, base), form)


def based(word: str, entity_type: str) -> tuple[str, str]:
    """A word with a capital first, and the form that leads back to the word as it was."""
    base = word.title()
    if base != word:
        for form in ("upper", "lower") if entity_type in _IN_CAPITALS else ("lower",):
            if in_form(base, form) == word:
                return base, form
    return word, ""


def words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a name: letters, digits and their marks, with apostrophes inside.

    Every letter and digit of `text[start:end]` is in one of them, but for a final `'s`.
    """
    position = start
    while position < end:
        last = _word_end(text, position, end)
        word = text[position:last]
        if word.endswith(_POSSESSIVE) and len(word) > len(_POSSESSIVE[0]):
            word = word[: -len(_POSSESSIVE[0])]
        if has_letters(word):
            yield position, position + len(word)
        position = max(last, position + 1)


def _word_end(text: str, position: int, end: int) -> int:
    """Where the word ends that begins here; `position` itself where none does."""
    start = position
    while position < end:
        joins = position > start and text[position] in _APOSTROPHES and position + 1 < end
        if not is_in_word(text[position + joins]):
            break
        position += 1 + joins
    return position
