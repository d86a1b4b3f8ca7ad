"""The grammar of `kind: policy/v1` as tables, and the resolution into a Policy.

Reading and resolving are apart on purpose: defaults and thresholds are filled
in only after the whole file is read, so a later merge of files cannot freeze a
default that a child file changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from penname.policy.digest import digest_of
from penname.policy.entities import ENTITY_TYPES
from penname.policy.model import (
    PARTS,
    REVERSIBLE,
    ROLES,
    Action,
    AllowEntry,
    Limits,
    Policy,
    Rule,
    Severity,
)
from penname.policy.readers import (
    Context,
    Field,
    Said,
    boolean,
    choice,
    date,
    duration,
    integer,
    keyed,
    listing,
    name_of,
    not_yet,
    number,
    placed,
    table,
    text,
)
from penname.policy.tree import Node

KIND = "policy/v1"
_LATER_ACTIONS = frozenset({Action.SURROGATE, Action.GENERALIZE, Action.HASH, Action.ROUTE})
_ACTIONS = tuple(action.value for action in Action if action not in _LATER_ACTIONS)
_RESTORE_PLACES = ("text", "tool_arguments")
_YEAR_S = 366 * 86_400.0

_ACTION = choice(_ACTIONS, _LATER_ACTIONS)
_SCORE = number(0.0, 1.0)
_ENTITY_NAME = name_of(ENTITY_TYPES, "no recognizer finds {}")

ENTITY: Mapping[str, Field] = {
    "action": Field(_ACTION),
    "on_reply": Field(_ACTION),
    "min_score": Field(_SCORE),
    "severity": Field(choice(severity.value for severity in Severity)),
    "restore": Field(listing(choice(_RESTORE_PLACES))),
    "locked": Field(boolean),
    "keep_last": Field(integer(1, 12)),
    "mode": Field(not_yet),
    "to": Field(not_yet),
}

ALLOW: Mapping[str, Field] = {
    "id": Field(text, required=True),
    "entities": Field(listing(_ENTITY_NAME, least=1), required=True),
    "values": Field(listing(text, least=1), required=True),
    "reason": Field(text, required=True),
    "owner": Field(text, required=True),
    "expires": Field(date, required=True),
    "regex": Field(not_yet),
    "match": Field(not_yet),
}

LIMITS: Mapping[str, Field] = {
    "max_body_bytes": Field(integer(1_024, 1_073_741_824)),
    "max_findings": Field(integer(1, 10_000_000)),
    "max_distinct": Field(keyed(_ENTITY_NAME, integer(0, 10_000_000))),
}

TOP: Mapping[str, Field] = {
    "kind": Field(choice((KIND,)), required=True),
    "name": Field(text, required=True),
    "title": Field(text),
    "description": Field(text),
    "owner": Field(text, required=True),
    "revision": Field(text, required=True),
    "status": Field(choice(("experimental", "test", "stable", "deprecated"))),
    "references": Field(listing(text)),
    "mode": Field(choice(("enforce",), ("shadow", "off"))),
    "on_error": Field(choice(("block",), ("pass",))),
    "languages": Field(listing(choice(("en",)), least=1)),
    "min_score": Field(_SCORE),
    "inspect": Field(
        table(
            {
                "roles": Field(listing(choice(ROLES))),
                "parts": Field(listing(choice(PARTS))),
            }
        )
    ),
    "defaults": Field(placed(table(ENTITY))),
    "entities": Field(keyed(_ENTITY_NAME, table(ENTITY)), required=True),
    "limits": Field(table(LIMITS)),
    "vault": Field(
        table(
            {
                "scope": Field(choice(("tenant",), ("request", "conversation"))),
                "ttl": Field(duration(_YEAR_S)),
            }
        )
    ),
    "audit": Field(
        table(
            {
                "content": Field(choice(("none", "masked", "sealed"))),
                "retention": Field(duration(10 * _YEAR_S)),
            }
        )
    ),
    "allow": Field(listing(placed(table(ALLOW)))),
    "extends": Field(not_yet),
    "recognizers": Field(not_yet),
    "scopes": Field(not_yet),
    "exceptions": Field(not_yet),
    "destinations": Field(not_yet),
}


def read_policy(root: Node, context: Context) -> Policy | None:
    """The policy that a tree says; None when the context has problems afterwards."""
    values = table(TOP)(root, context)
    if values is None or context.problems:
        return None
    _check_ids(values.get("allow", ()), context)
    rules = _rules(values, context)
    if context.problems:
        return None
    return _resolved(values, rules)


def _rules(values: Mapping[str, Any], context: Context) -> dict[str, Rule]:
    """One rule per entity: built-in defaults, then the file's, then the entity's own keys."""
    base: dict[str, Any] = {}
    if "min_score" in values:
        base["min_score"] = values["min_score"]
    if "defaults" in values:
        base |= values["defaults"].value
    rules = {}
    for name, own in values["entities"].items():
        rule = _rule(name, {**base, **own.value}, own.where)
        _check_rule(rule, own)
        rules[name] = rule
    return rules


def _rule(name: str, values: Mapping[str, Any], where: str) -> Rule:
    built_in = Rule(name)
    action = Action(values.get("action", built_in.action))
    restore = frozenset(values.get("restore", built_in.restore))
    return Rule(
        entity_type=name,
        action=action,
        on_reply=Action(values.get("on_reply", built_in.on_reply)),
        min_score=values.get("min_score", built_in.min_score),
        severity=Severity(values.get("severity", built_in.severity)),
        restore=restore if action in REVERSIBLE else frozenset(),
        keep_last=values.get("keep_last", 0),
        locked=values.get("locked", False),
        where=where,
    )


def _check_rule(rule: Rule, said: Said) -> None:
    partial = Action.PARTIAL in (rule.action, rule.on_reply)
    if partial and not rule.keep_last:
        said.error("action 'partial' needs keep_last")
    if rule.keep_last and not partial:
        said.error("keep_last is only for action 'partial'")


def _check_ids(entries: tuple[Said, ...], context: Context) -> None:
    seen: dict[str, Said] = {}
    for index, entry in enumerate(entries):
        first = seen.setdefault(entry.value["id"], entry)
        if first is not entry:
            inner = context.at("allow", str(index), "id")
            name = entry.value["id"]
            inner.error(entry.place, f"duplicate id {name!r} (first on line {first.place.line})")


def _resolved(values: Mapping[str, Any], rules: Mapping[str, Rule]) -> Policy:
    limits = dict(values.get("limits", {}))
    limits["max_distinct"] = {
        name: count.value for name, count in limits.get("max_distinct", {}).items()
    }
    vault = values.get("vault", {})
    settings: dict[str, Any] = {
        "name": values["name"],
        "revision": values["revision"],
        "rules": rules,
        "allow": tuple(_allow(entry) for entry in values.get("allow", ())),
        "limits": Limits(**limits),
        "vault_scope": vault.get("scope", "tenant"),
        "vault_ttl_s": vault.get("ttl", 86_400.0),
        "languages": values.get("languages", ("en",)),
    }
    return Policy(digest=digest_of(settings), **settings)


def _allow(said: Said) -> AllowEntry:
    entry = said.value
    return AllowEntry(
        id=entry["id"],
        entities=frozenset(entry["entities"]),
        values=frozenset(entry["values"]),
        expires=entry["expires"],
        reason=entry["reason"],
        owner=entry["owner"],
        where=said.where,
    )
