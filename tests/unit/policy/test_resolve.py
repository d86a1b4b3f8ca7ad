"""Resolution: what a policy becomes, and its warnings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from penname.policy.match import Match
from penname.policy.model import Action, Audit, Inspect, Limits, Mode, Policy, Rule
from penname.policy.recognizers import PatternSpec
from tests.unit.policy.planted import BADGE, ENTRY, FULL, HASHED, HEAD, SCOPE
from tests.unit.policy.trees import line_of, policy_of, resolved

TODAY = dt.date(2026, 11, 24)


def test_full_policy_resolves() -> None:
    """Every key ends in the policy, or in nothing, as the grammar says."""
    policy = policy_of(FULL)
    assert (policy.name, policy.revision, policy.languages) == ("team", "1", ("en",))
    assert (policy.title, policy.description) == ("Team", "All keys")
    assert (policy.owner, policy.status, policy.path) == ("team@example.org", "stable", "p.yaml")
    assert policy.limits == Limits(2_048, 7, {"PERSON": 0})
    assert (policy.vault_scope, policy.vault_ttl_s) == ("request", 7_200.0)
    assert (policy.mode, policy.inspect) == (Mode.ENFORCE, Inspect())
    assert policy.require_tags == {"baa"}
    assert policy.audit == Audit("sealed", 6 * 365 * 86_400.0)
    assert policy.rules["API_KEY"].to == ("local", "eu")
    assert list(policy.rules) == list(FULL["entities"])


def test_least_policy_has_defaults() -> None:
    """What a file does not say has the built-in value."""
    policy = policy_of(HEAD | {"entities": {"PERSON": {}}})
    plain = Policy(
        "team",
        "1",
        policy.digest,
        {"PERSON": Rule("PERSON")},
        owner="team@example.org",
        path="p.yaml",
    )
    assert policy == plain


def test_recognizers_become_specs() -> None:
    """A declared recognizer is a spec, with its terms and context as they are looked for."""
    (spec,) = policy_of(FULL).recognizers
    assert spec.entity_type == "BADGE"
    assert spec.patterns == (PatternSpec(r"\bBG-(\d{6})\b", 0.8, 1),)
    assert (spec.terms, spec.term_score, spec.context) == (("night badge",), 0.6, ("badge",))
    assert (spec.validator, spec.mode, spec.languages) == ("luhn", "shadow", ("en",))
    assert spec.where.startswith("p.yaml:")


def test_recognizers_that_are_off_are_gone() -> None:
    """A recognizer that is off keeps its type known and does not run."""
    policy = policy_of(FULL | {"recognizers": {"BADGE": BADGE | {"mode": "off"}}})
    assert policy.recognizers == ()
    assert "BADGE" in policy.rules


def test_rules_and_entries_name_lines() -> None:
    """A rule is where its entity stands, an allow entry where it starts."""
    policy = policy_of(HEAD | {"entities": {"PERSON": {}, "JWT": {}}, "allow": [ENTRY]})
    assert [rule.where for rule in policy.rules.values()] == ["p.yaml:6", "p.yaml:7"]
    assert [entry.where for entry in policy.allow] == ["p.yaml:9"]


def test_allow_entries_become_part() -> None:
    """Values or a regex, and for whom."""
    values, regex, hashed = policy_of(FULL).allow
    assert (values.regex, values.match) == ("", Match())
    assert values.values == {"desk@example.org"}
    assert (regex.values, regex.regex) == (frozenset(), "desk[0-9]+")
    assert regex.match == Match(routes=("openai.*",), clients=("ci",))
    assert (hashed.values, hashed.regex) == (frozenset(), "")
    assert {one.written for one in hashed.hashed} == set(HASHED)


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        ({"mode": "shadow"}, ["mode: values are only counted: they leave unmasked"]),
        ({"mode": "off"}, ["mode: values are not even looked for: they leave unmasked"]),
        (
            {"inspect": {"roles": ["user", "tool"]}},
            [
                "inspect.roles: new values in system, assistant are not looked for: "
                "they leave unmasked"
            ],
        ),
        (
            {"inspect": {"parts": []}},
            [
                "inspect.parts: new values in text, tool_arguments, tool_results, documents "
                "are not looked for: they leave unmasked"
            ],
        ),
    ],
)
def test_what_is_left_out_is_told(change: dict[str, Any], warnings: list[str]) -> None:
    """What a file switches off in plain sight is a warning at its line."""
    policy, context = resolved(HEAD | {"entities": {}} | change)
    assert policy is not None
    assert [f"{w.key_path}: {w.message}" for w in context.warnings] == warnings


def test_what_a_parent_leaves_out_is_told() -> None:
    """Who extends a policy that only counts is told so: the line is in the other file."""
    parent = HEAD | {"mode": "shadow", "inspect": {"roles": ["user"]}, "entities": {"PERSON": {}}}
    _, context = resolved(parent, HEAD | {"extends": ["0"]})
    assert [warning.head.partition(": ")[0] for warning in context.warnings] == [
        "0.yaml:5:1",
        "0.yaml:7:1",
    ]


def test_mode_of_the_file_is_in_the_rules() -> None:
    """A policy in shadow mode decides nothing; a scope may enforce it for some requests."""
    data = HEAD | {"mode": "shadow", "entities": {"PERSON": {}}}
    policy = policy_of(data | {"scopes": [SCOPE | {"entities": {}}]})
    assert policy.mode is policy.rules["PERSON"].mode is Mode.SHADOW
    assert policy.scopes[0].rules["PERSON"].mode is Mode.ENFORCE
    assert policy.rules["PERSON"].action is Action.MASK


def grouped(entities: dict[str, Any], *above: Any) -> list[str]:
    """The messages about a file with these lines."""
    _, context = resolved(*above, HEAD | {"extends": ["0"]} | {"entities": entities})
    assert context.problems == []
    return [f"{one.key_path}: {one.message}" for one in context.warnings]


IDLE = "has no effect: without it all rules would be the same"


@pytest.mark.parametrize(
    ("entities", "told"),
    [
        ({"contact": {}}, False),
        ({"contact": {}, "EMAIL_ADDRESS": {}}, False),
        ({"contact": {}, "EMAIL_ADDRESS": {}, "PHONE_NUMBER": {}}, True),
        ({"contact": {"min_score": 0.3}, "EMAIL_ADDRESS": {}, "PHONE_NUMBER": {}}, False),
        (
            {
                "contact": {"min_score": 0.3},
                "EMAIL_ADDRESS": {"min_score": 0.4},
                "PHONE_NUMBER": {"min_score": 0.5},
            },
            True,
        ),
        ({"contact": {"severity": "high"}, "EMAIL_ADDRESS": {}, "PHONE_NUMBER": {}}, False),
        ({"contact": {}, "everything": {}}, True),
        ({"contact": {"locked": True}, "everything": {}}, False),
    ],
)
def test_idle_groups_are_told(entities: dict[str, Any], told: bool) -> None:
    """A group's line that decides nothing for any of its types is a warning."""
    assert grouped(entities) == ([f"entities.contact: {IDLE}"] if told else [])


