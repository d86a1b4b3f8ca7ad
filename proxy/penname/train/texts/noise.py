"""How texts really look: without capitals, with typos, in Markdown, glued, broken over lines.

Noise is laid over pieces, so that a mark stays on its value whatever happens around it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

from penname.train.texts.forms import Piece, Pieces
from penname.train.texts.letters import plain_letters
from penname.train.texts.slips import slipped

_NAMES = frozenset({"GIVEN_NAME", "SURNAME", "NAME"})
_BOTH = frozenset({"GIVEN_NAME", "SURNAME"})
_WORD = re.compile(r"[a-z]{5,12}")
#: Kinds whose case carries meaning: only values change in them.
_CASED = frozenset({"code", "no_code", "no_log", "json", "log", "secrets", "markup"})
#: Kinds whose layout carries meaning.
EXACT = _CASED | {"table", "fields", "no_fields", "no_words"}

_WRAPPINGS = (
    *(('"', '"'), ("<p>", "</p>"), ("> ", ""), ("- ", ""), ("* ", ""), ("**", "**"), ("1. ", "")),
    *(("<div>\n", "\n</div>"), ("“", "”"), ("### ", ""), ("(", ")"), ("<text>", "</text>")),
    *(("«", "»"), ("'''", "'''"), ("`", "`"), ("| ", " |"), ('{"text": "', '"}'), ("[", "]")),
    *(
        ("```\n", "\n```"),
        ("Text: ", ""),
        ('"""', '"""'),
        ("<td>", "</td>"),
        ("// ", ""),
        ("# ", ""),
    ),
)
_DECORATIONS = (
    *(("**", "**"), ("*", "*"), ("`", "`"), ('"', '"'), ("<b>", "</b>"), ("<em>", "</em>")),
    *(("[", "](#)"), ("_", "_"), ("'", "'"), ("(", ")"), ("“", "”"), ("[[", "]]"), ("<", ">")),
)

Noise = Callable[[Pieces, random.Random], Pieces]


def _every(change: Callable[[str], str]) -> Noise:
    return lambda pieces, _rng: [(change(text), label) for text, label in pieces]


def _names_lower(pieces: Pieces, _rng: random.Random) -> Pieces:
    return [(text.lower() if label in _NAMES else text, label) for text, label in pieces]


def _names_upper(pieces: Pieces, _rng: random.Random) -> Pieces:
    return [(text.upper() if label in _NAMES else text, label) for text, label in pieces]


def _values_lower(pieces: Pieces, _rng: random.Random) -> Pieces:
    return [(text.lower() if label else text, label) for text, label in pieces]


def _reformed(pieces: Pieces, rng: random.Random) -> Pieces:
    """Full names as lists turn them, or only a part of each: any text may name people so."""
    way = rng.choice(_FORMS)
    made: Pieces = []
    at = 0
    while at < len(pieces):
        parts = pieces[at : at + 3]
        if parts[1:2] == [(" ", "")] and {parts[0][1], parts[-1][1]} == _BOTH:
            made += way(*sorted((parts[0], parts[2]), key=lambda one: one[1]))
            at += 3
        else:
            made.append(pieces[at])
            at += 1
    return made


#: What becomes of given and family name; the family name alone is the hardest to find.
_FORMS: tuple[Callable[[Piece, Piece], Pieces], ...] = (
    *(lambda _given, family: [family],) * 5,
    *(lambda given, family: [family, (", ", ""), given],) * 3,
    *(lambda given, _family: [given],) * 3,
    lambda given, family: [family, (" ", ""), given],
)


def _bare(pieces: Pieces, _rng: random.Random) -> Pieces:
    """No commas, no full stops, few apostrophes: as people type on telephones."""
    strip = str.maketrans("", "", ",;'’\"")
    return [
        (re.sub(r"[.!?](?=\s|$)", "", text).translate(strip), "") if not label else (text, label)
        for text, label in pieces
    ]


def _typos(pieces: Pieces, rng: random.Random) -> Pieces:
    def change(found: re.Match[str]) -> str:
        return slipped(found[0], rng) if rng.random() < 0.08 else found[0]

    return [(text if label else _WORD.sub(change, text), label) for text, label in pieces]


def _spaced(pieces: Pieces, rng: random.Random) -> Pieces:
    """A space doubled, lost or turned into a line break, outside values."""
    new = rng.choice(("  ", "\n", "\u00a0", "   "))

    def change(found: re.Match[str]) -> str:
        return new if rng.random() < 0.1 else found[0]

    return [(text if label else re.sub(" ", change, text), label) for text, label in pieces]


def _glued(pieces: Pieces, _rng: random.Random) -> Pieces:
    """No space after commas and full stops."""
    return [
        (text if label else re.sub(r"([,.;:!?]) ", r"\1", text), label) for text, label in pieces
    ]


def _wrapped(pieces: Pieces, rng: random.Random) -> Pieces:
    """The whole text in quotes, tags, a fence, a list item."""
    before, after = rng.choice(_WRAPPINGS)
    return [(before, ""), *pieces, (after, "")]


def _decorated(pieces: Pieces, rng: random.Random) -> Pieces:
    """Names in bold, in links, in quotes."""
    before, after = rng.choice(_DECORATIONS)
    made: Pieces = []
    for at, (text, label) in enumerate(pieces):
        inside = label in _NAMES
        if inside and not _joined(pieces, at - 1):
            made.append((before, ""))
        made.append((text, label))
        if inside and not _joined(pieces, at + 1):
            made.append((after, ""))
    return made


def _joined(pieces: Pieces, at: int) -> bool:
    """Whether the piece at `at` only holds two parts of a name together."""
    if not 0 < at < len(pieces) - 1:
        return False
    text, label = pieces[at]
    return (
        not label
        and text in (" ", ", ", ",")
        and pieces[at - 1][1] in _NAMES
        and pieces[at + 1][1] in _NAMES
    )


_EMOJI = (
    *("🙏", "😂", "🎉", "❤️", "👍", "😊", "🔥", ":)", ":-(", ";)", "…", "!!", "??", "🥳", "😭"),
    *("✨", "xx", "lol", "<3", "^^", "haha", "smh", "🤷", "👀", "💪", "🚀", "XD", "tbh", "pls"),
)


def _emoji(pieces: Pieces, rng: random.Random) -> Pieces:
    mark = (" " + rng.choice(_EMOJI), "")
    return [*pieces, mark] if rng.random() < 0.7 else [(rng.choice(_EMOJI) + " ", ""), *pieces]


#: How often each noise is laid over a text; those of letters, then those of layout.
_LETTERS: tuple[tuple[float, Noise], ...] = (
    (0.22, _every(str.lower)),
    (0.11, _every(str.upper)),
    (0.04, _names_lower),
    (0.03, _names_upper),
    (0.04, _values_lower),
)
#: How often full names are turned, or only one of their parts is told.
_REFORMED = 0.27
_OF_VALUES = (_names_lower, _names_upper, _values_lower)
_LAYOUT: tuple[tuple[float, Noise], ...] = (
    (0.05, _every(plain_letters)),
    (0.08, _bare),
    (0.08, _typos),
    (0.04, _spaced),
    (0.03, _glued),
    (0.05, _decorated),
    (0.05, _wrapped),
    (0.04, _emoji),
)


def noisy(pieces: Pieces, kind: str, rng: random.Random) -> Pieces:
    """The pieces with what noise chance lays over them; texts with exact layout get little."""
    if rng.random() < _REFORMED:
        pieces = _reformed(pieces, rng)
    chance = rng.random()
    for share, noise in _LETTERS:
        if chance < share:
            if kind not in _CASED or noise in _OF_VALUES:
                pieces = noise(pieces, rng)
            break
        chance -= share
    if kind in EXACT:
        return pieces
    for share, noise in _LAYOUT:
        if rng.random() < share:
            pieces = noise(pieces, rng)
    return pieces


@cache
def _margin(text: str) -> bool:
    return text != text.strip()


def trimmed(pieces: Pieces) -> Pieces:
    """Values without space at their ends, and no empty pieces."""
    made: Pieces = []
    for text, label in pieces:
        if label and _margin(text):
            inner = text.strip()
            at = text.find(inner) if inner else 0
            parts: list[Piece] = [(text[:at], ""), (inner, label), (text[at + len(inner) :], "")]
            made += [part for part in parts if part[0]]
        elif text:
            made.append((text, label))
    return made
