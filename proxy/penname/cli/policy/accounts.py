"""Why each span of a text is acted on, or is not: one account for each find. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penname.cli.findings import Finding, line_starts
from penname.cli.policy.judge import findings_of, without_exceptions
from penname.mask.vault import VaultScope
from penname.policy.denied import DenyEntry
from penname.policy.effective import effective
from penname.policy.finder import find
from penname.policy.match import Match, Subject
from penname.policy.model import STRICTNESS, Action, Mode, Policy, Rule
from penname.text.spans import Span

#: Outcome → what it means, in the words of the text format.
OUTCOMES = {
    "acted": "acted on",
    "covered": "another find won",
    "below": "below the threshold",
    "no rule": "no rule",
    "off": "the rule is off",
    "shadow": "only counted",
    "allow entry": "let through",
    "exception": "let through",
    "allow rule": "let through",
}


@dataclass(frozen=True, slots=True)
class Clue:
    """A find and how its score came about; `pattern` names what matched (may be empty)."""

    span: Span
    base_score: float
    boost: float = 0.0
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A part of a policy that had a say: `scope`, `exception`, `allow` or `deny`.

    `where`: `file:line`.
    """

    kind: str
    id: str
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One find. Offsets in code points; line and column count from 1.

    `rule` is None where the policy does not speak of the type. `why` says in words what
    kept a find from being acted on; it is empty where it is acted on.
    """

    clue: Clue
    line: int
    column: int
    outcome: str
    rule: Rule | None
    action: str = ""
    why: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def acted(self) -> bool:
        return self.outcome == "acted"


@dataclass(frozen=True, slots=True)
class Explanation:
    """All finds of a text, and the policy that holds for the subject."""

    policy: Policy
    subject: Subject
    accounts: tuple[Account, ...]
    findings: tuple[Finding, ...]

    @property
    def is_blocked(self) -> bool:
        return any(one.action == Action.BLOCK for one in self.findings)


def explain(
    text: str,
    clues: Sequence[Clue],
    base: Policy,
    subject: Subject,
    scope: VaultScope,
    today: dt.date,
) -> Explanation:
    """The account of every clue, by offset; what was found again without one comes with it."""
    view = effective(base, subject, today)
    spans = [clue.span for clue in clues]
    findings = findings_of(text, spans, view, scope, today)
    teller = _Teller(text, base, view, subject, findings, today)
    accounts = [teller.account(clue) for clue in clues]
    accounts += [teller.account(clue) for clue in _again(findings, clues)]
    accounts.sort(key=lambda one: (one.clue.span.start, -one.clue.span.end, not one.acted))
    return Explanation(view, subject, tuple(accounts), findings)


class _Kept:
    """The findings by type and recognizer; those of one kind are disjoint and sorted."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._of: dict[tuple[str, str], list[Finding]] = {}
        for one in findings:
            self._of.setdefault((one.entity_type, one.recognizer), []).append(one)

    def some_of(self, span: Span) -> bool:
        """Whether a finding is the span, or a part of it."""
        mine = self._of.get((span.entity_type, span.recognizer), [])
        at = bisect_left(mine, span.start, key=lambda one: one.start)
        return at < len(mine) and mine[at].end <= span.end


def _again(findings: Sequence[Finding], clues: Sequence[Clue]) -> Iterator[Clue]:
    """Findings that no clue covers: values that were found elsewhere in the text."""
    starts: dict[tuple[str, str], list[Span]] = {}
    for clue in sorted(clues, key=lambda clue: clue.span.start):
        span = clue.span
        starts.setdefault((span.entity_type, span.recognizer), []).append(span)
    for one in findings:
        mine = starts.get((one.entity_type, one.recognizer), [])
        before = mine[: bisect_right(mine, one.start, key=lambda span: span.start)]
        if not any(one.end <= span.end for span in reversed(before)):
            span = Span(one.start, one.end, one.entity_type, one.score, one.recognizer)
            yield Clue(span, one.score)


