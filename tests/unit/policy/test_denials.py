"""Deny entries of policy files: what they become, and what is told about them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from penname.policy.match import Match
from penname.policy.review import Review
from tests.unit.policy.planted import DENY, ENTRY, HEAD
from tests.unit.policy.trees import policy_of, resolved

TODAY = dt.date(2026, 11, 24)
BASE: dict[str, Any] = HEAD | {"entities": {"PERSON": {}, "EMAIL_ADDRESS": {}}}


def told(data: dict[str, Any], *above: Any, today: dt.date = TODAY) -> list[str]:
    """Errors and warnings, without their places."""
    _, context = resolved(*above, data, today=today)
    return [problem.message for problem in (*context.problems, *context.warnings)]


def test_deny_entries_become_part() -> None:
    """Terms, hashes, of which type, for whom and until when."""
    (made,) = policy_of(BASE | {"deny": [DENY]}).deny
    assert (made.id, made.entity_type) == ("missed", "PERSON")
    assert made.terms == {"Blue Heron"}
    assert [one.written for one in made.hashed] == DENY["hashed"]
    assert (made.expires, made.owner, made.reason) == (dt.date(2027, 6, 30), "ops", "was missed")
    assert made.match == Match(tenants=("a",))
    assert made.review == Review(dt.date(2026, 11, 1), "privacy", "GRC-2")
    assert made.where.startswith("p.yaml:")


def test_entries_of_parents_are_kept() -> None:
    """A child cannot take an entry away: lists are put one after the other."""
    child = HEAD | {"name": "child", "deny": [DENY | {"id": "mine"}], "entities": {}}
    assert [one.id for one in policy_of(BASE | {"deny": [DENY]}, child).deny] == ["missed", "mine"]


def test_ids_are_unique_among_lists() -> None:
    """An allow and a deny entry do not share an id."""
    data = BASE | {"allow": [ENTRY | {"id": "x"}], "deny": [DENY | {"id": "x"}]}
    assert "duplicate id 'x'" in told(data)[0]


@pytest.mark.parametrize("rule", [{"action": "allow"}, {"mode": "off"}, {"mode": "shadow"}])
def test_entry_without_effect_is_told(rule: dict[str, Any]) -> None:
    """Where nothing is done with the type, somebody believes in an entry that does nothing."""
    data = BASE | {"entities": {"PERSON": rule}, "deny": [DENY]}
    assert told(data) == ["has no effect: nothing is done with PERSON"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2027, 6, 20), ["ends in 10 day(s)"]),
        (dt.date(2027, 7, 2), ["ended 2 day(s) ago: it has no effect"]),
        (TODAY, []),
    ],
)
def test_ends_are_told(today: dt.date, words: list[str]) -> None:
    """As for allow entries: from 30 days before the end on, and after it."""
    assert told(BASE | {"deny": [DENY]}, today=today) == words


def test_unused_list_keeps_the_digest() -> None:
    """A policy that denies and hashes nothing has the digest that it had before there were such
    entries: what was signed stays signed."""
    assert policy_of(BASE).digest != policy_of(BASE | {"deny": [DENY]}).digest
    other = DENY | {"ticket": "GRC-3", "approved_by": "ciso", "created": TODAY}
    assert policy_of(BASE | {"deny": [other]}).digest == policy_of(BASE | {"deny": [DENY]}).digest
    other = DENY | {"terms": ["Grey Heron"]}
    assert policy_of(BASE | {"deny": [other]}).digest != policy_of(BASE | {"deny": [DENY]}).digest
    before = "d2d9ad2e0bcd872667f9134ed35f7c7390e3c8e54ed443504d313899e93c5f41"
    assert policy_of(BASE | {"allow": [ENTRY]}).digest == before
