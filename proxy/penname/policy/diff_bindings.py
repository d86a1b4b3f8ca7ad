"""What new bindings do other than the old ones: who gets a stricter policy, who a looser one.

A request is taken by the first binding that matches. So what bindings change is a set of
moves: from the policies of the binding that took a request to those of the one that takes it
now. All moves that are possible are compared; one that may loosen counts as loosening.
What is said twice is left out: a policy that keeps its name and revision is compared by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from penname.policy.bindings import Binding, PolicySet
from penname.policy.changes import Change, Effect, match_words
from penname.policy.diff import diff
from penname.policy.model import Policy


def binding_changes(before: PolicySet, after: PolicySet, today: dt.date) -> tuple[Change, ...]:
    """A Change for each binding whose requests get another policy, or another roll-out."""
    return tuple(
        Change(
            _effect(old, new, today),
            f"bind {match_words(new.match)}",
            _words(old),
            _words(new),
            new.where,
            old.where,
        )
        for old, new in _moves(before.bindings, after.bindings)
        if _said(old) != _said(new)
    )


def _moves(
    before: Sequence[Binding], after: Sequence[Binding]
) -> Iterator[tuple[Binding, Binding]]:
    """The pairs of bindings between which a request can have moved."""
    was = {binding.match: place for place, binding in reversed(list(enumerate(before)))}
    now = {binding.match: place for place, binding in reversed(list(enumerate(after)))}
    for place, old in enumerate(before):
        last = now.get(old.match, len(after) - 1)
        for new in after[: last + 1]:
            # what an earlier binding takes now as before never came to this one
            if was.get(new.match, place) >= place:
                yield old, new


def _said(binding: Binding) -> tuple[object, ...]:
    """What a binding gives, by names: the policies themselves are compared elsewhere."""
    candidate = binding.candidate
    rolled = candidate and (_label(candidate.policy), candidate.mode, candidate.percent)
    return _label(binding.policy), rolled, candidate and candidate.key


def _effect(old: Binding, new: Binding, today: dt.date) -> Effect:
    found = {
        change.effect
        for was in _enforced(old)
        for now in _enforced(new)
        if _label(was) != _label(now)
        for change in diff(was, now, today)
    }
    ranked = (Effect.LOOSENS, Effect.TIGHTENS)
    return next((effect for effect in ranked if effect in found), Effect.NEUTRAL)


def _enforced(binding: Binding) -> list[Policy]:
    """The policies that a request of a binding may be held to."""
    candidate = binding.candidate
    if candidate is None or candidate.mode != "enforce" or candidate.percent == 0:
        return [binding.policy]
    if candidate.percent >= 100:
        return [candidate.policy]
    return [binding.policy, candidate.policy]


def _label(policy: Policy) -> str:
    return f"{policy.name}@{policy.revision}"


def _words(binding: Binding) -> str:
    candidate = binding.candidate
    if candidate is None:
        return _label(binding.policy)
    rolled = f"{candidate.mode} {candidate.percent:g} % {_label(candidate.policy)}"
    return f"{_label(binding.policy)}, {rolled}"
