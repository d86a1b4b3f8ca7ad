"""Known values once more: which rule covers them, and what protects a place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from penname.exchange.again import Again
from penname.exchange.known import KnownValues
from penname.mask.overlap import Decided
from penname.mask.vault import Entry
from penname.policy.model import Action, AllowEntry, Mode, Policy
from penname.text.spans import Span
from tests.exchanges import CARD, MAIL, NAME, TODAY, policy

ALLOWED = AllowEntry(
    "own",
    frozenset({"PERSON"}),
    frozenset({"Maria"}),
    dt.date(2027, 1, 1),
    "reason",
    "owner@example.org",
)


def known() -> KnownValues:
    values = KnownValues()
    values.add([Entry("PERSON", NAME), Entry("CREDIT_CARD", CARD)])
    return values


def beside(text: str, rules: Policy, *finds: tuple[str, str]) -> list[tuple[str, str]]:
    """What is decided beside finds (entity type, value) of a text."""
    spans, decided = [], []
    for kind, value in finds:
        at = text.index(value)
        span = Span(at, at + len(value), kind, 0.9, "test")
        spans.append(span)
        decision = rules.decide(span, value, TODAY)
        if decision is not None:
            decided.append(Decided(span, decision))
    found = Again(rules, TODAY).beside(text, spans, decided, known(), parts=True)
    return [(one.span.entity_type, text[one.span.start : one.span.end]) for one in found]


def test_known_values_stand_beside_finds() -> None:
    """Known values are decided on beside what was found; what was found so is not twice."""
    text = f"Schmidt, {NAME}, {CARD}"
    assert beside(text, policy(), ("PERSON", NAME)) == [
        ("PERSON", "Schmidt"),
        ("CREDIT_CARD", CARD),
    ]


def test_finds_stand_in_the_text_again() -> None:
    """What is found in a text is covered in all of it, names in parts too."""
    text = "ann said: I am Ann Lee"
    assert beside(text, policy(), ("PERSON", "Ann Lee")) == [("PERSON", "ann")]


def test_covering_rule_is_that_of_the_type() -> None:
    """A value is covered where its type is: not where its rule lets it stay, or is not in force."""
    rules = policy(CREDIT_CARD=Action.REDACT, PERSON=Action.ALLOW)
    shadow = {**rules.rules, "CREDIT_CARD": replace(rules.rules["CREDIT_CARD"], mode=Mode.SHADOW)}
    assert Again(rules, TODAY).covers("CREDIT_CARD", CARD) is rules.rules["CREDIT_CARD"]
    assert Again(rules, TODAY).covers("PERSON", NAME) is None
    assert Again(rules, TODAY).covers("OTHER", NAME) is None
    assert Again(replace(rules, rules=shadow), TODAY).covers("CREDIT_CARD", CARD) is None


def test_entries_let_values_through() -> None:
    """What an entry lets through stays, whole or as a part of what it lets through."""
    rules = replace(policy(), allow=(ALLOWED,))
    assert beside("Maria and Schmidt", rules) == [("PERSON", "Schmidt")]
    whole = replace(ALLOWED, values=frozenset({"Anna Schmidt"}))
    rules = replace(policy(), allow=(whole,))
    assert beside("Anna Schmidt", rules, ("PERSON", "Anna Schmidt")) == []


def test_types_that_stay_protect_nothing() -> None:
    """That a model takes a known name for something that may stay makes it no less a name."""
    rules = policy(EMAIL_ADDRESS=Action.ALLOW)
    rules = replace(rules, rules={**rules.rules, "ORGANIZATION": rules.rules["EMAIL_ADDRESS"]})
    assert beside("Schmidt", rules, ("ORGANIZATION", "Schmidt")) == [("PERSON", "Schmidt")]


@pytest.mark.parametrize("action", [Action.ALLOW, Action.MASK])
def test_mail_address_is_one_value(action: Action) -> None:
    """A name in a mail address stands or falls with it; a card number does not."""
    rules = policy(EMAIL_ADDRESS=action)
    assert beside(f"to {MAIL}", rules, ("EMAIL_ADDRESS", MAIL)) == []
    mail = f"{CARD}@example.org"
    assert beside(mail, rules, ("EMAIL_ADDRESS", mail)) == [("CREDIT_CARD", CARD)]