def test_groups_are_judged_with_what_is_below() -> None:
    """A line that says again what a parent says is idle; one that says more is not."""
    parent = HEAD | {"entities": {"contact": {"min_score": 0.3}}}
    assert grouped({"contact": {"min_score": 0.3}}, parent) == [f"entities.contact: {IDLE}"]
    assert grouped({"contact": {"min_score": 0.2}}, parent) == []
    assert grouped({"everything": {}}, parent) == []
    # what a parent has idle is its author's affair
    idle: dict[str, Any] = {"contact": {}, "EMAIL_ADDRESS": {}, "PHONE_NUMBER": {}}
    assert grouped({"PERSON": {}}, HEAD | {"entities": idle}) == []


def test_last_file_speaks_of_groups() -> None:
    """A child's line for a group holds against its parent's lines for types, key by key."""
    parent = HEAD | {"entities": {"EMAIL_ADDRESS": {"action": "hash", "min_score": 0.3}}}
    child = HEAD | {"extends": ["0"], "entities": {"contact": {"action": "redact"}}}
    rule = policy_of(parent, child).rules["EMAIL_ADDRESS"]
    assert (rule.action, rule.min_score, rule.group) == (Action.REDACT, 0.3, "contact")
    line = line_of(child, "entities", "contact")
    assert (rule.where, rule.origin("action")) == (f"p.yaml:{line}", f"p.yaml:{line + 1}")
    assert rule.origin("min_score").startswith("0.yaml:")
    # and its parent's line for a group yields to its line for a type
    rules = policy_of(child | {"extends": []}, parent | {"extends": ["0"]}).rules
    assert (rules["EMAIL_ADDRESS"].action, rules["EMAIL_ADDRESS"].group) == (Action.HASH, "")
    assert rules["PHONE_NUMBER"].action is Action.REDACT


def test_mistakes_of_groups_are_told_once() -> None:
    """What is wrong for every type of a group is one problem at its line."""
    data = HEAD | {"entities": {"secrets": {"action": "generalize", "to": "year"}}}
    _, context = resolved(data)
    assert [problem.head for problem in context.problems] == [
        f"p.yaml:{line_of(data, 'entities', 'secrets', 'to')}:1: error: entities.secrets.to: "
        "'year' is no target for API_KEY: (no target suits this type) "
        "(also CONNECTION_STRING, JWT, PASSWORD and 1 more)"
    ]


def test_words_of_a_group_serve_some_type() -> None:
    """`keep_last` and `restore` of a group are for those of its types that have a use for them."""
    cards = {"action": "partial", "keep_last": 4, "restore": ["text"]}
    lines = {"bank_and_cards": cards, "CARD_SECURITY_CODE": {"action": "redact"}}
    assert grouped(lines) == [
        "entities.bank_and_cards.restore: "
        "has no effect: 'partial' and 'redact' leave nothing to restore"
    ]
    assert grouped(lines | {"CRYPTO": {"action": "mask"}}) == []
    _, context = resolved(HEAD | {"entities": {"contact": {"keep_last": 4}}})
    assert [problem.message for problem in context.problems] == [
        "keep_last is only for action 'partial'"
    ]


def test_groups_cover_what_a_recognizer_adds() -> None:
    """A recognizer of a policy that adds to a type of a group needs no line beside the group's."""
    data = HEAD | {
        "recognizers": {"PHONE_NUMBER": {"terms": ["x"]}},
        "entities": {"contact": {}},
    }
    assert set(policy_of(data).profile.wanted or ()) == {"EMAIL_ADDRESS", "PHONE_NUMBER"}