class _Teller:
    """Makes accounts under one effective policy."""

    def __init__(
        self,
        text: str,
        base: Policy,
        view: Policy,
        subject: Subject,
        findings: Sequence[Finding],
        today: dt.date,
    ) -> None:
        self._text = text
        self._base = base
        self._view = view
        self._strict = effective(without_exceptions(base), subject, today)
        self._subject = subject
        self._findings = findings
        self._kept = _Kept(findings)
        self._today = today
        self._lines = line_starts(text)
        self._denied: dict[str, list[tuple[int, int, float]]] = {}

    def account(self, clue: Clue) -> Account:
        span = clue.span
        rule = self._view.rules.get(span.entity_type)
        outcome, action, why = self._outcome(clue, rule)
        line = bisect_right(self._lines, span.start)
        return Account(
            clue=clue,
            line=line,
            column=span.start - self._lines[line - 1] + 1,
            outcome=outcome,
            rule=rule,
            action=action,
            why=why,
            sources=tuple(self._sources(span)),
        )

    def _outcome(self, clue: Clue, rule: Rule | None) -> tuple[str, str, str]:
        """(outcome, action, why not)."""
        span = clue.span
        if rule is None:
            return "no rule", "", f"the policy has no rule for {span.entity_type}"
        if rule.mode is Mode.OFF:
            return "off", "", f"its rule has mode off ({rule.origin('mode')})"
        if span.score < rule.min_score:
            missing = rule.min_score - span.score
            words = f"{span.score:.2f} is {missing:.2f} below the threshold {rule.min_score:.2f}"
            return "below", "", f"{words} ({rule.origin('min_score')})"
        return self._decided(span, rule)

    def _decided(self, span: Span, rule: Rule) -> tuple[str, str, str]:
        value = self._text[span.start : span.end]
        shadow = self._view.decide_shadow(span, value, self._today)
        if shadow is not None:
            words = f"in shadow mode ({self._shadow_where(span, rule)}): would {shadow.action}"
            return "shadow", str(shadow.action), words
        decision = self._view.decide(span, value, self._today)
        if decision is None:
            return "off", "", "its rule makes no decision"
        if decision.by.startswith("allow:"):
            return "allow entry", "allow", f"allow entry {decision.by[6:]} ({decision.where})"
        if decision.action is Action.ALLOW:
            exception = self._exception(span)
            if exception is not None:
                return "exception", "allow", f"exception {exception.id} ({exception.where})"
            return "allow rule", "allow", f"the rule says allow ({rule.origin('action')})"
        if self._kept.some_of(span):
            return "acted", str(decision.action), ""
        return "covered", str(decision.action), self._winner(span)

    def _winner(self, span: Span) -> str:
        over = (one for one in self._findings if one.start < span.end and span.start < one.end)
        winner = max(over, key=lambda one: STRICTNESS[Action(one.action)], default=None)
        if winner is None:
            return "what is left of it says nothing"
        return f"{winner.entity_type} by {winner.recognizer} won: {winner.action}"

    def _shadow_where(self, span: Span, rule: Rule) -> str:
        if rule.mode is Mode.SHADOW:
            return rule.origin("mode")
        own = (one.where for one in self._base.recognizers if one.entity_type == span.entity_type)
        return next(own, "built in")

    def _exception(self, span: Span) -> Source | None:
        """The exception but for which a span would be acted on."""
        value = self._text[span.start : span.end]
        before = self._strict.decide(span, value, self._today)
        if before is None or before.action is Action.ALLOW:
            return None
        mine = (one for one in self._sources(span) if one.kind == "exception")
        return next(mine, None)

    def _sources(self, span: Span) -> Iterator[Source]:
        """Scopes and exceptions that speak of the span's type, for this subject and day."""
        kind = span.entity_type
        for scope in self._base.scopes:
            if kind in scope.rules and scope.match.possibly(self._subject):
                yield Source("scope", scope.id, scope.where, _unknown(scope.match, self._subject))
        for one in self._base.exceptions:
            if kind in one.changes and one.match.certainly(self._subject):
                ended = self._today > one.expires
                note = f"{'ended' if ended else 'until'} {one.expires}, {one.owner}"
                yield Source("ended exception" if ended else "exception", one.id, one.where, note)
        value = self._text[span.start : span.end]
        for entry in self._base.allow:
            covers = entry.covers(kind, value, min(self._today, entry.expires))
            if covers and entry.match.certainly(self._subject):
                ended = self._today > entry.expires
                note = f"{'ended' if ended else 'until'} {entry.expires}, {entry.owner}"
                yield Source("ended allow" if ended else "allow", entry.id, entry.where, note)
        yield from self._denying(span)

    def _denying(self, span: Span) -> Iterator[Source]:
        """Deny entries that have a term where the span stands, also those that have ended."""
        for entry in self._base.deny:
            if entry.entity_type != span.entity_type or not entry.match.possibly(self._subject):
                continue
            if any(start < span.end and span.start < end for start, end, _ in self._terms(entry)):
                ended = self._today > entry.expires
                note = f"{'ended' if ended else 'until'} {entry.expires}, {entry.owner}"
                yield Source("ended deny" if ended else "deny", entry.id, entry.where, note)

    def _terms(self, entry: DenyEntry) -> list[tuple[int, int, float]]:
        """Where the terms of a deny entry stand in the text; each is looked for once."""
        if entry.id not in self._denied:
            self._denied[entry.id] = find(entry.spec, self._text)
        return self._denied[entry.id]


def _unknown(match: Match, subject: Subject) -> str:
    """What of a subject is not known although a match asks for it."""
    asked = (
        ("route", match.routes, subject.route),
        ("tenant", match.tenants, subject.tenant),
        ("model", match.models, subject.model),
        ("client", match.clients, subject.client),
    )
    names = [name for name, globs, word in asked if globs and word is None]
    return f"as no {' or '.join(names)} is given" if names else ""
