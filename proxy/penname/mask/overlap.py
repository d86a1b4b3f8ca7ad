"""Overlapping decisions: which one acts where, so that every decided character is covered."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from penname.policy.model import LEAVES_TEXT, STRICTNESS, Action, Decision
from penname.text.spans import Span
from penname.text.standins import goes_by_word


@dataclass(frozen=True, slots=True)
class Decided:
    """A span with the decision on it.

    `family`: whose spelling the value is (`exchange.people`), "" where only it says so itself.
    """

    span: Span
    decision: Decision
    family: str = field(default="", repr=False)


def resolve(decided: Iterable[Decided]) -> list[Decided]:
    """Cut overlapping decisions into disjoint ones, sorted by offset.

    The stricter action wins, then what masks every letter (stand-ins of names leave particles
    in clear), then the longer span, then the higher score, then the earlier one. Of the
    losers, what the winner does not cover stays: a value is never left half open because two
    recognizers disagree about its borders. Actions that leave the text alone (allow, route)
    take no part: they neither stay nor protect.
    """
    acting = [one for one in decided if one.decision.action not in LEAVES_TEXT]
    acting.sort(key=_rank)
    taken: list[Decided] = []
    for one in acting:
        for start, end in list(_uncovered(one.span, taken)):
            span = one.span
            part = Span(start, end, span.entity_type, span.score, span.recognizer, span.view)
            insort(taken, Decided(part, one.decision, one.family), key=_start)
    return taken


def _start(one: Decided) -> int:
    return one.span.start


def _rank(one: Decided) -> tuple[int, bool, int, float, int, str]:
    span = one.span
    action = one.decision.action
    by_word = action is Action.SURROGATE and goes_by_word(one.decision.rule.entity_type)
    strictness = STRICTNESS[action]
    return (-strictness, by_word, -span.length, -span.score, span.start, span.entity_type)


def _uncovered(span: Span, taken: list[Decided]) -> Iterator[tuple[int, int]]:
    """The parts of a span that none of `taken` (disjoint, sorted) covers."""
    position = span.start
    at = max(bisect_right(taken, position, key=_start) - 1, 0)
    while position < span.end:
        other = taken[at].span if at < len(taken) else None
        if other is None or other.start >= span.end:
            yield position, span.end
            return
        if position < other.start:
            yield position, other.start
        position = max(position, other.end)
        at += 1
