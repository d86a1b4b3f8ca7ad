"""Why each find is acted on, or is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from penname.cli.policy.accounts import OUTCOMES, Account, Clue, Explanation, explain
from penname.policy.denied import DenyEntry
from penname.policy.match import Match, Subject
from penname.policy.model import (
    Action,
    AllowEntry,
    Exemption,
    Mode,
    Policy,
    Rule,
    Scope,
)
from penname.policy.recognizers import RecognizerSpec
from penname.text.spans import Span
from tests.exchanges import vault

TODAY = dt.date(2026, 12, 1)
ENDS = dt.date(2027, 1, 31)
ENDED = dt.date(2026, 11, 30)
ORIGINS = MappingProxyType({"min_score": "p.yaml:3", "action": "p.yaml:4", "mode": "p.yaml:5"})
PERSON = Rule("PERSON", min_score=0.6, where="p.yaml:9", origins=ORIGINS)
ALLOW = MappingProxyType({"PERSON": MappingProxyType({"action": Action.ALLOW})})
TEXT = "Ann Lee\nand Bob"


def clue(start: int, end: int, kind: str = "PERSON", score: float = 0.85, by: str = "ner") -> Clue:
    return Clue(Span(start, end, kind, score, by), score)


def policy(**changes: object) -> Policy:
    rules = {"PERSON": PERSON, "LOCATION": Rule("LOCATION", where="p.yaml:12")}
    return replace(Policy("p", "1", "d" * 64, rules), **changes)  # type: ignore[arg-type]


def rule(**changes: object) -> Mapping[str, Rule]:
    return {"PERSON": replace(PERSON, **changes)}  # type: ignore[arg-type]


def explained(rules: Policy, *clues: Clue, subject: Subject | None = None) -> Explanation:
    scope = vault().scope("t")
    return explain(TEXT, clues or [clue(0, 7)], rules, subject or Subject(), scope, TODAY)


def only(rules: Policy, *clues: Clue, subject: Subject | None = None) -> Account:
    accounts = explained(rules, *clues, subject=subject).accounts
    assert len(accounts) == 1
    return accounts[0]


def test_acted_find_has_its_action() -> None:
    """A find that is acted on has the action, and no reason why not."""
    one = only(policy(), clue(12, 15))
    assert (one.outcome, one.action, one.why) == ("acted", "mask", "")
    assert (one.line, one.column) == (2, 5)
    assert one.rule is not None
    assert one.rule.origin("min_score") == "p.yaml:3"


@pytest.mark.parametrize(
    ("rules", "found", "outcome", "why"),
    [
        (policy(), clue(0, 7, "AGE"), "no rule", "the policy has no rule for AGE"),
        (
            policy(),
            clue(0, 7, score=0.35),
            "below",
            "0.35 is 0.25 below the threshold 0.60 (p.yaml:3)",
        ),
        (
            policy(rules=rule(mode=Mode.OFF)),
            clue(0, 7),
            "off",
            "its rule has mode off (p.yaml:5)",
        ),
        (
            policy(rules=rule(mode=Mode.SHADOW)),
            clue(0, 7),
            "shadow",
            "in shadow mode (p.yaml:5): would mask",
        ),
        (
            policy(recognizers=(RecognizerSpec("PERSON", mode="shadow", where="p.yaml:20"),)),
            clue(0, 7, by="policy/PERSON"),
            "shadow",
            "in shadow mode (p.yaml:20): would mask",
        ),
        (
            policy(rules=rule(action=Action.ALLOW)),
            clue(0, 7),
            "allow rule",
            "the rule says allow (p.yaml:4)",
        ),
    ],
)
def test_reasons_are_told(rules: Policy, found: Clue, outcome: str, why: str) -> None:
    """A find that is not acted on says why, with the line that decided."""
    one = only(rules, found)
    assert (one.outcome, one.why) == (outcome, why)
    assert not one.acted
    assert outcome in OUTCOMES


def test_allow_entry_is_named() -> None:
    """The entry that lets a value through is named with its end and owner; ended ones too."""
    entry = AllowEntry(
        "ours", frozenset({"PERSON"}), frozenset({"Ann Lee"}), ENDS, "r", "o@x", where="p.yaml:30"
    )
    one = only(policy(allow=(entry,)))
    assert (one.outcome, one.why) == ("allow entry", "allow entry ours (p.yaml:30)")
    assert [(s.kind, s.id, s.note) for s in one.sources] == [
        ("allow", "ours", "until 2027-01-31, o@x")
    ]
    late = only(policy(allow=(replace(entry, expires=ENDED),)))
    assert late.outcome == "acted"
    assert [(s.kind, s.note) for s in late.sources] == [("ended allow", "ended 2026-11-30, o@x")]


def test_deny_entry_is_named() -> None:
    """The entry that has a term where a find stands is named with its end and owner."""
    entry = DenyEntry("missed", "PERSON", frozenset({"Ann Lee"}), ENDS, "r", "o@x", where="p:31")
    others = [
        replace(entry, id="bob", terms=frozenset({"Bob"})),
        replace(entry, id="town", entity_type="LOCATION"),
        replace(entry, id="tenant", match=Match(tenants=("x",))),
    ]
    rules = policy(deny=(entry, *others))
    one = only(rules, clue(0, 7, by="deny/PERSON"), subject=Subject(tenant="y"))
    assert [(s.kind, s.id, s.note) for s in one.sources] == [
        ("deny", "missed", "until 2027-01-31, o@x")
    ]
    late = only(policy(deny=(replace(entry, expires=ENDED),)))
    assert [(s.kind, s.note) for s in late.sources] == [("ended deny", "ended 2026-11-30, o@x")]


def test_exception_is_named() -> None:
    """The exception that lets a value through is named; an ended one no longer does."""
    exemption = Exemption("EX-1", Match(tenants=("b",)), ALLOW, ENDS, "r", "o@x", where="p.yaml:40")
    billing = Subject(tenant="b")
    one = only(policy(exceptions=(exemption,)), subject=billing)
    assert (one.outcome, one.why) == ("exception", "exception EX-1 (p.yaml:40)")
    late = only(policy(exceptions=(replace(exemption, expires=ENDED),)), subject=billing)
    assert (late.outcome, late.sources[0].kind) == ("acted", "ended exception")
    assert only(policy(exceptions=(exemption,))).sources == ()


def test_rule_that_allows_is_no_exception() -> None:
    """An exception that changes nothing is not the reason."""
    exemption = Exemption("EX-1", Match(), ALLOW, ENDS, "r", "o@x", where="p.yaml:40")
    rules = policy(rules=rule(action=Action.ALLOW), exceptions=(exemption,))
    assert only(rules).outcome == "allow rule"


def test_scopes_say_what_is_not_known() -> None:
    """A scope holds also where it is not known whether it matches, and that is told."""
    stricter = {"PERSON": replace(PERSON, action=Action.REDACT)}
    scope = Scope("s", Match(routes=("openai.*",), tenants=("x",)), stricter, where="p.yaml:50")
    rules = policy(scopes=(scope,))
    one = only(rules)
    assert (one.action, one.sources[0].note) == ("redact", "as no route or tenant is given")
    sure = only(rules, subject=Subject("openai.chat", "x"))
    assert (sure.action, sure.sources[0].note) == ("redact", "")
    assert only(rules, subject=Subject(tenant="y")).sources == ()


def test_winner_is_named() -> None:
    """Of two finds in one place, the one that loses names the other."""
    found = explained(policy(), clue(0, 3, "LOCATION"), clue(0, 7)).accounts
    assert [(one.clue.span.entity_type, one.outcome, one.why) for one in found] == [
        ("PERSON", "acted", ""),
        ("LOCATION", "covered", "PERSON by ner won: mask"),
    ]


def test_values_found_again_are_told() -> None:
    """A specific value that no recognizer saw the second time has an account of its own."""
    text = "ann@example.org or ann@example.org"
    rules = policy(rules={"EMAIL_ADDRESS": Rule("EMAIL_ADDRESS")})
    scope = vault().scope("t")
    found = explain(text, [clue(0, 15, "EMAIL_ADDRESS")], rules, Subject(), scope, TODAY)
    assert [(one.clue.span.start, one.outcome) for one in found.accounts] == [
        (0, "acted"),
        (19, "acted"),
    ]


def test_nothing_to_say_of_signs() -> None:
    """A find without a letter or digit is decided on and changes nothing."""
    text = "..."
    scope = vault().scope("t")
    found = explain(text, [clue(0, 3)], policy(), Subject(), scope, TODAY)
    assert [one.outcome for one in found.accounts] == ["acted"]


def test_block_and_route_are_actions() -> None:
    """What stops or routes a request is acted on."""
    blocked = explained(policy(rules=rule(action=Action.BLOCK)))
    assert (blocked.accounts[0].action, blocked.is_blocked) == ("block", True)
    routed = explained(policy(rules=rule(action=Action.ROUTE, to=("local",))))
    assert (routed.accounts[0].outcome, routed.accounts[0].action) == ("acted", "route")
