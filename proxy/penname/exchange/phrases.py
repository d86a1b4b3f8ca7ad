"""Values found again in texts, as they were written or in another form of the same value.

Both indexes are asked by what stands at a word of the text, and answer in a few look-ups for
each: one for each length that a value beginning so can have. So the time depends on the text,
not on how many values are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from penname.mask.family import SEPARATORS, compact
from penname.text.words import LETTERS_AND_DIGITS

#: (start, end, entity type)
Found = tuple[int, int, str]

#: Scripts that put no space between words: Thai to Khmer, kana, Han, Hangul (with particles).
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_GAP = re.compile(rf"[{SEPARATORS}]{{1,3}}")
#: Numbers are looked up by so many of their first characters.
_HEAD = 4
#: A quick no: without so many digits close together there is no number.
_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,8}[0-9]){5}")
#: A group without a digit inside a number is a country or a check letter.
_MAX_LETTERS = 3
_FEW = 100


#: (offset of the first word in a value, the value's length) -> value -> entity types
_Shapes = dict[tuple[int, int], dict[str, list[str]]]


class Phrases:
    """Values by their first word, in exactly the spelling that they were given with."""

    def __init__(self) -> None:
        self._by_word: dict[str, _Shapes] = {}
        #: The same by the first letter, in scripts without spaces.
        self._by_letter: dict[str, _Shapes] = {}
        self._values: dict[str, None] = {}

    def __repr__(self) -> str:
        return f"Phrases({len(self._values)})"

    def add(self, value: str, entity_type: str) -> None:
        """Know a value; one without a letter or digit is none."""
        first = LETTERS_AND_DIGITS.search(value)
        if first is None:
            return
        self._values[value] = None
        index, key = self._by_word, first[0]
        if len(value) > 1 and _UNSPACED.match(key) is not None:
            index, key = self._by_letter, key[0]
        values = index.setdefault(key, {}).setdefault((first.start(), len(value)), {})
        types = values.setdefault(value, [])
        if entity_type not in types:
            types.append(entity_type)

    def find(self, text: str) -> Iterator[Found]:
        """The places of all values that stand there by themselves."""
        if not self._may_stand_in(text):
            return
        for word in LETTERS_AND_DIGITS.finditer(text):
            shapes = self._by_word.get(word[0])
            if shapes is not None:
                for found in _at(text, word.start(), shapes):
                    if bordered(text, found[0], found[1]):
                        yield found
        if self._by_letter:
            for letter in _UNSPACED.finditer(text):
                yield from _at(text, letter.start(), self._by_letter.get(letter[0], {}))

    def _may_stand_in(self, text: str) -> bool:
        """A quick no for the usual case; a few values are sought faster than words are split."""
        if len(self._values) <= _FEW:
            return any(value in text for value in self._values)
        if self._by_letter and _UNSPACED.search(text) is not None:
            return True
        return not self._by_word.keys().isdisjoint(LETTERS_AND_DIGITS.findall(text))


def _at(text: str, at: int, shapes: _Shapes) -> Iterator[Found]:
    """The values of some shapes whose first word begins at a place."""
    for (offset, length), values in shapes.items():
        start = at - offset
        types = values.get(text[start : start + length], ()) if start >= 0 else ()
        yield from ((start, start + length, one) for one in types)


class Folded:
    """Values in any case: an index over case-folded texts, with the places in the text itself."""

    def __init__(self) -> None:
        self._phrases = Phrases()

    def add(self, value: str, entity_type: str) -> None:
        self._phrases.add(value.casefold(), entity_type)

    def find(self, text: str) -> Iterator[Found]:
        folded = text.casefold()
        if len(folded) == len(text):
            yield from self._phrases.find(folded)
            return
        # A letter that folds into several is covered whole.
        places = [at for at, letter in enumerate(text) for _ in letter.casefold()]
        for start, end, entity_type in self._phrases.find(folded):
            yield places[start], places[end - 1] + 1, entity_type


class Numbers:
    """Cards, accounts, phones and other numbers, found with any separators or none."""

    def __init__(self) -> None:
        #: first characters -> length -> the number without separators -> entity types
        self._by_head: dict[str, dict[int, dict[str, list[str]]]] = {}

    def add(self, value: str, entity_type: str) -> None:
        plain = compact(entity_type, value)
        if not plain:
            return
        types = self._by_head.setdefault(plain[:_HEAD], {}).setdefault(len(plain), {})
        known = types.setdefault(plain, [])
        if entity_type not in known:
            known.append(entity_type)

    def find(self, text: str) -> Iterator[Found]:
        if not self._by_head or _DIGITS.search(text) is None:
            return
        run: list[re.Match[str]] = []
        for token in _TOKEN.finditer(text):
            if not _may_be_group(token[0]):
                continue
            if run and _GAP.fullmatch(text, run[-1].end(), token.start()) is None:
                yield from self._in_run(run)
                run = []
            run.append(token)
        yield from self._in_run(run)

    def _in_run(self, run: list[re.Match[str]]) -> Iterator[Found]:
        """The numbers in groups that follow each other."""
        plain = "".join(token[0] for token in run).lower()
        starts, ends, size = [], {}, 0
        for token in run:
            start = token.start()
            # The plus of +49 belongs to it.
            starts.append((size, start - (token.string[max(start - 1, 0) : start] == "+")))
            size += len(token[0])
            ends[size] = token.end()
        for at, start in starts:
            for length, numbers in self._by_head.get(plain[at : at + _HEAD], {}).items():
                types = numbers.get(plain[at : at + length], ())
                if types and at + length in ends:
                    yield from ((start, ends[at + length], one) for one in types)


def _may_be_group(token: str) -> bool:
    return len(token) <= _MAX_LETTERS or not token.isalpha()


def stands_in(value: str, text: str) -> bool:
    """Whether a value stands in a text by itself, not as a part of a longer word."""
    at = text.find(value)
    while at >= 0:
        if bordered(text, at, at + len(value)):
            return True
        at = text.find(value, at + 1)
    return False


def bordered(text: str, start: int, end: int) -> bool:
    """Whether a value stands by itself: no letter or digit runs on over its borders."""
    if start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        return False
    return not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
