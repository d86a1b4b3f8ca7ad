"""Words shaped like our own surrogates: detectors leave them to the masker, uncut.

Only what the masker takes up may be left to it: a known entity type and a real core. A
password such as `ADMIN_` and eight characters is nobody's surrogate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from penname.policy.entities import ENTITY_TYPES
from penname.text.spans import Span
from penname.text.surrogate import CORE, LITERAL

_LEAST = 3  # letters or digits; what is left beside a surrogate is a value only from there


@lru_cache(maxsize=32)  # as many sets of added types as policies in use, and then some
def _shape(added: frozenset[str]) -> regex.Pattern[str]:
    types = "|".join((*ENTITY_TYPES, LITERAL, *sorted(added)))
    return regex.compile(rf"(?<![A-Za-z0-9_])(?:{types})_{CORE}(?![A-Za-z0-9_])")


def own_words(
    text: str, start: int = 0, end: int | None = None, *, added: frozenset[str] = frozenset()
) -> list[tuple[int, int]]:
    """Where words shaped like surrogates stand in a text or a part of it.

    `added`: entity types that a policy adds to ours.
    """
    stop = len(text) if end is None else end
    return [match.span() for match in _shape(added).finditer(text, start, stop)]


def outside(start: int, end: int, own: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of `start:end` that are in none of the (sorted) own words."""
    for left, right in own:
        if left >= end:
            break
        if right > start:
            if left > start:
                yield start, left
            start = right
    if start < end:
        yield start, end


def without(text: str, span: Span, own: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The parts of a span beside surrogates, trimmed; the span itself when it touches none."""
    parts = list(outside(span.start, span.end, own))
    for start, end in parts:
        word = text[start:end]
        if len(parts) == 1 and len(word) == span.length:
            yield span
        elif sum(char.isalnum() for char in word) >= _LEAST:
            left = start + len(word) - len(word.lstrip())
            right = start + len(word.rstrip())
            yield replace(span, start=left, end=right)
