"""Entries that match a part of the traffic and may end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from penname.policy.changes import Change, Effect
from penname.policy.diff_dated import Pull, by_id, came, gone, in_force, later, match_change
from penname.policy.match import Match
from penname.policy.model import AllowEntry

TODAY = dt.date(2026, 11, 24)
T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
BOTH = Pull(L, T)


def entry(name: str, match: Match | None = None, days: int = 9) -> AllowEntry:
    end = TODAY + dt.timedelta(days=days)
    return AllowEntry(name, frozenset(), frozenset(), end, "r", "o", match=match or Match())


def told(
    before: Mapping[str, AllowEntry], after: Mapping[str, AllowEntry]
) -> list[tuple[str, Effect]]:
    words, pull = (lambda one: one.id), (lambda _: BOTH)
    left = gone("allow", before, after, words, pull, TODAY)
    joined = came("allow", before, after, words, pull, TODAY)
    return [(one.key, one.effect) for one in (*left, *joined)]


def test_only_what_is_in_force_has_an_effect() -> None:
    """What comes or goes after its end has none; the last day itself counts."""
    before = by_id([entry("a"), entry("b", days=-1), entry("c")])
    after = by_id([entry("c"), entry("d", days=0), entry("e", days=-1)])
    assert told(before, after) == [("allow.a", T), ("allow.b", N), ("allow.d", L), ("allow.e", N)]


def test_match_is_worth_its_worst() -> None:
    """A wider match brings the entry, a narrower one takes it; words in another order neither."""

    def effect(was: Match, now: Match) -> list[Effect]:
        found = match_change("k", entry("a", was), entry("a", now), BOTH)
        return [one.effect for one in found]

    one, two = Match(tenants=("a",)), Match(tenants=("a", "b"))
    assert effect(one, two) == [L]
    assert effect(two, one) == [T]
    assert effect(one, Match(tenants=("b",))) == [L]
    assert effect(two, Match(tenants=("b", "a"))) == [N]
    assert effect(one, one) == []


def test_end_moves_either_way() -> None:
    """A later end brings the entry for longer, an earlier one takes it."""
    tomorrow = TODAY + dt.timedelta(days=1)
    assert [later(TODAY, tomorrow, BOTH), later(tomorrow, TODAY, BOTH)] == [L, T]
    assert later(TODAY, TODAY, BOTH) is N


def test_ended_entries_change_nothing() -> None:
    """Once ended, only the end itself was a change."""
    changes = [Change(T, "k.expires", "", ""), Change(L, "k.values", "", "")]
    past = TODAY - dt.timedelta(days=1)
    assert [one.effect for one in in_force(changes, TODAY, past, TODAY)] == [T, N]
    assert [one.effect for one in in_force(changes, past, past, TODAY)] == [N, N]
    assert [one.effect for one in in_force(changes, past, TODAY, TODAY)] == [T, L]
