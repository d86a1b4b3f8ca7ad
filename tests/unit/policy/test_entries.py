"""Scopes and allow entries: what they become, and what is told about them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from penname.policy.effective import effective
from penname.policy.match import Subject
from penname.policy.model import Action, Rule
from penname.policy.problems import Context
from penname.policy.resolve import resolve
from tests.unit.policy.planted import ENTRY, EXCEPTION, HEAD, SCOPE
from tests.unit.policy.trees import layers_of, line_of, policy_of, resolved

TODAY = dt.date(2026, 11, 24)
BASE: dict[str, Any] = HEAD | {
    "min_score": 0.4,
    "defaults": {"restore": ["text"]},
    "entities": {
        "PERSON": {"action": "redact"},
        "EMAIL_ADDRESS": {"min_score": 0.7},
        "PHONE_NUMBER": {"min_score": 0.2},
        "ORGANIZATION": {"action": "allow"},
        "US_SSN": {"locked": True},
    },
}


def scope(**own: Any) -> dict[str, Any]:
    return BASE | {"scopes": [{"id": "s", "match": {"tenants": ["a"]}} | own]}


def heads(data: dict[str, Any], *above: Any, today: dt.date | None = TODAY) -> list[str]:
    """Errors and warnings."""
    _, context = resolved(*above, data, today=today)
    return [problem.head for problem in (*context.problems, *context.warnings)]


@pytest.mark.parametrize(
    ("regex", "told"), [(".*", True), ("(?s).+", True), ("[a-z]+", False), ("desk.*", False)]
)
def test_regex_for_everything_is_told(regex: str, told: bool) -> None:
    """A regex that lets every value through is a warning: it is hardly meant."""
    entry = {key: value for key, value in ENTRY.items() if key != "values"} | {"regex": regex}
    said = [head.partition("warning: ")[2] for head in heads(BASE | {"allow": [entry]})]
    assert said == (["allow.0.regex: lets every value through"] if told else [])


def test_scope_holds_finished_rules() -> None:
    """A scope has, for each type that it changes, the rule as it is inside."""
    (made,) = policy_of(scope(entities={"ORGANIZATION": {"action": "mask"}})).scopes
    assert made.rules == {
        "ORGANIZATION": Rule("ORGANIZATION", min_score=0.4, restore=frozenset({"text"}))
    }
    assert made.rules["ORGANIZATION"].where.startswith("p.yaml:")
    assert made.audit_content is None


def test_scope_threshold_is_a_ceiling() -> None:
    """The threshold of a scope lowers higher ones and leaves lower ones."""
    (made,) = policy_of(scope(min_score=0.3)).scopes
    assert {name: rule.min_score for name, rule in made.rules.items()} == {
        "PERSON": 0.3,
        "EMAIL_ADDRESS": 0.3,
        "ORGANIZATION": 0.3,
        "US_SSN": 0.3,
    }


def test_scope_lines_are_nearer() -> None:
    """An entity line of a scope is nearer than the threshold of the scope."""
    own = {"EMAIL_ADDRESS": {"min_score": 0.5, "action": "hash"}}
    (made,) = policy_of(scope(min_score=0.3, entities=own)).scopes
    rule = made.rules["EMAIL_ADDRESS"]
    assert (rule.min_score, rule.action) == (0.5, Action.HASH)


def test_scope_may_name_new_types() -> None:
    """A type that only a scope acts on has a rule in it, from the policy's defaults."""
    (made,) = policy_of(scope(entities={"JWT": {"action": "block"}})).scopes
    assert made.rules["JWT"].action is Action.BLOCK
    assert made.rules["JWT"].min_score == 0.4


def test_scope_records_less() -> None:
    """A scope may keep less of the texts than the policy; the same is no change."""
    data = scope(audit={"content": "none"})
    assert policy_of(data).scopes[0].audit_content == "none"
    assert policy_of(data | {"audit": {"content": "none"}}).scopes[0].audit_content is None


