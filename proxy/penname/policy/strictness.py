"""Which of two rules is stricter, key by key, and the rule that is as strict as both.

An auditor's order: more done to a value, from a lower score on, given back in fewer places,
for sure instead of only counted. Severity decides nothing and is never looser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from fnmatch import fnmatchcase

from penname.policy.model import LENIENCE, REVERSIBLE, STRICTNESS, Action, Rule, Severity

_SEVERITIES = tuple(Severity)
_TOOLS = "tool_arguments"
#: Before a tool's name: the place of its arguments.
TOOL = "tool:"
_GLOB = frozenset("*?[")


def finished(rule: Rule) -> Rule:
    """The rule without what its actions have no use for: places to restore what is one-way,
    characters to keep, targets."""
    actions = {rule.action, rule.on_reply}
    return replace(
        rule,
        restore=rule.restore if rule.action in REVERSIBLE else frozenset(),
        keep_last=rule.keep_last if Action.PARTIAL in actions else 0,
        to=rule.to if actions & {Action.GENERALIZE, Action.ROUTE} else (),
    )


def looser_keys(old: Rule, new: Rule) -> Iterator[tuple[str, str, str]]:
    """(key, old value, new value) of each key in which a rule is looser than another was."""
    for key, is_looser in _LOOSER.items():
        before, after = getattr(old, key), getattr(new, key)
        if before != after and is_looser(old, new):
            yield key, shown(before), shown(after)


def shown(value: object) -> str:
    """A value of a rule in the words of a policy file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (frozenset, set, tuple)):
        return f"[{', '.join(sorted(map(str, value)))}]"
    return str(value)


def reaches(place: str, places: Set[str]) -> bool:
    """Whether a value may come back at a place: `text`, `urls`, or `tool:NAME` of a real tool."""
    if place in places:
        return True
    if not place.startswith(TOOL):
        return False
    return _TOOLS in places or any(
        wide.startswith(TOOL) and fnmatchcase(place, wide) for wide in places
    )


def is_covered(place: str, places: Set[str]) -> bool:
    """Whether what may be restored at one place may be so under a set of places.

    `tool_arguments` are those of all tools; globs are compared only where that is certain.
    """
    if place.startswith(TOOL) and _GLOB & set(place):
        return not places.isdisjoint({place, _TOOLS, f"{TOOL}*"})
    return reaches(place, places)


def in_both(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The places that both sets of places have."""
    return frozenset(
        {place for place in first if is_covered(place, second)}
        | {place for place in second if is_covered(place, first)}
    )


def stricter_rule(old: Rule, new: Rule) -> Rule:
    """A rule that is as strict as both; what is equally strict stays as in the old one.

    A rule that is only counted, or off, holds nothing back: against an enforced one it has
    no say but for its lock.
    """
    locked = old.locked or new.locked
    if old.mode is not new.mode:
        wins = old if LENIENCE[old.mode] < LENIENCE[new.mode] else new
        return replace(wins, locked=locked)
    by_action = new if STRICTNESS[new.action] > STRICTNESS[old.action] else old
    by_reply = new if STRICTNESS[new.on_reply] > STRICTNESS[old.on_reply] else old
    on_reply = by_reply.on_reply
    if by_action.action is Action.ROUTE and on_reply is Action.GENERALIZE:
        on_reply = Action.HASH  # `to` holds tags now: the next stricter action needs none
    return finished(
        replace(
            by_action,
            on_reply=on_reply,
            min_score=min(old.min_score, new.min_score),
            severity=max(old.severity, new.severity, key=_SEVERITIES.index),
            restore=_restore(old, new, by_action),
            keep_last=_keep_last(old, new),
            to=_targets(old, new, by_action, by_reply),
            also_tags=_all_tags(old, new) if by_action.action not in _SENT_NOWHERE else (),
            locked=locked,
        )
    )


def _restore(old: Rule, new: Rule, winner: Rule) -> frozenset[str]:
    if old.action in REVERSIBLE and new.action in REVERSIBLE:
        return in_both(old.restore, new.restore)
    return winner.restore


def _keep_last(old: Rule, new: Rule) -> int:
    said = [rule.keep_last for rule in (old, new) if Action.PARTIAL in (rule.action, rule.on_reply)]
    return min(said, default=0)


def _targets(old: Rule, new: Rule, by_action: Rule, by_reply: Rule) -> tuple[str, ...]:
    if by_action.action is Action.ROUTE:
        return _all_tags(old, new)
    return by_action.to if by_action.action in _TARGETED else by_reply.to


def _all_tags(old: Rule, new: Rule) -> tuple[str, ...]:
    return (*old.tags, *(tag for tag in new.tags if tag not in old.tags))


_TARGETED = frozenset({Action.GENERALIZE, Action.ROUTE})
#: Actions that have no use for more tags: one has them in `to`, one sends nothing.
_SENT_NOWHERE = frozenset({Action.ROUTE, Action.BLOCK})


def _restores_more(old: Rule, new: Rule) -> bool:
    if old.action not in REVERSIBLE or new.action not in REVERSIBLE:
        return False  # then the action tells
    return not all(is_covered(place, old.restore) for place in new.restore)


def _keeps_more(old: Rule, new: Rule) -> bool:
    partial = (old.action is new.action is Action.PARTIAL) or (
        old.on_reply is new.on_reply is Action.PARTIAL
    )
    return partial and new.keep_last > old.keep_last


def _routes_wider(old: Rule, new: Rule) -> bool:
    return new.action is not Action.BLOCK and not set(old.tags) <= set(new.tags)


_LOOSER: Mapping[str, Callable[[Rule, Rule], bool]] = {
    "action": lambda old, new: STRICTNESS[new.action] < STRICTNESS[old.action],
    "on_reply": lambda old, new: STRICTNESS[new.on_reply] < STRICTNESS[old.on_reply],
    "min_score": lambda old, new: new.min_score > old.min_score,
    "restore": _restores_more,
    "mode": lambda old, new: LENIENCE[new.mode] > LENIENCE[old.mode],
    "keep_last": _keeps_more,
    "to": _routes_wider,
    "locked": lambda old, new: old.locked and not new.locked,
}
