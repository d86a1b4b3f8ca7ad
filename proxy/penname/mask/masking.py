"""Masking one text: decided spans to edits.

A value is cut at `"`, `\\` and control characters before it is bound, so that what a
restore puts back never needs escaping, however deep in JSON it lands. Pieces without a
letter or digit say nothing and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from penname.mask.operators import one_way
from penname.mask.overlap import Decided
from penname.mask.standins import standin_edits
from penname.mask.vault import VaultScope
from penname.policy.model import REVERSIBLE, Action
from penname.text.json_text import Edit
from penname.text.spans import RAW
from penname.text.words import has_letters

#: What JSON must escape (RFC 8259 section 7), and DEL and the C1 controls with it.
_UNSAFE = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `start:end` that can be values: no unsafe character, no outer space."""
    position = start
    for match in _UNSAFE.finditer(text, start, end):
        yield from _trimmed(text, position, match.start())
        position = match.end()
    yield from _trimmed(text, position, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if has_letters(text[start:end]):
        yield start, end


def mask_edits(text: str, decided: list[Decided], scope: VaultScope) -> list[Edit]:
    """The edits that mask a text. `decided` is disjoint and sorted (overlap.resolve)."""
    edits: list[Edit] = []
    for one in decided:
        for start, end in pieces(text, one.span.start, one.span.end):
            edits += _masked(text, start, end, one, scope, edits)
    return edits


def _masked(
    text: str, start: int, end: int, one: Decided, scope: VaultScope, done: list[Edit]
) -> list[Edit]:
    rule, action = one.decision.rule, one.decision.action
    if action is Action.SURROGATE and one.span.view == RAW:
        before = _masked_before(text, start, done)
        return standin_edits(text, start, end, rule.entity_type, scope, before)
    value = text[start:end]
    # In an encoded text (`ann%40example.org`) only what is safe in every encoding may stand.
    if action in REVERSIBLE:
        return [Edit(start, end, scope.bind(rule.entity_type, value, one.family))]
    return [Edit(start, end, one_way(rule, action, value, scope.hash_key))]


def _masked_before(text: str, start: int, done: list[Edit]) -> str:
    """The character in front of a place, as it is after the edits so far."""
    if done and done[-1].end == start:
        return done[-1].text[-1:]
    return text[max(0, start - 1) : start]
