"""Exceptions of merged layers: judged, and made part of the policy.

They are the only way to loosen a rule; none touches what is locked, and each must change
something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from penname.policy.entries import Ground, check_date, match_of
from penname.policy.groups import members_of
from penname.policy.layers import Values, expanded, merge, word
from penname.policy.model import REVERSIBLE, Exemption, Rule, Scope
from penname.policy.readers import Said
from penname.policy.rules import check_needs, check_uses, make_rule, said_of


def exemptions(ground: Ground, within: Sequence[Scope]) -> tuple[Exemption, ...]:
    """The exceptions; their problems are told at their places. `within`: the policy's scopes,
    to which there may be exceptions too."""
    entries = word(ground.values, "exceptions", ())
    return tuple(_exemption(ground, within, said) for said in entries)


def _exemption(ground: Ground, within: Sequence[Scope], said: Said) -> Exemption:
    values: Values = said.value
    check_date(ground, values["expires"])
    lines: Values = values["entities"].value
    own = expanded(lines)
    changes = {name: _changes(ground, name, line) for name, line in own.items()}
    changes = {
        name: found for name, found in changes.items() if _matters(ground, within, name, found)
    }
    if ground.is_root(said):
        _check_lines(ground, lines, own, changes)
    if not lines:
        values["entities"].error("must name an entity type")
    return Exemption(
        id=values["id"].value,
        match=match_of(values),
        changes=changes,
        expires=values["expires"].value,
        reason=values["reason"].value,
        owner=values["owner"].value,
        approved_by=word(values, "approved_by", ""),
        ticket=word(values, "ticket", ""),
        where=said.where,
    )


def _check_lines(
    ground: Ground, lines: Values, own: Values, changes: Mapping[str, Mapping[str, Any]]
) -> None:
    """Problems of lines of an exception: what is locked, and what changes nothing.

    Of a group, those types that the policy says nothing of are let through already.
    """
    for key, line in lines.items():
        members = members_of(key)
        locked = [name for name in members if name in ground.locks]
        for name in locked:
            where = ground.locks[name].where
            line.error(f"{name} is locked in {where}: no exception may touch it")
        if locked or not changes.keys().isdisjoint(members):
            known = [name for name in members if name in ground.rules and name not in ground.locks]
            check_uses(line.value, [_laid(ground, name, own[name])[0] for name in known])
        elif ground.rules.keys().isdisjoint(members):
            line.error(f"{key} has no line under entities")
        else:
            line.error("changes nothing")


def _laid(ground: Ground, name: str, own: Said) -> tuple[Rule, Values]:
    """The rule of a type under a line of an exception, and what it is made of."""
    said = merge(said_of(ground.values, name), own.value)
    return make_rule(name, said, own.where), said


def _changes(ground: Ground, name: str, own: Said) -> dict[str, Any]:
    """What an exception lays over the rule of a type; with what its action needs besides."""
    base = ground.rules.get(name)
    if base is None or name in ground.locks:
        return {}
    rule, said = _laid(ground, name, own)
    check_needs(rule, said, own)
    changes = {key: getattr(rule, key) for key in own.value}
    if "action" in changes:
        needed: dict[str, Any] = {"keep_last": rule.keep_last, "to": rule.to}
        if base.action not in REVERSIBLE:
            needed["restore"] = rule.restore
        changes = {key: value for key, value in needed.items() if value} | changes
    return changes


def _matters(
    ground: Ground, within: Sequence[Scope], name: str, changes: Mapping[str, Any]
) -> bool:
    """Whether changes make a difference to the rule of a type, in the policy or in a scope."""
    rules = [ground.rules.get(name), *(scope.rules.get(name) for scope in within)]
    return any(
        getattr(rule, key) != value
        for rule in rules
        if rule is not None
        for key, value in changes.items()
    )
