"""What a new version of a policy does other than the old one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from penname.policy.diff import Effect, diff, duration
from penname.policy.model import Action, Audit, Inspect, Limits, Mode, Policy, Rule

TODAY = dt.date(2026, 11, 24)
T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
PERSON = Rule("PERSON", where="p.yaml:9")
BASE = Policy("p", "1", "0" * 64, {"PERSON": PERSON}, path="p.yaml")


def only(**changes: Any) -> tuple[str, Effect, str, str]:
    """Key, effect and words of the one change that these fields of a policy make."""
    found = diff(BASE, replace(BASE, **changes), TODAY)
    assert len(found) == 1
    return found[0].key, found[0].effect, found[0].before, found[0].after


def test_same_policy_has_no_changes() -> None:
    """A policy is no other than itself; where it stands does not count."""
    assert diff(BASE, BASE, TODAY) == ()
    assert diff(BASE, replace(BASE, path="elsewhere.yaml", digest="1" * 64), TODAY) == ()


@pytest.mark.parametrize(
    ("was", "now", "key", "effect"),
    [
        ({}, {"mode": Mode.SHADOW}, "mode", L),
        ({"mode": Mode.OFF}, {}, "mode", T),
        ({}, {"languages": ("en", "de")}, "languages", T),
        ({"languages": ("en", "de")}, {}, "languages", L),
        ({}, {"inspect": Inspect(roles=frozenset({"user"}))}, "inspect.roles", L),
        ({"inspect": Inspect(parts=frozenset({"text"}))}, {}, "inspect.parts", T),
        ({}, {"limits": Limits(max_body_bytes=1024)}, "limits.max_body_bytes", T),
        ({}, {"limits": Limits(max_findings=30_000)}, "limits.max_findings", L),
        ({}, {"limits": Limits(max_distinct={"PERSON": 5})}, "limits.max_distinct.PERSON", T),
        ({"limits": Limits(max_distinct={"PERSON": 5})}, {}, "limits.max_distinct.PERSON", L),
        ({}, {"vault_scope": "request"}, "vault.scope", T),
        ({"vault_scope": "conversation"}, {}, "vault.scope", L),
        ({}, {"vault_ttl_s": 60.0}, "vault.ttl", T),
        ({}, {"vault_ttl_s": 90_000.0}, "vault.ttl", L),
        ({}, {"require_tags": frozenset({"eu"})}, "destinations.require_tags", T),
        ({"require_tags": frozenset({"eu"})}, {}, "destinations.require_tags", L),
        ({}, {"audit": Audit(content="sealed")}, "audit.content", L),
        ({}, {"audit": Audit(content="none")}, "audit.content", T),
        ({}, {"audit": Audit(retention_s=86_400.0)}, "audit.retention", T),
        ({}, {"revision": "2"}, "revision", N),
        ({}, {"owner": "x@example.org"}, "owner", N),
    ],
)
def test_settings_have_their_effect(
    was: dict[str, Any], now: dict[str, Any], key: str, effect: Effect
) -> None:
    """Each key of the policy itself tightens, loosens, or neither."""
    (change,) = diff(replace(BASE, **was), replace(BASE, **now), TODAY)
    assert (change.key, change.effect) == (key, effect)
    assert (change.where, change.was_at) == ("p.yaml", "p.yaml")


def test_limits_that_stay_are_silent() -> None:
    """Of several limits, only those are told that changed."""
    was = Limits(max_distinct={"PERSON": 5, "AGE": 3})
    found = diff(
        replace(BASE, limits=was),
        replace(BASE, limits=Limits(max_distinct={"PERSON": 5, "AGE": 2})),
        TODAY,
    )
    assert [change.key for change in found] == ["limits.max_distinct.AGE"]


def test_settings_are_said_in_words() -> None:
    """Durations have units, and a limit that is not there has no words."""
    assert only(vault_ttl_s=3_600.0)[2:] == ("1d", "1h")
    assert only(limits=Limits(max_distinct={"PERSON": 5}))[2:] == ("", "5")
    assert [duration(90.0), duration(120.0), duration(0.5)] == ["90s", "2m", "0.5s"]


@pytest.mark.parametrize(
    ("rule", "came", "went"),
    [
        (Rule("AGE"), T, L),
        (Rule("AGE", action=Action.ALLOW), N, N),
        (Rule("AGE", mode=Mode.SHADOW), N, N),
        (Rule("AGE", action=Action.ALLOW, on_reply=Action.REDACT), T, L),
    ],
)
def test_entities_come_and_go(rule: Rule, came: Effect, went: Effect) -> None:
    """A new entity tightens and one that is gone loosens, if its rule does anything."""
    rule = replace(rule, where="p.yaml:5")
    more = replace(BASE, rules={"PERSON": PERSON, "AGE": rule})
    (new,) = diff(BASE, more, TODAY)
    (gone,) = diff(more, BASE, TODAY)
    assert (new.key, new.effect, new.before, new.where) == ("entities.AGE", came, "", "p.yaml:5")
    assert (gone.key, gone.effect, gone.after, gone.was_at) == (
        "entities.AGE",
        went,
        "",
        "p.yaml:5",
    )


def test_new_entity_says_what_it_does() -> None:
    """A new entity shows its action and threshold, and a mode that is not enforce."""
    rules = {"PERSON": PERSON, "AGE": Rule("AGE", mode=Mode.SHADOW)}
    assert only(rules=rules)[3] == "mask from 0.5, mode shadow"


def test_rule_keys_are_compared() -> None:
    """A rule's own keys are named with the entity."""
    rules = {"PERSON": replace(PERSON, min_score=0.7)}
    assert only(rules=rules) == ("entities.PERSON.min_score", L, "0.5", "0.7")