def test_scope_may_change_what_is_equally_strict() -> None:
    """Another action of the same rank, or another target, is the scope's own affair."""
    data = BASE | {
        "entities": {"PERSON": {}, "DATE_TIME": {"action": "generalize", "to": "year"}},
        "scopes": [
            {
                "id": "s",
                "match": {"tenants": ["a"]},
                "entities": {"PERSON": {"action": "surrogate"}, "DATE_TIME": {"to": "month"}},
            }
        ],
    }
    made = effective(policy_of(data), Subject(tenant="a"), TODAY)
    assert made.rules["PERSON"].action is Action.SURROGATE
    assert made.rules["DATE_TIME"].to == ("month",)
    assert dict(policy_of(data).scopes[0].rules) == dict(made.rules)


def test_idle_scope_is_told() -> None:
    """A scope that changes nothing is a warning."""
    assert heads(scope(entities={"PERSON": {"action": "redact"}})) == [
        f"p.yaml:{line_of(scope(), 'scopes', 0)}:1: warning: scopes.0: changes nothing"
    ]


def test_inherited_scopes_cannot_loosen() -> None:
    """A child that tightens beyond its parent's scope is no mistake; the scope does not loosen."""
    parent = scope(min_score=0.3, mode="enforce", entities={"EMAIL_ADDRESS": {"action": "hash"}})
    child = HEAD | {
        "extends": ["0"],
        "min_score": 0.1,
        "entities": {"EMAIL_ADDRESS": {"action": "block", "min_score": 0.1}},
    }
    assert heads(child, parent) == []
    (made,) = policy_of(parent, child).scopes
    assert "EMAIL_ADDRESS" not in made.rules
    assert all(rule.min_score <= 0.3 for rule in made.rules.values())


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (dt.date(2027, 11, 25), ""),
        (dt.date(2027, 11, 26), "error: is more than 366 days from today: at most 2027-11-25"),
        (dt.date(2026, 12, 25), ""),
        (dt.date(2026, 12, 24), "warning: ends in 30 day(s)"),
        (dt.date(2026, 11, 24), "warning: ends in 0 day(s)"),
        (dt.date(2026, 11, 23), "warning: ended 1 day(s) ago: it has no effect"),
    ],
)
def test_end_dates_are_judged(day: dt.date, message: str) -> None:
    """An exception or allow entry ends within 366 days; the last 30 are told, and its end."""
    entries: list[tuple[str, dict[str, Any]]] = [
        ("exceptions", EXCEPTION | {"entities": {"PERSON": {"action": "allow"}}}),
        ("allow", ENTRY),
    ]
    for key, entry in entries:
        data = BASE | {key: [entry | {"expires": day}]}
        said = [head.partition(":1: ")[2] for head in heads(data)]
        kind, _, words = message.partition(": ")
        assert said == ([f"{kind}: {key}.0.expires: {words}"] if message else [])
        assert heads(data, today=None) == []


def test_ids_are_unique_over_all_lists() -> None:
    """One id names one thing in all lists and files; the first one is named."""
    parent = BASE | {"allow": [ENTRY]}
    child = HEAD | {
        "extends": ["0"],
        "scopes": [SCOPE | {"id": "desk", "entities": {}, "mode": "enforce"}],
        "exceptions": [EXCEPTION | {"entities": {"PERSON": {"action": "allow"}}}] * 2,
    }
    _, context = resolved(parent, child)
    first = line_of(parent, "allow", 0, "id")
    second = line_of(child, "exceptions", 0, "id")
    assert [(p.key_path, p.message) for p in context.problems] == [
        ("scopes.0.id", f"duplicate id 'desk' (first on 0.yaml:{first})"),
        ("exceptions.1.id", f"duplicate id 'EX-1' (first on line {second})"),
    ]


