"""A policy diff is honest: when it names no loosening, nothing is treated more leniently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from penname.policy.diff import Effect, diff
from penname.policy.effective import effective, stricter
from penname.policy.match import Match, Subject
from penname.policy.model import (
    REVERSIBLE,
    STRICTNESS,
    Action,
    AllowEntry,
    Decision,
    Exemption,
    Mode,
    Policy,
    Rule,
    Scope,
)
from penname.policy.recognizers import PatternSpec, RecognizerSpec, recognizer_name
from penname.policy.strictness import finished, is_covered, stricter_rule
from penname.text.spans import Span

TODAY = dt.date(2026, 11, 24)
DAYS = [dt.date(2026, 1, 1), TODAY, dt.date(2027, 1, 1), dt.date(2027, 2, 1)]
TYPES = ("PERSON", "BADGE")
SCORES = (0.2, 0.5, 0.8)
SUBJECTS = [Subject(tenant=word) for word in (None, "a", "b")]

matches = st.sampled_from([Match(), Match(tenants=("a",)), Match(tenants=("a", "b"))])
places = st.frozensets(st.sampled_from(["text", "urls", "tool_arguments", "tool:get"]))
rule_keys: dict[str, st.SearchStrategy[Any]] = {
    "action": st.sampled_from(Action),
    "on_reply": st.sampled_from([action for action in Action if action is not Action.ROUTE]),
    "min_score": st.sampled_from(SCORES),
    "mode": st.sampled_from(Mode),
    "restore": places,
    "keep_last": st.sampled_from([1, 4]),
    "to": st.sampled_from([("year",), ("month",)]),
    "locked": st.booleans(),
}


@st.composite
def rules(draw: st.DrawFn, base: Rule | None = None, name: str = "PERSON") -> Rule:
    """A rule; with a base, one that differs from it in some keys."""
    keys = rule_keys if base is None else draw(st.sets(st.sampled_from(sorted(rule_keys))))
    said = {key: draw(rule_keys[key]) for key in sorted(keys)}
    rule = replace(base or Rule(name), **said)
    if (rule.action, rule.on_reply) == (Action.ROUTE, Action.GENERALIZE):
        rule = replace(rule, on_reply=Action.HASH)  # `to` cannot be tags and a target
    return finished(rule)


@st.composite
def scopes(draw: st.DrawFn, policy: Mapping[str, Rule]) -> tuple[Scope, ...]:
    """None or one scope, whose rules are as strict as the policy's, as the loader makes them."""
    if not policy or not draw(st.booleans()):
        return ()
    name = draw(st.sampled_from(sorted(policy)))
    own = stricter_rule(policy[name], draw(rules(policy[name])))
    return (Scope("s", draw(matches), {name: own}),)


@st.composite
def exemptions(draw: st.DrawFn) -> tuple[Exemption, ...]:
    if not draw(st.booleans()):
        return ()
    key = draw(st.sampled_from(["action", "on_reply", "min_score"]))
    changes = {draw(st.sampled_from(TYPES)): {key: draw(rule_keys[key])}}
    return (Exemption("e", draw(matches), changes, draw(st.sampled_from(DAYS)), "r", "o"),)


@st.composite
def entries(draw: st.DrawFn) -> tuple[AllowEntry, ...]:
    if not draw(st.booleans()):
        return ()
    values = draw(st.frozensets(st.sampled_from(["Ann", "Bob"]), min_size=1))
    types = draw(st.frozensets(st.sampled_from(TYPES), min_size=1))
    end = draw(st.sampled_from(DAYS))
    return (AllowEntry("d", types, values, end, "r", "o", match=draw(matches)),)


