"""Differences between scopes and allow entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from penname.policy.denied import DenyEntry
from penname.policy.diff import Change, Effect, diff
from penname.policy.hashed import Hasher
from penname.policy.match import Match
from penname.policy.model import Action, AllowEntry, Mode, Policy, Rule, Scope
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from penname.policy.review import Review

TODAY = dt.date(2026, 11, 24)
NEXT, LAST = dt.date(2027, 1, 1), dt.date(2026, 1, 1)
T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
PERSON = Rule("PERSON")
A, AB = Match(tenants=("a",)), Match(tenants=("a", "b"))
SCOPE = Scope("s", A, {"PERSON": replace(PERSON, action=Action.REDACT)}, where="p:1")
ALLOW = AllowEntry("a", frozenset({"PERSON"}), frozenset({"Ann"}), NEXT, "why", "who", where="p:2")


HASHED = Hasher.salted(bytes(8)).of_value("Zoe")
DENY = DenyEntry("d", "PERSON", frozenset({"Ann"}), NEXT, "why", "who", where="p:3")


def policy(**fields: Any) -> Policy:
    return Policy("p", "1", "", {"PERSON": PERSON}, **fields)


def between(kind: str, was: Any, now: Any) -> list[Change]:
    """The changes between two entries of a kind; None is none."""
    before, after = (policy(**{kind: () if one is None else (one,)}) for one in (was, now))
    return list(diff(before, after, TODAY))


@pytest.mark.parametrize(
    ("kind", "entry", "came", "went"),
    [
        ("scopes", SCOPE, T, L),
        ("allow", ALLOW, L, T),
        ("allow", replace(ALLOW, expires=LAST), N, N),
        ("allow", replace(ALLOW, expires=TODAY), L, T),
        ("deny", DENY, T, L),
        ("deny", replace(DENY, expires=LAST), N, N),
        ("deny", replace(DENY, entity_type="AGE"), N, N),
    ],
)
def test_entries_come_and_go(kind: str, entry: Any, came: Effect, went: Effect) -> None:
    """A new scope tightens; a new allow entry loosens until it has ended."""
    (new,) = between(kind, None, entry)
    (gone,) = between(kind, entry, None)
    key = f"{kind}.{entry.id}"
    assert (new.key, new.effect, new.before, new.where) == (key, came, "", entry.where)
    assert (gone.key, gone.effect, gone.after, gone.was_at) == (key, went, "", entry.where)


@pytest.mark.parametrize(
    ("changes", "key", "effect"),
    [
        ({"match": AB}, "match", T),
        ({"match": Match(tenants=("b",))}, "match", L),
        ({"match": Match()}, "match", T),
        ({"match": replace(A, models=("m",))}, "match", L),
        ({"match": Match(tenants=("a", "a"))}, "match", N),
        ({"rules": {"PERSON": replace(PERSON, action=Action.BLOCK)}}, "entities.PERSON.action", T),
        ({"rules": {"PERSON": replace(PERSON, action=Action.HASH)}}, "entities.PERSON.action", L),
        ({"rules": {}}, "entities.PERSON.action", L),
        ({"audit_content": "none"}, "audit.content", T),
    ],
)
def test_scopes_have_their_effect(changes: dict[str, Any], key: str, effect: Effect) -> None:
    """A scope that takes more traffic or is stricter tightens."""
    (change,) = between("scopes", SCOPE, replace(SCOPE, **changes))
    assert (change.key, change.effect) == (f"scopes.s.{key}", effect)


def test_scope_tells_only_its_own_changes() -> None:
    """What a scope's rule took over from the policy's own rule is told once."""
    lower = replace(PERSON, min_score=0.2)
    scope = replace(SCOPE, rules={"PERSON": replace(lower, action=Action.REDACT)})
    after = replace(policy(scopes=(scope,)), rules={"PERSON": lower})
    found = diff(policy(scopes=(SCOPE,)), after, TODAY)
    assert [change.key for change in found] == ["entities.PERSON.min_score"]


def test_scope_tells_what_it_enforces() -> None:
    """A change without effect on a rule in shadow mode has one on a scope's enforced rule."""
    shadow = replace(PERSON, mode=Mode.SHADOW)
    was = replace(policy(scopes=(replace(SCOPE, rules={"PERSON": PERSON}),)))
    now = replace(was, scopes=(replace(SCOPE, rules={"PERSON": replace(PERSON, min_score=0.9)}),))
    found = diff(
        replace(was, rules={"PERSON": shadow}),
        replace(now, rules={"PERSON": replace(shadow, min_score=0.9)}),
        TODAY,
    )
    assert [(one.key, one.effect) for one in found] == [
        ("entities.PERSON.min_score", N),
        ("scopes.s.entities.PERSON.min_score", L),
    ]


