"""What stands around a value: the words before and after it, and the name of its column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from penname.detect.columns import Tables

#: `S.S.N.` is one word, as is each part of `userSsn`; few letters amid digits, of a hash, are none.
_WORD = regex.compile(
    r"(?!(?<=[0-9][A-Za-z]{0,2})[A-Za-z]{1,3}[0-9])"
    r"(?:(?<!\w)\p{L}(?:\.\p{L}){1,4}+(?!\w)|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+)"
)
#: A word of several: camel case.
_CAMEL = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}")
_LETTERS = regex.compile(r"\p{L}+")
#: The key of a member in JSON, as it is or inside a string; and one that a value follows.
_KEY = regex.compile(r"""\\?+["'](?P<name>[^"'\\]{1,60}+)\\?+["']\s?:\s?(?=\\?["'\d\-tfn]|\Z)""")
#: A hash, an id: hexadecimal that goes to and fro between digits and letters. It has no words.
_HEX = regex.compile(
    r"(?<![^\W_])(?:0x)?(?=[0-9A-Fa-f:-]{6})"
    r"(?:[A-Fa-f:-]*+[0-9][0-9:-]*+[A-Fa-f]){2}[0-9A-Fa-f:-]*+(?![^\W_])"
)
#: What is left of a word that a window's edge cuts.
_CUT_BEFORE, _CUT_AFTER = regex.compile(r"[A-Za-z0-9]++"), regex.compile(r"(?r)[A-Za-z0-9]+")
_BEFORE, _AFTER = 100, 60  # characters
WORDS_BEFORE, WORDS_AFTER = 8, 5
_CLOSE_BEFORE, _CLOSE_AFTER = 3, 1
#: What a label does not reach over; it ends with a letter, and signs behind it.
_BREAK = regex.compile(r"[\d\n,;!?|)\]}，。、]|\.\s")
_LABEL_END = regex.compile(r"(?r)\p{L}(?!\()[^\p{L}\d]{0,12}\Z")
_LABEL, _LABEL_WORDS = 80, 6  # characters, words


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, camel and snake case taken apart."""
    return [word.lower().replace(".", "") for word in _WORD.findall(text)]


def fold(text: str) -> str:
    """Lower case without the accents that people leave out."""
    text = text.lower()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f"))


@dataclass(frozen=True, slots=True)
class Near:
    """Words near a value: as a set, as one line of folded words, those next to it as another
    line, and the text that they are of."""

    words: frozenset[str]
    line: str
    close: str
    folded: frozenset[str]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, words: Iterable[str], *runs: str, close: Iterable[str] | None = None) -> Near:
        """From words in lower case, in their order; those next to the value are all of them
        where nothing else is said."""
        kept = list(words)
        line = fold(" ".join(kept))
        beside = line if close is None else fold(" ".join(close))
        return cls(frozenset(kept), f" {line} ", f" {beside} ", frozenset(line.split()), runs)


class Surroundings:
    """The surroundings of the values of one text under a key, each looked up once."""

    def __init__(self, text: str, key: Iterable[str] = ()) -> None:
        self._text = text
        self._key = list(key)  # its words
        self._tables = Tables(text)
        self._known: dict[tuple[int, int], Near] = {}

    def near(self, start: int, end: int) -> Near:
        """What is near the value `start:end`: in a table its row and the name of its column,
        else the words before and after it in its paragraph."""
        known = self._known.get((start, end))
        if known is None:
            known = self._known[start, end] = self._read(start, end)
        return known

    def label(self, start: int) -> tuple[str, ...]:
        """The words directly before a value, as lines of folded words: with nothing but signs
        behind them. Of a value in a table the name of its column, of one that begins the text
        its key."""
        place = self._tables.place(start)
        before = self._text[max(0, start - _LABEL) : start]
        if place is not None:
            before = place.name
        elif not before.strip(" \"'"):
            return (_line(self._key),)
        if _LABEL_END.search(before) is None:
            return ()
        held = _BREAK.split(before.rstrip())[-1]
        whole = [word.lower() for word in _LETTERS.findall(held)[-1:]]  # IdNr, taxId
        return _line(words_of(held)), _line(whole)

    def _read(self, start: int, end: int) -> Near:
        floor, name = max(0, start - _BEFORE), ""
        place = self._tables.place(start)
        if place is not None:
            floor, name = max(floor, place.row), place.name
        floor, ceiling = self._at_words(floor, start, end)
        before = _HEX.sub(" ", self._text[floor:start].rpartition("\n\n")[2])
        after = self._text[end:ceiling].partition("\n" if place else "\n\n")[0]
        after = _HEX.sub(" ", after)
        # The signs between keep words apart that are not next to each other.
        before, after = _without_other_keys(before), _without_other_keys(f"{after} ")
        held = [*self._key, "|", *words_of(name), "|"]
        left, right = words_of(before)[-WORDS_BEFORE:], words_of(after)[:WORDS_AFTER]
        close = [*held, *left[-_CLOSE_BEFORE:], "|", *right[:_CLOSE_AFTER]]
        words = [*held, *left, "|", *right]
        if _CAMEL.search(f"{name} {before}"):  # IdNr, taxId: the whole word may be what is known
            words += ["|", *(word.lower() for word in _LETTERS.findall(f"{name} {before}")[-4:])]
        return Near.of(words, *self._key, name, before, after, close=close)

    def _at_words(self, floor: int, start: int, end: int) -> tuple[int, int]:
        """Where what is read before and after `start:end` begins and ends: at no word's middle."""
        ceiling = min(len(self._text), end + _AFTER)
        if self._text[floor - 1 : floor].isalnum():
            cut = _CUT_BEFORE.match(self._text, floor, start)
            floor = cut.end() if cut else floor
        if self._text[ceiling : ceiling + 1].isalnum():
            cut = _CUT_AFTER.match(self._text, end, ceiling)
            ceiling = cut.start() if cut else ceiling
        return floor, ceiling


def _line(words: list[str]) -> str:
    return f" {fold(' '.join(words[-_LABEL_WORDS:]))} "


def _without_other_keys(text: str) -> str:
    """The text without the keys of other members: `{"ssn": "1", "order": "2"}` says nothing of 2.

    What other members hold is kept (`"type": "SSN"`), and so is a key at the end of the text.
    """
    if ":" not in text or ('"' not in text and "'" not in text):
        return text
    keys = list(_KEY.finditer(text))
    if keys and not text[keys[-1].end() :].strip("\\\"'"):
        keys.pop()  # the key of the value itself
    for key in reversed(keys):
        text = f"{text[: key.start()]} | {text[key.end() :]}"
    return text
