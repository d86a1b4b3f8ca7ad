"""JSON Schemas for editors, made from the tables that the loader reads.

Draft-07, because that is what the YAML language server of the editors speaks best. A schema
says less than the loader: what hangs on other keys, files or dates, only the loader can see.
What it refuses, the loader refuses too (but for underscores in fractions).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from penname.policy import binding_grammar, cases, grammar, plugin_grammar, readers
from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import GROUPS
from penname.policy.hover import ACTIONS, MODES, describe_group
from penname.policy.readers import Field, Schema, table_schema
from penname.policy.targets import TARGETS
from penname.policy.validators import VALIDATORS, describe

DRAFT = "http://json-schema.org/draft-07/schema#"
#: Kind, as the command takes it → file name beside the policies.
FILES: Mapping[str, str] = {
    "policy": "policy.v1.json",
    "bindings": "bindings.v1.json",
    "policy-test": "policy-test.v1.json",
}

#: Tables that stand in several places, or are long: each is written once.
_SHARED: Mapping[str, Mapping[str, Field]] = {
    "entity": grammar.ENTITY,
    "change": grammar.CHANGE,
    "match": grammar.MATCH,
    "recognizer": grammar.RECOGNIZER,
    "spacy": plugin_grammar.SPACY_PLUGIN,
    "presidio": plugin_grammar.PRESIDIO_PLUGIN,
    "allow": grammar.ALLOW,
    "deny": grammar.DENY,
    "scope": grammar.SCOPE,
    "exception": grammar.EXCEPTION,
    "candidate": binding_grammar.CANDIDATE,
    "expect": cases.EXPECT,
}

#: Name of a definition → its schema as the readers have it.
_NAMED: Mapping[str, Schema] = {
    **{name: table_schema(table) for name, table in _SHARED.items()},
    "changes": grammar.EXCEPTION["entities"].read.schema,
    "entity_type": grammar.DENY["entity"].read.schema,
    "type_or_group": grammar.ALLOW["entities"].read.schema["items"],
    "language": plugin_grammar.SPACY_PLUGIN["languages"].read.schema["items"],
}


_TARGET = grammar.CHANGE["to"].read.schema
_MEANINGS: Sequence[Mapping[str, str]] = (
    {str(word): meaning for word, meaning in ACTIONS.items()},
    {str(word): meaning for word, meaning in MODES.items()},
    {name: describe(name) for name in VALIDATORS},
    {name: describe_group(name) for name in GROUPS},
)
#: Pattern → what editors say instead of it.
_PATTERNS: Mapping[str, str] = {
    readers.date.schema["pattern"]: "must be a date such as 2027-06-30",
    readers.duration(1).schema["pattern"]: "must be a duration such as 30m, 24h or 7d",
}


def schemas(routes: Collection[str]) -> dict[str, dict[str, Any]]:
    """The schema of each kind in FILES. `routes` are the names of the calls that tests make."""
    tops: Mapping[str, Mapping[str, Field]] = {
        "policy": grammar.TOP,
        "bindings": binding_grammar.TOP,
        "policy-test": cases.suite_fields(routes),
    }
    return {kind: _schema(kind, fields) for kind, fields in tops.items()}


def _schema(kind: str, fields: Mapping[str, Field]) -> dict[str, Any]:
    top = _rewritten(table_schema(fields))
    if kind == "policy":
        # one that extends others may leave its entities to them
        top["anyOf"] = [{"required": ["entities"]}, {"required": ["extends"]}]
    definitions: dict[str, Any] = {}
    waiting = list(_referred(top))
    while waiting:
        name = waiting.pop()
        if name not in definitions:
            definitions[name] = _inside(_NAMED[name])
            waiting += _referred(definitions[name])
    whole = {"$schema": DRAFT, "title": f"penname {kind.replace('-', ' ')}", **top}
    return whole | ({"definitions": dict(sorted(definitions.items()))} if definitions else {})


def _referred(value: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(value, Mapping):
        if "$ref" in value:
            yield value["$ref"].rpartition("/")[2]
        for inner in value.values():
            yield from _referred(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _referred(inner)


def _rewritten(value: Any) -> Any:
    """The schema with shared ones referred to. Keywords beside a `$ref` are only for people:
    draft-07 ignores them, editors show them."""
    if isinstance(value, (list, tuple)):
        return [_rewritten(inner) for inner in value]
    if not isinstance(value, Mapping):
        return value
    for name, shared in _NAMED.items():
        if _plain(value) == shared:
            said = {key: value[key] for key in ("description",) if key in value}
            return {**said, "$ref": f"#/definitions/{name}"}
    return _inside(value)


def _plain(schema: Schema) -> Schema:
    """Without the words for people."""
    return {key: inner for key, inner in schema.items() if key != "description"}


def _inside(schema: Schema) -> dict[str, Any]:
    """Like _rewritten, for one that is not to be a reference itself."""
    if "propertyNames" in schema and _is_type_name(schema["propertyNames"]):
        return _by_type(schema)
    node = {key: _rewritten(inner) for key, inner in schema.items()}
    if node.get("type") == "integer":
        # YAML 1.2 reads 8_388_608 as text
        node |= {"type": ["integer", "string"], "pattern": "^[0-9][0-9_]*$"}
    if isinstance(node.get("enum"), list):
        node |= _explained(node["enum"])
    if _plain(schema) == _TARGET:
        # for `generalize` these words, for `route` any
        node["anyOf"] = [{"enum": list(TARGETS)}, *node["anyOf"]]
    if node.get("pattern") in _PATTERNS:
        node["patternErrorMessage"] = _PATTERNS[node["pattern"]]
    return node


def _explained(words: Collection[str]) -> dict[str, Any]:
    """What each word of a choice means, where there is something to say."""
    for meant in _MEANINGS:
        if set(words) <= set(meant):
            return {"enumDescriptions": [meant[word] for word in words]}
    return {}


def _is_type_name(schema: Schema) -> bool:
    return any(inner.get("enum") == list(ENTITY_TYPES) for inner in schema.get("anyOf", ()))


def _by_type(schema: Schema) -> dict[str, Any]:
    """A mapping by entity type: groups and built-in types as keys that editors can offer."""
    value = _rewritten(schema["additionalProperties"])
    choices = schema["propertyNames"]["anyOf"]
    pattern = next(one for one in choices if "pattern" in one)
    docs = dict(ENTITY_TYPES)
    if {"enum": list(GROUPS)} in choices:
        # one pattern for both: of several choices editors cannot say which one was meant
        docs = {name: describe_group(name) for name in GROUPS} | docs
        either = "|".join(GROUPS)
        pattern = {**pattern, "pattern": f"^({pattern['pattern'].strip('^$')}|{either})$"}
    return {
        **schema,
        "propertyNames": pattern,
        "properties": {name: {"description": doc, **value} for name, doc in docs.items()},
        "additionalProperties": value,
    }
