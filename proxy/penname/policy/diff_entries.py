"""Differences between scopes, allow and deny entries: what stands in a policy by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from penname.policy.changes import (
    Change,
    Effect,
    Live,
    both,
    counted,
    falls,
    grows,
    is_acted_on,
    match_words,
    rule_changes,
    shrinks,
)
from penname.policy.denied import DenyEntry
from penname.policy.diff_dated import Pull, by_id, came, gone, in_force, later, match_change
from penname.policy.grammar import AUDIT_CONTENTS
from penname.policy.groups import folded
from penname.policy.model import AllowEntry, Policy, Scope
from penname.policy.strictness import shown

#: A scope and a deny entry tighten where they are, an allow entry loosens.
_SCOPE = Pull(Effect.TIGHTENS, Effect.LOOSENS)
_ALLOW = Pull(Effect.LOOSENS, Effect.TIGHTENS)
_NOTHING = Pull(Effect.NEUTRAL, Effect.NEUTRAL)
#: Keys whose values no diff shows.
_SECRET = frozenset({"values", "hashed", "terms"})
_FOR_PEOPLE = ("reason", "owner", "review")


# --- scopes -----------------------------------------------------------------------------


def scope_changes(before: Policy, after: Policy) -> Iterator[Change]:
    """A scope only tightens: a new one tightens, one that is gone loosens."""
    was, now = by_id(before.scopes), by_id(after.scopes)
    for id_ in both(was, now):
        key = f"scopes.{id_}"
        if id_ not in was:
            new = now[id_]
            yield Change(Effect.TIGHTENS, key, "", _scope_words(new), new.where)
        elif id_ not in now:
            old = was[id_]
            yield Change(Effect.LOOSENS, key, _scope_words(old), "", old.where, old.where)
        else:
            yield from match_change(key, was[id_], now[id_], _SCOPE)
            yield from _scope_rules(was[id_], now[id_], before, after)
            yield from _scope_audit(was[id_], now[id_])


def _scope_rules(old: Scope, new: Scope, before: Policy, after: Policy) -> Iterator[Change]:
    """What changed in a scope's rules, but for what only followed the policy's own rules."""
    for name in both(old.rules, new.rules):
        base_was, base_now = before.rules.get(name), after.rules.get(name)
        was, now = old.rules.get(name, base_was), new.rules.get(name, base_now)
        if was is None or now is None:
            continue  # the entity itself came or went, and that is told already
        live = Live.under(before, after, name)
        told = set[object]()
        if base_was is not None and base_now is not None:
            told = {_essence(one) for one in rule_changes("", base_was, base_now, live)}
        found = rule_changes(f"scopes.{new.id}.entities.{name}", was, now, live)
        fresh = (one for one in found if _essence(one) not in told)
        yield from (replace(one, group=now.group) for one in fresh)


def _essence(change: Change) -> tuple[str, ...]:
    """What a change of a rule is, wherever the rule stands. A change that has no effect on a
    rule in shadow mode may have one on the enforced rule of a scope."""
    return change.key.rpartition(".")[2], change.before, change.after, change.effect


def _scope_audit(old: Scope, new: Scope) -> Iterator[Change]:
    """A scope that says nothing leaves the policy's own, which holds as much or more."""
    was, now = old.audit_content, new.audit_content
    if was != now:
        most = len(AUDIT_CONTENTS)
        ranks = (most if one is None else AUDIT_CONTENTS.index(one) for one in (was, now))
        key = f"scopes.{new.id}.audit.content"
        yield Change(falls(*ranks), key, was or "", now or "", new.where, old.where)


def _scope_words(scope: Scope) -> str:
    return f"{', '.join(folded(scope.rules)) or 'audit'} for {match_words(scope.match)}"


# --- allow entries ----------------------------------------------------------------------


