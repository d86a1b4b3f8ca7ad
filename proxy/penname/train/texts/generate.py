"""Texts to train the name model on: templates filled with made-up people, and noise on top.

The mixture is `MIXTURE`: which kinds of text, how often, in which languages.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from itertools import accumulate

from penname.train.example import Example, Mark
from penname.train.texts.filling import Filler
from penname.train.texts.forms import Pieces
from penname.train.texts.mixture import MEDLEY_SHARE, MEDLEYS, told_of, weights
from penname.train.texts.noise import noisy, trimmed
from penname.train.texts.sheets import Template

#: Lengths of a text in characters; what is longer is cut at a line or sentence.
SHORTEST, LONGEST = 2, 1200
#: Templates in one text, at most.
_MOST = 8


def examples(seed: int, count: int) -> Iterator[Example]:
    """`count` texts with their marks, the same for the same seed, no two alike."""
    rng = random.Random(f"penname texts {seed}")  # noqa: S311 - made-up texts, no secrets
    filler = Filler(rng)
    table = weights(filler.library.counts)
    kinds, sums = list(table), list(accumulate(table.values()))
    seen: set[bytes] = set()
    while count > 0:
        language, kind = rng.choices(kinds, cum_weights=sums)[0]
        template = rng.choice(filler.library.of(language, kind))
        pieces, told = _medley(filler, template, rng)
        pieces = _shortened(trimmed(noisy(pieces, kind, rng)), rng)
        example = marked(pieces, f"{language}.{kind}", told)
        key = hashlib.blake2b(example.text.encode(), digest_size=10).digest()
        if key not in seen and len(example.text) >= SHORTEST:
            seen.add(key)
            count -= 1
            yield example


def _medley(
    filler: Filler, template: Template, rng: random.Random
) -> tuple[Pieces, frozenset[str]]:
    """The text of a template and often others after it; what the whole is told of."""
    pieces, told = filler.filled(template), [template.told]
    has, language = filler.library.has, template.language
    followers = [kind for kind in MEDLEYS.get(template.kind, ()) if has(language, kind)]
    joint = rng.choice((" ", " ", " ", "\n", "\n\n"))
    while followers and rng.random() < MEDLEY_SHARE and len(told) < _MOST:
        others = filler.library.of(language, rng.choice(followers))
        other = rng.choice(others)
        pieces += [(joint, ""), *filler.filled(other)]
        told.append(other.told)
    return pieces, told_of(told)


def _shortened(pieces: Pieces, rng: random.Random) -> Pieces:
    """The pieces up to the greatest length, never cut inside a value; at either end."""
    if sum(len(text) for text, _ in pieces) <= LONGEST:
        return pieces
    backwards = rng.random() < 0.3
    kept: Pieces = []
    left = LONGEST
    for text, label in reversed(pieces) if backwards else pieces:
        if len(text) > left:
            if not label:
                kept.append((text[len(text) - left :] if backwards else text[:left], ""))
            break
        kept.append((text, label))
        left -= len(text)
    return kept[::-1] if backwards else kept


def marked(pieces: Pieces, kind: str, told: frozenset[str]) -> Example:
    """Pieces as a text with its marks."""
    marks: list[Mark] = []
    at = 0
    for text, label in pieces:
        if label:
            marks.append(Mark(at, at + len(text), label))
        at += len(text)
    return Example("".join(text for text, _ in pieces), tuple(marks), kind, told)
