"""The effect of one policy in the place of another."""

from __future__ import annotations

from penname.cli.policy.effects import Affected, Effects, Verdict, most_affected, span_changes
from penname.policy.match import Subject

HERE = (0, 1, 0, 7, "PERSON")
THERE = (0, 1, 9, 12, "CITY")
WHO = Subject("openai.chat", "a")


def effects(*pairs: tuple[Verdict, Verdict], subject: Subject = WHO) -> Effects:
    found = Effects()
    for old, new in pairs:
        found.add(subject, old, new)
    return found


def test_decision_is_the_strictest_action() -> None:
    """A request's decision is its strictest action; a refusal is a block."""
    assert Verdict().decision == "allow"
    assert Verdict({HERE: "mask", THERE: "redact"}).decision == "redact"
    assert Verdict({HERE: "mask"}, "too_many_findings").decision == "block"


def test_spans_are_gained_lost_and_changed() -> None:
    """A span that one policy does not act on counts as allowed by it."""
    old = Verdict({HERE: "mask"})
    new = Verdict({HERE: "redact", THERE: "mask"})
    assert span_changes(old, new) == {("PERSON", "mask", "redact"): 1, ("CITY", "allow", "mask"): 1}
    found = effects((old, new), (new, old), (old, old))
    assert found.gained() == {("CITY", "mask"): 1}
    assert found.lost() == {("CITY", "mask"): 1}
    assert found.same_spans == 1


def test_requests_are_counted() -> None:
    """Changed decisions, blocked requests and who they come from are counted."""
    mask, block = Verdict({HERE: "mask"}), Verdict({}, "pii_blocked")
    other = Verdict({HERE: "mask", THERE: "mask"})
    found = effects((mask, block), (mask, mask), (mask, other))
    assert (found.requests, found.changed, found.touched) == (3, 1, 2)
    assert (found.blocked_old, found.blocked_new) == (0, 1)
    assert found.decisions == {("mask", "block"): 1}
    assert found.refusals == {"pii_blocked": (0, 1)}
    assert found.routes == {"openai.chat": Affected(3, 2)}
    assert found.tenants == {"a": Affected(3, 2)}


def test_another_refusal_is_a_change() -> None:
    """Refused for another reason is a change, although both are blocked."""
    found = effects((Verdict({}, "pii_blocked"), Verdict({}, "too_many_findings")))
    assert (found.changed, found.decisions) == (1, {})
    assert found.refusals == {"pii_blocked": (1, 0), "too_many_findings": (0, 1)}


def test_unknown_tenants_are_left_out() -> None:
    """Requests that name no tenant are in no tenant's row."""
    assert effects((Verdict(), Verdict()), subject=Subject("openai.chat")).tenants == {}


def test_most_affected_come_first() -> None:
    """The names with most changes come first, at most so many, none without a change."""
    table = {"a": Affected(9, 1), "b": Affected(9, 3), "c": Affected(9, 0), "d": Affected(9, 3)}
    assert [name for name, _ in most_affected(table)] == ["b", "d", "a"]
    assert [name for name, _ in most_affected(table, 1)] == ["b"]