recognizers = st.builds(
    RecognizerSpec,
    st.just("BADGE"),
    st.sampled_from([(PatternSpec("a", 0.5),), (PatternSpec("a", 0.5), PatternSpec("b", 0.5))]),
    mode=st.sampled_from(["enforce", "shadow"]),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Policy, Policy]:
    """A policy and a version of it that differs in some parts."""
    names = draw(st.sets(st.sampled_from(TYPES)))
    was = {name: draw(rules(name=name)) for name in sorted(names)}
    now = {name: draw(rules(rule)) for name, rule in was.items() if draw(st.booleans())}
    now = was if draw(st.booleans()) else now
    first = Policy("p", "1", "1" * 64, was, scopes=draw(scopes(was)))
    parts: dict[str, st.SearchStrategy[Any]] = {
        "allow": entries(),
        "exceptions": exemptions(),
        "recognizers": st.lists(recognizers, max_size=1).map(tuple),
    }
    before = replace(first, **{key: draw(part) for key, part in parts.items()})
    changed = draw(st.sets(st.sampled_from(sorted(parts))))
    after = replace(before, digest="2" * 64, rules=now, scopes=draw(scopes(now)))
    return before, replace(after, **{key: draw(parts[key]) for key in sorted(changed)})


def rank(decision: Decision | None) -> int:
    return 0 if decision is None else STRICTNESS[decision.action]


def treatments(policy: Policy, before: Policy) -> list[tuple[int, int]]:
    """How strictly each find is treated on the way out, and on the way in.

    Of the policy's own recognizers only those of `before`: others found nothing then.
    """
    found = []
    own = {spec.entity_type for spec in before.recognizers}
    for kind in TYPES:
        for score in SCORES:
            for name in ("built-in", *([recognizer_name(kind)] if kind in own else [])):
                for value in ("Ann", "Bob", "Eve"):
                    span = Span(0, 3, kind, score, name)
                    sent, got = policy.decide, policy.decide_reply
                    pair = rank(sent(span, value, TODAY)), rank(got(span, value, TODAY))
                    found.append(pair)
    return found


def restored(policy: Policy, kind: str) -> frozenset[str]:
    rule = policy.rules.get(kind)
    return rule.restore if rule and rule.mode is Mode.ENFORCE else frozenset()


@given(pairs())
def test_policy_has_no_difference_to_itself(pair: tuple[Policy, Policy]) -> None:
    """diff(a, a) is empty."""
    assert diff(pair[0], pair[0], TODAY) == ()


@settings(max_examples=200)
@given(pairs())
def test_no_loosening_means_no_leniency(pair: tuple[Policy, Policy]) -> None:
    """When no change loosens, every find of every request is treated as strictly as before."""
    before, after = pair
    effects = {change.effect for change in diff(before, after, TODAY)}
    if Effect.LOOSENS in effects:
        return
    for subject in SUBJECTS:
        was, now = effective(before, subject, TODAY), effective(after, subject, TODAY)
        for old, new in zip(treatments(was, before), treatments(now, before), strict=True):
            assert old[0] <= new[0]
            assert old[1] <= new[1]
        if effects <= {Effect.TIGHTENS}:
            # a running conversation gets what a new one gets
            both = stricter(was, now)
            assert treatments(both, before) == treatments(now, before)
        for kind in TYPES:
            if kind in was.rules and was.rules[kind].action in REVERSIBLE:
                wide = restored(was, kind)
                assert all(is_covered(place, wide) for place in restored(now, kind)) or (
                    was.rules[kind].mode is not Mode.ENFORCE
                )


@given(pairs())
def test_way_back_turns_effects_around(pair: tuple[Policy, Policy]) -> None:
    """What tightens one way loosens on the way back, key by key; but for what can end."""
    pair = replace(pair[0], allow=(), exceptions=()), replace(pair[1], allow=(), exceptions=())
    there = {change.key: change.effect for change in diff(*pair, TODAY)}
    back = {change.key: change.effect for change in diff(pair[1], pair[0], TODAY)}
    assert set(there) == set(back)
    for key, effect in there.items():
        if effect is Effect.TIGHTENS:
            assert back[key] is Effect.LOOSENS
