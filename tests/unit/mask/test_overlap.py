"""Overlapping decisions: who wins, and that nothing is left open."""

from __future__ import annotations

from penname.mask.overlap import Decided, resolve
from penname.policy.model import Action, Decision, Rule
from penname.text.spans import Span
from tests.work import calls


def decided(
    start: int, end: int, name: str = "A", action: Action = Action.MASK, score: float = 0.9
) -> Decided:
    rule = Rule(name, action)
    return Decided(Span(start, end, name, score, "test"), Decision(action, rule, name, ""))


def outcome(*ones: Decided) -> list[tuple[int, int, str]]:
    return [(one.span.start, one.span.end, one.decision.rule.entity_type) for one in resolve(ones)]


def test_disjoint_decisions_are_sorted() -> None:
    """Without overlap all stay, in the order of the text; touching is no overlap."""
    assert outcome(decided(5, 8), decided(0, 5, "B")) == [(0, 5, "B"), (5, 8, "A")]
    assert outcome() == []


def test_allowed_spans_do_not_act() -> None:
    """An allowed span neither stays nor protects another."""
    assert outcome(decided(0, 9, "B", Action.ALLOW), decided(2, 4)) == [(2, 4, "A")]


def test_routed_spans_leave_the_text() -> None:
    """A route asks for an upstream, not for the text: what another rule masks stays whole."""
    assert outcome(decided(0, 9, "B", Action.ROUTE)) == []
    assert outcome(decided(2, 4, "B", Action.ROUTE), decided(0, 9)) == [(0, 9, "A")]


def test_stricter_action_wins() -> None:
    """A strict short span beats a long lenient one, of which the rest stays covered."""
    assert outcome(decided(0, 9), decided(3, 5, "B", Action.REDACT)) == [
        (0, 3, "A"),
        (3, 5, "B"),
        (5, 9, "A"),
    ]


def test_longer_then_surer_wins() -> None:
    """Among equal actions the longer span wins, then the higher score, then the earlier one."""
    assert outcome(decided(0, 4), decided(2, 9, "B")) == [(0, 2, "A"), (2, 9, "B")]
    assert outcome(decided(0, 4, "A", score=0.5), decided(0, 4, "B")) == [(0, 4, "B")]
    assert outcome(decided(2, 6, "B"), decided(0, 4, "A")) == [(0, 4, "A"), (4, 6, "B")]
    assert outcome(decided(0, 4, "B"), decided(0, 4, "A")) == [(0, 4, "A")]


def test_names_by_word_yield() -> None:
    """A name's stand-ins leave particles in clear, so they give way to what masks all."""
    name = decided(0, 9, "PERSON", Action.SURROGATE)
    assert outcome(name, decided(4, 6, "PROJECT")) == [
        (0, 4, "PERSON"),
        (4, 6, "PROJECT"),
        (6, 9, "PERSON"),
    ]
    assert outcome(name, decided(4, 6, "PROJECT", Action.SURROGATE))[1] == (4, 6, "PROJECT")
    assert outcome(name, decided(4, 6, "LOCATION", Action.SURROGATE)) == [(0, 9, "PERSON")]


def test_span_over_many_fills_gaps() -> None:
    """A lenient span over several strict ones covers what is between and around them."""
    strict = [decided(i, i + 2, "B", Action.BLOCK) for i in (2, 4, 7)]
    assert outcome(decided(1, 8), *strict) == [
        (1, 2, "A"),
        (2, 4, "B"),
        (4, 6, "B"),
        (6, 7, "A"),
        (7, 9, "B"),
    ]


def test_many_spans_are_linear() -> None:
    """Thousands of findings in one text are resolved as they come, not in their square."""
    ones = [decided(i * 10, i * 10 + 12) for i in range(4_000)]
    assert len(resolve(ones)) == 4_000
    assert calls(lambda: resolve(ones[:2_000])) < 2.3 * calls(lambda: resolve(ones[:1_000]))
