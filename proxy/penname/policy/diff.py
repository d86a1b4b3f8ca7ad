"""What one policy does other than another, each difference tagged by its effect.

    diff(before, after, today) -> tuple[Change, ...]

Both are resolved policies, so that a change in a file that they extend shows too. An entry
or exception that has ended protects and loosens nothing any more. See `policy.changes`
for the rules of the comparison.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from penname.policy.changes import (
    Change,
    Effect,
    Live,
    both,
    falls,
    grows,
    is_acted_on,
    rises,
    rule_changes,
)
from penname.policy.diff_entries import allow_changes, deny_changes, scope_changes
from penname.policy.diff_exceptions import exception_changes
from penname.policy.diff_recognizers import recognizer_changes
from penname.policy.grammar import AUDIT_CONTENTS
from penname.policy.model import LENIENCE, Policy, Rule
from penname.policy.strictness import shown

__all__ = ["Change", "Effect", "diff"]

#: How wide a vault is: a surrogate of a wider one can be turned back from more places.
_VAULT_WIDTH = {"request": 0, "conversation": 1, "tenant": 2}
_FOR_PEOPLE = ("name", "revision", "status", "title", "description", "owner")
_UNITS = ((86_400, "d"), (3_600, "h"), (60, "m"))


def diff(before: Policy, after: Policy, today: dt.date) -> tuple[Change, ...]:
    """Every difference: the policy's own keys first, then entities, recognizers, and so on."""
    return (
        *_people(before, after),
        *_settings(before, after),
        *_max_distinct(before, after),
        *_entities(before, after),
        *recognizer_changes(before, after),
        *scope_changes(before, after),
        *allow_changes(before.allow, after.allow, today),
        *deny_changes(before, after, today),
        *exception_changes(before, after, today),
    )


# --- keys of the policy itself ----------------------------------------------------------


def duration(seconds: float) -> str:
    """`24h`, `400d`, in the largest unit that needs no fraction."""
    for size, unit in _UNITS:
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds:g}s"


def _vault(was: str, now: str) -> Effect:
    return falls(_VAULT_WIDTH[was], _VAULT_WIDTH[now])


def _mode(was: Any, now: Any) -> Effect:
    return falls(LENIENCE[was], LENIENCE[now])


def _audit(was: str, now: str) -> Effect:
    """The less a record holds, the less can leak from it."""
    return falls(AUDIT_CONTENTS.index(was), AUDIT_CONTENTS.index(now))


@dataclass(frozen=True, slots=True)
class _Setting:
    key: str
    of: Callable[[Policy], Any]
    effect: Callable[[Any, Any], Effect]
    words: Callable[[Any], str] = shown


_SETTINGS = (
    _Setting("mode", lambda policy: policy.mode, _mode),
    _Setting("languages", lambda policy: policy.languages, grows),
    _Setting("inspect.roles", lambda policy: policy.inspect.roles, grows),
    _Setting("inspect.parts", lambda policy: policy.inspect.parts, grows),
    _Setting("limits.max_body_bytes", lambda policy: policy.limits.max_body_bytes, falls),
    _Setting("limits.max_findings", lambda policy: policy.limits.max_findings, falls),
    _Setting("vault.scope", lambda policy: policy.vault_scope, _vault),
    _Setting("vault.ttl", lambda policy: policy.vault_ttl_s, falls, duration),
    _Setting("destinations.require_tags", lambda policy: policy.require_tags, grows),
    _Setting("audit.content", lambda policy: policy.audit.content, _audit),
    _Setting("audit.retention", lambda policy: policy.audit.retention_s, falls, duration),
)


def _people(before: Policy, after: Policy) -> Iterator[Change]:
    """What only people read."""
    for name in _FOR_PEOPLE:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Change(Effect.NEUTRAL, name, was, now, after.path, before.path)


def _settings(before: Policy, after: Policy) -> Iterator[Change]:
    for one in _SETTINGS:
        was, now = one.of(before), one.of(after)
        if was != now:
            words = one.words(was), one.words(now)
            yield Change(one.effect(was, now), one.key, *words, after.path, before.path)


def _max_distinct(before: Policy, after: Policy) -> Iterator[Change]:
    """No number is no limit."""
    was, now = before.limits.max_distinct, after.limits.max_distinct
    for name in both(was, now):
        if was.get(name) != now.get(name):
            effect = falls(was.get(name, float("inf")), now.get(name, float("inf")))
            words = str(was.get(name, "")), str(now.get(name, ""))
            yield Change(effect, f"limits.max_distinct.{name}", *words, after.path, before.path)


# --- entities ---------------------------------------------------------------------------


def _entities(before: Policy, after: Policy) -> Iterator[Change]:
    for name in both(before.rules, after.rules):
        key = f"entities.{name}"
        if name not in before.rules:
            now = after.rules[name]
            effect = rises(False, is_acted_on(after, name))
            yield Change(effect, key, "", _rule_words(now), now.where, group=now.group)
        elif name not in after.rules:
            was = before.rules[name]
            effect = falls(False, is_acted_on(before, name))
            yield Change(effect, key, _rule_words(was), "", was.where, was.where, was.group)
        else:
            live = Live.under(before, after, name)
            was, now = before.rules[name], after.rules[name]
            found = rule_changes(key, was, now, live)
            yield from (replace(change, group=now.group) for change in found)


def _rule_words(rule: Rule) -> str:
    mode = "" if rule.mode == "enforce" else f", mode {rule.mode}"
    return f"{rule.action} from {rule.min_score:g}{mode}"
