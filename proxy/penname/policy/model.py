"""The resolved policy: data that says what to do with each span.

Frozen, without I/O and without a clock: `today` is an argument. The YAML
loader is `policy.load`; this module does not know YAML.

A Policy is what one file says after everything that it extends. Whom a request
comes from and where it goes (its Subject) selects scopes and exceptions;
`policy.effective` makes the Policy that holds for that one request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from penname.policy.denied import DenyEntry, denying
from penname.policy.hashed import Hashed, Hasher
from penname.policy.match import ANYBODY, Match
from penname.policy.patterns import fully_matches
from penname.policy.recognizers import Profile, RecognizerSpec
from penname.policy.review import NOBODY, Review
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
    ROUTE = "route"
    BLOCK = "block"


#: `route` protects the request, not the value: the upstream that it asks for gets the value
#: in clear, so every action that covers the value is stricter (`Rule.tags` has the rest).
STRICTNESS: Mapping[Action, int] = {
    Action.ALLOW: 0,
    Action.ROUTE: 1,
    Action.MASK: 2,
    Action.SURROGATE: 2,
    Action.PARTIAL: 3,
    Action.GENERALIZE: 3,
    Action.HASH: 4,
    Action.REDACT: 5,
    Action.BLOCK: 6,
}

#: Actions whose result can be turned back into the value.
REVERSIBLE = frozenset({Action.MASK, Action.SURROGATE})
#: Actions that leave the text as it is: what they do, they do to the request as a whole.
LEAVES_TEXT = frozenset({Action.ALLOW, Action.ROUTE})


class Mode(StrEnum):
    """Whether decisions are carried out, only counted, or not made at all."""

    ENFORCE = "enforce"
    SHADOW = "shadow"
    OFF = "off"


#: The lower, the stricter.
LENIENCE: Mapping[Mode, int] = {Mode.ENFORCE: 0, Mode.SHADOW: 1, Mode.OFF: 2}


class Severity(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


#: Where a value may come back. `tool:NAME` (a glob) stands for the arguments of one tool.
RESTORE_PLACES = ("text", "tool_arguments", "urls")
ROLES = ("system", "user", "assistant", "tool")
PARTS = ("text", "tool_arguments", "tool_results", "documents")


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do with one entity type.

    `to` is the target of `generalize` (one word) or the upstream tags of `route`. `also_tags`
    are tags that a find asks for beside a covering action: what is left of `route` where a
    rule is to be as strict as two (`policy.effective.stricter`).
    `where` is the `file:line` of the entity's line, `group` the group that the line is for where
    it is one; `origins` maps each key that some file set to the `file:line` that did (none of
    them is part of the digest).
    """

    entity_type: str
    action: Action = Action.MASK
    on_reply: Action = Action.ALLOW
    min_score: float = 0.5
    severity: Severity = Severity.MEDIUM
    restore: frozenset[str] = frozenset(RESTORE_PLACES)
    mode: Mode = Mode.ENFORCE
    keep_last: int = 0
    to: tuple[str, ...] = ()
    also_tags: tuple[str, ...] = ()
    locked: bool = False
    where: str = field(default="", compare=False)
    group: str = field(default="", compare=False)
    origins: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that an upstream must have to get a request with such a value."""
        return self.to if self.action is Action.ROUTE else self.also_tags

    def origin(self, key: str) -> str:
        """The `file:line` that set a key; `built in` when no file did."""
        return self.origins.get(key, "built in")


@dataclass(frozen=True, slots=True)
class AllowEntry:
    """Values let through although a rule would act on them; dated and owned.

    Either `values` and `hashed`, or a `regex`; a regex must match the whole value and is one
    that google-re2 can run (linear time).
    """

    id: str
    entities: frozenset[str]
    values: frozenset[str] = field(repr=False)
    expires: dt.date
    reason: str
    owner: str
    regex: str = field(default="", repr=False)
    match: Match = ANYBODY
    where: str = field(default="", compare=False)
    hashed: frozenset[Hashed] = field(default=frozenset(), repr=False)
    review: Review = NOBODY

    @property
    def hashers(self) -> frozenset[Hasher]:
        return frozenset(one.hasher for one in self.hashed)

    def covers(self, entity_type: str, value: str, today: dt.date) -> bool:
        return self.speaks_of(entity_type, today) and self.holds(
            value, _hashes(value, self.hashers)
        )

    def speaks_of(self, entity_type: str, today: dt.date) -> bool:
        """Whether it lets some value of a type through."""
        return entity_type in self.entities and today <= self.expires

    def holds(self, value: str, hashes: frozenset[Hashed]) -> bool:
        """Whether a value is one of its values. `hashes`: the value under all its hashers."""
        if self.regex:
            return fully_matches(self.regex, value)
        return value in self.values or not self.hashed.isdisjoint(hashes)


def _hashes(value: str, hashers: Iterable[Hasher]) -> frozenset[Hashed]:
    return frozenset(hasher.of_value(value) for hasher in hashers)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the traffic for which the policy is stricter. `rules`: as they are in it.

    `rules` holds the finished rule of every entity type that the scope changes.
    """

    id: str
    match: Match
    rules: Mapping[str, Rule]
    audit_content: str | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A dated, owned loosening for a part of the traffic (`exceptions:` in the file).

    `changes` holds, per entity type, the keys that it sets (`Rule` field names → values):
    they are laid over whatever rule holds for the request.
    """

    id: str
    match: Match
    changes: Mapping[str, Mapping[str, object]]
    expires: dt.date
    reason: str
    owner: str
    approved_by: str = ""
    ticket: str = ""
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds over which a request is refused, never half-masked."""

    max_body_bytes: int = 33_554_432
    max_findings: int = 20_000
    max_distinct: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inspect:
    """Which parts of a request are read. What is left out is not searched for new values;
    values known from elsewhere in the conversation are masked in it all the same."""

    roles: frozenset[str] = frozenset(ROLES)
    parts: frozenset[str] = frozenset(PARTS)

    def reads(self, role: str, part: str) -> bool:
        """Whether new values are looked for there."""
        return role in self.roles and part in self.parts


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit log keeps: `none`, `masked` or `sealed`; and how long (seconds)."""

    content: str = "masked"
    retention_s: float = 400 * 86_400.0


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome for one span: the action, and which line of which file decided."""

    action: Action
    rule: Rule
    by: str
    where: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A resolved policy. `digest` is SHA-256 over its canonical JSON (RFC 8785), hex.

    `view` names the scopes and exceptions that are in force in an effective policy; `key`
    tells any two policies apart that may decide differently.
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
    mode: Mode = Mode.ENFORCE
    inspect: Inspect = Inspect()
    recognizers: tuple[RecognizerSpec, ...] = ()
    require_tags: frozenset[str] = frozenset()
    audit: Audit = Audit()
    scopes: tuple[Scope, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    deny: tuple[DenyEntry, ...] = ()
    title: str = ""
    description: str = ""
    owner: str = ""
    status: str = ""
    path: str = field(default="", compare=False)
    view: str = ""
    inspects_replies: bool = field(init=False, default=False)
    profile: Profile = field(init=False, repr=False, default=Profile())
    _shadowed: frozenset[str] = field(init=False, repr=False, default=frozenset())
    _hashers: frozenset[Hasher] = field(init=False, repr=False, default=frozenset())

    def __post_init__(self) -> None:
        # Asked for every span, or every delta of every stream, so worked out once.
        enforced = [rule for rule in self.rules.values() if rule.mode is Mode.ENFORCE]
        inspects = any(rule.on_reply is not Action.ALLOW for rule in enforced)
        object.__setattr__(self, "inspects_replies", inspects)
        wanted = frozenset(rule.entity_type for rule in self.rules.values() if _acts(rule))
        specs = (*self.recognizers, *denying(self.deny))
        object.__setattr__(self, "profile", Profile.of(wanted, specs))
        names = frozenset(spec.name for spec in specs if spec.mode != Mode.ENFORCE)
        object.__setattr__(self, "_shadowed", names)
        hashers = frozenset(hasher for entry in self.allow for hasher in entry.hashers)
        object.__setattr__(self, "_hashers", hashers)

    @property
    def key(self) -> str:
        return f"{self.digest}/{self.view}"

    @property
    def label(self) -> str:
        """`name@revision` and the first 12 hex digits of the digest, for answers and logs."""
        return f"{self.name}@{self.revision} {self.digest[:12]}"

    def decide(self, span: Span, value: str, today: dt.date) -> Decision | None:
        """The decision to carry out for a value; None when no enforced rule speaks of it or its
        score is too low."""
        rule = self._rule_for(span, Mode.ENFORCE)
        return None if rule is None else self._decided(rule, rule.action, value, today)

    def decide_reply(self, span: Span, value: str, today: dt.date) -> Decision | None:
        """The decision for a value that the model wrote and the client had not sent."""
        rule = self._rule_for(span, Mode.ENFORCE)
        return None if rule is None else self._decided(rule, rule.on_reply, value, today)

    def decide_shadow(self, span: Span, value: str, today: dt.date) -> Decision | None:
        """The decision that a rule or recognizer in shadow mode would make: only to be counted."""
        rule = self._rule_for(span, Mode.SHADOW)
        return None if rule is None else self._decided(rule, rule.action, value, today)

    def allowed_by(self, entity_type: str, value: str, today: dt.date) -> AllowEntry | None:
        """The allow entry that lets a value of a type through, if any."""
        entries = [entry for entry in self.allow if entry.speaks_of(entity_type, today)]
        hashes = _hashes(value, self._hashers) if entries else frozenset()
        return next((entry for entry in entries if entry.holds(value, hashes)), None)

    def _rule_for(self, span: Span, mode: Mode) -> Rule | None:
        rule = self.rules.get(span.entity_type)
        if rule is None or span.score < rule.min_score:
            return None
        actual = rule.mode
        if actual is Mode.ENFORCE and span.recognizer in self._shadowed:
            actual = Mode.SHADOW
        return rule if actual is mode else None

    def _decided(self, rule: Rule, action: Action, value: str, today: dt.date) -> Decision:
        entry = self.allowed_by(rule.entity_type, value, today)
        if entry is not None:
            return Decision(Action.ALLOW, rule, f"allow:{entry.id}", entry.where)
        return Decision(action, rule, rule.entity_type, rule.where)


def _acts(rule: Rule) -> bool:
    """Whether anything ever comes of a find under a rule."""
    acts = rule.action is not Action.ALLOW or rule.on_reply is not Action.ALLOW
    return acts and rule.mode is not Mode.OFF
