"""The digest: what moves it, what does not, and how it is worked out by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest

from penname.policy.digest import digest_of, plain
from penname.policy.groups import GROUPS
from penname.policy.model import Action, Rule
from tests.unit.policy.planted import BADGE, ENTRY, EXCEPTION, FULL, HEAD, SCOPE
from tests.unit.policy.trees import policy_of


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        ({"owner": "other@example.org"}, False),
        ({"title": "Other", "description": "other", "references": [], "status": "test"}, False),
        ({"on_error": "block"}, False),
        ({"recognizers": {"BADGE": BADGE | {"description": "other"}}}, False),
        ({"recognizers": {"BADGE": BADGE | {"examples": {}}}}, False),
        ({"name": "other"}, True),
        ({"revision": "2"}, True),
        ({"mode": "shadow"}, True),
        ({"min_score": 0.31}, True),
        ({"defaults": {"severity": "high", "restore": ["text", "tool:write*"]}}, True),
        ({"inspect": {"roles": ["user"]}}, True),
        ({"recognizers": {"BADGE": BADGE | {"term_score": 0.7}}}, True),
        ({"limits": {}}, True),
        ({"vault": {"scope": "request", "ttl": "3h"}}, True),
        ({"vault": {"scope": "request", "ttl": "120m"}}, False),
        ({"destinations": {"require_tags": ["eu"]}}, True),
        ({"audit": {"content": "none", "retention": "6y"}}, True),
        ({"scopes": [SCOPE | {"min_score": 0.1}]}, True),
        ({"allow": []}, True),
        ({"allow": [*FULL["allow"][1:], ENTRY]}, True),
        ({"allow": [ENTRY | {"values": ["other@example.org"]}, *FULL["allow"][1:]]}, True),
        ({"allow": [ENTRY | {"expires": dt.date(2027, 7, 1)}, *FULL["allow"][1:]]}, True),
        (
            {"allow": [ENTRY | {"entities": ["PERSON", "EMAIL_ADDRESS"]}, *FULL["allow"][1:]]},
            False,
        ),
        ({"exceptions": [EXCEPTION | {"ticket": "GRC-2"}]}, True),
    ],
)
def test_digest_is_of_what_decides(change: dict[str, Any], moves: bool) -> None:
    """The digest moves with what decides or is named in a record, and with nothing else."""
    assert (policy_of(FULL | change).digest != policy_of(FULL).digest) is moves


def test_digest_is_of_canonical_json() -> None:
    """The digest can be worked out by hand: sorted keys, no blanks, whole numbers without .0."""
    policy = policy_of(HEAD | {"entities": {"PERSON": {"min_score": 1, "restore": ["text"]}}})
    rule = (
        '{"action":"mask","entity_type":"PERSON","keep_last":0,"locked":false,"min_score":1,'
        '"mode":"enforce","on_reply":"allow","restore":["text"],"severity":"medium","to":[]}'
    )
    canonical = (
        '{"allow":[],"audit":{"content":"masked","retention_s":34560000},"exceptions":[],'
        '"inspect":{"parts":["documents","text","tool_arguments","tool_results"],'
        '"roles":["assistant","system","tool","user"]},"languages":["en"],'
        '"limits":{"max_body_bytes":33554432,"max_distinct":{},"max_findings":20000},'
        '"mode":"enforce","name":"team","recognizers":[],"require_tags":[],"revision":"1",'
        f'"rules":{{"PERSON":{rule}}},"scopes":[],"vault_scope":"tenant","vault_ttl_s":86400}}'
    )
    assert policy.digest == hashlib.sha256(canonical.encode()).hexdigest()


def test_digest_is_of_any_plain_data() -> None:
    """Mappings in any order, sets, dates, enums and dataclasses have one digest each."""
    assert digest_of({"b": 1.0, "a": {3, 1}}) == digest_of({"a": [1, 3], "b": 1})
    assert plain(dt.date(2027, 6, 30)) == "2027-06-30"
    assert plain(Rule("PERSON", Action.BLOCK, where="p.yaml:1"))["action"] == "block"
    assert "where" not in plain(Rule("PERSON"))
    assert plain(None) is None


@pytest.mark.parametrize("value", ["\ud800", 2**60])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    """Half a character or a number that other readers round has no digest."""
    with pytest.raises(ValueError, match=r"codepoints|domain"):
        digest_of({"a": value})


def test_groups_leave_the_digest() -> None:
    """A policy with a line for a group has the digest of one that writes its types out: what
    decides is the same."""
    lines = {"PERSON": {}, "contact": {"action": "hash"}}
    types = {"PERSON": {}, **{key: {"action": "hash"} for key in GROUPS["contact"].members}}
    short, long = (policy_of(HEAD | {"entities": entities}) for entities in (lines, types))
    assert short.digest == long.digest
    assert short.digest != policy_of(HEAD | {"entities": {"PERSON": {}, "contact": {}}}).digest