def test_file_that_locks_may_let_through() -> None:
    """Allow entries of the file that locks a type stay; files that extend it may add none."""
    entry = ENTRY | {"entities": ["US_SSN"]}
    assert heads(BASE | {"allow": [entry]}) == []
    assert heads(HEAD | {"extends": ["0"]}, BASE | {"allow": [entry]}) == []
    (head,) = heads(HEAD | {"extends": ["0"], "allow": [entry]}, BASE)
    lock = line_of(BASE, "entities", "US_SSN", "locked")
    assert head.endswith(
        f"allow.0.entities: US_SSN is locked in 0.yaml:{lock}: nothing may be let through"
    )
    again = HEAD | {"extends": ["0"], "allow": [entry], "entities": {"US_SSN": {"locked": True}}}
    assert len(heads(again, BASE)) == 1


@pytest.mark.parametrize("order", [["open", "locking"], ["locking", "open"]])
def test_locks_hold_against_other_parents(order: list[str]) -> None:
    """What one parent locks no other parent may let through, whichever is named first."""
    parents = {
        "open": HEAD | {"entities": {"US_SSN": {}}, "allow": [ENTRY | {"entities": ["US_SSN"]}]},
        "locking": HEAD | {"entities": {"US_SSN": {"locked": True}}},
    }
    context = Context("p.yaml")
    layers = [
        dataclasses.replace(layer, above=frozenset())
        for layer in layers_of(context, *((name, parents[name]) for name in order))
    ]
    layers += layers_of(context, ("p.yaml", HEAD | {"extends": order}))
    assert resolve(layers, context) is None
    assert [problem.message for problem in context.problems] == [
        "US_SSN is locked in locking:7: nothing may be let through"
    ]


def test_groups_stand_for_their_types() -> None:
    """An allow entry for a group is one for each of its types; a locked one is told once."""
    entry = ENTRY | {"entities": ["contact", "US_SSN"]}
    (made,) = policy_of(BASE | {"allow": [entry]}).allow
    assert made.entities == {"EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN"}
    locked = BASE | {"entities": {"secrets": {"locked": True}}}
    own = HEAD | {"extends": ["0"], "allow": [ENTRY | {"entities": ["secrets"]}]}
    (head,) = heads(own, locked)
    lock = line_of(locked, "entities", "secrets", "locked")
    assert head.endswith(
        f"allow.0.entities: API_KEY is locked in 0.yaml:{lock}: nothing may be let through "
        "(also CONNECTION_STRING, JWT, PASSWORD and 1 more)"
    )


def test_scope_lines_of_groups() -> None:
    """In a scope, a line for a group tightens each of its types; a type's own line is nearer."""
    data = scope(entities={"contact": {"action": "redact"}, "PHONE_NUMBER": {"action": "hash"}})
    (made,) = policy_of(data).scopes
    assert {name: rule.action for name, rule in made.rules.items()} == {
        "EMAIL_ADDRESS": Action.REDACT,
        "PHONE_NUMBER": Action.HASH,
    }
    line = line_of(data, "scopes", 0, "entities", "contact")
    email = made.rules["EMAIL_ADDRESS"]
    assert (email.where, email.group) == (f"p.yaml:{line}", "contact")


def test_group_loosens_in_no_scope() -> None:
    """What a group's line loosens for one of its types is told there."""
    (head,) = heads(scope(entities={"names": {"action": "hash"}}))
    assert head.endswith(
        "scopes.0.entities.names.action: scope s loosens PERSON: "
        "action redact -> hash (use exceptions:)"
    )


def test_words_of_a_group_serve_one_type() -> None:
    """`keep_last` is no mistake where at least one type of the group has a use for it."""
    cards = {"action": "partial", "keep_last": 4}
    lines = {"bank_and_cards": cards, "CARD_SECURITY_CODE": {"action": "redact"}}
    assert heads(scope(entities=lines)) == []
    every = {name: {"action": "redact"} for name in ("EMAIL_ADDRESS", "PHONE_NUMBER")}
    (head,) = heads(scope(entities={"contact": {"keep_last": 4}, **every}))
    assert head.endswith("contact.keep_last: keep_last is only for action 'partial'")
