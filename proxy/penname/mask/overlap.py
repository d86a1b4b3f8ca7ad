"""Overlapping decisions: which one acts where, so that every decided character is covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from penname.policy.model import STRICTNESS, Action, Decision
from penname.text.spans import Span


@dataclass(frozen=True, slots=True)
class Decided:
    """A span with the decision on it."""

    span: Span
    decision: Decision


def resolve(decided: Iterable[Decided]) -> list[Decided]:
    """Cut overlapping decisions into disjoint ones, sorted by offset.

    The stricter action wins, then the longer span, then the higher score, then the
    earlier one. Of the losers, what the winner does not cover stays: a value is never
    left half open because two recognizers disagree about its borders.
    """
    acting = [one for one in decided if one.decision.action is not Action.ALLOW]
    acting.sort(key=_rank)
    taken: list[Decided] = []
    for one in acting:
        for start, end in _uncovered(one.span, taken):
            span = one.span
            part = Span(start, end, span.entity_type, span.score, span.recognizer, span.view)
            taken.append(Decided(part, one.decision))
    taken.sort(key=lambda one: one.span.start)
    return taken


def _rank(one: Decided) -> tuple[int, int, float, int, str]:
    span = one.span
    strictness = STRICTNESS[one.decision.action]
    return (-strictness, -span.length, -span.score, span.start, span.entity_type)


def _uncovered(span: Span, taken: list[Decided]) -> list[tuple[int, int]]:
    gaps = [(span.start, span.end)]
    for other in taken:
        low, high = other.span.start, other.span.end
        if low >= span.end or high <= span.start:
            continue
        gaps = [
            piece
            for start, end in gaps
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return gaps
