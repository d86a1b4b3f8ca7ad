"""Differences between exceptions: what each lays over the rules, for whom, until when.

An exception mostly loosens. Where it makes a rule do more than it would (one that lets a type
through, say), its coming tightens and its going loosens; one may do both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from penname.policy.changes import (
    Change,
    Effect,
    Live,
    acts,
    both,
    match_words,
    rule_changes,
    worst,
)
from penname.policy.diff_dated import Pull, by_id, came, gone, in_force, later, match_change
from penname.policy.groups import folded
from penname.policy.model import Exemption, Policy, Rule
from penname.policy.strictness import finished, shown

_FOR_PEOPLE = ("reason", "owner", "approved_by", "ticket")


def exception_changes(before: Policy, after: Policy, today: dt.date) -> Iterator[Change]:
    """One change for each exception that came or went, and for each key of the others."""
    was, now = by_id(before.exceptions), by_id(after.exceptions)
    yield from gone("exceptions", was, now, _words, lambda one: _pull(before, one), today)
    yield from came("exceptions", was, now, _words, lambda one: _pull(after, one), today)
    for id_ in (id_ for id_ in now if id_ in was):
        found = _key_changes(was[id_], now[id_], before, after)
        yield from in_force(found, was[id_].expires, now[id_].expires, today)


def _key_changes(old: Exemption, new: Exemption, before: Policy, after: Policy) -> Iterator[Change]:
    key = f"exceptions.{new.id}"
    pulls = _pull(before, old), _pull(after, new)
    pull = Pull(worst(one.comes for one in pulls), worst(one.goes for one in pulls))
    yield from match_change(key, old, new, pull)
    yield from _exempted(key, old, new, after)
    for name in ("expires", *_FOR_PEOPLE):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            effect = later(was, now, pull) if name == "expires" else Effect.NEUTRAL
            yield Change(effect, f"{key}.{name}", shown(was), shown(now), new.where, old.where)


def _pull(policy: Policy, one: Exemption) -> Pull:
    comes, goes = [], []
    for name in one.changes:
        for rule in _rules(policy, name):
            laid = _laid(rule, one)
            comes += [change.effect for change in _between("", rule, laid)]
            goes += [change.effect for change in _between("", laid, rule)]
    return Pull(worst(comes), worst(goes))


def _rules(policy: Policy, name: str) -> list[Rule]:
    """The rules of a type that an exception may meet: the policy's own, and those of scopes."""
    found = [policy.rules.get(name), *(scope.rules.get(name) for scope in policy.scopes)]
    return [rule for rule in found if rule is not None and not rule.locked]


def _laid(rule: Rule, one: Exemption) -> Rule:
    changes: dict[str, Any] = dict(one.changes.get(rule.entity_type, {}))
    return finished(replace(rule, **changes, where=one.where, origins={}))


def _between(key: str, was: Rule, now: Rule) -> list[Change]:
    return rule_changes(key, was, now, Live(acts(was), acts(now)))


def _exempted(key: str, old: Exemption, new: Exemption, after: Policy) -> Iterator[Change]:
    """Both exceptions laid over the rules that hold now, and these compared."""
    for name in both(old.changes, new.changes):
        if old.changes.get(name) == new.changes.get(name):
            continue
        found: dict[str, list[Change]] = {}
        for rule in _rules(after, name):
            between = _between(f"{key}.entities.{name}", _laid(rule, old), _laid(rule, new))
            for change in between:
                found.setdefault(change.key, []).append(change)
        for changes in found.values():
            yield replace(changes[0], effect=worst(change.effect for change in changes))


def _words(exemption: Exemption) -> str:
    alike: dict[str, list[str]] = {}
    for name, said in exemption.changes.items():
        alike.setdefault(_laid_words(said), []).append(name)
    changed = "; ".join(f"{', '.join(folded(names))} {words}" for words, names in alike.items())
    return f"{changed} for {match_words(exemption.match)} until {exemption.expires}"


def _laid_words(changes: Mapping[str, object]) -> str:
    """`action allow, min_score 0.3`; nowhere to restore to goes without saying."""
    return ", ".join(
        f"{key} {shown(value)}" for key, value in changes.items() if value != frozenset()
    )
