"""Entries of a policy that stand under an id, match a part of the traffic and may end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from penname.policy.changes import Change, Effect, match_words, widening, worst
from penname.policy.match import Match


@dataclass(frozen=True, slots=True)
class Pull:
    """What an entry does where it applies: the effect of its coming there, and of its going."""

    comes: Effect
    goes: Effect


class Entry(Protocol):
    """What scopes, allow entries and exceptions have in common."""

    @property
    def id(self) -> str: ...
    @property
    def match(self) -> Match: ...
    @property
    def where(self) -> str: ...


class Dated(Entry, Protocol):
    """An entry with a last day."""

    @property
    def expires(self) -> dt.date: ...


E = TypeVar("E", bound=Entry)
D = TypeVar("D", bound=Dated)


def by_id(entries: Iterable[E]) -> dict[str, E]:
    """Id → entry, in order."""
    return {one.id: one for one in entries}


def match_change(key: str, old: Entry, new: Entry, pull: Pull) -> Iterator[Change]:
    """The change of a match, if it is another one."""
    if old.match == new.match:
        return
    wider, narrower = widening(old.match, new.match)
    effects = [pull.comes] * wider + [pull.goes] * narrower
    words = match_words(old.match), match_words(new.match)
    yield Change(worst(effects), f"{key}.match", *words, new.where, old.where)


def later(was: dt.date, now: dt.date, pull: Pull) -> Effect:
    """The effect of another last day."""
    if was == now:
        return Effect.NEUTRAL
    return pull.comes if now > was else pull.goes


def came(
    kind: str,
    before: Mapping[str, D],
    after: Mapping[str, D],
    words: Callable[[D], str],
    pull: Callable[[D], Pull],
    today: dt.date,
) -> Iterator[Change]:
    """The entries that only the new policy has."""
    for id_ in (id_ for id_ in after if id_ not in before):
        one = after[id_]
        effect = pull(one).comes if today <= one.expires else Effect.NEUTRAL
        yield Change(effect, f"{kind}.{id_}", "", words(one), one.where)


def gone(
    kind: str,
    before: Mapping[str, D],
    after: Mapping[str, D],
    words: Callable[[D], str],
    pull: Callable[[D], Pull],
    today: dt.date,
) -> Iterator[Change]:
    """The entries that only the old policy has."""
    for id_ in (id_ for id_ in before if id_ not in after):
        one = before[id_]
        effect = pull(one).goes if today <= one.expires else Effect.NEUTRAL
        yield Change(effect, f"{kind}.{id_}", words(one), "", one.where, one.where)


def in_force(
    found: Iterable[Change], was: dt.date, now: dt.date, today: dt.date
) -> Iterator[Change]:
    """The changes as they are in force: an entry that has ended does nothing."""
    for change in found:
        is_end = change.key.endswith(".expires")
        if today > now and not (is_end and today <= was):
            yield replace(change, effect=Effect.NEUTRAL)
        else:
            yield change
