"""The resolved policy: data that says what to do with each span.

Frozen, without I/O and without a clock: `today` is an argument. The YAML
loader is `policy.load`; this module does not know YAML.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from penname.text.spans import Span


class Action(StrEnum):
    """What is done with a value, ordered by strictness (see STRICTNESS)."""

    ALLOW = "allow"
    MASK = "mask"
    SURROGATE = "surrogate"
    PARTIAL = "partial"
    GENERALIZE = "generalize"
    HASH = "hash"
    REDACT = "redact"
    BLOCK = "block"


STRICTNESS: Mapping[Action, int] = {
    Action.ALLOW: 0,
    Action.MASK: 1,
    Action.SURROGATE: 1,
    Action.PARTIAL: 2,
    Action.GENERALIZE: 2,
    Action.HASH: 3,
    Action.REDACT: 4,
    Action.BLOCK: 5,
}

#: Actions whose result can be turned back into the value.
REVERSIBLE = frozenset({Action.MASK, Action.SURROGATE})


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do with one entity type. `where` is the `file:line` that says so."""

    entity_type: str
    action: Action = Action.MASK
    on_reply: Action = Action.ALLOW
    min_score: float = 0.5
    severity: Severity = Severity.MEDIUM
    restore: frozenset[str] = frozenset({"text", "tool_arguments"})
    keep_last: int = 0
    locked: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class AllowEntry:
    """Values let through although a rule would act on them; dated and owned."""

    id: str
    entities: frozenset[str]
    values: frozenset[str] = field(repr=False)
    expires: dt.date
    reason: str
    owner: str
    where: str = ""

    def covers(self, entity_type: str, value: str, today: dt.date) -> bool:
        return entity_type in self.entities and value in self.values and today <= self.expires


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds over which a request is refused, never half-masked."""

    max_body_bytes: int = 33_554_432
    max_findings: int = 20_000
    max_distinct: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome for one span: the action, and which line of which file decided."""

    action: Action
    rule: Rule
    by: str
    where: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A resolved policy. `digest` is SHA-256 over its canonical JSON, hex.

    `inspects_replies`: whether any rule acts on values that the model makes up itself.
    """

    name: str
    revision: str
    digest: str
    rules: Mapping[str, Rule]
    allow: tuple[AllowEntry, ...] = ()
    limits: Limits = Limits()
    vault_scope: str = "tenant"
    vault_ttl_s: float = 86_400.0
    languages: tuple[str, ...] = ("en",)
    inspects_replies: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        # Asked for every delta of every stream, so worked out once.
        inspects = any(rule.on_reply is not Action.ALLOW for rule in self.rules.values())
        object.__setattr__(self, "inspects_replies", inspects)

    def decide(self, span: Span, value: str, today: dt.date) -> Decision | None:
        """The decision for a value; None when no rule speaks of it or its score is too low."""
        rule = self.rules.get(span.entity_type)
        if rule is None or span.score < rule.min_score:
            return None
        return self._decided(rule, rule.action, value, today)

    def decide_reply(self, span: Span, value: str, today: dt.date) -> Decision | None:
        """The decision for a value that the model wrote and the client had not sent."""
        rule = self.rules.get(span.entity_type)
        if rule is None or span.score < rule.min_score:
            return None
        return self._decided(rule, rule.on_reply, value, today)

    def _decided(self, rule: Rule, action: Action, value: str, today: dt.date) -> Decision:
        for entry in self.allow:
            if entry.covers(rule.entity_type, value, today):
                return Decision(Action.ALLOW, rule, f"allow:{entry.id}", entry.where)
        return Decision(action, rule, rule.entity_type, rule.where)
