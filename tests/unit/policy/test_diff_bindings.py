"""What new bindings tighten and loosen."""

from __future__ import annotations

import datetime as dt

import pytest

from penname.policy.bindings import Binding, Candidate, PolicySet
from penname.policy.changes import Effect
from penname.policy.diff_bindings import binding_changes
from penname.policy.load import load_text
from penname.policy.match import Match
from penname.policy.model import Policy

TODAY = dt.date(2026, 12, 1)
CLINIC, LAB = Match(tenants=("clinic-*",)), Match(tenants=("lab",))


def policy(name: str, action: str, revision: str = "1") -> Policy:
    return load_text(
        f'kind: policy/v1\nname: {name}\nowner: a\nrevision: "{revision}"\n'
        f"entities: {{EMAIL_ADDRESS: {{action: {action}}}}}\n",
        "p.yaml",
    )


WEAK, PLAIN, STRICT = policy("weak", "allow"), policy("plain", "mask"), policy("strict", "redact")


def bound(
    default: Policy, *bind: tuple[Match, Policy], candidate: Candidate | None = None
) -> PolicySet:
    bindings = [Binding(f"bind.{n}", match, one) for n, (match, one) in enumerate(bind)]
    bindings.append(Binding("default", Match(), default, candidate))
    return PolicySet.of(tuple(bindings), {})


def changes(before: PolicySet, after: PolicySet) -> list[tuple[Effect, str, str, str]]:
    found = binding_changes(before, after, TODAY)
    return [(one.effect, one.key, one.before, one.after) for one in found]


def test_same_bindings_change_nothing() -> None:
    """Bindings that give the same names are no change; what a policy does is told elsewhere."""
    assert changes(bound(PLAIN, (LAB, WEAK)), bound(PLAIN, (LAB, WEAK))) == []
    assert changes(bound(PLAIN), bound(policy("plain", "allow"))) == []


@pytest.mark.parametrize(("after", "effect"), [(WEAK, Effect.LOOSENS), (STRICT, Effect.TIGHTENS)])
def test_another_policy_is_ranked(after: Policy, effect: Effect) -> None:
    """A binding that gives another policy is as strict or loose as that policy."""
    assert changes(bound(PLAIN), bound(after)) == [
        (effect, "bind everything", "plain@1", f"{after.name}@1")
    ]


def test_a_renamed_policy_is_neutral() -> None:
    """The same rules under another name change nothing for anybody."""
    assert changes(bound(PLAIN), bound(policy("other", "mask")))[0][0] is Effect.NEUTRAL


def test_a_new_binding_is_held_against_what_was() -> None:
    """Requests that a new binding takes had the policy of those behind it."""
    assert changes(bound(PLAIN), bound(PLAIN, (LAB, WEAK))) == [
        (Effect.LOOSENS, "bind tenants: [lab]", "plain@1", "weak@1")
    ]
    assert changes(bound(PLAIN), bound(PLAIN, (LAB, STRICT)))[0][0] is Effect.TIGHTENS


def test_a_removed_binding_falls_through() -> None:
    """Requests of a binding that is gone get what comes behind it."""
    assert changes(bound(PLAIN, (LAB, STRICT)), bound(PLAIN)) == [
        (Effect.LOOSENS, "bind everything", "strict@1", "plain@1")
    ]


def test_another_order_may_loosen() -> None:
    """Of bindings that change places, the overlap gets another policy."""
    before = bound(PLAIN, (CLINIC, STRICT), (LAB, WEAK))
    after = bound(PLAIN, (LAB, WEAK), (CLINIC, STRICT))
    assert changes(before, after) == [(Effect.LOOSENS, "bind tenants: [lab]", "strict@1", "weak@1")]


@pytest.mark.parametrize(
    ("mode", "percent", "effect"),
    [
        ("shadow", 100.0, Effect.NEUTRAL),
        ("enforce", 0.0, Effect.NEUTRAL),
        ("enforce", 5.0, Effect.LOOSENS),
        ("enforce", 100.0, Effect.LOOSENS),
    ],
)
def test_candidates_count_once_they_hold(mode: str, percent: float, effect: Effect) -> None:
    """A candidate changes what holds from the first percent on, and nothing in shadow."""
    after = bound(PLAIN, candidate=Candidate(WEAK, mode, percent))
    assert changes(bound(PLAIN), after) == [
        (effect, "bind everything", "plain@1", f"plain@1, {mode} {percent:g} % weak@1")
    ]
