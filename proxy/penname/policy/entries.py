"""Scopes and allow entries of merged layers: judged, and made part of the policy.

Scopes may only tighten. Allow entries let values through, and exceptions (`policy.exemptions`)
loosen rules; each is dated and owned, and none touches what is locked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from penname.policy.grammar import AUDIT_CONTENTS
from penname.policy.groups import members_of
from penname.policy.layers import Values, expanded, merge, part, word
from penname.policy.match import Match
from penname.policy.model import LENIENCE, AllowEntry, Mode, Rule, Scope
from penname.policy.patterns import fully_matches
from penname.policy.readers import Said
from penname.policy.review import Review
from penname.policy.rules import (
    base_values,
    check_needs,
    check_uses,
    group_of,
    make_rule,
    said_of,
)
from penname.policy.strictness import looser_keys, shown, stricter_rule

LONGEST_DAYS = 366
WARN_DAYS = 30
#: Values that have nothing in common.
_ANYTHING = ("a", "7", "@", "Zo\u00eb, 12 - x")
_LISTS = ("exceptions", "allow", "deny", "scopes")


@dataclass(frozen=True, slots=True)
class Lock:
    """Where an entity type was locked first: `file:line`, and the files that may let values of it
    through all the same: the one that locks, and those that it was laid over knowingly."""

    where: str
    free: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What entries are judged against.

    What a parent says was judged when the parent was written; where its child has made it
    pointless since, it only has no effect. So most problems are those of the `root` file.
    """

    values: Values = field(repr=False)
    rules: Mapping[str, Rule]
    locks: Mapping[str, Lock]
    root: str
    today: dt.date | None = None

    def is_root(self, said: Said) -> bool:
        return said.context.file == self.root


def check_ids(values: Values) -> None:
    """Problems of ids that two scopes, entries or exceptions share."""
    seen: dict[str, Said] = {}
    entries = (said for key in _LISTS for said in word(values, key, ()))
    for said in sorted(entries, key=lambda said: (said.context.file, said.place)):
        own: Said = said.value["id"]
        first = seen.setdefault(own.value, own)
        if first is not own:
            here = first.context.file == own.context.file
            at = f"line {first.place.line}" if here else first.where
            own.error(f"duplicate id {own.value!r} (first on {at})")


def match_of(values: Values) -> Match:
    """The match of an entry. One that names nothing is a problem."""
    said = values.get("match")
    if said is None:
        return Match()
    if not said.value:
        said.error("must name routes, tenants, models or clients")
    return Match(**{key: each.value for key, each in said.value.items()})


def review_of(values: Values) -> Review:
    """What an entry says about who has looked at it."""
    return Review(
        word(values, "created"), word(values, "approved_by", ""), word(values, "ticket", "")
    )


# --- what loosens ------------------------------------------------------------------------


def allow_entries(ground: Ground) -> tuple[AllowEntry, ...]:
    """The allow entries; their problems are told at their places."""
    return tuple(_allow(ground, said) for said in word(ground.values, "allow", ()))


def _allow(ground: Ground, said: Said) -> AllowEntry:
    values: Values = said.value
    if bool({"values", "hashed"} & values.keys()) == ("regex" in values):
        said.error("needs either values or a regex")
    check_date(ground, values["expires"])
    if "regex" in values and all(fully_matches(values["regex"].value, one) for one in _ANYTHING):
        values["regex"].warn("lets every value through")
    names = frozenset(name for one in values["entities"].value for name in members_of(one))
    for name in sorted(names):
        lock = ground.locks.get(name)
        if lock is not None and said.context.file not in lock.free:
            values["entities"].error(
                f"{name} is locked in {lock.where}: nothing may be let through"
            )
    return AllowEntry(
        id=values["id"].value,
        entities=names,
        values=frozenset(word(values, "values", ())),
        expires=values["expires"].value,
        reason=values["reason"].value,
        owner=values["owner"].value,
        regex=word(values, "regex", ""),
        match=match_of(values),
        where=said.where,
        hashed=word(values, "hashed", frozenset()),
        review=review_of(values),
    )


