"""Which lines of a policy no case exercised."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from penname.cli.policy.coverage import coverage
from penname.policy.denied import DenyEntry
from penname.policy.match import Match
from penname.policy.model import Action, AllowEntry, Exemption, Scope
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from tests.exchanges import policy

ENDS = dt.date(2027, 1, 31)


def test_every_kind_is_counted() -> None:
    """Entities that act, recognizers, scopes, exceptions, allow and deny entries count."""
    base = policy(PERSON=Action.ALLOW)
    rules = replace(
        base,
        recognizers=(RecognizerSpec("CODE", (PatternSpec("a", 0.5),), where="p.yaml:1"),),
        scopes=(Scope("s", Match(), {}, where="p.yaml:2"),),
        exceptions=(Exemption("EX-1", Match(), {}, ENDS, "r", "o", where="p.yaml:3"),),
        allow=(AllowEntry("own", frozenset(), frozenset(), ENDS, "r", "o", where="p.yaml:4"),),
        deny=(DenyEntry("missed", "PERSON", frozenset(), ENDS, "r", "o", where="p.yaml:5"),),
    )
    found = coverage("p.yaml", rules, [{("entity", "EMAIL_ADDRESS"), ("scope", "s")}, set()])
    assert found.counts() == {
        "entity": (1, 3),
        "recognizer": (0, 1),
        "scope": (1, 1),
        "exception": (0, 1),
        "allow": (0, 1),
        "deny": (0, 1),
    }
    assert [(line.kind, line.name, line.where) for line in found.missing] == [
        ("entity", "CREDIT_CARD", "policy.yaml:7"),
        ("entity", "PRIVATE_KEY", "policy.yaml:7"),
        ("recognizer", "CODE", "p.yaml:1"),
        ("exception", "EX-1", "p.yaml:3"),
        ("allow", "own", "p.yaml:4"),
        ("deny", "missed", "p.yaml:5"),
    ]


def test_kinds_without_lines_are_left_out() -> None:
    """A policy without scopes has no scope coverage."""
    assert set(coverage("p.yaml", policy(), []).counts()) == {"entity"}


def test_lines_of_groups_count_once() -> None:
    """A group's line is one line: a case with any of its types exercises it."""
    base = policy(PERSON=Action.MASK)
    groups = {"EMAIL_ADDRESS": "contact", "CREDIT_CARD": "contact", "PRIVATE_KEY": "secrets"}
    rules = {
        name: replace(rule, group=groups.get(name, ""), where="p.yaml:5")
        for name, rule in base.rules.items()
    }
    found = coverage("p.yaml", replace(base, rules=rules), [{("entity", "CREDIT_CARD")}])
    assert sorted((line.name, line.covered) for line in found.lines) == [
        ("PERSON", False),
        ("contact", True),
        ("secrets", False),
    ]
