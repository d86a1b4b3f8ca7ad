"""What a policy makes of one text's spans."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

from penname.cli.policy.judge import Judged, exceptions_for, judge, let_through
from penname.policy.match import Match, Subject
from penname.policy.model import Action, Exemption, Mode, Policy, Rule
from penname.text.spans import Span
from tests.exchanges import vault

TODAY = dt.date(2026, 12, 1)
ENDS = dt.date(2027, 1, 31)
TEXT = "Ann Lee met Bob Ray and Ann Lee"
#: (start, end) of the three names in TEXT
NAMES = ((0, 7), (12, 19), (24, 31))


def policy(action: Action, **more: object) -> Policy:
    rule = Rule("PERSON", action, **more)  # type: ignore[arg-type]
    return Policy("p", "1", "d" * 64, {"PERSON": rule, "CITY": Rule("CITY")})


def spans(kind: str = "PERSON") -> list[Span]:
    return [Span(start, end, kind, 0.9, "test") for start, end in NAMES]


def judged(rules: Policy, found: list[Span] | None = None) -> Judged:
    return judge(TEXT, spans() if found is None else found, rules, vault().scope("t"), TODAY)


def test_surrogates_are_numbered_as_they_stand() -> None:
    """The same value has the same number; numbers go by the place in the text."""
    one = judged(policy(Action.MASK))
    first, second = one.surrogates().values()
    assert list(one.surrogates()) == [("PERSON", 1), ("PERSON", 2)]
    assert one.masked == f"{first} met {second} and {first}"


def test_stand_ins_are_numbered_whole() -> None:
    """A stand-in of two words is one surrogate."""
    one = judged(policy(Action.SURROGATE))
    first, second = one.surrogates().values()
    assert one.masked == f"{first} met {second} and {first}"


def test_hashes_have_numbers_redactions_none() -> None:
    """A keyed hash is named like a surrogate; what is the same for all values is not."""
    assert set(judged(policy(Action.HASH)).surrogates()) == {("PERSON", 1), ("PERSON", 2)}
    redacted = judged(policy(Action.REDACT))
    assert (redacted.surrogates(), redacted.masked) == ({}, "[PERSON] met [PERSON] and [PERSON]")


def test_way_back_restores_what_may_come_back() -> None:
    """Only reversible findings come back, and only where the rule restores text."""
    for action, more, comes in (
        (Action.MASK, {}, True),
        (Action.SURROGATE, {}, True),
        (Action.MASK, {"restore": frozenset({"urls"})}, False),
        (Action.HASH, {}, False),
    ):
        rules = policy(action, **more)
        one = judged(rules)
        assert one.way_back(rules) == (TEXT if comes else one.masked)


def test_routed_spans_are_findings() -> None:
    """A span that only routes the request is acted on; its text stays."""
    rules = policy(Action.ROUTE, to=("local",))
    one = judged(rules, [*spans(), Span(0, 3, "PERSON", 0.9, "other")])
    assert [(each.start, each.end, each.action) for each in one.findings] == [
        (start, end, "route") for start, end in NAMES
    ]
    assert one.masked == TEXT


def test_masked_spans_hide_routed_ones() -> None:
    """Where another finding changes the text, the routed one does not count twice."""
    rules = policy(Action.ROUTE, to=("local",))
    one = judged(rules, [*spans("CITY"), *spans()])
    assert {each.entity_type for each in one.findings} == {"CITY"}


def test_strictest_action_decides() -> None:
    """The strictest finding is the decision; without one there is none."""
    rules = policy(Action.REDACT)
    one = judged(rules, [Span(0, 7, "CITY", 0.9, "test"), Span(12, 19, "PERSON", 0.9, "test")])
    assert one.strictest is not None
    assert one.strictest.entity_type == "PERSON"
    assert judged(rules, []).strictest is None


def test_shadow_types_are_named() -> None:
    """Types of rules in shadow mode are named once, sorted; those that allow are not."""
    assert judged(policy(Action.MASK, mode=Mode.SHADOW)).shadow == ("PERSON",)
    assert judged(policy(Action.ALLOW, mode=Mode.SHADOW)).shadow == ()


def test_exceptions_may_only_loosen_a_little() -> None:
    """An exception that makes an action milder is named too, only for who it is for."""
    changes = MappingProxyType({"PERSON": MappingProxyType({"action": Action.MASK})})
    exemption = Exemption("EX-1", Match(tenants=("b",)), changes, ENDS, "r", "o")
    rules = replace(policy(Action.REDACT), exceptions=(exemption,))
    billing, sales = Subject(tenant="b"), Subject(tenant="s")
    assert let_through(TEXT, spans(), rules, billing, TODAY) == ("EX-1",)
    assert let_through(TEXT, spans(), rules, sales, TODAY) == ()
    assert exceptions_for("CITY", rules, billing, TODAY) == ()
    assert exceptions_for("PERSON", rules, billing, dt.date(2027, 2, 1)) == ()


def test_repr_holds_no_value() -> None:
    """What was judged can be logged."""
    assert "Ann" not in repr(judged(policy(Action.MASK)))