def check_date(ground: Ground, said: Said) -> None:
    if ground.today is None:
        return
    left = (said.value - ground.today).days
    if left > LONGEST_DAYS:
        last = ground.today + dt.timedelta(LONGEST_DAYS)
        said.error(f"is more than {LONGEST_DAYS} days from today: at most {last}")
    elif left < 0:
        said.warn(f"ended {-left} day(s) ago: it has no effect")
    elif left <= WARN_DAYS:
        said.warn(f"ends in {left} day(s)")


# --- what tightens -----------------------------------------------------------------------


def scopes(ground: Ground) -> tuple[Scope, ...]:
    """The scopes with their finished rules; what would loosen is told where it is said."""
    return tuple(_scope(ground, said) for said in word(ground.values, "scopes", ()))


def _scope(ground: Ground, said: Said) -> Scope:
    values: Values = said.value
    over = _over_all(ground, values)
    own = expanded(part(values, "entities"))
    names = {**(ground.rules if over else {}), **own}
    made = {name: _scoped(ground, values, name, over, own.get(name)) for name in names}
    if ground.is_root(said):
        for key, line in part(values, "entities").items():
            check_uses(line.value, [made[name][0] for name in members_of(key)])
    rules = {name: tight for name, (_, tight) in made.items() if tight != ground.rules.get(name)}
    content = _audit(ground, values)
    if not rules and content is None and ground.is_root(said):
        said.warn("changes nothing")
    return Scope(values["id"].value, match_of(values), rules, content, said.where)


def _over_all(ground: Ground, values: Values) -> dict[str, Said]:
    """The keys of a scope that hold for every entity type; looser ones are told and left out."""
    base = base_values(ground.values)
    built_in = Rule("")
    found = {}
    for key in ("min_score", "mode"):
        if key not in values:
            continue
        before = word(base, key, getattr(built_in, key))
        if _rank(key, values[key].value) > _rank(key, before):
            change = f"{key} {shown(before)} -> {shown(values[key].value)}"
            _tell(ground, values, values[key], "the policy", change)
        else:
            found[key] = values[key]
    return found


def _rank(key: str, value: Any) -> float:
    return LENIENCE[Mode(value)] if key == "mode" else value


def _scoped(
    ground: Ground, values: Values, name: str, over: Values, line: Said | None
) -> tuple[Rule, Rule]:
    """The rule of a type inside a scope: as the scope says it, and as strict as outside it."""
    base = ground.rules.get(name)
    said = said_of(ground.values, name)
    for key, each in over.items():
        if key not in said or _rank(key, each.value) < _rank(key, said[key].value):
            said[key] = each
    own: Values = {} if line is None else line.value
    said = merge(said, own)
    rule = make_rule(name, said, (line or values["id"]).where, group_of(line) if line else "")
    if line is not None and ground.is_root(line):
        check_needs(rule, said, line)
    if base is None:
        return rule, rule
    for key, before, after in looser_keys(base, rule):
        blamed = own.get(key) or values["id"]
        _tell(ground, values, blamed, name, f"{key} {before} -> {after}")
    tight = stricter_rule(rule, base)
    return rule, replace(tight, where=rule.where, group=rule.group, origins=rule.origins)


def _tell(ground: Ground, values: Values, said: Said, subject: str, change: str) -> None:
    if ground.is_root(said):
        scope = values["id"].value
        said.error(f"scope {scope} loosens {subject}: {change} (use exceptions:)")


def _audit(ground: Ground, values: Values) -> str | None:
    said = part(values, "audit").get("content")
    if said is None:
        return None
    before = word(part(ground.values, "audit"), "content", "masked")
    if AUDIT_CONTENTS.index(said.value) > AUDIT_CONTENTS.index(before):
        _tell(ground, values, said, "the audit log", f"content {before} -> {said.value}")
        return None
    return None if said.value == before else str(said.value)
