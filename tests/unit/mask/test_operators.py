"""One-way actions: what is left of a value."""

from __future__ import annotations

import pytest

from penname.mask.operators import one_way
from penname.policy.model import Action, Rule

KEY = bytes(64)


def test_redact_names_the_type() -> None:
    """Nothing of the value stays."""
    assert one_way(Rule("PERSON"), Action.REDACT, "Maria", KEY) == "[PERSON]"


@pytest.mark.parametrize(
    ("value", "keep_last", "expected"),
    [
        ("4111111111111111", 4, "xxxxxxxxxxxx1111"),
        ("12345678", 4, "xxxx5678"),
        ("1234567", 4, "xxxx567"),
        ("12345", 4, "xxx45"),
        ("1234", 4, "xx34"),
        ("12", 4, "x2"),
        ("1", 4, "x"),
        ("é漢字\U0001f600", 1, "xxx\U0001f600"),
        ("Maria", 0, "xxxxx"),
    ],
)
def test_partial_hides_half_at_least(value: str, keep_last: int, expected: str) -> None:
    """The last characters stay, but never more than half of a value: short ones stay hidden."""
    assert one_way(Rule("CARD", keep_last=keep_last), Action.PARTIAL, value, KEY) == expected


def test_hash_is_keyed_and_stable() -> None:
    """Equal values have equal digests under one key; another key or value has another."""
    rule = Rule("PERSON")
    first = one_way(rule, Action.HASH, "Maria", KEY)
    assert first == one_way(rule, Action.HASH, "Maria", KEY)
    assert first.startswith("[PERSON ")
    assert len(first) == len("[PERSON ]") + 16
    assert first != one_way(rule, Action.HASH, "maria", KEY)
    assert first != one_way(rule, Action.HASH, "Maria", bytes(63) + b"x")
    assert one_way(rule, Action.HASH, "\ud800", KEY * 2) == one_way(
        rule, Action.HASH, "\ud800", KEY
    )


def test_generalize_fails_closed() -> None:
    """A value becomes coarser as the rule says; what cannot is redacted."""
    rule = Rule("DATE_TIME", Action.GENERALIZE, to=("year",))
    assert one_way(rule, Action.GENERALIZE, "4 March 2026", KEY) == "2026"
    assert one_way(rule, Action.GENERALIZE, "yesterday", KEY) == "[DATE_TIME]"
    assert one_way(Rule("DATE_TIME"), Action.GENERALIZE, "4 March 2026", KEY) == "[DATE_TIME]"


@pytest.mark.parametrize(
    "action", [Action.MASK, Action.SURROGATE, Action.ALLOW, Action.ROUTE, Action.BLOCK]
)
def test_other_actions_are_refused(action: Action) -> None:
    """An action that is not one-way raises, it never passes the value."""
    with pytest.raises(ValueError, match="not a one-way action") as caught:
        one_way(Rule("PERSON"), action, "Maria", KEY)
    assert "Maria" not in str(caught.value)
