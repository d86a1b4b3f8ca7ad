"""Corpora in other cases: people type without capitals, and shout."""

from __future__ import annotations

import random
from dataclasses import replace

from penname.train.example import Example

#: Share of examples in lower case, and in upper case.
LOWER, UPPER = 0.25, 0.08


def cased(example: Example, rng: random.Random) -> Example:
    """The example as it is, in lower case, or in upper case; offsets stay."""
    chance = rng.random()
    if chance < LOWER:
        return _with(example, example.text.lower())
    if chance < LOWER + UPPER:
        return _with(example, example.text.upper())
    return example


def _with(example: Example, text: str) -> Example:
    # A few characters change their length with their case ("ß", "İ"): then it stays as it is.
    return replace(example, text=text) if len(text) == len(example.text) else example
