"""Digits in words: `four one one one`, `double five`, `null eins sieben`.

In English, German, French, Spanish, Italian, Dutch and Portuguese. A run counts from six digits:
a phone number, a payment card, a social security number are longer. Numbers in pairs
(`thirty-four`) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from penname.text.units import Unit

_LEAST = 6

_DIGITS = {
    "0": "zero oh nought nil null nul zéro zero cero nulo",
    "1": "one eins ein un une uno una een één um uma",
    "2": "two zwei zwo deux dos due twee dois duas",
    "3": "three drei trois tres tre drie três",
    "4": "four vier quatre cuatro quattro quatro",
    "5": "five fünf fuenf cinq cinco cinque vijf",
    "6": "six sechs seis sei zes meia",
    "7": "seven sieben sept siete sette zeven sete",
    "8": "eight acht huit ocho otto oito",
    "9": "nine niner neun neuf nueve nove negen",
}
_DIGIT_OF = {word: digit for digit, words in _DIGITS.items() for word in words.split()}
_TIMES = {
    **dict.fromkeys(["double", "doppel", "doppelt", "doble", "doppio", "dubbel", "duplo"], 2),
    **dict.fromkeys(["triple", "treble", "dreifach", "tripla", "tripel"], 3),
}
_SIGN_OF = {
    **dict.fromkeys(
        [
            *("dash", "hyphen", "minus", "strich", "bindestrich", "tiret", "guion", "guión"),
            *("trattino", "streepje", "traço", "hífen"),
        ],
        "-",
    ),
    **dict.fromkeys(["dot", "point", "punkt", "punto", "punt", "ponto"], "."),
}
#: All words that a run can have.
DIGIT_WORDS = frozenset((*_DIGIT_OF, *_TIMES, *_SIGN_OF))
_PLUS = "plus|più|más|mais"


def _any(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_GAP = r"[\s,.;:/–-]{1,3}"
_ITEM = (
    rf"(?:(?:(?:{_any(_TIMES)}){_GAP})?(?:{_any(_DIGIT_OF)}|\d)(?!\w)|(?:{_any(_SIGN_OF)})(?!\w))"
)
_RUN = re.compile(
    rf"(?<!\w)(?:(?:{_PLUS})\s{{1,2}})?(?:(?:{_any(_TIMES)}){_GAP})?(?:{_any(_DIGIT_OF)})(?!\w)"
    rf"(?:{_GAP}{_ITEM}){{3,}}+",
    re.I,
)
_TOKEN = re.compile(r"\w+|\W+")
_PAUSE = re.compile(r"[,.;:/]")


def digit_words(text: str) -> Iterator[Unit]:
    """Runs of at least six digits in words, as digits. A pause becomes a blank."""
    for found in _RUN.finditer(text):
        said = _digits(found[0])
        if sum(char.isdigit() for char in said) >= _LEAST:
            yield found.start(), found.end(), said


def _digits(run: str) -> str:
    said: list[str] = []
    times = 1
    for token in _TOKEN.findall(run.lower()):
        digit = _DIGIT_OF.get(token, token if token.isdecimal() else "")
        if digit:
            said.append(digit * times)
            times = 1
        elif token in _TIMES:
            times = _TIMES[token]
        elif token in _SIGN_OF:
            said.append(_SIGN_OF[token])
        elif token.isalpha():
            said.append("+")
        elif _PAUSE.search(token):
            said.append(" ")
    text = "".join(said)
    # A comma behind every digit is no pause.
    return text.replace(" ", "") if text[1::2].isspace() else text
