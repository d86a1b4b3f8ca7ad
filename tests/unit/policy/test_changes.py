"""Effects of a change: of numbers, of sets, of rules, of what a match takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from penname.policy.changes import (
    Change,
    Effect,
    Live,
    acts,
    by_line,
    falls,
    grows,
    is_acted_on,
    match_words,
    rises,
    rule_changes,
    shrinks,
    widening,
    worst,
)
from penname.policy.match import Match
from penname.policy.model import Action, Exemption, Mode, Policy, Rule, Scope, Severity

T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
RULE = Rule("PERSON", restore=frozenset({"text"}))


def changes_of(key: str, before: Rule, after: Rule) -> list[Change]:
    return rule_changes(key, before, after, Live(acts(before), acts(after)))


def test_numbers_and_sets_have_a_direction() -> None:
    """Less, more, larger and smaller each tighten one way; equals are neutral."""
    assert [falls(1, 0), falls(0, 1), falls(1, 1)] == [T, L, N]
    assert [rises(0, 1), rises(1, 0), rises(1, 1)] == [T, L, N]
    assert [grows("a", "ab"), grows("ab", "a"), grows("a", "b"), grows("a", "a")] == [T, L, L, N]
    assert [shrinks("ab", "a"), shrinks("a", "ab"), shrinks("a", "b")] == [T, L, L]
    assert shrinks("a", "a") is N


def test_worst_effect_wins() -> None:
    """What loosens is not made up for by what tightens."""
    assert [worst([T, L, N]), worst([N, T]), worst([N]), worst([])] == [L, T, N, N]


@pytest.mark.parametrize(
    ("was", "now", "key", "effect"),
    [
        ({}, {"action": Action.REDACT}, "action", T),
        ({"action": Action.HASH}, {"action": Action.SURROGATE}, "action", L),
        ({}, {"action": Action.SURROGATE}, "action", N),
        ({}, {"on_reply": Action.MASK}, "on_reply", T),
        ({"on_reply": Action.BLOCK}, {"on_reply": Action.REDACT}, "on_reply", L),
        ({}, {"min_score": 0.25}, "min_score", T),
        ({}, {"min_score": 0.75}, "min_score", L),
        ({"action": Action.ALLOW}, {"action": Action.ALLOW, "min_score": 0.9}, "min_score", N),
        ({}, {"restore": frozenset()}, "restore", T),
        ({}, {"restore": frozenset({"text", "urls"})}, "restore", L),
        ({}, {"restore": frozenset({"urls"})}, "restore", L),
        (
            {"restore": frozenset({"tool_arguments"})},
            {"restore": frozenset({"tool_arguments", "tool:get_*"})},
            "restore",
            N,
        ),
        (
            {"restore": frozenset({"tool:get_*"})},
            {"restore": frozenset({"tool:get_a"})},
            "restore",
            T,
        ),
        ({"restore": frozenset({"tool:a"})}, {"restore": frozenset({"tool:b"})}, "restore", L),
        ({}, {"mode": Mode.SHADOW}, "mode", L),
        ({"mode": Mode.OFF}, {"mode": Mode.SHADOW}, "mode", N),
        ({"mode": Mode.SHADOW}, {}, "mode", T),
        ({"mode": Mode.SHADOW}, {"mode": Mode.OFF}, "mode", N),
        (
            {"action": Action.PARTIAL, "keep_last": 4},
            {"action": Action.PARTIAL, "keep_last": 2},
            "keep_last",
            T,
        ),
        ({"keep_last": 4}, {"action": Action.PARTIAL, "keep_last": 5}, "keep_last", N),
        (
            {"action": Action.GENERALIZE, "to": ("year",)},
            {"action": Action.GENERALIZE, "to": ("month",)},
            "to",
            L,
        ),
        ({}, {"action": Action.GENERALIZE, "to": ("month",)}, "to", N),
        (
            {"action": Action.ROUTE, "to": ("local",)},
            {"action": Action.ROUTE, "to": ("local", "eu")},
            "to",
            T,
        ),
        (
            {"action": Action.ROUTE, "to": ("local", "eu")},
            {"action": Action.ROUTE, "to": ("local",)},
            "to",
            L,
        ),
        # the value is covered by now, but the request may go anywhere
        ({"action": Action.ROUTE, "to": ("local",)}, {"action": Action.REDACT}, "action", L),
        ({"action": Action.REDACT}, {"action": Action.ROUTE, "to": ("local",)}, "action", L),
        ({"action": Action.ROUTE, "to": ("local",)}, {"action": Action.BLOCK}, "action", T),
        ({"action": Action.ALLOW}, {"action": Action.ROUTE, "to": ("local",)}, "action", T),
        ({}, {"locked": True}, "locked", T),
        ({"locked": True}, {}, "locked", L),
        ({}, {"severity": Severity.LOW}, "severity", N),
        # in shadow nothing is acted on, so nothing is lost
        ({"mode": Mode.SHADOW}, {"mode": Mode.SHADOW, "action": Action.ALLOW}, "action", N),
    ],
)
def test_rule_keys_have_their_effect(
    was: dict[str, Any], now: dict[str, Any], key: str, effect: Effect
) -> None:
    """Each key of a rule tightens, loosens, or neither."""
    changes = changes_of("entities.PERSON", replace(RULE, **was), replace(RULE, **now))
    found = {change.key: change.effect for change in changes}
    assert found[f"entities.PERSON.{key}"] is effect


def test_one_way_actions_drop_restore_silently() -> None:
    """That a one-way action cannot be restored is no change of its own."""
    one_way = replace(RULE, action=Action.REDACT, restore=frozenset())
    assert [change.key for change in changes_of("x", RULE, one_way)] == ["x.action"]
    assert [change.key for change in changes_of("x", one_way, RULE)] == ["x.action"]


def test_change_knows_both_places() -> None:
    """The line that set the key, in the new file and in the old one; else the entity's line."""
    was = replace(RULE, where="a:3", origins={"action": "a:1"})
    now = replace(
        RULE, action=Action.HASH, min_score=0.1, where="b:4", origins={"min_score": "b:2"}
    )
    found = {change.key: change for change in changes_of("x", was, now)}
    assert (found["x.action"].where, found["x.action"].was_at) == ("b:4", "a:1")
    assert (found["x.min_score"].where, found["x.min_score"].was_at) == ("b:2", "a:3")
    assert (found["x.action"].before, found["x.action"].after) == ("mask", "hash")


