"""The policy: what is decided for a value, by which rule, and until when."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from penname.policy.hashed import Hasher
from penname.policy.model import (
    REVERSIBLE,
    STRICTNESS,
    Action,
    AllowEntry,
    Decision,
    Limits,
    Policy,
    Rule,
)
from penname.policy.recognizers import PatternSpec, RecognizerSpec, recognizer_name
from penname.text.spans import Span

TODAY = dt.date(2026, 11, 23)
RULE = Rule("PERSON", Action.REDACT, on_reply=Action.HASH, min_score=0.6, where="p.yaml:3")
ENTRY = AllowEntry(
    "team", frozenset({"PERSON"}), frozenset({"Maria"}), TODAY, "our own", "ops", where="p.yaml:9"
)


def policy(*rules: Rule, allow: tuple[AllowEntry, ...] = ()) -> Policy:
    return Policy("test", "1", "0" * 64, {rule.entity_type: rule for rule in rules}, allow)


def span(score: float = 0.9, entity_type: str = "PERSON") -> Span:
    return Span(0, 5, entity_type, score, "test")


def test_every_action_has_strictness() -> None:
    """The table of strictness lists every action; allow is least, block most strict."""
    assert set(STRICTNESS) == set(Action)
    assert min(STRICTNESS, key=STRICTNESS.__getitem__) is Action.ALLOW
    assert max(STRICTNESS, key=STRICTNESS.__getitem__) is Action.BLOCK
    assert {Action.MASK, Action.SURROGATE} == REVERSIBLE


def test_rule_of_type_decides() -> None:
    """The rule of the span's type decides, for requests and for replies; it is named."""
    decided = policy(RULE).decide(span(), "Maria", TODAY)
    assert decided == Decision(Action.REDACT, RULE, "PERSON", "p.yaml:3")
    reply = policy(RULE).decide_reply(span(), "Maria", TODAY)
    assert reply == Decision(Action.HASH, RULE, "PERSON", "p.yaml:3")


@pytest.mark.parametrize(("score", "acts"), [(0.59, False), (0.6, True), (1.0, True)])
def test_score_must_reach_minimum(score: float, acts: bool) -> None:
    """A span below the rule's score is not decided; one at the score is."""
    assert (policy(RULE).decide(span(score), "Maria", TODAY) is not None) is acts
    assert (policy(RULE).decide_reply(span(score), "Maria", TODAY) is not None) is acts


def test_unknown_type_is_undecided() -> None:
    """No rule, no decision."""
    assert policy(RULE).decide(span(entity_type="OTHER"), "Maria", TODAY) is None
    assert policy(RULE).decide_reply(span(entity_type="OTHER"), "Maria", TODAY) is None


@pytest.mark.parametrize(
    ("entity_type", "value", "day", "allowed"),
    [
        ("PERSON", "Maria", TODAY, True),
        ("PERSON", "Maria", TODAY + dt.timedelta(1), False),
        ("PERSON", "maria", TODAY, False),
        ("PERSON", "Maria ", TODAY, False),
        ("NAME", "Maria", TODAY, False),
    ],
)
def test_allow_entry_covers_exactly(
    entity_type: str, value: str, day: dt.date, allowed: bool
) -> None:
    """An entry covers its types and exact values, up to and with its last day."""
    rules = policy(RULE, dataclasses.replace(RULE, entity_type="NAME"), allow=(ENTRY,))
    decided = rules.decide(span(entity_type=entity_type), value, day)
    assert decided is not None
    assert (decided.action is Action.ALLOW) is allowed
    assert (decided.by, decided.where) == (
        ("allow:team", "p.yaml:9") if allowed else (entity_type, "p.yaml:3")
    )


def test_second_entry_counts() -> None:
    """Entries are tried one after the other."""
    expired = dataclasses.replace(ENTRY, id="old", expires=TODAY - dt.timedelta(1))
    decided = policy(RULE, allow=(expired, ENTRY)).decide_reply(span(), "Maria", TODAY)
    assert decided is not None
    assert decided.by == "allow:team"


def test_replies_are_inspected_on_demand() -> None:
    """Only a rule that acts on replies makes replies be read."""
    assert policy(RULE).inspects_replies
    assert not policy(Rule("PERSON", Action.BLOCK)).inspects_replies
    assert not policy().inspects_replies


def test_defaults_are_bounded() -> None:
    """A policy that says nothing has limits all the same."""
    assert policy().limits == Limits(33_554_432, 20_000, {})
    assert policy().vault_ttl_s == 86_400


def test_repr_hides_allowed_values() -> None:
    """Allowed values are still personal data: a policy can be logged without them."""
    assert "Maria" not in repr(policy(RULE, allow=(ENTRY,)))
    assert "team" in repr(ENTRY)


def test_recognizer_in_shadow_only_counts() -> None:
    """Finds of a recognizer in shadow mode are counted; others of its type are acted on."""
    spec = RecognizerSpec("PERSON", (PatternSpec("Ann", 0.9),), mode="shadow")
    policy = Policy("p", "1", "0" * 64, {"PERSON": Rule("PERSON")}, recognizers=(spec,))
    own = Span(0, 3, "PERSON", 0.9, recognizer_name("PERSON"))
    other = Span(0, 3, "PERSON", 0.9, "spacy")
    assert policy.decide(own, "Ann", TODAY) is None
    shadow = policy.decide_shadow(own, "Ann", TODAY)
    assert shadow is not None
    assert shadow.action is Action.MASK
    assert policy.decide(other, "Ann", TODAY) is not None
    assert policy.decide_shadow(other, "Ann", TODAY) is None


def test_allow_entry_holds_hashed_values() -> None:
    """A hashed value is let through exactly as it stood when it was hashed; a regex as a whole."""
    hashers = (Hasher.salted(bytes(8)), Hasher.keyed(bytes(32)))
    hashed = frozenset(hasher.of_value("Zoe Planted") for hasher in hashers)
    shut = AllowEntry("a", frozenset({"PERSON"}), frozenset(), TODAY, "why", "who", hashed=hashed)
    regex = AllowEntry("b", frozenset({"PERSON"}), frozenset(), TODAY, "why", "who", regex="Zo+")
    made = policy(Rule("PERSON"), allow=(shut, regex))
    values = ("Zoe Planted", "zoe planted", "Zoo", "Zoo 1")
    found = [made.allowed_by("PERSON", value, TODAY) for value in values]
    assert found == [shut, None, regex, None]
    assert shut.covers("PERSON", "Zoe Planted", TODAY)
    assert not shut.covers("PERSON", "Zoe Planted", TODAY + dt.timedelta(1))
    assert not any(one.tag in repr(made) for one in hashed)
