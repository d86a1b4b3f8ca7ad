"""From a text's spans to what `scan` reports: decided, disjoint findings and the masked text. Pure.

The same steps as in an exchange (decide, known values, overlap, edits), for one text.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from penname.exchange.again import Again
from penname.exchange.known import KnownValues
from penname.exchange.naming import with_families
from penname.mask.masking import mask_edits
from penname.mask.overlap import Decided, resolve
from penname.mask.vault import VaultScope
from penname.policy.model import Action, Policy
from penname.text.json_text import splice
from penname.text.spans import Span, covers


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that would be acted on. Offsets in code points; line and column count from 1."""

    start: int
    end: int
    line: int
    column: int
    entity_type: str
    score: float
    recognizer: str
    action: str
    where: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a text, disjoint and by offset, and the text as it would go upstream.

    Where the policy blocks, nothing would go: the masked text then holds `[TYPE]`.
    """

    findings: tuple[Finding, ...]
    masked: str

    def __repr__(self) -> str:
        return f"Report(<{len(self.findings)} findings>)"

    @property
    def is_blocked(self) -> bool:
        return any(finding.action == Action.BLOCK for finding in self.findings)


def report(
    text: str, spans: Sequence[Span], policy: Policy, scope: VaultScope, today: dt.date
) -> Report:
    """What the policy makes of a text's spans."""
    decided = _decided(text, spans, policy, today)
    known = KnownValues()
    again = Again(policy, today).beside(text, spans, decided, known, parts=True)
    acting = resolve(with_families(text, [*decided, *again], known))
    lines = line_starts(text)
    told = sorted([*acting, *_routed(decided, acting)], key=lambda one: one.span.start)
    findings = tuple(_finding(one, lines) for one in told)
    shown = [_as_redacted(one) for one in acting]
    edits = mask_edits(text, shown, scope)
    return Report(findings, splice(text, edits))


def _routed(decided: Sequence[Decided], acting: Sequence[Decided]) -> list[Decided]:
    """What stays in the text and says where the request may go; the longest of several."""
    taken = [one.span for one in acting]
    found = []
    for one in sorted(decided, key=lambda one: (-one.span.length, one.span.start)):
        span = one.span
        if one.decision.action is Action.ROUTE and not covers(taken, span.start, span.end):
            found.append(one)
            taken.append(span)
    return found


def line_starts(text: str) -> list[int]:
    """The offset at which each line starts; lines end with LF."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _decided(text: str, spans: Sequence[Span], policy: Policy, today: dt.date) -> list[Decided]:
    decisions = ((s, policy.decide(s, text[s.start : s.end], today)) for s in spans)
    return [Decided(span, decision) for span, decision in decisions if decision is not None]


def _as_redacted(one: Decided) -> Decided:
    if one.decision.action is not Action.BLOCK:
        return one
    return replace(one, decision=replace(one.decision, action=Action.REDACT))


def _finding(one: Decided, lines: Sequence[int]) -> Finding:
    span, decision = one.span, one.decision
    line = bisect_right(lines, span.start)
    return Finding(
        start=span.start,
        end=span.end,
        line=line,
        column=span.start - lines[line - 1] + 1,
        entity_type=decision.rule.entity_type,
        score=span.score,
        recognizer=span.recognizer,
        action=str(decision.action),
        where=decision.where,
    )
