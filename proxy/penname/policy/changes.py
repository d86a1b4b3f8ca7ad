"""What a change of a policy does: tightens, loosens, or neither. The parts of `policy.diff`.

Rules of the comparison:

1. What counts is effect on traffic. A rule that is off or only counted protects nothing, so
   its keys change nothing; what brings it into force tightens.
2. What cannot be ranked counts as loosening: a regex that is another one, a match that is
   both wider and narrower. A gate that lets these through would not be one.
3. Values and terms are counted, never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from penname.policy.match import Match
from penname.policy.model import LENIENCE, REVERSIBLE, STRICTNESS, Action, Mode, Policy, Rule
from penname.policy.strictness import is_covered, shown

_ENTITIES = "entities."


class Effect(StrEnum):
    TIGHTENS = "tightens"
    LOOSENS = "loosens"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `key` is its path in the file; `before` and `after` are short words for
    what was and what is (empty: not there). `where` is the `file:line` that now says so, or
    that said so where nothing does any more; `was_at` the one before. `group` is the group of
    entity types whose line it is.
    """

    effect: Effect
    key: str
    before: str
    after: str
    where: str = ""
    was_at: str = ""
    group: str = ""


def by_line(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, each line for a group of types as one: with the key that the file has."""
    lines: dict[Change, Change] = {}
    for change in changes:
        if change.group:
            above, within, name = change.key.rpartition(_ENTITIES)
            named = f"{above}{within}{change.group}{''.join(name.partition('.')[1:])}"
            lines.setdefault(replace(change, key=named, was_at=""), replace(change, key=named))
        else:
            lines[change] = change
    return tuple(lines.values())


def falls(before: float, after: float) -> Effect:
    """For what is stricter when it is less."""
    if before == after:
        return Effect.NEUTRAL
    return Effect.TIGHTENS if after < before else Effect.LOOSENS


def rises(before: float, after: float) -> Effect:
    """For what is stricter when it is more."""
    return falls(after, before)


def grows(before: Collection[Any], after: Collection[Any]) -> Effect:
    """For a set that is stricter when it holds more. Exchanged members: loosens."""
    if set(before) - set(after):
        return Effect.LOOSENS
    return Effect.TIGHTENS if set(after) - set(before) else Effect.NEUTRAL


def shrinks(before: Collection[Any], after: Collection[Any]) -> Effect:
    """For a set that is stricter when it holds less. Exchanged members: loosens."""
    if set(after) - set(before):
        return Effect.LOOSENS
    return Effect.TIGHTENS if set(before) - set(after) else Effect.NEUTRAL


def worst(effects: Iterable[Effect]) -> Effect:
    """The effect of several changes together: one that loosens cannot be made up for."""
    found = set(effects)
    for effect in (Effect.LOOSENS, Effect.TIGHTENS):
        if effect in found:
            return effect
    return Effect.NEUTRAL


def both(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The keys of both, in the order of the new one; what is gone comes last."""
    return [*now, *(key for key in was if key not in now)]


def counted(number: int, word: str) -> str:
    """`1 value`, `2 values`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


# --- rules ------------------------------------------------------------------------------


def acts(rule: Rule | None) -> bool:
    """Whether a rule does anything to traffic."""
    if rule is None or rule.mode is not Mode.ENFORCE:
        return False
    return rule.action is not Action.ALLOW or rule.on_reply is not Action.ALLOW


def is_acted_on(policy: Policy, entity_type: str) -> bool:
    """Whether anything is done with a type, if only in some scope or under some exception."""
    found = [scope.rules.get(entity_type) for scope in policy.scopes]
    rules = [rule for rule in (policy.rules.get(entity_type), *found) if rule is not None]
    for exemption in policy.exceptions:
        changes: Mapping[str, Any] = exemption.changes.get(entity_type, {})
        rules += [replace(rule, **changes) for rule in rules]
    return any(map(acts, rules))


@dataclass(frozen=True, slots=True)
class Live:
    """Whether a type is acted on under the old policy, and under the new one."""

    before: bool
    after: bool

    @classmethod
    def under(cls, before: Policy, after: Policy, entity_type: str) -> Live:
        return cls(is_acted_on(before, entity_type), is_acted_on(after, entity_type))


def rule_changes(key: str, before: Rule, after: Rule, live: Live) -> list[Change]:
    """One change for each key of a rule that is not as it was."""
    both = before.mode is Mode.ENFORCE and after.mode is Mode.ENFORCE
    found = []
    for name, effect in _RULE_KEYS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was == now or (name == "restore" and _follows_action(before, after)):
            continue
        counts = both or name in ("mode", "locked")
        found.append(
            Change(
                effect(before, after, live) if counts else Effect.NEUTRAL,
                f"{key}.{name}",
                shown(was),
                shown(now),
                after.origins.get(name, after.where),
                before.origins.get(name, before.where),
            )
        )
    return found


def _follows_action(before: Rule, after: Rule) -> bool:
    """Whether `restore` differs only because one-way actions have none."""
    return (before.action in REVERSIBLE) is not (after.action in REVERSIBLE)


def _action(before: Rule, after: Rule, _live: Live) -> Effect:
    if before.action is Action.ROUTE and after.action is not Action.BLOCK:
        return Effect.LOOSENS  # the request may go anywhere by now
    return rises(STRICTNESS[before.action], STRICTNESS[after.action])


def _on_reply(before: Rule, after: Rule, _live: Live) -> Effect:
    return rises(STRICTNESS[before.on_reply], STRICTNESS[after.on_reply])


def _min_score(before: Rule, after: Rule, live: Live) -> Effect:
    if not (live.before and live.after):
        return Effect.NEUTRAL
    return falls(before.min_score, after.min_score)


def _mode(before: Rule, after: Rule, live: Live) -> Effect:
    if LENIENCE[after.mode] < LENIENCE[before.mode]:
        return rises(False, live.after)
    return falls(False, live.before)


def _restore(before: Rule, after: Rule, _live: Live) -> Effect:
    if not all(is_covered(place, before.restore) for place in after.restore):
        return Effect.LOOSENS
    if not all(is_covered(place, after.restore) for place in before.restore):
        return Effect.TIGHTENS
    return Effect.NEUTRAL


def _keep_last(before: Rule, after: Rule, _live: Live) -> Effect:
    if not _same_action(before, after):
        return Effect.NEUTRAL
    return falls(before.keep_last, after.keep_last)


def _to(before: Rule, after: Rule, _live: Live) -> Effect:
    """Another target cannot be ranked; more tags leave fewer upstreams to route to."""
    if not _same_action(before, after):
        return Effect.NEUTRAL  # the action's own change tells
    if Action.ROUTE in (before.action, before.on_reply):
        return grows(before.to, after.to)
    return Effect.LOOSENS


def _same_action(before: Rule, after: Rule) -> bool:
    return (before.action, before.on_reply) == (after.action, after.on_reply)


def _locked(before: Rule, after: Rule, _live: Live) -> Effect:
    return rises(before.locked, after.locked)


def _neutral(_before: Rule, _after: Rule, _live: Live) -> Effect:
    return Effect.NEUTRAL


_RULE_KEYS: Mapping[str, Callable[[Rule, Rule, Live], Effect]] = {
    "action": _action,
    "on_reply": _on_reply,
    "mode": _mode,
    "min_score": _min_score,
    "restore": _restore,
    "keep_last": _keep_last,
    "to": _to,
    "locked": _locked,
    "severity": _neutral,
}


# --- match ------------------------------------------------------------------------------


def widening(before: Match, after: Match) -> tuple[bool, bool]:
    """Whether a match may now take requests that it did not take; and the other way round.

    Globs are compared as words: one that only looks different counts as both.
    """
    wider = narrower = False
    for name in ("routes", "tenants", "models", "clients"):
        was, now = set(getattr(before, name)), set(getattr(after, name))
        if was == now:
            continue
        # no globs at all take everything
        wider = wider or not now or bool(was and now - was)
        narrower = narrower or not was or bool(now and was - now)
    return wider, narrower


def match_words(match: Match) -> str:
    """`tenants: [a, b], routes: [c]`, or `everything`."""
    parts = [
        f"{name}: {shown(getattr(match, name))}"
        for name in ("routes", "tenants", "models", "clients")
        if getattr(match, name)
    ]
    return ", ".join(parts) or "everything"