def test_scope_makes_an_entity_count() -> None:
    """An entity or recognizer that only a scope acts on is missed when it is gone."""
    spec = RecognizerSpec("PERSON", (PatternSpec("a", 0.5),))
    allowed = {"PERSON": replace(PERSON, action=Action.ALLOW)}
    was = replace(policy(scopes=(SCOPE,), recognizers=(spec,)), rules=allowed)
    (gone,) = diff(was, replace(was, recognizers=()), TODAY)
    assert gone.effect is L
    found = diff(was, replace(was, rules={}, scopes=(replace(SCOPE, rules={}),)), TODAY)
    assert ("entities.PERSON", L) in [(one.key, one.effect) for one in found]


def test_entity_that_left_is_told_once() -> None:
    """An entity that is gone from the policy is not told again for a scope."""
    after = replace(policy(scopes=(replace(SCOPE, rules={}),)), rules={})
    found = diff(policy(scopes=(SCOPE,)), after, TODAY)
    assert [change.key for change in found] == ["entities.PERSON"]
    both = replace(SCOPE, rules={**SCOPE.rules, "AGE": Rule("AGE")})
    late = replace(SCOPE, rules={**SCOPE.rules, "AGE": Rule("AGE", min_score=0.1)})
    (change,) = between("scopes", both, late)
    assert change.key == "scopes.s.entities.AGE.min_score"


@pytest.mark.parametrize(
    ("was", "changes", "key", "effect"),
    [
        ({}, {"match": Match(tenants=("a",))}, "match", T),
        ({"match": A}, {"match": AB}, "match", L),
        ({}, {"entities": frozenset({"PERSON", "AGE"})}, "entities", L),
        ({"entities": frozenset({"PERSON", "AGE"})}, {}, "entities", T),
        ({}, {"values": frozenset({"Ann", "Bob"})}, "values", L),
        ({}, {"hashed": frozenset({HASHED})}, "hashed", L),
        ({"hashed": frozenset({HASHED})}, {}, "hashed", T),
        ({"values": frozenset({"Ann", "Bob"})}, {}, "values", T),
        ({"values": frozenset({"Bob"})}, {}, "values", L),
        ({}, {"expires": dt.date(2027, 2, 1)}, "expires", L),
        ({}, {"expires": dt.date(2026, 12, 1)}, "expires", T),
        ({}, {"expires": LAST}, "expires", T),
        ({"expires": LAST}, {}, "expires", L),
        ({"expires": LAST}, {"expires": dt.date(2026, 2, 1)}, "expires", N),
        ({"expires": LAST}, {"expires": LAST, "values": frozenset("ab")}, "values", N),
        ({}, {"reason": "because"}, "reason", N),
        ({}, {"owner": "her"}, "owner", N),
        ({"regex": "a", "values": frozenset()}, {"regex": "b", "values": frozenset()}, "regex", L),
    ],
)
def test_allow_entries_have_their_effect(
    was: dict[str, Any], changes: dict[str, Any], key: str, effect: Effect
) -> None:
    """An allow entry that covers more, or lasts longer, loosens; an ended one does neither."""
    (change,) = between("allow", replace(ALLOW, **was), replace(ALLOW, **changes))
    assert (change.key, change.effect) == (f"allow.a.{key}", effect)


