"""Slips of the finger and of the ear: a word as somebody in a hurry types it."""

from __future__ import annotations

import random

#: Letters next to each other on a keyboard, or mixed up by ear.
_NEAR = {
    **{"a": "se", "b": "vn", "c": "xks", "d": "sft", "e": "raiw", "f": "dgv", "g": "fhj"},
    **{"h": "gj", "i": "oyue", "j": "hk", "k": "jlc", "l": "k", "m": "n", "n": "mb"},
    **{"o": "pia", "p": "o", "q": "w", "r": "te", "s": "adcz", "t": "ryd", "u": "yi"},
    **{"v": "bc", "w": "qe", "x": "zs", "y": "tui", "z": "xs"},
}


def slipped(word: str, rng: random.Random) -> str:
    """A word of three letters or more with one slip in it."""
    at = rng.randrange(1, len(word) - 1)
    way = rng.randrange(6)
    if way == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 1:
        return word[:at] + word[at + 1 :]
    if way == 2:
        return word[:at] + word[at] + word[at:]
    if way == 3:
        return word[:at] + rng.choice("aeiourstn") + word[at:]
    if way == 4:
        return word[:-1]
    return word[:at] + rng.choice(_NEAR.get(word[at].lower(), "e")) + word[at + 1 :]
