"""JSON Schemas for editors: whole, and of one mind with the loader."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft7Validator

from penname.cli.policy.wires import WIRES
from penname.policy import binding_grammar, cases, grammar
from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import EVERYTHING, GROUPS
from penname.policy.hover import ACTIONS, MODES, describe_group
from penname.policy.load import policies_dir, read_tree
from penname.policy.model import Action, Mode
from penname.policy.readers import Field
from penname.policy.schema import DRAFT, FILES, schemas
from penname.policy.targets import TARGETS
from penname.policy.tree import BOOLEANS, Listing, Node, Scalar, Table
from penname.policy.validators import VALIDATORS, describe
from tests.unit.policy.planted import FULL, MISTAKES

ROUTES = tuple(WIRES)
SCHEMAS = schemas(ROUTES)
#: Words of mistakes that hang on more than one place: only the loader sees these.
LOADER_ONLY = (
    "no recognizer finds",
    "needs keep_last",
    "is only for action",
    "needs to:",
    "is no target for",
    "has one target",
    "is not one of year, month",
    "can be no target as well",
    "has no line under entities",
    "needs patterns, terms, a terms_file, spacy or presidio",
    "something that can be seen",
    "bad regex",
    "there is no group",
    "matches the empty string",
    "the example fails",
    "only a policy file can have a terms file",
    "must be above 0 and at most",
    "needs either values or a regex",
    "needs terms or hashed ones",
    "is under a key",
    "more than 4 salts",
    "must name routes, tenants, models or clients",
    "duplicate id",
    "must be a date such as",
    "days from today",
    "(use exceptions:)",
    "no exception may touch it",
    "changes nothing",
    "must name an entity type",
)


def plain(value: Any) -> Any:
    """Test data as JSON types: dates are text, as YAML 1.2 reads them."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def as_json(node: Node) -> Any:
    """A tree as a YAML 1.2 reader (core schema) gives it to an editor."""
    if isinstance(node, Table):
        return {key: as_json(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [as_json(item) for item in node.items]
    assert isinstance(node, Scalar)
    if not node.plain:
        return node.text
    if node.text in BOOLEANS:
        return BOOLEANS[node.text]
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", node.text):
        return float(node.text)
    return node.text or None


def errors(kind: str, value: Any) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMAS[kind]).iter_errors(value)]


