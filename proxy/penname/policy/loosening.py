"""What a file loosens of what it extends: a warning at its line, an error where it is locked.

Layers are compared one after the other, as they are merged, so a second parent that loosens
what the first one said is told as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penname.policy.declared import looser_recognizer, specs_of
from penname.policy.groups import folded
from penname.policy.layers import Layer, Values, merged_layers, part, word
from penname.policy.model import PARTS, ROLES, Limits, Rule
from penname.policy.problems import Place
from penname.policy.readers import Said
from penname.policy.rules import rules_of, said_of
from penname.policy.strictness import looser_keys, shown

_MOST_NAMES = 3
_INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class Stage:
    """The layers up to one, merged and resolved."""

    layer: Layer
    values: Values
    rules: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class _Looser:
    """One thing that a layer loosens: `before` is what stood at `was_at` (empty: built in).

    `owner` is the file that said so, or that relied on what is built in.
    """

    said: Said
    name: str
    key: str
    before: str
    after: str
    was_at: str
    owner: str


def stages_of(layers: Sequence[Layer]) -> list[Stage]:
    """One stage for each layer, the lowest first."""
    stages = []
    for end in range(1, len(layers) + 1):
        values = merged_layers(layers[:end])
        stages.append(Stage(layers[end - 1], values, rules_of(values)))
    return stages


def check_loosening(stages: Sequence[Stage], locked_at: Mapping[str, str]) -> None:
    """Tells what each layer loosens. `locked_at`: entity type → `file:line` of its lock.

    What a parent loosens of its own parents is its author's affair: it is told when that
    file is checked. What is locked is an error wherever it is loosened.
    """
    root = stages[-1].layer
    for old, new in itertools.pairwise(stages):
        told: dict[tuple[Place, str], list[_Looser]] = {}
        locked = [name for name, rule in old.rules.items() if rule.locked]
        for looser in _looser(old, new):
            # what is not read is not protected, so a lock is about that as well
            name = locked[0] if locked and looser.name == _INSPECT else looser.name
            if name in locked:
                _tell_locked(looser, name, locked_at[name])
            elif new.layer is root or looser.owner not in {*new.layer.above, new.layer.file}:
                told.setdefault((looser.said.place, looser.key), []).append(looser)
        for found in told.values():
            _tell(found)


def _tell_locked(looser: _Looser, name: str, where: str) -> None:
    change = f"{looser.key} {looser.before} -> {looser.after}"
    looser.said.error(f"{name} is locked in {where}: {change}")


def _tell(found: Sequence[_Looser]) -> None:
    names = folded(looser.name for looser in found)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    first = found[0]
    at = f" ({first.was_at})" if first.was_at else ""
    change = f"{first.key} {first.before} -> {first.after}"
    first.said.warn(f"loosens {', '.join(names[:_MOST_NAMES])}{more}{at}: {change}")


def _looser(old: Stage, new: Stage) -> Iterator[_Looser]:
    for name, rule in old.rules.items():
        said = said_of(new.values, name)
        for key, before, after in looser_keys(rule, new.rules[name]):
            blamed = said.get(key) or part(new.values, "entities")[name]
            was_at = rule.origins.get(key, "")
            owner = _file(was_at or rule.where)
            yield _Looser(blamed, name, key, before, after, was_at, owner)
    yield from _looser_recognizers(old, new)
    yield from _looser_limits(old, new)
    yield from _looser_sets(old, new)


def _looser_recognizers(old: Stage, new: Stage) -> Iterator[_Looser]:
    before, after = specs_of(old.values), specs_of(new.values)
    for name, spec in before.items():
        key = looser_recognizer(spec, after[name])
        if key:
            said = part(new.values, "recognizers")[name]
            blamed = said.value.get(key, said)
            path = f"recognizers.{name}.{key}"
            owner = _file(spec.where)
            yield _Looser(blamed, name, path, "as it was", "finds less", spec.where, owner)


def _looser_limits(old: Stage, new: Stage) -> Iterator[_Looser]:
    was, now = part(old.values, "limits"), part(new.values, "limits")
    for key in ("max_body_bytes", "max_findings"):
        before = word(was, key, getattr(Limits(), key))
        if word(now, key, before) > before:
            at, after = _at(was, key), str(now[key].value)
            owner = _file(at) or old.layer.file
            yield _Looser(now[key], "limits", key, str(before), after, at, owner)
    was, now = part(was, "max_distinct"), part(now, "max_distinct")
    for name, said in was.items():
        if now[name].value > said.value:
            after, at = str(now[name].value), said.where
            yield _Looser(now[name], name, "max_distinct", str(said.value), after, at, _file(at))


def _looser_sets(old: Stage, new: Stage) -> Iterator[_Looser]:
    for path, default, shrinks in _SETS:
        was, now = _set(old.values, path), _set(new.values, path)
        if now is None or (was is not None and now is was):
            continue
        before = frozenset(default if was is None else was.value)
        if shrinks(before, frozenset(now.value)):
            at = "" if was is None else was.where
            after, owner = shown(tuple(now.value)), _file(at) or old.layer.file
            yield _Looser(now, path[0], path[1], shown(before), after, at, owner)


def _set(values: Values, path: tuple[str, str]) -> Said | None:
    return part(values, path[0]).get(path[1])


def _loses(before: frozenset[str], after: frozenset[str]) -> bool:
    return not before <= after


_SETS: tuple[tuple[tuple[str, str], tuple[str, ...], Callable[[Any, Any], bool]], ...] = (
    ((_INSPECT, "roles"), ROLES, _loses),
    ((_INSPECT, "parts"), PARTS, _loses),
    (("destinations", "require_tags"), (), _loses),
)


def _at(values: Values, key: str) -> str:
    said = values.get(key)
    return "" if said is None else said.where


def _file(where: str) -> str:
    """The file of a `file:line`."""
    return where.rpartition(":")[0]
