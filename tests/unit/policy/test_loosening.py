"""What a file loosens of those that it extends: warnings, and errors where it is locked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.policy.problems import Context
from penname.policy.resolve import resolve
from tests.unit.policy.planted import BADGE, HEAD
from tests.unit.policy.trees import layers_of, line_of, policy_of, resolved

PARENT: dict[str, Any] = HEAD | {
    "min_score": 0.3,
    "defaults": {"restore": ["text"]},
    "recognizers": {"BADGE": BADGE | {"mode": "enforce"}},
    "entities": {
        "PERSON": {"action": "redact", "on_reply": "redact"},
        "EMAIL_ADDRESS": {},
        "JWT": {},
        "CREDIT_CARD": {"action": "partial", "keep_last": 2},
        "API_KEY": {"action": "route", "to": ["local", "eu"]},
        "US_SSN": {"action": "block", "locked": True},
        "BADGE": {},
    },
    "limits": {
        "max_findings": 10,
        "max_body_bytes": 2_000,
        "max_distinct": {"US_SSN": 5, "JWT": 8},
    },
    "inspect": {"roles": ["user", "tool"]},
    "destinations": {"require_tags": ["baa"]},
}


def child(**said: Any) -> dict[str, Any]:
    return HEAD | {"extends": ["0"]} | said


def found(*files: Any) -> tuple[list[str], list[str]]:
    """(errors, warnings) without their places."""
    _, context = resolved(*files)
    heads = [
        [f"{problem.path}: {problem.key_path}: {problem.message}" for problem in problems]
        for problems in (context.problems, context.warnings)
    ]
    return heads[0], [head for head in heads[1] if "not looked for" not in head]


_E = "entities"


@pytest.mark.parametrize(
    ("own", "path", "subject", "before", "change"),
    [
        (
            {_E: {"PERSON": {"action": "mask"}}},
            "entities.PERSON.action",
            "PERSON",
            (_E, "PERSON", "action"),
            "action redact -> mask",
        ),
        (
            {_E: {"PERSON": {"on_reply": "mask"}}},
            "entities.PERSON.on_reply",
            "PERSON",
            (_E, "PERSON", "on_reply"),
            "on_reply redact -> mask",
        ),
        (
            {_E: {"JWT": {"min_score": 0.4}}},
            "entities.JWT.min_score",
            "JWT",
            ("min_score",),
            "min_score 0.3 -> 0.4",
        ),
        (
            {_E: {"JWT": {"restore": ["text", "urls"]}}},
            "entities.JWT.restore",
            "JWT",
            ("defaults", "restore"),
            "restore [text] -> [text, urls]",
        ),
        (
            {_E: {"JWT": {"mode": "shadow"}}},
            "entities.JWT.mode",
            "JWT",
            (),
            "mode enforce -> shadow",
        ),
        (
            {_E: {"CREDIT_CARD": {"keep_last": 4}}},
            "entities.CREDIT_CARD.keep_last",
            "CREDIT_CARD",
            (_E, "CREDIT_CARD", "keep_last"),
            "keep_last 2 -> 4",
        ),
        (
            {_E: {"API_KEY": {"to": "local"}}},
            "entities.API_KEY.to",
            "API_KEY",
            (_E, "API_KEY", "to"),
            "to [eu, local] -> [local]",
        ),
        (
            {"limits": {"max_findings": 11}},
            "limits.max_findings",
            "limits",
            ("limits", "max_findings"),
            "max_findings 10 -> 11",
        ),
        (
            {"limits": {"max_body_bytes": 2_001}},
            "limits.max_body_bytes",
            "limits",
            ("limits", "max_body_bytes"),
            "max_body_bytes 2000 -> 2001",
        ),
        (
            {"limits": {"max_distinct": {"JWT": 9}}},
            "limits.max_distinct.JWT",
            "JWT",
            ("limits", "max_distinct", "JWT"),
            "max_distinct 8 -> 9",
        ),
        (
            {"destinations": {"require_tags": ["eu"]}},
            "destinations.require_tags",
            "destinations",
            ("destinations", "require_tags"),
            "require_tags [baa] -> [eu]",
        ),
        (
            {"recognizers": {"BADGE": {"mode": "shadow"}}},
            "recognizers.BADGE.mode",
            "BADGE",
            ("recognizers", "BADGE"),
            "recognizers.BADGE.mode as it was -> finds less",
        ),
    ],
)
def test_every_loosening_is_told(
    own: dict[str, Any], path: str, subject: str, before: tuple[str, ...], change: str
) -> None:
    """Whatever a file loosens is a warning at its own line that names the line before."""
    at = f" (0.yaml:{line_of(PARENT, *before)})" if before else ""
    warning = f"p.yaml: {path}: loosens {subject}{at}: {change}"
    assert found(PARENT, child(**own)) == ([], [warning])


@pytest.mark.parametrize(
    "own",
    [
        {},
        {"min_score": 0.2},
        {"entities": {"PERSON": {"action": "block"}}},
        {"entities": {"JWT": {"action": "surrogate"}}},
        {"entities": {"JWT": {"restore": []}}},
        {"entities": {"US_SSN": {"min_score": 0.1, "severity": "low"}}},
        {"entities": {"IBAN_CODE": {"action": "allow"}}},
        {"limits": {"max_findings": 9, "max_distinct": {"US_SSN": 4, "PERSON": 9}}},
        {"inspect": {"roles": ["user", "tool", "system"]}},
        {"destinations": {"require_tags": ["eu", "baa"]}},
        {"recognizers": {"BADGE": {"terms": ["night badge", "day badge"]}}},
        {"recognizers": {"BADGE": {"context": ["badge", "staff"], "term_score": 0.7}}},
    ],
)
def test_tightening_is_quiet(own: dict[str, Any]) -> None:
    """What is as strict or stricter needs no word."""
    assert found(PARENT, child(**own)) == ([], [])


@pytest.mark.parametrize(
    ("own", "key", "change"),
    [
        ({"action": "redact"}, "action", "action block -> redact"),
        ({"locked": False}, "locked", "locked true -> false"),
        ({"min_score": 0.9}, "min_score", "min_score 0.3 -> 0.9"),
        ({"mode": "off"}, "mode", "mode enforce -> off"),
    ],
)
def test_locked_rules_stay(own: dict[str, Any], key: str, change: str) -> None:
    """Loosening what is locked is an error that names the line of the lock."""
    errors, warnings = found(PARENT, child(entities={"US_SSN": own}))
    (error,) = errors
    head, _, said = error.partition("US_SSN is locked in 0.yaml:")
    assert head == f"p.yaml: entities.US_SSN.{key}: "
    assert said.partition(": ")[2] == change
    assert warnings == []


@pytest.mark.parametrize(
    "own",
    [
        {"mode": "shadow"},
        {"defaults": {"mode": "off"}},
        {"min_score": 0.8},
        {"limits": {"max_distinct": {"US_SSN": 6}}},
    ],
)
def test_locks_hold_against_whole_files(own: dict[str, Any]) -> None:
    """A locked rule cannot be loosened by a word for all rules either."""
    errors, _ = found(PARENT, child(**own))
    assert any("US_SSN is locked in 0.yaml:" in error for error in errors)


def test_locks_are_about_what_is_read() -> None:
    """Where something is locked, no file that extends it may have less of a request read."""
    line = line_of(PARENT, "entities", "US_SSN", "locked")
    own: list[dict[str, Any]] = [{"roles": ["user"]}, {"roles": ["user", "tool"], "parts": []}]
    changes = [
        "roles: US_SSN is locked in 0.yaml:{}: roles [tool, user] -> [user]",
        "parts: US_SSN is locked in 0.yaml:{}: "
        "parts [documents, text, tool_arguments, tool_results] -> []",
    ]
    for inspect, change in zip(own, changes, strict=True):
        errors, _ = found(PARENT, child(inspect=inspect))
        assert errors == ["p.yaml: inspect." + change.format(line)]
    open_parent = PARENT | {"entities": {"JWT": {}, "BADGE": {}}, "limits": {}}
    errors, warnings = found(open_parent, child(inspect=own[0]))
    assert (errors, len(warnings)) == ([], 1)


def test_locked_recognizers_stay() -> None:
    """A recognizer of a locked type may find more, never less."""
    parent = PARENT | {"entities": PARENT["entities"] | {"BADGE": {"locked": True}}}
    own = {"BADGE": {"validator": "iban", "examples": {}}}
    errors, _ = found(parent, child(recognizers=own))
    assert [error.partition(" is locked in")[0] for error in errors][:1] == [
        "p.yaml: recognizers.BADGE.validator: BADGE"
    ]


def test_one_word_for_many_rules_is_told_once() -> None:
    """A default that loosens many rules is one warning, which names some of them."""
    types = ("JWT", "PERSON", "IBAN_CODE", "CRYPTO")
    parent: dict[str, Any] = HEAD | {"entities": {name: {} for name in types}}
    errors, warnings = found(parent, child(defaults={"action": "allow"}))
    assert errors == []
    assert warnings == [
        "p.yaml: defaults.action: loosens JWT, PERSON, IBAN_CODE and 1 more: action mask -> allow"
    ]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            {"entities": {"JWT": {"action": "block"}}},
            {"entities": {"JWT": {"action": "mask"}}},
            "loosens JWT (a:7): action block -> mask",
        ),
        # the first one relies on what is built in
        (
            {"entities": {"JWT": {}}},
            {"entities": {"PERSON": {}}, "min_score": 0.9},
            "loosens JWT: min_score 0.5 -> 0.9",
        ),
        (
            {"entities": {}},
            {"entities": {}, "limits": {"max_findings": 30_000}},
            "loosens limits: max_findings 20000 -> 30000",
        ),
        (
            {"entities": {}, "inspect": {"roles": ["user", "tool"]}},
            {"entities": {}, "inspect": {"roles": ["user"]}},
            "loosens inspect (a:7): roles [tool, user] -> [user]",
        ),
    ],
)
@pytest.mark.parametrize("extends", [False, True])
def test_second_parent_may_loosen_the_first(
    first: dict[str, Any], second: dict[str, Any], message: str, extends: bool
) -> None:
    """A parent that loosens another one is told; not where it extends it: its author has been."""
    context = Context("p.yaml")
    layers = layers_of(context, ("a", HEAD | first), ("b", HEAD | second), ("p.yaml", child()))
    if not extends:
        layers[1] = replace(layers[1], above=frozenset())
    assert resolve(layers, context) is not None
    said = [w.message for w in context.warnings if "loosens" in w.message]
    assert said == ([] if extends else [message])


def test_lock_of_any_layer_holds() -> None:
    """A lock holds through files that do not speak of it, and cannot be taken over."""
    middle = child(entities={"US_SSN": {"locked": True}})
    errors, _ = found(PARENT, middle, child(entities={"US_SSN": {"action": "mask"}}))
    assert len(errors) == 1
    assert "US_SSN is locked in 0.yaml:" in errors[0]


def test_child_threshold_beats_parent_default() -> None:
    """The threshold of a parent that never wrote one is not frozen before its child speaks."""
    parent = HEAD | {"entities": {"EMAIL_ADDRESS": {}, "PERSON": {"min_score": 0.6}}}
    policy = policy_of(parent, child(min_score=0.35))
    assert policy.rules["EMAIL_ADDRESS"].min_score == 0.35
    assert policy.rules["EMAIL_ADDRESS"].origin("min_score") == "p.yaml:7"
    assert policy.rules["PERSON"].min_score == 0.6
    assert policy.rules["PERSON"].origin("min_score").startswith("0.yaml:")


def test_groups_are_told_as_one() -> None:
    """What a group's line loosens for all its types is one warning, with the group's name; what
    it loosens for some has theirs."""
    parent = HEAD | {"entities": {"secrets": {"action": "redact"}}}
    own = {"entities": {"secrets": {"action": "mask"}}}
    line = line_of(parent, "entities", "secrets", "action")
    assert found(parent, child(**own)) == (
        [],
        [
            "p.yaml: entities.secrets.action: "
            f"loosens secrets (0.yaml:{line}): action redact -> mask"
        ],
    )
    parent = HEAD | {"entities": {"JWT": {"action": "redact"}, "API_KEY": {}}}
    line = line_of(parent, "entities", "JWT", "action")
    assert found(parent, child(**own))[1] == [
        f"p.yaml: entities.secrets.action: loosens JWT (0.yaml:{line}): action redact -> mask"
    ]


def test_groups_lock_their_types() -> None:
    """A lock on a group holds each of its types, against lines for types and for groups."""
    parent = HEAD | {"entities": {"secrets": {"locked": True, "action": "redact"}}}
    lock = line_of(parent, "entities", "secrets", "locked")
    words = f"is locked in 0.yaml:{lock}: action redact -> mask"
    own = {"entities": {"JWT": {"action": "mask"}}}
    assert found(parent, child(**own))[0] == [f"p.yaml: entities.JWT.action: JWT {words}"]
    own = {"entities": {"everything": {"action": "mask"}}}
    assert found(parent, child(**own))[0] == [
        f"p.yaml: entities.everything.action: API_KEY {words} "
        "(also CONNECTION_STRING, JWT, PASSWORD and 1 more)"
    ]