def test_values_and_regex_change_places() -> None:
    """From values to a regex loosens, as nobody can rank them; so does the way back."""
    regex = replace(ALLOW, values=frozenset(), regex="A.*")
    there = {change.key: change.effect for change in between("allow", ALLOW, regex)}
    back = {change.key: change.effect for change in between("allow", regex, ALLOW)}
    assert there == {"allow.a.values": N, "allow.a.regex": L}
    assert back == {"allow.a.values": L, "allow.a.regex": N}


def test_allowed_values_are_not_shown() -> None:
    """A change tells how many values there are, never one of them."""
    found = [
        *between("allow", None, ALLOW),
        *between("allow", ALLOW, replace(ALLOW, values=frozenset({"Bob"}))),
    ]
    assert found[0].after == "1 value of PERSON until 2027-01-01"
    assert found[1].after == "1 value, 1 of them new"
    assert "Ann" not in repr(found)
    assert "Bob" not in repr(found)
    (change,) = between("allow", None, replace(ALLOW, values=frozenset(), regex="A.*"))
    assert change.after == "regex A.* of PERSON until 2027-01-01"


def test_scopes_are_said_in_words() -> None:
    """A new scope shows what it changes and for whom."""
    (change,) = between("scopes", None, SCOPE)
    assert change.after == "PERSON for tenants: [a]"


@pytest.mark.parametrize(
    ("was", "changes", "key", "effect"),
    [
        ({}, {"match": A}, "match", L),
        ({"match": A}, {}, "match", T),
        ({}, {"terms": frozenset({"Ann", "Bob"})}, "terms", T),
        ({}, {"terms": frozenset({"Bob"})}, "terms", L),
        ({}, {"hashed": frozenset({HASHED})}, "hashed", T),
        ({"hashed": frozenset({HASHED})}, {}, "hashed", L),
        ({}, {"entity_type": "AGE"}, "entity_type", L),
        ({}, {"expires": dt.date(2027, 2, 1)}, "expires", T),
        ({}, {"expires": LAST}, "expires", L),
        ({"expires": LAST}, {"expires": LAST, "terms": frozenset("ab")}, "terms", N),
        ({}, {"reason": "because"}, "reason", N),
        ({}, {"review": Review(LAST, "her", "T-1")}, "review", N),
        ({"entity_type": "AGE"}, {"entity_type": "AGE", "terms": frozenset("ab")}, "terms", N),
        (
            {"entity_type": "AGE"},
            {"entity_type": "AGE", "hashed": frozenset({HASHED})},
            "hashed",
            N,
        ),
    ],
)
def test_deny_entries_have_their_effect(
    was: dict[str, Any], changes: dict[str, Any], key: str, effect: Effect
) -> None:
    """More terms, for more requests, for longer tighten: where something is done with the type."""
    found = between("deny", replace(DENY, **was), replace(DENY, **changes))
    (change,) = [one for one in found if one.key == f"deny.d.{key}"]
    assert change.effect is effect


def test_diff_counts_hashes() -> None:
    """No diff shows a hash, a value or a term: it says how many."""
    more = replace(ALLOW, hashed=frozenset({HASHED}))
    (change,) = between("allow", ALLOW, more)
    assert (change.before, change.after) == ("0 values", "1 value, 1 of them new")
    (came,) = between("allow", None, more)
    assert came.after == "2 values of PERSON until 2027-01-01"
    (came,) = between("deny", None, replace(DENY, hashed=frozenset({HASHED})))
    assert came.after == "2 terms of PERSON until 2027-01-01"
    (change,) = between("deny", DENY, replace(DENY, terms=frozenset()))
    assert (change.before, change.after) == ("1 term", "0 terms")
