r"""Regexes as texts: rewritten for all scripts, and taken apart into texts that make them slow."""

from __future__ import annotations

import re

_OUTSIDE = re.compile(r"\\.?|\[\^?\]?|[^\\\[]+", re.DOTALL)
_INSIDE = re.compile(r"\\.?|\[:\^?\w+:\]|.", re.DOTALL)
#: No character but a class at both ends: beside one `-` is a character, not a range.
_WORD = r"\pL_\pM\pN"


def all_scripts(source: str) -> str:
    r"""A regex for google-re2 with `\w` and `\W`, which know ASCII only there, spelled out for
    all scripts; `\W` inside a class stays, for it cannot be."""
    if r"\Q" in source:  # quoted text: nothing in it is a class
        return source
    parts = []
    at, is_inside = 0, False
    while at < len(source):
        match = (_INSIDE if is_inside else _OUTSIDE).match(source, at)
        assert match is not None  # noqa: S101  # each takes any character
        part = match[0]
        at += len(part)
        if part == r"\w":
            part = _WORD if is_inside else f"[{_WORD}]"
        elif part == r"\W" and not is_inside:
            part = f"[^{_WORD}]"
        elif part[0] == "[" and not is_inside:
            is_inside = True
        elif part == "]" and is_inside:
            is_inside = False
        parts.append(part)
    return "".join(parts)


#: How long a hostile string is, and how many are made.
PUMP_LENGTH = 20_000
_PUMPS = 120

#: What stands for a class of characters in a hostile string.
_STAND_INS = {
    **{"d": "1", "w": "a1_", "s": " ", "p": "aB", "b": "", "B": "", "A": "", "Z": "", "z": ""},
    **{"D": "x", "W": "-", "S": "x1", "P": "1", "n": "\n", "t": "\t", "r": "\r", "Q": "", "E": ""},
}
_SYNTAX = frozenset("()[]{}|^$*+?")
_PIECE = re.compile(r"\\(?P<escaped>.)|(?P<word>[^\W_]+)|(?P<mark>[^\\])", re.DOTALL)


def pump_strings(source: str, examples: tuple[str, ...] = ()) -> list[str]:
    """Texts of 20 kB made of pieces of a regex and of its examples, each repeated, with an end
    that fits nowhere: what makes a backtracking engine try again and again."""
    words, chars, likeness = _pieces(source)
    seeds = [("", char) for char in chars]
    for example in (*examples[:4], likeness):
        step = max(1, len(example) // 8)
        seeds.append(("", example))
        seeds += [(example[:at], example[at]) for at in range(0, len(example), step)]
    seeds += [("", word) for word in words]
    seeds += [(word, char) for word in words[:4] for char in chars[:8]]
    pairs = [(one, two) for one in chars[:6] for two in chars[:6] if one != two]
    seeds += [("", one + two) for one, two in pairs] + pairs
    # The engine looks first whether a text has what the regex must have: it does.
    end = "\x00" + "".join((*words, *chars))
    unique = [seed for seed in dict.fromkeys(seeds) if seed[1]]
    return [
        (front + piece * (PUMP_LENGTH // len(piece) + 1))[:PUMP_LENGTH] + end
        for front, piece in unique[:_PUMPS]
    ]


def _pieces(source: str) -> tuple[list[str], list[str], str]:
    """The literal words of a regex, characters for each thing that it speaks of, and a rough
    likeness of what it matches."""
    words: list[str] = []
    chars: list[str] = []
    likeness = ""
    for match in _PIECE.finditer(source):
        escaped, word, mark = match["escaped"], match["word"], match["mark"]
        if escaped is not None:
            found = _STAND_INS.get(escaped, escaped)
        elif word is not None:
            words.append(word)
            found = word[0] + word[-1]
        else:
            found = "x" if mark == "." else mark
        chars.extend(found)
        likeness += word or ("" if mark is not None and mark in _SYNTAX else found[:1])
    return list(dict.fromkeys(words)), list(dict.fromkeys(chars)), likeness