def test_acting_is_being_enforced() -> None:
    """A rule acts when it is enforced and does something, on the way out or in."""
    assert acts(RULE)
    assert acts(replace(RULE, action=Action.ALLOW, on_reply=Action.MASK))
    assert not acts(replace(RULE, action=Action.ALLOW))
    assert not acts(replace(RULE, mode=Mode.SHADOW))
    assert not acts(None)


def test_types_may_count_in_a_part_of_the_traffic() -> None:
    """A type is acted on by the policy's rule, by a scope's, or under an exception."""
    idle = replace(RULE, action=Action.ALLOW)
    policy = Policy("p", "1", "", {"PERSON": idle})
    scope = Scope("s", Match(), {"PERSON": RULE})
    changes = {"PERSON": {"action": Action.HASH}}
    exemption = Exemption("e", Match(), changes, dt.date(2027, 1, 1), "r", "o")
    assert not is_acted_on(policy, "PERSON")
    assert not is_acted_on(policy, "AGE")
    assert is_acted_on(replace(policy, rules={"PERSON": RULE}), "PERSON")
    assert is_acted_on(replace(policy, scopes=(scope,)), "PERSON")
    assert is_acted_on(replace(policy, exceptions=(exemption,)), "PERSON")
    assert not is_acted_on(replace(policy, exceptions=(exemption,)), "AGE")
    after = replace(policy, scopes=(scope,))
    assert Live.under(policy, after, "PERSON") == Live(False, True)


@pytest.mark.parametrize(
    ("was", "now", "wider", "narrower"),
    [
        (Match(), Match(), False, False),
        (Match(tenants=("a",)), Match(tenants=("a", "b")), True, False),
        (Match(tenants=("a", "b")), Match(tenants=("a",)), False, True),
        (Match(tenants=("a",)), Match(tenants=("b",)), True, True),
        (Match(tenants=("a",)), Match(), True, False),
        (Match(), Match(models=("a",)), False, True),
        (Match(tenants=("a",)), Match(routes=("r",)), True, True),
    ],
)
def test_match_is_wider_or_narrower(was: Match, now: Match, wider: bool, narrower: bool) -> None:
    """Globs that are added widen a list, the first one of a list narrows the match."""
    assert widening(was, now) == (wider, narrower)


def test_match_is_said_in_words() -> None:
    """A match names its lists; an empty one takes everything."""
    assert match_words(Match()) == "everything"
    assert match_words(Match(tenants=("a", "b"), routes=("r",))) == "routes: [r], tenants: [a, b]"


def test_lines_of_groups_are_one_change() -> None:
    """What a group's line changes alike is one change under the key that the file has; what it
    changes otherwise, and other lines, stay."""

    def one(name: str, after: str = "hash", group: str = "contact", line: int = 9) -> Change:
        return Change(T, f"entities.{name}.action", "mask", after, f"p.yaml:{line}", "o:1", group)

    changes = [
        one("EMAIL_ADDRESS"),
        one("PHONE_NUMBER"),
        one("PERSON", group=""),
        one("URL", "redact"),
        one("AGE", line=10),
    ]
    assert [(found.key, found.after, found.where) for found in by_line(changes)] == [
        ("entities.contact.action", "hash", "p.yaml:9"),
        ("entities.PERSON.action", "hash", "p.yaml:9"),
        ("entities.contact.action", "redact", "p.yaml:9"),
        ("entities.contact.action", "hash", "p.yaml:10"),
    ]
    came = Change(T, "entities.URL", "", "mask from 0.5", "p.yaml:9", group="network")
    inner = Change(T, "scopes.entities.x.entities.URL.mode", "a", "b", group="network")
    assert [found.key for found in by_line([came, inner])] == [
        "entities.network",
        "scopes.entities.x.entities.network.mode",
    ]
