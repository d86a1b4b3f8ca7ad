"""The effect of one policy in the place of another on requests, counted. Pure.

Nothing here holds a value: spans are compared by their places, and only counts are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from penname.policy.match import Subject
from penname.policy.model import STRICTNESS, Action

#: Which text of a request, which time that it stands there, start, end, entity type.
SpanPlace = tuple[int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy does with one request: the action on each span, and the refusal's code."""

    actions: Mapping[SpanPlace, str] = field(default_factory=dict)
    refused: str = ""

    @property
    def decision(self) -> str:
        """`block`, or the strictest action on any span; `allow` when none is acted on."""
        return decision_of(map(Action, self.actions.values()), self.refused)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one request: its decision and its refusal's code, before and after.

    `pairs`: (entity type, old action, new action) → how many spans, also those that stay.
    """

    before: str
    after: str
    refused_old: str
    refused_new: str
    pairs: Counter[tuple[str, str, str]]

    @classmethod
    def of(cls, old: Verdict, new: Verdict) -> Change:
        return cls(old.decision, new.decision, old.refused, new.refused, span_changes(old, new))

    @property
    def decision_changes(self) -> bool:
        return self.before != self.after or self.refused_old != self.refused_new

    @property
    def moved(self) -> Counter[tuple[str, str, str]]:
        """The spans whose action changes."""
        return Counter({pair: n for pair, n in self.pairs.items() if pair[1] != pair[2]})


@dataclass(slots=True)
class Affected:
    """Of so many requests, so many decisions change."""

    requests: int = 0
    changed: int = 0


@dataclass(slots=True)
class Effects:
    """The sum over all requests.

    `decisions`: (old, new) decision of a request → how many. `spans`: (entity type, old action,
    new action) of a span → how many, with `allow` for a span that is not acted on.
    `refusals`: code → (under old, under new).
    """

    requests: int = 0
    changed: int = 0
    touched: int = 0
    blocked_old: int = 0
    blocked_new: int = 0
    decisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    spans: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    same_spans: int = 0
    refusals: dict[str, tuple[int, int]] = field(default_factory=dict)
    routes: dict[str, Affected] = field(default_factory=dict)
    tenants: dict[str, Affected] = field(default_factory=dict)

    def add(self, subject: Subject, old: Verdict, new: Verdict) -> None:
        """Count one request."""
        self.count(subject, Change.of(old, new))

    def count(self, subject: Subject, change: Change) -> None:
        """Count what becomes of one request."""
        changed, moved = change.decision_changes, change.moved
        self.requests += 1
        self.changed += changed
        self.touched += bool(changed or moved)
        self.blocked_old += bool(change.refused_old)
        self.blocked_new += bool(change.refused_new)
        if change.before != change.after:
            self.decisions[change.before, change.after] += 1
        self.spans += moved
        self.same_spans += change.pairs.total() - moved.total()
        self._refusal(change.refused_old, change.refused_new)
        for table, name in ((self.routes, subject.route), (self.tenants, subject.tenant)):
            if name is not None:
                one = table.setdefault(name, Affected())
                one.requests += 1
                one.changed += bool(changed or moved)

    def gained(self) -> Counter[tuple[str, str]]:
        """(entity type, action) of spans that only the new policy acts on."""
        return Counter({(k, b): n for (k, a, b), n in self.spans.items() if a == Action.ALLOW})

    def lost(self) -> Counter[tuple[str, str]]:
        """(entity type, action) of spans that only the old policy acts on."""
        return Counter({(k, a): n for (k, a, b), n in self.spans.items() if b == Action.ALLOW})

    def _refusal(self, old: str, new: str) -> None:
        for code in {old, new} - {""}:
            before, after = self.refusals.get(code, (0, 0))
            self.refusals[code] = (before + (code == old), after + (code == new))


def decision_of(actions: Iterable[Action], refused: str) -> str:
    """A request's decision: `block`, or the strictest action; `allow` when there is none."""
    if refused:
        return str(Action.BLOCK)
    return str(max(actions, key=lambda action: STRICTNESS[action], default=Action.ALLOW))


def span_changes(old: Verdict, new: Verdict) -> Counter[tuple[str, str, str]]:
    """(entity type, old action, new action) → how many spans of one request."""
    places = old.actions.keys() | new.actions.keys()
    allow = str(Action.ALLOW)
    return Counter(
        (place[4], old.actions.get(place, allow), new.actions.get(place, allow)) for place in places
    )


def most_affected(table: Mapping[str, Affected], most: int = 20) -> list[tuple[str, Affected]]:
    """The names with the most requests that change, without those that have none."""
    ranked = sorted(table.items(), key=lambda item: (-item[1].changed, item[0]))
    return [(name, one) for name, one in ranked if one.changed][:most]
