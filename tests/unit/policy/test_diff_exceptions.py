"""Differences between exceptions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from penname.policy.diff import Change, Effect, diff
from penname.policy.match import Match
from penname.policy.model import Action, Exemption, Policy, Rule, Scope

TODAY = dt.date(2026, 11, 24)
NEXT, LAST = dt.date(2027, 1, 1), dt.date(2026, 1, 1)
T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
PERSON = Rule("PERSON")
A, AB = Match(tenants=("a",)), Match(tenants=("a", "b"))
EX = Exemption("e", A, {"PERSON": {"action": Action.ALLOW}}, NEXT, "why", "who", where="p:3")
IDLE = Policy("p", "1", "", {"PERSON": replace(PERSON, action=Action.ALLOW)})
MORE = replace(EX, changes={"PERSON": {"action": Action.MASK}})


def policy(*exceptions: Exemption, base: Policy | None = None) -> Policy:
    return replace(base or Policy("p", "1", "", {"PERSON": PERSON}), exceptions=exceptions)


def between(
    was: Exemption | None, now: Exemption | None, base: Policy | None = None
) -> list[Change]:
    """The changes between two exceptions; None is none."""
    before, after = (policy(*([] if one is None else [one]), base=base) for one in (was, now))
    return list(diff(before, after, TODAY))


@pytest.mark.parametrize(
    ("entry", "came", "went"),
    [
        (EX, L, T),
        (replace(EX, expires=TODAY), L, T),
        (replace(EX, expires=LAST), N, N),
    ],
)
def test_exceptions_come_and_go(entry: Exemption, came: Effect, went: Effect) -> None:
    """A new exception loosens until it has ended; one that is gone tightens."""
    (new,) = between(None, entry)
    (gone,) = between(entry, None)
    assert (new.key, new.effect, new.before, new.where) == ("exceptions.e", came, "", "p:3")
    assert (gone.key, gone.effect, gone.after, gone.was_at) == ("exceptions.e", went, "", "p:3")


def test_exception_may_tighten() -> None:
    """One that makes an idle rule act is missed when it is gone, narrower or earlier over."""
    assert [between(None, MORE, IDLE)[0].effect, between(MORE, None, IDLE)[0].effect] == [T, L]
    wider = replace(MORE, match=AB)
    assert [one.effect for one in between(MORE, wider, IDLE)] == [T]
    assert [one.effect for one in between(wider, MORE, IDLE)] == [L]
    longer = replace(MORE, expires=dt.date(2027, 2, 1))
    assert [one.effect for one in between(MORE, longer, IDLE)] == [T]
    assert [one.effect for one in between(longer, MORE, IDLE)] == [L]


def test_exception_may_do_both() -> None:
    """Where a scope is stricter, an exception that tightens elsewhere loosens."""
    scope = Scope("s", A, {"PERSON": replace(PERSON, action=Action.BLOCK)})
    base = replace(IDLE, scopes=(scope,))
    assert [between(None, MORE, base)[0].effect, between(MORE, None, base)[0].effect] == [L, L]
    hashed = replace(EX, changes={"PERSON": {"action": Action.HASH}})
    (change,) = between(MORE, hashed, base)
    assert (change.key, change.effect) == ("exceptions.e.entities.PERSON.action", T)


def test_locked_rules_take_no_exception() -> None:
    """What an exception says of a locked type never holds."""
    base = replace(IDLE, rules={"PERSON": replace(PERSON, locked=True)})
    assert between(None, EX, base)[0].effect is N


@pytest.mark.parametrize(
    ("was", "changes", "key", "effect"),
    [
        ({}, {"match": AB}, "match", L),
        ({"match": AB}, {}, "match", T),
        ({}, {"changes": {"PERSON": {"min_score": 0.9}}}, "entities.PERSON.action", T),
        ({}, {"changes": {"PERSON": {"action": Action.HASH}}}, "entities.PERSON.action", T),
        ({"changes": {}}, {}, "entities.PERSON.action", L),
        ({}, {"changes": {}}, "entities.PERSON.action", T),
        ({}, {"expires": dt.date(2027, 2, 1)}, "expires", L),
        ({}, {"expires": LAST}, "expires", T),
        ({}, {"reason": "because"}, "reason", N),
        ({}, {"owner": "her"}, "owner", N),
        ({}, {"approved_by": "him"}, "approved_by", N),
        ({}, {"ticket": "T-1"}, "ticket", N),
    ],
)
def test_exceptions_have_their_effect(
    was: dict[str, Any], changes: dict[str, Any], key: str, effect: Effect
) -> None:
    """An exception that takes more traffic, loosens more or lasts longer loosens."""
    found = between(replace(EX, **was), replace(EX, **changes))
    effects = {change.key: change.effect for change in found}
    assert effects[f"exceptions.e.{key}"] is effect


def test_exception_of_no_rule_is_silent() -> None:
    """An exception for an entity that has no rule changes nothing."""
    other = replace(EX, changes={**EX.changes, "AGE": {"action": Action.ALLOW}})
    assert between(EX, other) == []


def test_exceptions_are_said_in_words() -> None:
    """A new exception shows what it changes, for whom, until when."""
    (change,) = between(None, EX)
    assert change.after == "PERSON action allow for tenants: [a] until 2027-01-01"
