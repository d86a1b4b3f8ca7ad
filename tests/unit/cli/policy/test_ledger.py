"""Policies judged by counted finds alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from penname.audit.record import AuditRecord, FindingRow
from penname.cli.policy.ledger import Judges, Ledgered, as_recorded, change_of, request_of
from penname.exchange.account import UNPROVEN
from penname.exchange.known import RECOGNIZER as KNOWN
from penname.policy.match import Match, Subject
from penname.policy.model import (
    Action,
    AllowEntry,
    Exemption,
    Inspect,
    Limits,
    Mode,
    Policy,
    Rule,
    Scope,
)
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from penname.text.surrogate import LITERAL

TODAY = dt.date(2026, 12, 1)
WHO = Subject("openai.chat", "acme", "gpt-5")


def row(
    scores: Mapping[int, int], name: str = "PERSON", action: str = "mask", **more: str
) -> FindingRow:
    said = {"rule": "p.yaml:7", "recognizer": "ner", "role": "user", "part": "text", **more}
    return FindingRow(name, action, scores=scores, **said)


def policy(**rules: Any) -> Policy:
    """A policy with rules for these types; what is no Rule's keys goes by `but`."""
    return Policy("p", "2", "d" * 64, {name: Rule(name, **said) for name, said in rules.items()})


def request(*rows: FindingRow, **more: Any) -> Ledgered:
    return Ledgered(WHO, rows, **more)


def changes(one: Ledgered, new: Policy) -> dict[tuple[str, str, str], int]:
    judged = Judges(TODAY).counted(one, new)
    return dict(change_of(one, as_recorded(one), judged).pairs)


def test_thresholds_are_replayed() -> None:
    """Finds under the new threshold are lost, those at it stay, recorded ones are gained."""
    one = request(row({94: 2, 95: 3}), row({57: 4}, "CITY", "none"))
    new = policy(PERSON={"min_score": 0.95}, CITY={"min_score": 0.57})
    assert changes(one, new) == {
        ("PERSON", "mask", "allow"): 2,
        ("PERSON", "mask", "mask"): 3,
        ("CITY", "allow", "mask"): 4,
    }


def test_actions_and_modes_are_replayed() -> None:
    """Another action, and a rule that goes into shadow, are seen."""
    one = request(row({85: 1}), row({85: 1}, "CITY"))
    new = policy(PERSON={"action": Action.REDACT}, CITY={"mode": Mode.SHADOW})
    assert changes(one, new) == {("PERSON", "mask", "redact"): 1, ("CITY", "mask", "allow"): 1}


def test_finds_that_nobody_acts_on_do_not_count() -> None:
    """What stays in clear under both is no change, nor anything at all."""
    one = request(row({30: 9}, action="none"), row({90: 1}, "CITY", "allow"))
    assert changes(one, policy(PERSON={})) == {}


def test_scopes_hold_for_their_traffic() -> None:
    """A scope, and an exception, hold for the requests that they match."""
    scope = Scope(
        "s",
        Match(routes=("openai.*",)),
        {"PERSON": Rule("PERSON", action=Action.BLOCK)},
    )
    one = request(row({85: 1}))
    new = replace(policy(PERSON={}), scopes=(scope,))
    assert changes(one, new) == {("PERSON", "mask", "block"): 1}
    elsewhere = replace(one, subject=Subject("anthropic.messages"))
    assert changes(elsewhere, new) == {("PERSON", "mask", "mask"): 1}
    exempt = Exemption(
        "e", Match(tenants=("acme",)), {"PERSON": {"min_score": 0.9}}, TODAY, "why", "who"
    )
    assert changes(one, replace(policy(PERSON={}), exceptions=(exempt,))) == {
        ("PERSON", "mask", "allow"): 1
    }


def test_refusals_are_computed() -> None:
    """A blocked find, too many finds and a body that is too large refuse a request."""
    judges = Judges(TODAY)
    one = request(row({85: 3}), size=1000)
    assert judges.counted(one, policy(PERSON={})).refused == ""
    blocking = policy(PERSON={"action": Action.BLOCK})
    assert judges.counted(one, blocking).refused == "pii_blocked"
    limited = replace(policy(PERSON={}), limits=Limits(max_findings=2))
    assert judges.counted(one, limited).refused == "too_many_findings"
    small = replace(policy(PERSON={}), limits=Limits(max_body_bytes=999))
    assert judges.counted(one, small).refused == "body_too_large"
    change = change_of(one, as_recorded(one), judges.counted(one, blocking))
    assert (change.before, change.after, change.refused_new) == ("mask", "block", "pii_blocked")


def test_lifted_blocks_are_seen() -> None:
    """A request that was blocked goes out under a policy that masks."""
    one = request(row({85: 1}, action="block"), code="pii_blocked")
    change = change_of(one, as_recorded(one), Judges(TODAY).counted(one, policy(PERSON={})))
    assert (change.before, change.after) == ("block", "mask")
    assert (change.refused_old, change.refused_new) == ("pii_blocked", "")


