"""The grammar of `kind: policy/v1` as tables, and the resolution into a Policy.

Reading and resolving are apart on purpose: defaults and thresholds are filled
in only after the whole file is read, so a later merge of files cannot freeze a
default that a child file changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from penname.policy.entities import ENTITY_TYPES
from penname.policy.model import REVERSIBLE, Action, AllowEntry, Limits, Policy, Rule, Severity
from penname.policy.problems import Place
from penname.policy.readers import (
    Context,
    Field,
    boolean,
    choice,
    date,
    duration,
    ignored,
    integer,
    keyed,
    listing,
    not_yet,
    number,
    placed,
    table,
    text,
    whole_list,
)
from penname.policy.tree import Node

KIND = "policy/v1"
_LATER_ACTIONS = frozenset({Action.SURROGATE, Action.GENERALIZE, Action.HASH, Action.ROUTE})
_ACTIONS = tuple(action.value for action in Action if action not in _LATER_ACTIONS)
_RESTORE_PLACES = ("text", "tool_arguments")
_NO_RECOGNIZER = "no recognizer finds {}"
_YEAR_S = 366 * 86_400.0

_ACTION = choice(_ACTIONS, _LATER_ACTIONS)
_SCORE = number(0.0, 1.0)
_ENTITY_NAME = choice(ENTITY_TYPES)

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
    "max_distinct": Field(keyed(ENTITY_TYPES, _NO_RECOGNIZER, integer(0, 10_000_000))),
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
                "roles": Field(whole_list(("system", "user", "assistant", "tool"))),
                "parts": Field(whole_list(("text", "tool_arguments", "tool_results", "documents"))),
            }
        )
    ),
    "defaults": Field(placed(table(ENTITY))),
    "entities": Field(keyed(ENTITY_TYPES, _NO_RECOGNIZER, table(ENTITY)), required=True),
    "limits": Field(table(LIMITS)),
    "vault": Field(
        table(
            {
                "scope": Field(choice(("tenant",), ("request", "conversation"))),
                "ttl": Field(duration(_YEAR_S)),
            }
        )
    ),
    "audit": Field(ignored),
    "allow": Field(listing(placed(table(ALLOW)))),
    "extends": Field(not_yet),
    "recognizers": Field(not_yet),
    "scopes": Field(not_yet),
    "exceptions": Field(not_yet),
    "destinations": Field(not_yet),
}


def read_policy(root: Node, path: str, context: Context) -> Policy | None:
    """The policy that a tree says; None when the context has problems afterwards."""
    values = table(TOP)(root, context)
    if values is None or context.problems:
        return None
    _check_ids(values.get("allow", ()), context)
    rules = _rules(values, path, context)
    if context.problems:
        return None
    return _resolved(values, rules, path)


def _rules(values: Mapping[str, Any], path: str, context: Context) -> dict[str, Rule]:
    """One rule per entity: built-in defaults, then the file's, then the entity's own keys."""
    base: dict[str, Any] = {}
    if "min_score" in values:
        base["min_score"] = values["min_score"]
    if "defaults" in values:
        base |= values["defaults"][1]
    rules = {}
    for name, (place, own) in values["entities"].items():
        rule = _rule(name, {**base, **own}, f"{path}:{place.line}")
        _check_rule(rule, place, context.at("entities").at(name))
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


def _check_rule(rule: Rule, place: Place, context: Context) -> None:
    partial = Action.PARTIAL in (rule.action, rule.on_reply)
    if partial and not rule.keep_last:
        context.error(place, "action 'partial' needs keep_last")
    if rule.keep_last and not partial:
        context.error(place, "keep_last is only for action 'partial'")


def _check_ids(entries: tuple[tuple[Place, Mapping[str, Any]], ...], context: Context) -> None:
    seen: dict[str, Place] = {}
    for index, (place, entry) in enumerate(entries):
        first = seen.setdefault(entry["id"], place)
        if first is not place:
            inner = context.at("allow").at(str(index)).at("id")
            inner.error(place, f"duplicate id {entry['id']!r} (first on line {first.line})")


def _resolved(values: Mapping[str, Any], rules: Mapping[str, Rule], path: str) -> Policy:
    limits = dict(values.get("limits", {}))
    limits["max_distinct"] = {
        name: count for name, (_, count) in limits.get("max_distinct", {}).items()
    }
    vault = values.get("vault", {})
    settings: dict[str, Any] = {
        "name": values["name"],
        "revision": values["revision"],
        "rules": rules,
        "allow": tuple(_allow(place, entry, path) for place, entry in values.get("allow", ())),
        "limits": Limits(**limits),
        "vault_scope": vault.get("scope", "tenant"),
        "vault_ttl_s": vault.get("ttl", 86_400.0),
        "languages": values.get("languages", ("en",)),
    }
    return Policy(digest=_digest(settings), **settings)


def _allow(place: Place, entry: Mapping[str, Any], path: str) -> AllowEntry:
    return AllowEntry(
        id=entry["id"],
        entities=frozenset(entry["entities"]),
        values=frozenset(entry["values"]),
        expires=entry["expires"],
        reason=entry["reason"],
        owner=entry["owner"],
        where=f"{path}:{place.line}",
    )


def _digest(settings: Mapping[str, Any]) -> str:
    """SHA-256, hex, over the canonical JSON of what decides; places in the file are left out."""
    canonical = json.dumps(
        _plain(settings), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON types: sets sorted, whole floats as integers, dataclasses without `where`."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if hasattr(value, "__dataclass_fields__"):
        return {
            name: _plain(getattr(value, name))
            for name in value.__dataclass_fields__
            if name != "where"
        }
    return value.isoformat() if hasattr(value, "isoformat") else value
