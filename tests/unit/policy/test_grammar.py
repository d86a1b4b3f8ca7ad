"""The grammar of `kind: policy/v1`: every key, every mistake, and what a policy resolves to."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from typing import Any

import pytest

from penname.policy.grammar import ALLOW, ENTITY, LIMITS, TOP, read_policy
from penname.policy.model import Action, AllowEntry, Limits, Policy, Rule, Severity
from penname.policy.readers import Context
from tests.unit.policy.planted import ENTRY, FULL, HEAD, LATER, MISTAKES, NOT_YET
from tests.unit.policy.trees import tree


def read(data: Any) -> tuple[Policy | None, list[tuple[str, str, str]]]:
    """(the policy, [(key path, message, hint)]) of a file named p.yaml."""
    context = Context("p.yaml")
    policy = read_policy(tree(data), context)
    return policy, [(p.key_path, p.message, p.hint) for p in context.problems]


def good(data: Any) -> Policy:
    policy, problems = read(data)
    assert problems == []
    assert policy is not None
    return policy


def test_full_policy_resolves() -> None:
    """Every key ends in the policy, or in nothing, as the grammar says."""
    policy = good(FULL)
    assert (policy.name, policy.revision, policy.languages) == ("team", "1", ("en",))
    assert policy.limits == Limits(2_048, 7, {"PERSON": 0})
    assert (policy.vault_scope, policy.vault_ttl_s) == ("tenant", 7_200.0)
    rules = {name: dataclasses.replace(rule, where="") for name, rule in policy.rules.items()}
    assert rules == {
        "PERSON": Rule(
            "PERSON",
            min_score=0.3,
            severity=Severity.LOW,
            restore=frozenset({"text"}),
        ),
        "EMAIL_ADDRESS": Rule(
            "EMAIL_ADDRESS",
            Action.REDACT,
            Action.MASK,
            0.3,
            Severity.LOW,
            frozenset(),
            locked=True,
        ),
        "CREDIT_CARD": Rule(
            "CREDIT_CARD",
            Action.PARTIAL,
            min_score=0.3,
            severity=Severity.CRITICAL,
            restore=frozenset(),
            keep_last=4,
        ),
        "JWT": Rule(
            "JWT",
            on_reply=Action.PARTIAL,
            min_score=0.9,
            severity=Severity.LOW,
            restore=frozenset(),
            keep_last=2,
        ),
    }
    (entry,) = policy.allow
    assert entry == (
        AllowEntry(
            "desk",
            frozenset({"EMAIL_ADDRESS", "PERSON"}),
            frozenset({"desk@example.org"}),
            dt.date(2027, 6, 30),
            "public address",
            "ops",
            where=entry.where,
        )
    )


def test_least_policy_has_defaults() -> None:
    """What a file does not say has the built-in value."""
    policy = good(HEAD | {"entities": {"PERSON": {}}})
    assert policy.rules == {"PERSON": Rule("PERSON", where="p.yaml:6")}
    assert policy.limits == Limits()
    assert (policy.vault_scope, policy.vault_ttl_s) == ("tenant", 86_400.0)
    assert policy.languages == ("en",)
    assert policy.allow == ()


def test_rules_and_entries_name_lines() -> None:
    """A rule is where its entity stands, an allow entry where it starts."""
    policy = good(HEAD | {"entities": {"PERSON": {}, "JWT": {}}, "allow": [ENTRY]})
    assert [rule.where for rule in policy.rules.values()] == ["p.yaml:6", "p.yaml:7"]
    assert [entry.where for entry in policy.allow] == ["p.yaml:9"]


def test_duplicate_ids_are_refused() -> None:
    """Two allow entries with one id could not be told apart; the first one is named."""
    again = ENTRY | {"reason": "again"}
    data = HEAD | {"entities": {}, "allow": [ENTRY, ENTRY | {"id": "other"}, again, again]}
    message = "duplicate id 'desk' (first on line 7)"
    assert read(data) == (None, [("allow.2.id", message, ""), ("allow.3.id", message, "")])


def test_full_policy_has_every_key() -> None:
    """The full policy of this file leaves no key of the grammar out (but the later ones)."""
    entities = FULL["entities"].values()
    said = {("", key) for key in FULL}
    said |= {("entities.PERSON", key) for keys in (*entities, FULL["defaults"]) for key in keys}
    said |= {("allow.0", key) for key in ENTRY}
    said |= {("limits", key) for key in FULL["limits"]}
    tables = {"": TOP, "entities.PERSON": ENTITY, "allow.0": ALLOW, "limits": LIMITS}
    known = {(where, key) for where, fields in tables.items() for key in fields}
    assert said == known - set(LATER)


@pytest.mark.parametrize(("where", "key"), LATER)
def test_later_keys_are_refused(where: str, key: str) -> None:
    """A key of the grammar that this version cannot obey stops the policy."""
    changes: dict[str, Any] = {
        "": {key: "x"},
        "entities.PERSON": {"entities": {"PERSON": {key: "x"}}},
        "allow.0": {"allow": [ENTRY | {key: "x"}]},
    }
    path = f"{where}.{key}" if where else key
    assert read(FULL | changes[where]) == (None, [(path, NOT_YET, "")])


@pytest.mark.parametrize(("change", "path", "message", "hint"), MISTAKES)
def test_planted_mistakes_are_named(
    change: dict[str, Any], path: str, message: str, hint: str
) -> None:
    """One mistake in a good policy is one problem, at its key, in these words; no policy."""
    (key,) = change
    policy, problems = read(FULL | change)
    suggestion = f"did you mean {hint!r}?" if hint else ""
    assert problems == [(f"{key}{path}", message, suggestion)]
    assert policy is None


@pytest.mark.parametrize("key", [*HEAD, "entities"])
def test_required_keys_are_missed(key: str) -> None:
    """A policy without name, owner, revision, kind or entities is none."""
    data = {name: value for name, value in FULL.items() if name != key}
    assert read(data) == (None, [(key, f"missing key {key!r}", "")])


@pytest.mark.parametrize("key", ENTRY)
def test_allow_entries_are_complete(key: str) -> None:
    """An allow entry says who, why and until when."""
    entry = {name: value for name, value in ENTRY.items() if name != key}
    assert read(FULL | {"allow": [entry]}) == (
        None,
        [(f"allow.0.{key}", f"missing key {key!r}", "")],
    )


@pytest.mark.parametrize("data", ["policy/v1", ["policy/v1"]])
def test_policy_is_a_mapping(data: Any) -> None:
    """A file that holds a word or a list is no policy."""
    assert read(data) == (None, [("", "must be a mapping", "")])


def test_mistakes_of_both_steps_stop() -> None:
    """Rules are judged only in a file that reads well, and then all of them at once."""
    rules = {"PERSON": {"keep_last": 4}, "JWT": {"action": "partial"}}
    assert [path for path, *_ in read(FULL | {"entities": rules})[1]] == [
        "entities.PERSON",
        "entities.JWT",
    ]
    both = FULL | {"entities": rules, "mode": "shadow"}
    assert [path for path, *_ in read(both)[1]] == ["mode"]


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({"owner": "other@example.org"}, False),
        ({"title": "Other", "description": "other", "references": [], "status": "test"}, False),
        ({"name": "other"}, True),
        ({"revision": "2"}, True),
        ({"min_score": 0.31}, True),
        ({"defaults": {"severity": "high", "restore": ["text"]}}, True),
        ({"limits": {}}, True),
        ({"vault": {"ttl": "3h"}}, True),
        ({"vault": {"ttl": "120m"}}, False),
        ({"allow": []}, True),
        ({"allow": [ENTRY | {"values": ["other@example.org"]}]}, True),
        ({"allow": [ENTRY | {"expires": dt.date(2027, 7, 1)}]}, True),
        ({"allow": [ENTRY | {"entities": ["PERSON", "EMAIL_ADDRESS"]}]}, False),
    ],
)
def test_digest_is_of_what_decides(change: dict[str, Any], moves: bool) -> None:
    """The digest moves with what decides or is named in a record, and with nothing else."""
    assert (good(FULL | change).digest != good(FULL).digest) is moves


def test_digest_is_of_canonical_json() -> None:
    """The digest can be worked out by hand: sorted keys, no blanks, whole numbers without .0."""
    policy = good(HEAD | {"entities": {"PERSON": {"min_score": 1, "restore": ["text"]}}})
    rule = (
        '{"action":"mask","entity_type":"PERSON","keep_last":0,"locked":false,"min_score":1,'
        '"mode":"enforce","on_reply":"allow","restore":["text"],"severity":"medium","to":[]}'
    )
    canonical = (
        '{"allow":[],"languages":["en"],'
        '"limits":{"max_body_bytes":33554432,"max_distinct":{},"max_findings":20000},'
        f'"name":"team","revision":"1","rules":{{"PERSON":{rule}}},'
        '"vault_scope":"tenant","vault_ttl_s":86400}'
    )
    assert policy.digest == hashlib.sha256(canonical.encode()).hexdigest()
