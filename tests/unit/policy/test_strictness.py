"""Strictness: what makes a rule looser than another, and the rule that is as strict as both."""

from __future__ import annotations

from typing import Any

import pytest

from penname.policy.model import Action, Mode, Rule, Severity
from penname.policy.strictness import (
    finished,
    in_both,
    is_covered,
    looser_keys,
    shown,
    stricter_rule,
)

BASE = Rule("PERSON", min_score=0.5, restore=frozenset({"text", "tool:write*"}))


def rule(**changes: Any) -> Rule:
    return finished(Rule("PERSON", **{"min_score": 0.5, **changes}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"action": Action.REDACT}, {"action": Action.MASK}, [("action", "redact", "mask")]),
        ({"action": Action.MASK}, {"action": Action.SURROGATE}, []),
        ({"action": Action.MASK}, {"action": Action.BLOCK}, []),
        ({"on_reply": Action.HASH}, {}, [("on_reply", "hash", "allow")]),
        ({"min_score": 0.3}, {"min_score": 0.6}, [("min_score", "0.3", "0.6")]),
        ({"min_score": 0.6}, {"min_score": 0.3}, []),
        ({"mode": Mode.ENFORCE}, {"mode": Mode.OFF}, [("mode", "enforce", "off")]),
        ({"mode": Mode.OFF}, {"mode": Mode.SHADOW}, []),
        ({"locked": True}, {}, [("locked", "true", "false")]),
        ({"severity": Severity.CRITICAL}, {"severity": Severity.LOW}, []),
        (
            {"restore": frozenset({"text"})},
            {"restore": frozenset({"text", "urls"})},
            [("restore", "[text]", "[text, urls]")],
        ),
        ({"restore": frozenset({"tool_arguments"})}, {"restore": frozenset({"tool:edit"})}, []),
        # the action tells where only one of them can be restored
        ({"action": Action.ALLOW}, {"restore": frozenset({"text"})}, []),
        (
            {"action": Action.PARTIAL, "keep_last": 2},
            {"action": Action.PARTIAL, "keep_last": 4},
            [("keep_last", "2", "4")],
        ),
        (
            {"on_reply": Action.PARTIAL, "keep_last": 2},
            {"on_reply": Action.PARTIAL, "keep_last": 4},
            [("keep_last", "2", "4")],
        ),
        ({}, {"action": Action.PARTIAL, "keep_last": 4}, []),
        (
            {"action": Action.ROUTE, "to": ("a", "b")},
            {"action": Action.ROUTE, "to": ("b", "c")},
            [("to", "[a, b]", "[b, c]")],
        ),
        (
            {"action": Action.ROUTE, "to": ("a",)},
            {"action": Action.ROUTE, "to": ("b", "a")},
            [],
        ),
        (
            {"action": Action.GENERALIZE, "to": ("year",)},
            {"action": Action.GENERALIZE, "to": ("month",)},
            [],
        ),
    ],
)
def test_every_way_to_loosen_counts(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    """Each key in which a rule protects less is named with both values; nothing else is."""
    assert list(looser_keys(rule(**old), rule(**new))) == expected


def test_several_looser_keys_are_all_named() -> None:
    """A rule that is looser in two ways is so twice."""
    keys = [key for key, *_ in looser_keys(rule(), rule(action=Action.ALLOW, min_score=0.9))]
    assert keys == ["action", "min_score"]


@pytest.mark.parametrize(
    ("place", "places", "covered"),
    [
        ("text", {"text"}, True),
        ("text", {"tool_arguments", "tool:*"}, False),
        ("urls", {"text"}, False),
        ("tool:edit", {"tool_arguments"}, True),
        ("tool:edit", {"tool:*"}, True),
        ("tool:edit", {"tool:e*"}, True),
        ("tool:edit", {"tool:write", "text"}, False),
        ("tool:e*", {"tool:*"}, True),
        ("tool:e*", {"tool:e*"}, True),
        # what cannot be said for certain is not covered
        ("tool:e*", {"tool:*e*"}, False),
        ("tool_arguments", {"tool:*"}, False),
        ("tool:edit", set(), False),
    ],
)
def test_places_cover_each_other(place: str, places: set[str], covered: bool) -> None:
    """`tool_arguments` are those of all tools, and a glob covers the names that it matches."""
    assert is_covered(place, places) is covered


def test_common_places_are_the_narrower() -> None:
    """What both sets of places have is the narrower of two that cover each other."""
    wide, narrow = frozenset({"text", "tool_arguments"}), frozenset({"urls", "tool:edit"})
    assert in_both(wide, narrow) == in_both(narrow, wide) == {"tool:edit"}


def test_finished_rules_hold_no_remains() -> None:
    """What the actions of a rule have no use for is not in it."""
    full = Rule("PERSON", restore=frozenset({"text"}), keep_last=4, to=("year",))
    assert finished(full) == Rule("PERSON", restore=frozenset({"text"}))
    one_way = finished(Rule("PERSON", Action.PARTIAL, keep_last=4))
    assert (one_way.restore, one_way.keep_last) == (frozenset(), 4)
    reply = finished(Rule("PERSON", on_reply=Action.GENERALIZE, to=("year",)))
    assert reply.to == ("year",)


def test_equal_strictness_stays_old() -> None:
    """Between two actions of one rank the old one stays: what was sent does not change."""
    old, new = rule(action=Action.MASK), rule(action=Action.SURROGATE)
    assert stricter_rule(old, new).action is Action.MASK
    assert stricter_rule(new, old).action is Action.SURROGATE
    generalize = rule(action=Action.GENERALIZE, to=("year",))
    joined = stricter_rule(generalize, rule(action=Action.PARTIAL, keep_last=4))
    assert (joined.action, joined.to, joined.keep_last) == (Action.GENERALIZE, ("year",), 0)


def test_every_key_is_the_stricter() -> None:
    """The joined rule takes the stricter value of each key from whichever rule has it."""
    old = rule(action=Action.MASK, min_score=0.7, on_reply=Action.REDACT, severity=Severity.HIGH)
    new = rule(action=Action.SURROGATE, min_score=0.4, restore=frozenset({"text"}), locked=True)
    assert stricter_rule(old, new) == rule(
        action=Action.MASK,
        min_score=0.4,
        on_reply=Action.REDACT,
        severity=Severity.HIGH,
        restore=frozenset({"text"}),
        locked=True,
    )


def test_masking_after_allowing_restores() -> None:
    """A rule that let values through says nothing about places: those of the new one hold."""
    new = rule(action=Action.MASK, restore=frozenset({"text"}))
    assert stricter_rule(rule(action=Action.ALLOW), new).restore == {"text"}


def test_keeping_fewer_characters_is_stricter() -> None:
    """Of two partial rules the one that keeps less holds."""
    old, new = (rule(action=Action.PARTIAL, keep_last=keep) for keep in (4, 2))
    assert stricter_rule(old, new).keep_last == 2


def test_routes_need_all_tags() -> None:
    """Two routes need the tags of both; a target of replies gives way to the tags."""
    allowed = rule(action=Action.ALLOW, on_reply=Action.GENERALIZE, to=("year",))
    old = rule(action=Action.ROUTE, to=("eu", "local"))
    assert stricter_rule(old, rule(action=Action.ROUTE, to=("baa", "eu"))).to == (
        "eu",
        "local",
        "baa",
    )
    joined = stricter_rule(old, allowed)
    assert (joined.action, joined.on_reply, joined.to) == (
        Action.ROUTE,
        Action.HASH,
        ("eu", "local"),
    )
    replies = stricter_rule(rule(), rule(on_reply=Action.GENERALIZE, to=("year",)))
    assert replies.to == ("year",)


def test_covering_keeps_the_tags_of_a_route() -> None:
    """As strict as a mask and a route: the value is masked, and the tags are asked for."""
    route, mask = rule(action=Action.ROUTE, to=("local",)), rule(action=Action.MASK)
    for joined in (stricter_rule(route, mask), stricter_rule(mask, route)):
        assert (joined.action, joined.tags) == (Action.MASK, ("local",))
    assert stricter_rule(joined, rule(action=Action.ROUTE, to=("eu",))).tags == ("local", "eu")
    assert stricter_rule(joined, rule(action=Action.BLOCK)).tags == ()
    assert [key for key, _, _ in looser_keys(route, mask)] == ["to"]
    assert [key for key, _, _ in looser_keys(mask, route)] == ["action"]
    assert list(looser_keys(route, rule(action=Action.BLOCK))) == []
    assert list(looser_keys(rule(action=Action.ALLOW), route)) == []


@pytest.mark.parametrize("mode", [Mode.SHADOW, Mode.OFF])
def test_shadow_has_no_say(mode: Mode) -> None:
    """A rule that is only counted does not make an enforced one stricter than it was."""
    counted = rule(action=Action.BLOCK, min_score=0.1, mode=mode, locked=True)
    masked = rule(action=Action.MASK)
    for joined in (stricter_rule(counted, masked), stricter_rule(masked, counted)):
        assert joined == rule(action=Action.MASK, locked=True)


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "true"), (0.25, "0.25"), (("b", "a"), "[a, b]"), (frozenset(), "[]"), (4, "4")],
)
def test_values_show_as_in_files(value: object, words: str) -> None:
    """Values in messages look as they would in a policy file."""
    assert shown(value) == words
    assert shown(Action.MASK) == "mask"
