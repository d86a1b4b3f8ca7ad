"""What a policy makes of one text's spans: acted on, let through, or only counted. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from penname.cli.findings import Finding, report
from penname.mask.masking import mask_edits
from penname.mask.overlap import Decided
from penname.mask.vault import VaultScope
from penname.policy.effective import effective
from penname.policy.marks import Numbered
from penname.policy.match import Subject
from penname.policy.model import REVERSIBLE, STRICTNESS, Action, Decision, Policy, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import RAW, Span

#: Actions whose result a test names as `{TYPE#n}`: it depends on a key.
_NAMED = REVERSIBLE | {Action.HASH}


@dataclass(frozen=True, slots=True)
class Judged:
    """`edits` are those of each finding; `shadow` the types that rules in shadow would act on."""

    text: str = field(repr=False)
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
            for surrogate in self._surrogates_of(finding, edits):
                if surrogate not in numbered.values():
                    counts[kind] = counts.get(kind, 0) + 1
                    numbered[kind, counts[kind]] = surrogate
        return numbered

    def _surrogates_of(self, finding: Finding, edits: Sequence[Edit]) -> list[str]:
        action = Action(finding.action)
        if action not in _NAMED or not edits:
            return []
        if action is not Action.SURROGATE:
            return [edit.text for edit in edits]
        # A stand-in goes word by word; its name is that of the whole.
        start, end = edits[0].start, edits[-1].end
        moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
        return [splice(self.text[start:end], moved)]

    def way_back(self, policy: Policy) -> str:
        """The text as a client gets it when the model repeats what it was sent."""
        kept = [
            edit
            for finding, edits in self.edits
            if not comes_back(finding, policy.rules[finding.entity_type])
            for edit in edits
        ]
        return splice(self.text, sorted(kept, key=lambda edit: edit.start))


def judge(
    text: str, spans: Sequence[Span], policy: Policy, scope: VaultScope, today: dt.date
) -> Judged:
    """The findings of a text under an effective policy."""
    found = findings_of(text, spans, policy, scope, today)
    shadow = sorted({span.entity_type for span in spans if _shadowed(text, span, policy, today)})
    decided = [_decided(one, spans, policy) for one in found if _changes_text(one)]
    edits = mask_edits(text, decided, scope)
    by_finding = tuple(
        (one, tuple(edit for edit in edits if one.start <= edit.start < one.end)) for one in found
    )
    return Judged(text, found, by_finding, splice(text, edits), tuple(shadow))


def findings_of(
    text: str, spans: Sequence[Span], policy: Policy, scope: VaultScope, today: dt.date
) -> tuple[Finding, ...]:
    """All that is acted on, disjoint and by offset: what changes the text, and what routes it."""
    return report(text, spans, policy, scope, today).findings


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


def _strictness(decision: Decision | None) -> int:
    return 0 if decision is None else STRICTNESS[decision.action]


def _shadowed(text: str, span: Span, policy: Policy, today: dt.date) -> bool:
    decision = policy.decide_shadow(span, text[span.start : span.end], today)
    return decision is not None and decision.action is not Action.ALLOW


def _changes_text(finding: Finding) -> bool:
    return Action(finding.action) not in (Action.BLOCK, Action.ROUTE)


def _decided(finding: Finding, spans: Sequence[Span], policy: Policy) -> Decided:
    """A finding as the exchange has it; it may be a part of the span that it comes from."""
    kind = finding.entity_type
    views = (
        span.view
        for span in spans
        if (span.entity_type, span.recognizer) == (kind, finding.recognizer)
        and span.start <= finding.start
        and finding.end <= span.end
    )
    view = next(views, RAW)
    span = Span(finding.start, finding.end, kind, finding.score, finding.recognizer, view)
    return Decided(span, Decision(Action(finding.action), policy.rules[kind], kind, finding.where))