def parts(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object inside a schema."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


@pytest.mark.parametrize("kind", FILES)
def test_schemas_are_whole(kind: str) -> None:
    """Each is a valid draft-07 schema whose references lead somewhere and are all used."""
    schema = SCHEMAS[kind]
    assert schema["$schema"] == DRAFT
    Draft7Validator.check_schema(schema)
    referred = {part["$ref"] for part in parts(schema) if "$ref" in part}
    assert referred == {f"#/definitions/{name}" for name in schema.get("definitions", ())}
    json.dumps(schema)


@pytest.mark.parametrize("kind", FILES)
def test_no_null_is_offered(kind: str) -> None:
    """No key takes null: a key that says nothing is a mistake."""
    for part in parts(SCHEMAS[kind]):
        assert part.get("type") != "null"
        assert "null" not in part.get("type", ())


def tables() -> Iterator[tuple[str, str, Field]]:
    found: dict[str, Mapping[str, Field]] = {
        "top": grammar.TOP,
        "entity": grammar.ENTITY,
        "recognizer": grammar.RECOGNIZER,
        "pattern": grammar.PATTERN,
        "examples": grammar.EXAMPLES,
        "match": grammar.MATCH,
        "limits": grammar.LIMITS,
        "vault": grammar.VAULT,
        "audit": grammar.AUDIT,
        "inspect": grammar.INSPECT,
        "destinations": grammar.DESTINATIONS,
        "allow": grammar.ALLOW,
        "deny": grammar.DENY,
        "scope": grammar.SCOPE,
        "exception": grammar.EXCEPTION,
        "bindings": binding_grammar.TOP,
        "bind": binding_grammar.BIND,
        "candidate": binding_grammar.CANDIDATE,
        "test": cases.suite_fields(ROUTES),
        "expect": cases.EXPECT,
        "reply": cases.REPLY,
    }
    for name, fields in found.items():
        for key, known in fields.items():
            yield name, key, known


@pytest.mark.parametrize(("name", "key", "known"), list(tables()), ids=lambda one: str(one)[:30])
def test_every_key_has_its_help(name: str, key: str, known: Field) -> None:
    """Each key says what it is for, in one line, and editors show these words."""
    assert known.doc
    assert "\n" not in known.doc
    shown = {
        part[key].get("description")
        for kind in FILES
        for part in parts(SCHEMAS[kind])
        if isinstance(part.get(key), Mapping)
    }
    assert known.doc in shown


def test_every_action_and_mode_is_explained() -> None:
    """Editors say what each action and mode does."""
    assert set(ACTIONS) == set(Action)
    assert set(MODES) == set(Mode)
    action = SCHEMAS["policy"]["definitions"]["entity"]["properties"]["action"]
    assert action["enum"] == [str(one) for one in Action]
    assert action["enumDescriptions"] == list(ACTIONS.values())


def test_targets_and_validators_are_offered() -> None:
    """Editors offer the targets of `generalize`, and say what each validator tests."""
    definitions = SCHEMAS["policy"]["definitions"]
    to = definitions["change"]["properties"]["to"]
    assert {"enum": list(TARGETS)} in to["anyOf"]
    validator = definitions["recognizer"]["properties"]["validator"]
    assert validator["enum"] == list(VALIDATORS)
    assert validator["enumDescriptions"] == [describe(name) for name in VALIDATORS]


def test_patterns_are_said_in_words() -> None:
    """What is no date or duration is told so, not with a pattern."""
    expires = SCHEMAS["policy"]["definitions"]["allow"]["properties"]["expires"]
    assert expires["patternErrorMessage"] == "must be a date such as 2027-06-30"
    ttl = SCHEMAS["policy"]["properties"]["vault"]["properties"]["ttl"]
    assert ttl["patternErrorMessage"].startswith("must be a duration")


def test_built_in_types_are_offered() -> None:
    """Editors offer the built-in types; a type of one's own is possible, in upper case."""
    properties = SCHEMAS["policy"]["properties"]
    assert set(properties["limits"]["properties"]["max_distinct"]["properties"]) == set(
        ENTITY_TYPES
    )
    assert set(properties["entities"]["properties"]) == {*ENTITY_TYPES, *GROUPS}
    head = {key: FULL[key] for key in ("kind", "name", "owner", "revision")}
    assert errors("policy", head | {"entities": {"OWN_TYPE": {}}}) == []
    assert errors("policy", head | {"entities": {"own_type": {}}}) != []
    assert errors("policy", head | {"entities": {"OWN_TYPE": {"acton": "mask"}}}) != []
    assert errors("policy", head) != []
    assert errors("policy", head | {"extends": ["default"]}) == []


def test_groups_are_offered() -> None:
    """Where a group may stand editors offer it, say which types it has, and take no other word."""
    definitions = SCHEMAS["policy"]["definitions"]
    lines = SCHEMAS["policy"]["properties"]["entities"]
    for name, group in GROUPS.items():
        assert lines["properties"][name]["description"] == describe_group(name)
        whole = name != EVERYTHING
        assert all((member in describe_group(name)) is whole for member in group.members)
    listed = definitions["type_or_group"]["anyOf"][0]
    assert listed["enum"] == list(GROUPS)
    assert listed["enumDescriptions"] == [describe_group(name) for name in GROUPS]
    head = {key: FULL[key] for key in ("kind", "name", "owner", "revision")}
    assert errors("policy", head | {"entities": {"secrets": {"locked": True}}}) == []
    assert errors("policy", head | {"entities": {"secret": {}}}) != []
    assert errors("policy", head | {"entities": {"xsecrets": {}}}) != []
    limits = {"limits": {"max_distinct": {"secrets": 5}}}
    assert errors("policy", head | {"entities": {}} | limits) != []


def test_good_policy_is_accepted() -> None:
    """A policy with every key passes."""
    assert errors("policy", plain(FULL)) == []


@pytest.mark.parametrize(("change", "path", "message", "hint"), MISTAKES)
def test_planted_mistakes_are_found(
    change: Mapping[str, Any], path: str, message: str, hint: str
) -> None:
    """Each mistake of the loader's table is found, unless it hangs on something else."""
    found = errors("policy", plain({**FULL, **change}))
    if not any(words in message or words in path for words in LOADER_ONLY):
        assert found, message


def test_numbers_may_have_underscores() -> None:
    """8_388_608 is text to a YAML 1.2 reader, and a number to the loader."""
    limits = {"max_body_bytes": "8_388_608"}
    assert errors("policy", plain(FULL) | {"limits": limits}) == []
    assert errors("policy", plain(FULL) | {"limits": {"max_body_bytes": "8 MiB"}}) != []


SHIPPED = [*policies_dir().glob("*.yaml"), *policies_dir().glob("tests/*.yaml")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_accepted(path: Any) -> None:
    """What is shipped with penname shows no error in an editor."""
    value = as_json(read_tree(path))
    kind = str(value["kind"]).partition("/")[0]
    assert errors(kind, value) == []


def test_bindings_and_tests_are_checked() -> None:
    """Mistakes in bindings and in policy tests show, too."""
    bindings = {
        "kind": "bindings/v1",
        "default": "a",
        "bind": [
            {
                "match": {"tenants": ["x-*"]},
                "policy": "b",
                "candidate": {"revision": "2", "mode": "shadow", "percent": 20},
            }
        ],
    }
    assert errors("bindings", bindings) == []
    assert errors("bindings", bindings | {"bind": [{"policy": "b"}]}) != []
    assert errors("bindings", bindings | {"candidate": {"percent": 101}}) != []
    case = {"name": "x", "text": "[[PERSON:Ann]]", "route": "openai.chat"}
    tests = {"kind": "policy-test/v1", "policy": "../a.yaml", "cases": [case]}
    assert errors("policy-test", tests) == []
    assert errors("policy-test", tests | {"cases": [case | {"route": "openai.chad"}]}) != []
    assert errors("policy-test", tests | {"cases": [case | {"expect": {"sends": "x"}}]}) != []
    assert errors("policy-test", tests | {"cases": []}) != []