def allow_changes(
    before: Sequence[AllowEntry], after: Sequence[AllowEntry], today: dt.date
) -> Iterator[Change]:
    """An allow entry loosens: a new one loosens, one that is gone tightens."""
    was, now = by_id(before), by_id(after)
    yield from gone("allow", was, now, _allow_words, lambda _: _ALLOW, today)
    yield from came("allow", was, now, _allow_words, lambda _: _ALLOW, today)
    for id_ in (id_ for id_ in now if id_ in was):
        key, old, new = f"allow.{id_}", was[id_], now[id_]
        found = [*match_change(key, old, new, _ALLOW)]
        for name, effect in _allow_effects(old, new).items():
            if getattr(old, name) != getattr(new, name):
                words = _allow_key_words(name, old, new)
                found.append(Change(effect, f"{key}.{name}", *words, new.where, old.where))
        yield from in_force(found, old.expires, new.expires, today)


def _allow_effects(old: AllowEntry, new: AllowEntry) -> Mapping[str, Effect]:
    return {
        "entities": shrinks(old.entities, new.entities),
        # from values to a regex and back, `regex` tells
        "values": Effect.NEUTRAL if not new.values else shrinks(old.values, new.values),
        "hashed": shrinks(old.hashed, new.hashed),
        "regex": Effect.LOOSENS if new.regex else Effect.NEUTRAL,
        "expires": later(old.expires, new.expires, _ALLOW),
        **dict.fromkeys(_FOR_PEOPLE, Effect.NEUTRAL),
    }


def _allow_key_words(name: str, old: AllowEntry, new: AllowEntry) -> tuple[str, str]:
    was, now = getattr(old, name), getattr(new, name)
    if name == "entities":
        was, now = folded(sorted(was)), folded(sorted(now))
        return shown(tuple(was)), shown(tuple(now))
    return _how_many(was, now, "value") if name in _SECRET else (shown(was), shown(now))


def _how_many(was: frozenset[Any], now: frozenset[Any], word: str) -> tuple[str, str]:
    """Values are counted, never shown."""
    fresh = len(now - was)
    words = counted(len(now), word)
    return counted(len(was), word), f"{words}, {fresh} of them new" if fresh else words


def _allow_words(entry: AllowEntry) -> str:
    count = len(entry.values) + len(entry.hashed)
    what = f"regex {entry.regex}" if entry.regex else counted(count, "value")
    return f"{what} of {', '.join(folded(sorted(entry.entities)))} until {entry.expires}"


# --- deny entries -----------------------------------------------------------------------


def deny_changes(before: Policy, after: Policy, today: dt.date) -> Iterator[Change]:
    """A deny entry tightens where something is done with its type."""
    was, now = by_id(before.deny), by_id(after.deny)
    yield from gone("deny", was, now, _deny_words, lambda one: _pull(one, before), today)
    yield from came("deny", was, now, _deny_words, lambda one: _pull(one, after), today)
    for id_ in (id_ for id_ in now if id_ in was):
        old, new = was[id_], now[id_]
        pull = _pull(new, after)
        found = [*match_change(f"deny.{id_}", old, new, pull)]
        for name, effect in _deny_effects(old, new, pull).items():
            if getattr(old, name) != getattr(new, name):
                words = _deny_key_words(name, old, new)
                found.append(Change(effect, f"deny.{id_}.{name}", *words, new.where, old.where))
        yield from in_force(found, old.expires, new.expires, today)


def _pull(entry: DenyEntry, policy: Policy) -> Pull:
    return _SCOPE if is_acted_on(policy, entry.entity_type) else _NOTHING


def _deny_effects(old: DenyEntry, new: DenyEntry, pull: Pull) -> Mapping[str, Effect]:
    acted = pull is not _NOTHING
    return {
        "entity_type": Effect.LOOSENS,  # two types cannot be ranked
        "terms": grows(old.terms, new.terms) if acted else Effect.NEUTRAL,
        "hashed": grows(old.hashed, new.hashed) if acted else Effect.NEUTRAL,
        "expires": later(old.expires, new.expires, pull),
        **dict.fromkeys(_FOR_PEOPLE, Effect.NEUTRAL),
    }


def _deny_key_words(name: str, old: DenyEntry, new: DenyEntry) -> tuple[str, str]:
    was, now = getattr(old, name), getattr(new, name)
    return _how_many(was, now, "term") if name in _SECRET else (shown(was), shown(now))


def _deny_words(entry: DenyEntry) -> str:
    count = len(entry.terms) + len(entry.hashed)
    return f"{counted(count, 'term')} of {entry.entity_type} until {entry.expires}"
