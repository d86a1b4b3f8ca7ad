"""Differences between scopes, allow entries and exceptions: what stands in a policy by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from penname.policy.changes import (
    Change,
    Effect,
    both,
    counted,
    falls,
    match_words,
    rises,
    rule_changes,
    shrinks,
    widening,
)
from penname.policy.grammar import AUDIT_CONTENTS
from penname.policy.match import Match
from penname.policy.model import AllowEntry, Exemption, Policy, Scope
from penname.policy.strictness import shown

_FOR_PEOPLE = ("reason", "owner", "approved_by", "ticket")


class _Entry(Protocol):
    """What scopes, allow entries and exceptions have in common."""

    @property
    def id(self) -> str: ...
    @property
    def match(self) -> Match: ...
    @property
    def where(self) -> str: ...


_E = TypeVar("_E", bound=_Entry)


def _by_id(entries: Iterable[_E]) -> dict[str, _E]:
    return {one.id: one for one in entries}


def _match_change(key: str, old: _Entry, new: _Entry, *, loosening: bool) -> Iterator[Change]:
    """`loosening`: whether the entry makes things looser where it matches."""
    if old.match == new.match:
        return
    wider, narrower = widening(old.match, new.match)
    loosens = wider if loosening else narrower
    effect = Effect.LOOSENS if loosens else Effect.TIGHTENS
    words = match_words(old.match), match_words(new.match)
    yield Change(effect, f"{key}.match", *words, new.where, old.where)


# --- scopes -----------------------------------------------------------------------------


def scope_changes(before: Policy, after: Policy) -> Iterator[Change]:
    """A scope only tightens: a new one tightens, one that is gone loosens."""
    was, now = _by_id(before.scopes), _by_id(after.scopes)
    for id_ in both(was, now):
        key = f"scopes.{id_}"
        if id_ not in was:
            new = now[id_]
            yield Change(Effect.TIGHTENS, key, "", _scope_words(new), new.where)
        elif id_ not in now:
            old = was[id_]
            yield Change(Effect.LOOSENS, key, _scope_words(old), "", old.where, old.where)
        else:
            yield from _match_change(key, was[id_], now[id_], loosening=False)
            yield from _scope_rules(was[id_], now[id_], before, after)
            yield from _scope_audit(was[id_], now[id_])


def _scope_rules(old: Scope, new: Scope, before: Policy, after: Policy) -> Iterator[Change]:
    """What changed in a scope's rules, but for what only followed the policy's own rules."""
    for name in both(old.rules, new.rules):
        base_was, base_now = before.rules.get(name), after.rules.get(name)
        was, now = old.rules.get(name, base_was), new.rules.get(name, base_now)
        if was is None or now is None:
            continue  # the entity itself came or went, and that is told already
        told = set[object]()
        if base_was is not None and base_now is not None:
            told = {_essence(one) for one in rule_changes("", base_was, base_now)}
        found = rule_changes(f"scopes.{new.id}.entities.{name}", was, now)
        yield from (one for one in found if _essence(one) not in told)


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
    return f"{', '.join(scope.rules) or 'audit'} for {match_words(scope.match)}"


# --- allow entries ----------------------------------------------------------------------


def allow_changes(
    before: Sequence[AllowEntry], after: Sequence[AllowEntry], today: dt.date
) -> Iterator[Change]:
    """An allow entry loosens: a new one loosens, one that is gone tightens."""
    was, now = _by_id(before), _by_id(after)
    yield from _came_and_went("allow", was, now, _allow_words, today)
    for id_ in (id_ for id_ in now if id_ in was):
        key, old, new = f"allow.{id_}", was[id_], now[id_]
        found = [*_match_change(key, old, new, loosening=True)]
        for name, effect in _allow_effects(old, new).items():
            if getattr(old, name) != getattr(new, name):
                words = _allow_key_words(name, old, new)
                found.append(Change(effect, f"{key}.{name}", *words, new.where, old.where))
        yield from _in_force(found, old.expires, new.expires, today)


def _allow_effects(old: AllowEntry, new: AllowEntry) -> Mapping[str, Effect]:
    return {
        "entities": shrinks(old.entities, new.entities),
        # from values to a regex and back, `regex` tells
        "values": Effect.NEUTRAL if not new.values else shrinks(old.values, new.values),
        "regex": Effect.LOOSENS if new.regex else Effect.NEUTRAL,
        "expires": _later(old.expires, new.expires),
        **dict.fromkeys(("reason", "owner"), Effect.NEUTRAL),
    }


def _allow_key_words(name: str, old: AllowEntry, new: AllowEntry) -> tuple[str, str]:
    if name != "values":
        return shown(getattr(old, name)), shown(getattr(new, name))
    fresh = len(new.values - old.values)
    words = counted(len(new.values), "value")
    return counted(len(old.values), "value"), f"{words}, {fresh} of them new" if fresh else words


def _allow_words(entry: AllowEntry) -> str:
    what = f"regex {entry.regex}" if entry.regex else counted(len(entry.values), "value")
    return f"{what} of {', '.join(sorted(entry.entities))} until {entry.expires}"


# --- exceptions -------------------------------------------------------------------------


def exception_changes(before: Policy, after: Policy, today: dt.date) -> Iterator[Change]:
    """An exception loosens: a new one loosens, one that is gone tightens."""
    olds, news = _by_id(before.exceptions), _by_id(after.exceptions)
    yield from _came_and_went("exceptions", olds, news, _exception_words, today)
    for id_ in (id_ for id_ in news if id_ in olds):
        key, old, new = f"exceptions.{id_}", olds[id_], news[id_]
        found = [*_match_change(key, old, new, loosening=True)]
        found += _exempted(key, old, new, after)
        for name in ("expires", *_FOR_PEOPLE):
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                effect = _later(was, now) if name == "expires" else Effect.NEUTRAL
                found.append(
                    Change(effect, f"{key}.{name}", shown(was), shown(now), new.where, old.where)
                )
        yield from _in_force(found, old.expires, new.expires, today)


def _exempted(key: str, old: Exemption, new: Exemption, after: Policy) -> Iterator[Change]:
    """Both exceptions laid over the rules that hold now, and these compared."""
    for name in [*new.changes, *(name for name in old.changes if name not in new.changes)]:
        rule = after.rules.get(name)
        if rule is not None and old.changes.get(name) != new.changes.get(name):
            was = replace(rule, where=old.where, origins={}, **_changed(old, name))
            now = replace(rule, where=new.where, origins={}, **_changed(new, name))
            yield from rule_changes(f"{key}.entities.{name}", was, now)


def _changed(exemption: Exemption, name: str) -> dict[str, Any]:
    return dict(exemption.changes.get(name, {}))


def _exception_words(exemption: Exemption) -> str:
    changed = "; ".join(f"{name} {_words(said)}" for name, said in exemption.changes.items())
    return f"{changed} for {match_words(exemption.match)} until {exemption.expires}"


def _words(changes: Mapping[str, object]) -> str:
    """`action allow, min_score 0.3`; nowhere to restore to goes without saying."""
    return ", ".join(
        f"{key} {shown(value)}" for key, value in changes.items() if value != frozenset()
    )


# --- both -------------------------------------------------------------------------------


class _Dated(_Entry, Protocol):
    @property
    def expires(self) -> dt.date: ...


_D = TypeVar("_D", bound=_Dated)


def _later(was: dt.date, now: dt.date) -> Effect:
    """A later end loosens for longer."""
    return falls(was.toordinal(), now.toordinal())


def _came_and_went(
    kind: str,
    before: Mapping[str, _D],
    after: Mapping[str, _D],
    words: Callable[[_D], str],
    today: dt.date,
) -> Iterator[Change]:
    """The entries that are only in one of both."""
    for id_ in (id_ for id_ in after if id_ not in before):
        new = after[id_]
        effect = falls(False, today <= new.expires)
        yield Change(effect, f"{kind}.{id_}", "", words(new), new.where)
    for id_ in (id_ for id_ in before if id_ not in after):
        old = before[id_]
        effect = rises(False, today <= old.expires)
        yield Change(effect, f"{kind}.{id_}", words(old), "", old.where, old.where)


def _in_force(
    found: Iterable[Change], was: dt.date, now: dt.date, today: dt.date
) -> Iterator[Change]:
    """The changes as they are in force: an entry that has ended loosens nothing."""
    for change in found:
        is_end = change.key.endswith(".expires")
        if today > now and not (is_end and today <= was):
            yield replace(change, effect=Effect.NEUTRAL)
        else:
            yield change