def test_queries_are_refused_whatever_acts() -> None:
    """A query string is not rewritten: what is acted on in it refuses the request."""
    one = request(row({85: 1}, role="", part="query"), code="pii_in_query")
    judges = Judges(TODAY)
    assert judges.counted(one, policy(PERSON={})).refused == "pii_in_query"
    assert judges.counted(one, policy(PERSON={"min_score": 0.9})).refused == ""


@pytest.mark.parametrize("code", ["egress_check", "too_many_distinct", "no_destination"])
def test_refusals_for_values_stay(code: str) -> None:
    """A refusal that depends on values or upstreams stays as it was recorded."""
    one = request(row({85: 1}), code=code)
    assert Judges(TODAY).counted(one, policy(PERSON={})).refused == code


def entry(name: str, expires: dt.date = TODAY) -> AllowEntry:
    return AllowEntry(
        name, frozenset({"PERSON"}), frozenset({"x"}), expires, "it is public", "team"
    )


def test_allow_entries_go_by_name() -> None:
    """What an entry let through stays so while the new policy has an entry of that name."""
    one = request(row({85: 1}, action="allow", rule="allow:ours"))
    new = policy(PERSON={})
    assert changes(one, replace(new, allow=(entry("ours"),))) == {}
    assert changes(one, replace(new, allow=(entry("other"),))) == {("PERSON", "allow", "mask"): 1}
    past = entry("ours", dt.date(2026, 11, 30))
    assert changes(one, replace(new, allow=(past,))) == {("PERSON", "allow", "mask"): 1}
    assert changes(request(row({85: 1})), replace(new, allow=(entry("ours"),))) == {
        ("PERSON", "mask", "mask"): 1
    }


def test_what_is_not_looked_for_is_lost() -> None:
    """A type without a rule, a part that is not read and a recognizer that is gone find nothing."""
    one = request(row({85: 1}))
    assert changes(one, policy(CITY={})) == {("PERSON", "mask", "allow"): 1}
    unread = replace(policy(PERSON={}), inspect=Inspect(roles=frozenset({"tool"})))
    assert changes(one, unread) == {("PERSON", "mask", "allow"): 1}
    own = request(row({85: 1}, "CODE", recognizer="policy/CODE"))
    spec = RecognizerSpec("CODE", (PatternSpec("x", 0.9),))
    assert changes(own, policy(CODE={})) == {("CODE", "mask", "allow"): 1}
    assert changes(own, replace(policy(CODE={}), recognizers=(spec,))) == {
        ("CODE", "mask", "mask"): 1
    }


def test_weak_finds_stay_weak() -> None:
    """A number that nothing proves to be a value is none under any policy."""
    one = request(row({50: 1}, action="none", rule=UNPROVEN))
    assert changes(one, policy(PERSON={"min_score": 0.1})) == {}


def test_known_values_follow_their_type() -> None:
    """A known value is masked again as long as a find of its type is acted on."""
    one = request(row({85: 1}), row({100: 2}, recognizer=KNOWN, role="assistant"))
    kept = policy(PERSON={"action": Action.REDACT})
    assert changes(one, kept) == {("PERSON", "mask", "redact"): 3}
    assert changes(one, policy(PERSON={"min_score": 0.9})) == {("PERSON", "mask", "allow"): 3}
    assert changes(one, policy(PERSON={"action": Action.ROUTE})) == {
        ("PERSON", "mask", "route"): 1,
        ("PERSON", "mask", "allow"): 2,
    }
    earlier = request(row({100: 2}, recognizer=KNOWN))
    assert changes(earlier, policy(PERSON={"min_score": 0.9})) == {("PERSON", "mask", "mask"): 2}
    assert changes(earlier, policy(CITY={})) == {("PERSON", "mask", "allow"): 2}


def test_records_become_requests() -> None:
    """A record says who asked; empty is not known, and what only looks masked is no find."""
    said = AuditRecord(
        route="openai.chat",
        tenant="acme",
        decision="blocked",
        code="pii_blocked",
        bytes_in=7,
        findings=(row({85: 1}, action="block"), row({100: 1}, LITERAL)),
    )
    one = request_of(said)
    assert one.subject == Subject("openai.chat", "acme")
    assert ([row.entity_type for row in one.rows], one.size, one.code) == (
        ["PERSON"],
        7,
        "pii_blocked",
    )
    assert request_of(replace(said, decision="forwarded")).code == ""


def test_unknown_words_are_no_action() -> None:
    """An action of a later version counts as none, not as an error."""
    assert as_recorded(request(row({85: 1}, action="dissolve"))).decision == "allow"


def test_views_are_made_once() -> None:
    """Requests to which the same applies share one judge, another policy has its own."""
    judges = Judges(TODAY)
    one = request(row({85: 1}))
    first, other = policy(PERSON={}), policy(PERSON={"action": Action.HASH})
    for _ in range(2):
        assert judges.counted(one, first).decision == "mask"
        assert judges.counted(one, other).decision == "hash"
