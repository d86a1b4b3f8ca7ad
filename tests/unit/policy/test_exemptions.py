"""Exceptions: what they become, and what is told about them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from penname.policy.effective import effective
from penname.policy.groups import GROUPS
from penname.policy.match import Subject
from penname.policy.model import Action, Mode
from tests.unit.policy.planted import EXCEPTION, HEAD
from tests.unit.policy.test_entries import BASE, TODAY, heads
from tests.unit.policy.trees import line_of, policy_of


def exception(entities: dict[str, Any], **own: Any) -> dict[str, Any]:
    return BASE | {"exceptions": [EXCEPTION | {"entities": entities} | own]}


def changes(entities: dict[str, Any]) -> dict[str, Any]:
    return {
        key: dict(each)
        for key, each in policy_of(exception(entities)).exceptions[0].changes.items()
    }


def test_exception_holds_what_it_changes() -> None:
    """An exception has the keys that it sets, as values of a Rule."""
    assert changes({"PERSON": {"min_score": 0.9, "mode": "shadow"}}) == {
        "PERSON": {"min_score": 0.9, "mode": Mode.SHADOW}
    }


def test_exception_brings_what_its_action_needs() -> None:
    """An action that can be restored brings the places of the policy; others bring their own."""
    assert changes({"PERSON": {"action": "mask"}}) == {
        "PERSON": {"action": Action.MASK, "restore": frozenset({"text"})}
    }
    assert changes({"PERSON": {"action": "partial", "keep_last": 2}}) == {
        "PERSON": {"action": Action.PARTIAL, "keep_last": 2}
    }
    assert changes({"PERSON": {"action": "route", "to": "local"}}) == {
        "PERSON": {"action": Action.ROUTE, "to": ("local",)}
    }


def test_exception_may_undo_a_scope() -> None:
    """An exception to a scope says what the policy says elsewhere: it changes something there."""
    data = BASE | {
        "entities": {
            "EMAIL_ADDRESS": {},
            "CREDIT_CARD": {"action": "partial", "keep_last": 2},
            "DATE_TIME": {"action": "generalize", "to": "year"},
        },
        "scopes": [
            {
                "id": "s",
                "match": {"tenants": ["billing"]},
                "entities": {
                    name: {"action": "redact"}
                    for name in ("EMAIL_ADDRESS", "CREDIT_CARD", "DATE_TIME")
                },
            }
        ],
        "exceptions": [
            EXCEPTION
            | {
                "entities": {
                    "EMAIL_ADDRESS": {"action": "mask"},
                    "CREDIT_CARD": {"action": "partial"},
                    "DATE_TIME": {"action": "generalize"},
                }
            }
        ],
    }
    assert heads(data) == []
    policy = policy_of(data)
    made = effective(policy, Subject(tenant="billing"), TODAY)
    assert dict(made.rules) == dict(policy.rules)
    inside = effective(policy, Subject(tenant="billing"), dt.date(2027, 2, 2))
    assert {rule.action for rule in inside.rules.values()} == {Action.REDACT}


def test_exception_to_a_scope_keeps_its_places() -> None:
    """Who only asks for another action gets no places back that a scope has taken."""
    data = BASE | {
        "entities": {"EMAIL_ADDRESS": {}},
        "scopes": [
            {
                "id": "s",
                "match": {"tenants": ["billing"]},
                "entities": {"EMAIL_ADDRESS": {"restore": []}},
            }
        ],
        "exceptions": [EXCEPTION | {"entities": {"EMAIL_ADDRESS": {"action": "surrogate"}}}],
    }
    rule = effective(policy_of(data), Subject(tenant="billing"), TODAY).rules["EMAIL_ADDRESS"]
    assert (rule.action, rule.restore) == (Action.SURROGATE, frozenset())


def test_exception_keeps_words_about_itself() -> None:
    """Who asked, who agreed, where and until when stays with an exception."""
    (made,) = policy_of(exception({"PERSON": {"action": "allow"}})).exceptions
    assert (made.id, made.owner, made.approved_by, made.ticket) == (
        "EX-1",
        "billing",
        "privacy",
        "GRC-1",
    )
    assert (made.expires, made.match.tenants) == (dt.date(2027, 2, 1), ("billing",))


def test_parents_exceptions_yield_to_locks() -> None:
    """A child may lock what a parent's exception loosens: the exception does nothing there."""
    parent = exception({"PERSON": {"action": "allow"}, "EMAIL_ADDRESS": {"action": "allow"}})
    child = HEAD | {"extends": ["0"], "entities": {"PERSON": {"locked": True}}}
    assert heads(child, parent) == []
    (made,) = policy_of(parent, child).exceptions
    assert set(made.changes) == {"EMAIL_ADDRESS"}


def test_replies_lose_no_target() -> None:
    """An exception whose action takes the target away from `on_reply` must say it itself."""
    data = HEAD | {
        "entities": {"DATE_TIME": {"action": "generalize", "on_reply": "generalize", "to": "year"}}
    }
    own = data | {"exceptions": [EXCEPTION]}
    (head,) = heads(own)
    assert head.partition(": error: ")[2] == (
        "exceptions.0.entities.DATE_TIME: action 'generalize' needs to: year, month, decade"
    )
    with_target = {"DATE_TIME": {"action": "allow", "to": "year"}}
    assert heads(data | {"exceptions": [EXCEPTION | {"entities": with_target}]}) == []


def test_groups_except_their_types() -> None:
    """An exception for a group loosens those of its types that the policy speaks of, and that
    it changes; a type's own line is nearer."""
    assert changes({"names": {"action": "allow"}}) == {"PERSON": {"action": Action.ALLOW}}
    both = {"contact": {"min_score": 0.9}, "EMAIL_ADDRESS": {"min_score": 0.8}}
    assert changes(both) == {
        "EMAIL_ADDRESS": {"min_score": 0.8},
        "PHONE_NUMBER": {"min_score": 0.9},
    }


def test_groups_change_something() -> None:
    """A group of which no type has a line, or none becomes another, is a mistake."""
    (head,) = heads(exception({"secrets": {"action": "allow"}}))
    assert head.endswith("entities.secrets: secrets has no line under entities")
    (head,) = heads(exception({"contact": {"action": "mask"}}))
    assert head.endswith("entities.contact: changes nothing")


def test_locks_hold_inside_groups() -> None:
    """A group with locked types cannot be excepted: the line is told once, with their names."""
    data = exception({"identity_numbers": {"action": "allow"}})
    (head,) = heads(data)
    lock = line_of(data, "entities", "US_SSN", "locked")
    assert head.endswith(
        f"entities.identity_numbers: US_SSN is locked in p.yaml:{lock}: no exception may touch it"
    )
    secrets = HEAD | {"entities": {"secrets": {"locked": True}}}
    own = HEAD | {
        "extends": ["0"],
        "exceptions": [EXCEPTION | {"entities": {"secrets": {"action": "allow"}}}],
    }
    (head,) = heads(own, secrets)
    assert "API_KEY is locked" in head
    assert head.endswith(f"and {len(GROUPS['secrets'].members) - 4} more)")
