"""From merged layers to the Policy: defaults filled in, every rule judged, the digest taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from penname.policy.declared import check_declared, running, specs_of
from penname.policy.denials import check_hashers, deny_entries
from penname.policy.digest import digest_of
from penname.policy.entries import (
    Ground,
    Lock,
    allow_entries,
    check_ids,
    scopes,
)
from penname.policy.exemptions import exemptions
from penname.policy.groups import GROUPS, members_of, together
from penname.policy.layers import Layer, Values, expanded, merge, part, word
from penname.policy.loosening import Stage, check_loosening, stages_of
from penname.policy.model import PARTS, ROLES, Audit, Inspect, Limits, Mode, Policy
from penname.policy.plugins import Judge
from penname.policy.problems import Context
from penname.policy.recognizers import RecognizerSpec
from penname.policy.rules import check_defaults, check_needs, check_uses, rule_of, said_of


def resolve(
    layers: Sequence[Layer],
    context: Context,
    today: dt.date | None = None,
    judge: Judge | None = None,
) -> Policy | None:
    """The policy of layers, the file itself last; None when the context has problems after.

    Without `today` no end date is judged, without `judge` no plug-in.
    """
    stages = stages_of(layers)
    top, root = stages[-1], layers[-1]
    locks = _locks(stages)
    ground = Ground(top.values, top.rules, locks, root.file, today)
    specs = specs_of(top.values)
    check_loosening(stages, {name: lock.where for name, lock in locks.items()})
    check_declared(top.values, specs, judge)
    check_ids(top.values)
    check_hashers(top.values)
    _check_rules(ground, root)
    _check_groups(stages, root)
    _warn(top.values)
    settings = _settings(ground, specs)
    context.problems[:] = together(context.problems)
    context.warnings[:] = together(context.warnings)
    if context.problems:
        return None
    said = {key: word(root.values, key, "") for key in ("title", "description", "owner", "status")}
    # a policy that uses nothing new keeps the digest that was signed
    told = {key: value for key, value in settings.items() if key != "deny" or value}
    return Policy(digest=digest_of(told), path=root.file, **settings, **said)


def _locks(stages: Sequence[Stage]) -> dict[str, Lock]:
    """The first lock of every type."""
    locks: dict[str, Lock] = {}
    for stage in stages:
        free = frozenset({stage.layer.file, *stage.layer.above})
        for name, rule in stage.rules.items():
            if rule.locked:
                locks.setdefault(name, Lock(rule.origin("locked"), free))
    return locks


def _check_rules(ground: Ground, root: Layer) -> None:
    for name, rule in ground.rules.items():
        check_needs(rule, said_of(ground.values, name))
    for name, line in root.lines.items():
        check_uses(line.value, [ground.rules[member] for member in members_of(name)])
    check_defaults(part(root.values, "defaults"), ground.rules.values())


def _check_groups(stages: Sequence[Stage], root: Layer) -> None:
    """Warnings of the file's lines for groups without which all rules would be the same."""
    top = stages[-1]
    below = part(stages[-2].values, "entities") if len(stages) > 1 else {}
    for name in root.lines.keys() & GROUPS.keys():
        rest = {key: line for key, line in root.lines.items() if key != name}
        entities = replace(top.values["entities"], value=merge(below, expanded(rest)))
        without = {**top.values, "entities": entities}
        if all(
            member in entities.value and rule_of(without, member) == top.rules[member]
            for member in members_of(name)
        ):
            root.lines[name].warn("has no effect: without it all rules would be the same")


def _warn(values: Values) -> None:
    """Warnings of what a policy switches off, whichever of its files says so."""
    mode = values.get("mode")
    if mode is not None and mode.value != Mode.ENFORCE:
        acted = "only counted" if mode.value == Mode.SHADOW else "not even looked for"
        mode.warn(f"values are {acted}: they leave unmasked")
    for key, everything in (("roles", ROLES), ("parts", PARTS)):
        said = part(values, "inspect").get(key)
        if said is not None and (missing := [one for one in everything if one not in said.value]):
            said.warn(f"new values in {', '.join(missing)} are not looked for: they leave unmasked")


def _settings(ground: Ground, specs: Mapping[str, RecognizerSpec]) -> dict[str, Any]:
    values = ground.values
    inspect, vault = part(values, "inspect"), part(values, "vault")
    within = scopes(ground)
    return {
        "name": values["name"].value,
        "revision": values["revision"].value,
        "rules": ground.rules,
        "allow": allow_entries(ground),
        "limits": _limits(part(values, "limits")),
        "vault_scope": word(vault, "scope", "tenant"),
        "vault_ttl_s": word(vault, "ttl", 86_400.0),
        "languages": word(values, "languages", ("en",)),
        "mode": Mode(word(values, "mode", Mode.ENFORCE)),
        "inspect": Inspect(
            frozenset(word(inspect, "roles", ROLES)), frozenset(word(inspect, "parts", PARTS))
        ),
        "recognizers": running(specs),
        "require_tags": frozenset(word(part(values, "destinations"), "require_tags", ())),
        "audit": _audit(part(values, "audit")),
        "scopes": within,
        "exceptions": exemptions(ground, within),
        "deny": deny_entries(ground),
    }


def _limits(said: Values) -> Limits:
    plain = {key: each.value for key, each in said.items() if key != "max_distinct"}
    distinct = {name: each.value for name, each in part(said, "max_distinct").items()}
    return Limits(**plain, max_distinct=distinct)


def _audit(said: Values) -> Audit:
    built_in = Audit()
    return Audit(
        word(said, "content", built_in.content), word(said, "retention", built_in.retention_s)
    )
