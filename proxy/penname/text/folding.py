"""The folded reading: one plain character for each that only looks or counts like it.

Gone are characters that nobody sees (zero-width, soft hyphens, direction marks, selectors);
plain are full-width and mathematical letters, look-alikes of other scripts, digits of other
scripts, typographic dashes, spaces and quotes.

Real text of other languages has most of these, too. So folding begins only where one of them
does what it does in no language: an invisible mark beside an ASCII letter, a Cyrillic letter
in a Latin word, a typographic dash in a number. Around such a place everything is folded but
whole words: a Russian word stays Russian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby

from penname.text.lookalikes import LOOKALIKES, LOOKALIKES_AMONG_LATIN
from penname.text.plain_characters import COMMON, DASHES, DRESSED, QUOTES, RAISED, SPACES, UNSEEN
from penname.text.units import Unit

#: How far around a place that gives itself away its text is folded.
_REACH = 64
_WORD_MAX = 64

_PLAIN = {**COMMON, **DRESSED, **dict.fromkeys(UNSEEN, "")}
_ODD = frozenset(_PLAIN)
_LOOKALIKE = frozenset(map(chr, LOOKALIKES_AMONG_LATIN))
_GAPS = frozenset(DASHES + SPACES)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]++")


def folded(text: str) -> Iterator[Unit]:
    """Characters as the plain ones that they pass for, where that is needed to read a text."""
    if text.isascii():
        return
    words = [] if _LOOKALIKE.isdisjoint(text) else list(merge(_mixed(text), _whole(text)))
    beyond = (at for run in _BEYOND_ASCII.finditer(text) for at in range(*run.span()))
    odd = [at for at in beyond if text[at] in _ODD]
    places = sorted([*(at for at in odd if _gives_away(text, at)), *(start for start, *_ in words)])
    yield from merge(_units(text, list(_near(odd, places))), words)


def _near(odd: Sequence[int], places: Sequence[int]) -> Iterator[int]:
    """Those of the `odd` characters that stand near a place."""
    place = 0
    for at in odd:
        while place < len(places) and places[place] + _REACH < at:
            place += 1
        if place < len(places) and places[place] - _REACH <= at:
            yield at


def _units(text: str, odd: Sequence[int]) -> Iterator[Unit]:
    """Runs that are folded character by character, and those that vanish or become more."""
    runs = groupby(enumerate(odd), key=lambda pair: (pair[1] - pair[0], len(_PLAIN[text[pair[1]]])))
    for (_, size), run in runs:
        places = [at for _, at in run]
        if size < 2:
            start, end = places[0], places[-1] + 1
            yield start, end, "".join(_PLAIN[char] for char in text[start:end])
        else:
            yield from ((at, at + 1, _PLAIN[text[at]]) for at in places)


# ---- places that give themselves away --------------------------------------------------------

_GAP_CLASS = f"[{DASHES}{SPACES}]"
#: In a number of three groups or more.
_GROUPS = re.compile(rf"{_GAP_CLASS}\d{{1,6}}(?:{_GAP_CLASS}|[ -])\d")
_LAST_GROUP = re.compile(rf"[\d)](?:{_GAP_CLASS}|[ -])\d{{1,6}}\Z")
_TOKEN = re.compile(rf"\S{{0,{_WORD_MAX}}}")


def _gives_away(text: str, at: int) -> bool:
    """Whether the character does here what it does in no ordinary text."""
    char = text[at]
    if char in UNSEEN:
        return _is_plain(text[at - 1 : at]) or _is_plain(text[at + 1 : at + 2])
    if char in _GAPS:
        if _is_in_number(text[at - 1 : at]) and text[at + 1 : at + 2].isdigit():
            before = text[max(0, at - 8) : at]
            return bool(_GROUPS.match(text, at) or _LAST_GROUP.search(before))
        return char in DASHES and "@" in _token(text, at)
    if char in QUOTES:  # of a value that something is set to
        return text[max(0, at - 2) : at].rstrip()[-1:] in (":", "=")
    if char in RAISED:
        return sum(one in RAISED for one in text[max(0, at - 2) : at + 3]) > 2
    # Full-width marks are the usual ones of Chinese and Japanese.
    return _PLAIN[char].isalnum() or _PLAIN[char] == "@"


def _is_in_number(char: str) -> bool:
    return char.isdigit() or char == ")"


def _is_plain(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "@")


def _token(text: str, at: int) -> str:
    """What stands around a place without white space, up to a bound on both sides."""
    left = text[max(0, at - _WORD_MAX) : at]
    bare = left.rstrip() != left or not left
    before = "" if bare else left.split()[-1]
    found = _TOKEN.match(text, at)
    return before + (found[0] if found else "")


# ---- words in mixed script -------------------------------------------------------------------

_MIXED_SET, _WHOLE_SET = "".join(_LOOKALIKE), "".join(map(chr, LOOKALIKES))
_MIXED = re.compile(f"(?<=[A-Za-z])[{_MIXED_SET}]|[{_MIXED_SET}](?=[A-Za-z])")
_LETTERS = re.compile(f"[{_MIXED_SET}]++")
#: A whole word of look-alikes; with other letters of its script it is a word of that script.
_WHOLE = re.compile(rf"(?<![^\W\d_])[{_WHOLE_SET}]{{1,{_WORD_MAX}}}+(?![^\W\d_])")
_LETTER_BEFORE = re.compile(r"([^\W\d_])[^\w\n]{0,4}\Z")
_LETTER_AFTER = re.compile(r"[^\w\n]{0,4}([^\W\d_])")
_LATIN = re.compile("[A-Za-z@]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z]")
#: Greek, Cyrillic, Armenian and their neighbours.
_SAME_SCRIPT = re.compile(f"(?![{_WHOLE_SET}])[\u0370-\u058f]")


def _mixed(text: str) -> Iterator[Unit]:
    """The look-alikes in words that have Latin letters too."""
    done = 0
    for found in _MIXED.finditer(text):
        if found.start() < done:
            continue
        start, done = _word_around(text, found.start(), done)
        if not _is_latin(text[start:done]):
            continue
        for letters in _LETTERS.finditer(text, start, done):
            yield letters.start(), letters.end(), letters[0].translate(LOOKALIKES_AMONG_LATIN)


def _is_latin(word: str) -> bool:
    """Whether nothing is left of another script once the look-alikes are gone."""
    left = _OTHER_LETTER.findall(word.translate(LOOKALIKES_AMONG_LATIN))
    return all(unicodedata.name(char, "").startswith("LATIN") for char in left)


def _word_around(text: str, at: int, floor: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start > max(floor, at - _WORD_MAX) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), at + _WORD_MAX) and text[end].isalpha():
        end += 1
    return start, end


def _whole(text: str) -> Iterator[Unit]:
    """Words of nothing but look-alikes in Latin text: glued to it, or between its words."""
    for found in _WHOLE.finditer(text):
        start, end = found.span()
        if _LATIN.search(_token(text, start)) or (end - start > 2 and _is_among_latin(text, found)):
            yield start, end, found[0].translate(LOOKALIKES)


def _is_among_latin(text: str, word: re.Match[str]) -> bool:
    """Whether the nearest letters are Latin, on both sides or on one with none on the other, and
    no letter near is of the same script without being a look-alike."""
    before = text[max(0, word.start() - _WORD_MAX) : word.start()]
    after = text[word.end() : word.end() + _WORD_MAX]
    near = [_LETTER_BEFORE.search(before), _LETTER_AFTER.match(after)]
    letters = [found[1] for found in near if found is not None]
    is_among = bool(letters) and all(letter.isascii() for letter in letters)
    return is_among and not _SAME_SCRIPT.search(before + after)
