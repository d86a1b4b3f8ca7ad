"""What a policy makes of one text's spans: acted on, let through, or only counted. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from penname.cli.findings import Finding, line_starts, report
from penname.mask.masking import mask_edits
from penname.mask.overlap import Decided
from penname.mask.vault import VaultScope
from penname.policy.effective import effective
from penname.policy.marks import Numbered
from penname.policy.match import Subject
from penname.policy.model import REVERSIBLE, STRICTNESS, Action, Decision, Policy, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import Span

#: Actions whose result a test names as `{TYPE#n}`: it depends on a key.
_NAMED = REVERSIBLE | {Action.HASH}


@dataclass(frozen=True, slots=True)
class Judged:
    """`edits` are those of each finding; `shadow` the types that rules in shadow would act on."""

    findings: tuple[Finding, ...]
    edits: tuple[tuple[Finding, tuple[Edit, ...]], ...] = field(repr=False)
    masked: str = field(repr=False)
    shadow: tuple[str, ...] = ()

    @property
    def strictest(self) -> Finding | None:
        """The first finding of those with the strictest action."""
        ranked = sorted(self.findings, key=lambda one: -STRICTNESS[Action(one.action)])
        return ranked[0] if ranked else None

    def surrogates(self) -> dict[Numbered, str]:
        """The n-th distinct surrogate of each type, in the order in which they stand."""
        numbered: dict[Numbered, str] = {}
        counts: dict[str, int] = {}
        for finding, edits in self.edits:
            kind = finding.entity_type
            for edit in edits:
                if Action(finding.action) in _NAMED and edit.text not in numbered.values():
                    counts[kind] = counts.get(kind, 0) + 1
                    numbered[kind, counts[kind]] = edit.text
        return numbered

    def way_back(self, text: str, policy: Policy) -> str:
        """The text as a client gets it when the model repeats what it was sent."""
        kept = [
            edit
            for finding, edits in self.edits
            if not comes_back(finding, policy.rules[finding.entity_type])
            for edit in edits
        ]
        return splice(text, sorted(kept, key=lambda edit: edit.start))


def judge(
    text: str, spans: Sequence[Span], policy: Policy, scope: VaultScope, today: dt.date
) -> Judged:
    """The findings of a text under an effective policy."""
    found = findings_of(text, spans, policy, scope, today)
    edits = tuple((one, tuple(_edits(text, one, policy, scope))) for one in found)
    shadow = sorted({span.entity_type for span in spans if _shadowed(text, span, policy, today)})
    every = sorted((edit for _, each in edits for edit in each), key=lambda edit: edit.start)
    return Judged(found, edits, splice(text, every), tuple(shadow))


def findings_of(
    text: str, spans: Sequence[Span], policy: Policy, scope: VaultScope, today: dt.date
) -> tuple[Finding, ...]:
    """All that is acted on, disjoint and by offset: what changes the text, and what routes it."""
    found = list(report(text, spans, policy, scope, today).findings)
    lines = line_starts(text)
    for span in sorted(spans, key=lambda span: (-span.length, span.start)):
        decision = policy.decide(span, text[span.start : span.end], today)
        if decision is None or decision.action is not Action.ROUTE:
            continue
        if not any(one.start < span.end and span.start < one.end for one in found):
            found.append(_routed(span, decision, lines))
    return tuple(sorted(found, key=lambda one: one.start))


def comes_back(finding: Finding, rule: Rule) -> bool:
    """Whether a masked value is restored in an answer's text."""
    return Action(finding.action) in REVERSIBLE and "text" in rule.restore


def let_through(
    text: str, spans: Iterable[Span], base: Policy, subject: Subject, today: dt.date
) -> tuple[str, ...]:
    """The ids of the allow entries and exceptions but for which a span would be acted on."""
    view = effective(base, subject, today)
    strict = effective(without_exceptions(base), subject, today)
    ids: dict[str, None] = {}
    for span in spans:
        value = text[span.start : span.end]
        decision = view.decide(span, value, today)
        if decision is not None and decision.by.startswith("allow:"):
            ids[decision.by.removeprefix("allow:")] = None
        elif _strictness(decision) < _strictness(strict.decide(span, value, today)):
            ids |= dict.fromkeys(exceptions_for(span.entity_type, base, subject, today))
    return tuple(ids)


def exceptions_for(
    entity_type: str, base: Policy, subject: Subject, today: dt.date
) -> tuple[str, ...]:
    """The ids of the exceptions in force for one type."""
    return tuple(
        one.id
        for one in base.exceptions
        if entity_type in one.changes and today <= one.expires and one.match.certainly(subject)
    )


def without_exceptions(policy: Policy) -> Policy:
    return replace(policy, exceptions=())


def _routed(span: Span, decision: Decision, lines: Sequence[int]) -> Finding:
    line = bisect_right(lines, span.start)
    return Finding(
        start=span.start,
        end=span.end,
        line=line,
        column=span.start - lines[line - 1] + 1,
        entity_type=span.entity_type,
        score=span.score,
        recognizer=span.recognizer,
        action=str(decision.action),
        where=decision.where,
    )


def _strictness(decision: Decision | None) -> int:
    return 0 if decision is None else STRICTNESS[decision.action]


def _shadowed(text: str, span: Span, policy: Policy, today: dt.date) -> bool:
    decision = policy.decide_shadow(span, text[span.start : span.end], today)
    return decision is not None and decision.action is not Action.ALLOW


def _edits(text: str, finding: Finding, policy: Policy, scope: VaultScope) -> Iterable[Edit]:
    """The edits of one finding, as the exchange makes them."""
    action = Action(finding.action)
    if action in (Action.BLOCK, Action.ROUTE):
        return ()
    kind = finding.entity_type
    span = Span(finding.start, finding.end, kind, finding.score, finding.recognizer)
    decision = Decision(action, policy.rules[kind], kind, finding.where)
    return mask_edits(text, [Decided(span, decision)], scope)
