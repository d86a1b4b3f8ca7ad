"""The policy that holds for one request, and the one that holds while a policy changes.

What tightens holds whenever it may be meant: an unknown tenant is in every tenant's scope.
What loosens holds only where it is certainly meant, until its last day, and never for what
is locked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from penname.policy.denied import DenyEntry
from penname.policy.match import Match, Subject
from penname.policy.model import (
    LENIENCE,
    REVERSIBLE,
    AllowEntry,
    Audit,
    Exemption,
    Inspect,
    Limits,
    Policy,
    Rule,
    Scope,
)
from penname.policy.recognizers import RecognizerSpec
from penname.policy.strictness import finished, stricter_rule

#: From what keeps least of the texts to what keeps most.
_CONTENTS = ("none", "masked", "sealed")
_ALWAYS = Match()
#: Views of one policy that are kept; each is one set of scopes, exceptions and entries.
_MOST_VIEWS = 256


@dataclass(frozen=True, slots=True)
class _Applied:
    """What of a policy applies to one request."""

    scopes: tuple[Scope, ...]
    exceptions: tuple[Exemption, ...]
    allow: tuple[AllowEntry, ...]
    deny: tuple[DenyEntry, ...]
    not_denied: tuple[DenyEntry, ...]

    @property
    def view(self) -> str:
        """Names everything that does not apply to all requests. Of deny entries, which are for
        all requests as a rule, those that do not apply."""
        named = [f"scope:{scope.id}" for scope in self.scopes]
        named += [f"exception:{exemption.id}" for exemption in self.exceptions]
        named += [f"allow:{entry.id}" for entry in self.allow if entry.match != _ALWAYS]
        named += [f"no-deny:{entry.id}" for entry in self.not_denied]
        return " ".join(named)


def effective(policy: Policy, subject: Subject, today: dt.date) -> Policy:
    """The policy for one request: scopes and exceptions are in its rules, and no more in itself.

    The policy itself where it says the same for all requests. `today`: UTC.
    """
    if _is_plain(policy):
        return policy
    return _view(policy, _applied(policy, subject, today))


class Views:
    """The effective policies of one policy, each made once."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._made: dict[str, Policy] = {}

    def of(self, subject: Subject, today: dt.date) -> Policy:
        """Like `effective`; the same object for requests to which the same applies."""
        if _is_plain(self._policy):
            return self._policy
        applied = _applied(self._policy, subject, today)
        made = self._made.get(applied.view)
        if made is None:
            if len(self._made) >= _MOST_VIEWS:
                self._made.clear()
            made = self._made[applied.view] = _view(self._policy, applied)
        return made


def _is_plain(policy: Policy) -> bool:
    """Whether a policy says the same for all requests."""
    matched = any(entry.match != _ALWAYS for entry in policy.allow)
    return not (policy.scopes or policy.exceptions or policy.deny or matched)


def _applied(policy: Policy, subject: Subject, today: dt.date) -> _Applied:
    deny = tuple(one for one in policy.deny if one.expires >= today and one.match.possibly(subject))
    return _Applied(
        tuple(scope for scope in policy.scopes if scope.match.possibly(subject)),
        tuple(
            exemption
            for exemption in policy.exceptions
            if exemption.expires >= today and exemption.match.certainly(subject)
        ),
        tuple(entry for entry in policy.allow if entry.match.certainly(subject)),
        deny,
        tuple(one for one in policy.deny if one not in deny),
    )


def _view(policy: Policy, applied: _Applied) -> Policy:
    rules = dict(policy.rules)
    audit = policy.audit
    for scope in applied.scopes:
        for name, rule in scope.rules.items():
            rules[name] = _tightened(rules.get(name), rule)
        audit = _least_content(audit, scope.audit_content)
    for exemption in applied.exceptions:
        for name, changes in exemption.changes.items():
            if name in rules and not rules[name].locked:
                laid = _with_places(rules[name], policy.rules.get(name), changes)
                rules[name] = _exempted(rules[name], laid, exemption)
    return replace(
        policy,
        rules=rules,
        # they hold for this request: what else they hold for says nothing here any more
        allow=tuple(replace(entry, match=_ALWAYS) for entry in applied.allow),
        scopes=(),
        exceptions=(),
        deny=tuple(replace(entry, match=_ALWAYS) for entry in applied.deny),
        audit=audit,
        view=applied.view,
    )


def _tightened(base: Rule | None, rule: Rule) -> Rule:
    """A rule inside a scope; what two scopes say of it holds both. Of what is equally strict
    the scope's own word holds."""
    if base is None:
        return rule
    tight = stricter_rule(rule, base)
    if tight == base:
        return base
    return replace(tight, where=rule.where, origins=_origins(base, rule, tight))


def _origins(base: Rule, rule: Rule, tight: Rule) -> dict[str, str]:
    """For each key the line that set what holds now: the base's, unless the rule is stricter."""
    return {
        key: (base if getattr(tight, key) == getattr(base, key) else rule).origin(key)
        for key in {**base.origins, **rule.origins}
    }


