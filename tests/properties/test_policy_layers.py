"""Policies: whatever files say, nothing is loosened unseen."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from penname.policy.effective import Views, effective, stricter
from penname.policy.match import Match, Subject
from penname.policy.model import REVERSIBLE, STRICTNESS, Action, Decision, Policy, Scope
from penname.policy.strictness import is_covered
from penname.text.spans import Span
from tests.unit.policy.planted import BADGE, ENTRY, EXCEPTION, HEAD
from tests.unit.policy.trees import resolved

TODAY = dt.date(2026, 11, 24)
TYPES = ("PERSON", "JWT", "DATE_TIME", "BADGE")
SCORES = (0.0, 0.2, 0.5, 0.8, 1.0)
RECOGNIZERS = {"BADGE": BADGE | {"mode": "enforce", "examples": {}}}
TENANTS = ("a", "b")

_patient = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

scores = st.sampled_from(SCORES)
places = st.lists(
    st.sampled_from(["text", "tool_arguments", "urls", "tool:a", "tool:a*", "tool:*"]), unique=True
)
modes = st.sampled_from(["enforce", "enforce", "shadow", "off"])
tags = st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, unique=True)


@st.composite
def lines(draw: st.DrawFn, lockable: bool = True) -> dict[str, Any]:
    """What a file says of one type: each key or not, and what its action needs."""
    said: dict[str, Any] = {}
    if draw(st.booleans()):
        said["action"] = draw(st.sampled_from([action.value for action in Action]))
    if draw(st.integers(0, 3)) == 0:
        said["on_reply"] = draw(st.sampled_from(["allow", "mask", "partial", "redact", "block"]))
    optional = {"min_score": scores, "restore": places, "mode": modes}
    if lockable:
        optional["locked"] = st.booleans()
    for key, values in optional.items():
        if draw(st.integers(0, 3)) == 0:
            said[key] = draw(values)
    actions = {said.get("action"), said.get("on_reply")}
    if "partial" in actions:
        said["keep_last"] = draw(st.integers(1, 4))
    if "route" in actions:
        said["to"] = draw(tags)
    if "generalize" in actions:
        said["to"] = "year"
    return said


@st.composite
def files(draw: st.DrawFn, *, first: bool = True, scoped: bool = False) -> dict[str, Any]:
    """One policy file about a few types."""
    names = TYPES if first else draw(st.lists(st.sampled_from(TYPES), unique=True))
    data: dict[str, Any] = HEAD | {"entities": {name: draw(lines()) for name in names}}
    if first:
        data["recognizers"] = RECOGNIZERS
    if draw(st.booleans()):
        data["min_score"] = draw(scores)
    if draw(st.integers(0, 3)) == 0:
        data["mode"] = draw(modes)
    if draw(st.integers(0, 3)) == 0:
        data["defaults"] = draw(lines(lockable=False))
    if scoped:
        data["scopes"] = [
            draw(scopes(f"{'p' if first else 'c'}{number}"))
            for number in range(draw(st.integers(1, 2)))
        ]
    return data


@st.composite
def scopes(draw: st.DrawFn, name: str) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(TYPES), unique=True))
    scope: dict[str, Any] = {"id": name, "match": {"tenants": [draw(st.sampled_from(TENANTS))]}}
    scope["entities"] = {each: draw(lines(lockable=False)) for each in names}
    if draw(st.booleans()):
        scope["min_score"] = draw(scores)
    if draw(st.booleans()):
        scope["mode"] = draw(modes)
    return scope


subjects = st.builds(Subject, tenant=st.sampled_from([None, *TENANTS, "c"]))
SPANS = [
    Span(0, 5, name, score, recognizer)
    for name in TYPES
    for score in SCORES
    for recognizer in ("x", "policy/BADGE")
]


def loosened(old: Policy, new: Policy, types: tuple[str, ...] = TYPES) -> list[Span]:
    """The spans for which a policy does less than another one."""
    return [
        span
        for span in SPANS
        if span.entity_type in types
        and not (
            _as_strict(old.decide(span, "Maria", TODAY), new.decide(span, "Maria", TODAY))
            and _rank(old.decide_reply(span, "Maria", TODAY))
            <= _rank(new.decide_reply(span, "Maria", TODAY))
        )
    ]


def _rank(decision: Decision | None) -> int:
    return 0 if decision is None else STRICTNESS[decision.action]


def _as_strict(old: Decision | None, new: Decision | None) -> bool:
    if _rank(new) != _rank(old) or old is None or new is None:
        return _rank(new) >= _rank(old)
    if old.action in REVERSIBLE:
        return all(is_covered(place, old.rule.restore) for place in new.rule.restore)
    if old.action is Action.ROUTE:
        return set(old.rule.to) <= set(new.rule.to)
    if old.action is new.action is Action.PARTIAL:
        return new.rule.keep_last <= old.rule.keep_last
    return True


@_patient
@given(files(), files(first=False))
def test_no_layer_loosens_unseen(parent: dict[str, Any], child: dict[str, Any]) -> None:
    """A file that loads without a warning does nothing less than what it extends, for any span;
    one with warnings does nothing less for the types that they do not name."""
    base, context = resolved(parent)
    assume(base is not None)
    merged, context = resolved(parent, child | {"extends": ["0"]})
    assume(merged is not None)
    assert base is not None
    assert merged is not None
    told = " ".join(warning.message for warning in context.warnings if "loosens" in warning.message)
    quiet = tuple(name for name in TYPES if name not in told and " more" not in told)
    assert loosened(base, merged, quiet) == []
    locked = tuple(name for name, rule in base.rules.items() if rule.locked)
    assert loosened(base, merged, locked) == []


@_patient
@given(files(scoped=True), st.none() | files(first=False, scoped=True), subjects)
def test_no_scope_loosens(
    parent: dict[str, Any], child: dict[str, Any] | None, subject: Subject
) -> None:
    """Inside any scopes that load, inherited ones too, a policy does at least what it does."""
    policy, _ = resolved(parent, *([child | {"extends": ["0"]}] if child else []))
    assume(policy is not None)
    assert policy is not None
    made = effective(policy, subject, TODAY)
    assert loosened(policy, made) == []
    assert Views(policy).of(subject, TODAY) == made
    # the scope itself is as it will be: no later step makes up for it
    for scope in policy.scopes:
        rules = {**policy.rules, **scope.rules}
        assert loosened(policy, dataclasses.replace(policy, rules=rules)) == []


@_patient
@given(files(), files(), subjects)
def test_foreign_scopes_cannot_loosen(
    data: dict[str, Any], other: dict[str, Any], subject: Subject
) -> None:
    """Even a scope that holds the rules of quite another policy only tightens."""
    policy, _ = resolved(data)
    looser, _ = resolved(other)
    assume(policy is not None and looser is not None)
    assert policy is not None
    assert looser is not None
    scoped = dataclasses.replace(policy, scopes=(Scope("s", Match(), looser.rules),))
    assert loosened(policy, effective(scoped, subject, TODAY)) == []


@_patient
@given(files(), files())
def test_stricter_is_as_strict_as_both(first: dict[str, Any], second: dict[str, Any]) -> None:
    """The stricter of two policies does at least what each of them does, for any span."""
    old, _ = resolved(first)
    new, _ = resolved(second | {"revision": "2"})
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    joined = stricter(old, new)
    assert loosened(old, joined) == []
    assert loosened(new, joined) == []
    again = stricter(joined, old)
    assert loosened(joined, again) == []


@_patient
@given(
    files(),
    st.dictionaries(st.sampled_from(TYPES), lines(lockable=False), min_size=1),
    subjects,
)
def test_exceptions_stay_in_bounds(
    data: dict[str, Any], entities: dict[str, Any], subject: Subject
) -> None:
    """An exception loosens no locked type, no request that it does not match for sure, no type
    that it does not name, and nothing after its last day."""
    exception = EXCEPTION | {"match": {"tenants": ["a"]}, "entities": entities, "expires": TODAY}
    parent, _ = resolved(data)
    # as the exception of a parent, so that one without a point is no mistake
    policy, _ = resolved(data | {"exceptions": [exception]}, HEAD | {"extends": ["0"]})
    assume(parent is not None and policy is not None)
    assert parent is not None
    assert policy is not None
    made = effective(policy, subject, TODAY)
    free = subject.tenant == "a"
    named = set(entities) if free else set()
    bound = tuple(name for name in TYPES if policy.rules[name].locked or name not in named)
    assert loosened(effective(parent, subject, TODAY), made, bound) == []
    after = effective(policy, subject, TODAY + dt.timedelta(1))
    assert loosened(policy, after) == []


@_patient
@given(files(), files(), st.sampled_from(["values", "expires", "entities", "id"]))
def test_allowed_values_are_allowed_by_both(
    first: dict[str, Any], second: dict[str, Any], key: str
) -> None:
    """What only one of two policies lets through, the stricter of both does not."""
    wide = ENTRY | {"values": ["Maria"], "entities": list(TYPES)}
    narrow = {
        "values": ["Ann"],
        "expires": TODAY - dt.timedelta(1),
        "entities": ["JWT"],
        "id": "x",
    }
    old, _ = resolved(first | {"allow": [wide | {key: narrow[key]}]})
    new, _ = resolved(second | {"revision": "2", "allow": [wide]})
    assume(old is not None and new is not None)
    assert old is not None
    assert new is not None
    for before, after in ((old, new), (new, old)):
        joined = stricter(before, after)
        assert loosened(old, joined) == []
        assert loosened(new, joined) == []