def _with_places(rule: Rule, base: Rule | None, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The changes of an exception. One that makes reversible again what a scope had made
    one-way brings back the places of the policy's own rule."""
    again = changes.get("action") in REVERSIBLE and rule.action not in REVERSIBLE
    if again and base is not None and base.action in REVERSIBLE:
        return {"restore": base.restore, **changes}
    return changes


def _exempted(rule: Rule, changes: Mapping[str, Any], exemption: Exemption) -> Rule:
    origins = {**rule.origins, **dict.fromkeys(changes, exemption.where)}
    return finished(replace(rule, **changes, where=exemption.where, origins=origins))


def _least_content(audit: Audit, content: str | None) -> Audit:
    if content is None or _CONTENTS.index(content) > _CONTENTS.index(audit.content):
        return audit
    return replace(audit, content=content)


# --- while a policy changes ---------------------------------------------------------------


def stricter(old: Policy, new: Policy) -> Policy:
    """A policy that is as strict as both: for conversations that began under the old one.

    Tightened at once, loosened only for conversations that begin later; what is equally
    strict stays as it was, so that what the model has read already does not change. Both
    are effective policies. It has the new one's name, revision and digest.
    """
    if old.key == new.key:
        return new
    rules = {
        name: _of_both(old.rules.get(name), new.rules.get(name), stricter_rule)
        for name in {**old.rules, **new.rules}
    }
    return replace(
        new,
        rules=rules,
        allow=_allowed_by_both(old.allow, new.allow),
        limits=_lower_limits(old.limits, new.limits),
        # the surrogates that the model has read stay where they can be turned back
        vault_scope=old.vault_scope,
        vault_ttl_s=min(old.vault_ttl_s, new.vault_ttl_s),
        languages=_joined(old.languages, new.languages),
        mode=min(old.mode, new.mode, key=LENIENCE.__getitem__),
        inspect=Inspect(
            old.inspect.roles | new.inspect.roles, old.inspect.parts | new.inspect.parts
        ),
        recognizers=_all_recognizers(old.recognizers, new.recognizers),
        require_tags=old.require_tags | new.require_tags,
        audit=Audit(
            min(old.audit.content, new.audit.content, key=_CONTENTS.index),
            min(old.audit.retention_s, new.audit.retention_s),
        ),
        scopes=_joined(old.scopes, new.scopes),
        exceptions=_in_both(old.exceptions, new.exceptions),
        deny=_joined(old.deny, new.deny),
        view=" ".join(part for part in (new.view, _with(old)) if part),
    )


def _with(old: Policy) -> str:
    """The name of the old policy in a view: its digest, and its own view."""
    return f"with <{old.digest[:12]}{' ' if old.view else ''}{old.view}>"


def _of_both(old: Rule | None, new: Rule | None, join: Callable[[Rule, Rule], Rule]) -> Rule:
    if old is None or new is None:
        only = old or new
        assert only is not None  # noqa: S101 - a name comes from one of both
        return only
    return join(old, new)


def _allowed_by_both(
    old: Iterable[AllowEntry], new: Iterable[AllowEntry]
) -> tuple[AllowEntry, ...]:
    """What both let through, entry by entry of one id: a renewed one goes on as it was."""
    before = {entry.id: entry for entry in old}
    pairs = ((before[entry.id], entry) for entry in new if entry.id in before)
    joined = (_allowed(first, second) for first, second in pairs)
    return tuple(entry for entry in joined if entry is not None)


def _allowed(old: AllowEntry, new: AllowEntry) -> AllowEntry | None:
    """The entry that covers what both cover; None when that is nothing, or not known."""
    if (old.regex, old.match) != (new.regex, new.match):
        return None
    entities, values = old.entities & new.entities, old.values & new.values
    hashed = old.hashed & new.hashed
    if not entities or not (values or hashed or new.regex):
        return None
    expires = min(old.expires, new.expires)
    return replace(new, entities=entities, values=values, hashed=hashed, expires=expires)


def _in_both(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(entry for entry in new if entry in old)


def _joined(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*new, *(each for each in old if each not in new))


def _lower_limits(old: Limits, new: Limits) -> Limits:
    distinct = {
        name: min(limits.max_distinct[name] for limits in (old, new) if name in limits.max_distinct)
        for name in {**old.max_distinct, **new.max_distinct}
    }
    return Limits(
        min(old.max_body_bytes, new.max_body_bytes),
        min(old.max_findings, new.max_findings),
        distinct,
    )


def _all_recognizers(
    old: Collection[RecognizerSpec], new: Collection[RecognizerSpec]
) -> tuple[RecognizerSpec, ...]:
    """The recognizers of both; two of one type both run, in the stricter mode of them."""
    modes: dict[str, list[str]] = {}
    for spec in (*old, *new):
        modes.setdefault(spec.entity_type, []).append(spec.mode)
    strictest = {name: _strictest(found) for name, found in modes.items()}
    specs = (replace(spec, mode=strictest[spec.entity_type]) for spec in (*new, *old))
    return tuple(dict.fromkeys(specs))


def _strictest(modes: Iterable[str]) -> str:
    return "enforce" if "enforce" in modes else "shadow"
