"""Fills the generated parts of docs/reference/policy.md from the tables that the loader reads.

    python -m tests.docs.policy_reference

A part stands between `<!-- NAME -->` and `<!-- end -->`; all other text is written by hand.
The words are those that editors show: `Field.doc` and `policy.hover`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from penname.cli.exits import MEANINGS, Exit
from penname.cli.policy.wires import WIRES
from penname.mask.generalize import TARGETS
from penname.policy import binding_grammar, cases, grammar, plugin_grammar
from penname.policy.groups import EVERYTHING, GROUPS
from penname.policy.hover import ACTIONS, MODES
from penname.policy.model import LEAVES_TEXT, REVERSIBLE, STRICTNESS, Action
from penname.policy.readers import Field, Schema
from penname.policy.targets import TARGETS as SUITED
from penname.policy.validators import VALIDATORS, describe

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "policy.md"
_PART = re.compile(r"(<!-- ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
#: Longer lists of words stand in a section of their own.
_MOST_WORDS = 9
_USED = (Exit.OK, Exit.FINDINGS, Exit.USAGE, Exit.LOOSENED, Exit.UNSAFE)


def filled(page: str) -> str:
    """The page with every generated part as it must be. Raises KeyError for an unknown name."""
    parts = generated()
    return _PART.sub(lambda match: f"{match[1]}\n{parts[match[2]]}\n{match[3]}", page)


def generated() -> dict[str, str]:
    """Name of a part → its Markdown."""
    suite = cases.suite_fields(sorted(WIRES))
    case = suite["cases"].read.schema["items"]
    tables: Mapping[str, Mapping[str, Field]] = {
        "top": grammar.TOP,
        "entity": grammar.ENTITY,
        "recognizer": grammar.RECOGNIZER,
        "pattern": grammar.PATTERN,
        "spacy": plugin_grammar.SPACY_PLUGIN,
        "presidio": plugin_grammar.PRESIDIO_PLUGIN,
        "examples": grammar.EXAMPLES,
        "match": grammar.MATCH,
        "scope": grammar.SCOPE,
        "allow": grammar.ALLOW,
        "deny": grammar.DENY,
        "exception": grammar.EXCEPTION,
        "inspect": grammar.INSPECT,
        "limits": grammar.LIMITS,
        "vault": grammar.VAULT,
        "destinations": grammar.DESTINATIONS,
        "audit": grammar.AUDIT,
        "bindings": binding_grammar.TOP,
        "binding": binding_grammar.BIND,
        "candidate": binding_grammar.CANDIDATE,
        "suite": suite,
        "expect": cases.EXPECT,
        "reply": cases.REPLY,
    }
    return {
        **{name: _fields(fields) for name, fields in tables.items()},
        "case": _table(
            ("Key", "Value", "Meaning"),
            (
                _row(key, schema, schema.get("description", ""), key in case["required"])
                for key, schema in case["properties"].items()
            ),
        ),
        "actions": _actions(),
        "groups": _groups(),
        "modes": _table(("Mode", "Meaning"), ((f"`{k}`", said) for k, said in MODES.items())),
        "targets": _targets(),
        "validators": _validators(),
        "exits": _table(("Code", "Meaning"), ((str(int(code)), MEANINGS[code]) for code in _USED)),
    }


def _fields(fields: Mapping[str, Field]) -> str:
    rows = (_row(key, one.read.schema, one.doc, one.required) for key, one in fields.items())
    return _table(("Key", "Value", "Meaning"), rows)


def _row(key: str, schema: Schema, doc: str, required: bool) -> tuple[str, str, str]:
    said = doc.rstrip(".").replace("|", "\\|")
    return f"`{key}`", _value(schema), f"{said}. **Required.**" if required else f"{said}."


def _value(schema: Mapping[str, Any]) -> str:
    """What a key takes, in words."""
    if "enum" in schema:
        words: Sequence[str] = schema["enum"]
        return _words(words) if len(words) <= _MOST_WORDS else "one word, see below"
    if "anyOf" in schema:
        return _either(schema["anyOf"])
    kind = schema.get("type")
    if kind == "array":
        return f"list: {_value(schema['items'])}"
    if kind == "object":
        names = schema.get("propertyNames", {})
        by = _key_of(names["anyOf"]) if "anyOf" in names else "id"
        return f"map by {by}" if names else "map"
    return _scalar(schema, str(kind))


def _scalar(schema: Mapping[str, Any], kind: str) -> str:
    if kind in ("number", "integer"):
        return f"{schema['minimum']:,g} to {schema['maximum']:,}".replace(".0", "")
    if kind == "boolean":
        return "`true`, `false`"
    if schema.get("format") == "date":
        return "date"
    if "smhdwy" in schema.get("pattern", ""):
        return "duration: `30m`, `24h`, `7d`"
    return "date or time" if schema.get("pattern", "").startswith("^[0-9]{4}") else "text"


def _either(choices: Sequence[Mapping[str, Any]]) -> str:
    words = next((one["enum"] for one in choices if "enum" in one), None)
    if words is None:
        return "text, or a list of texts"
    if len(words) > _MOST_WORDS:
        return _key_of(choices).replace("entity type", "[entity type](entities.md)")
    return f"{_words(words)}, `tool:NAME`"


def _key_of(choices: Sequence[Mapping[str, Any]]) -> str:
    return "entity type or [group](#groups)" if {"enum": list(GROUPS)} in choices else "entity type"


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _actions() -> str:
    ranked = sorted(Action, key=lambda action: STRICTNESS[action])
    rows = ((f"`{one}`", str(STRICTNESS[one]), ACTIONS[one], _comes_back(one)) for one in ranked)
    return _table(("Action", "Strictness", "What the provider gets", "Comes back"), rows)


def _comes_back(action: Action) -> str:
    if action in REVERSIBLE:
        return "yes"
    return "–" if action in LEAVES_TEXT or action is Action.BLOCK else "no"


def _groups() -> str:
    rows = (
        (f"`{name}`", group.doc, "all" if name == EVERYTHING else _words(group.members))
        for name, group in GROUPS.items()
    )
    return _table(("Group", "Stands for", "Types"), rows)


def _targets() -> str:
    rows = (
        (f"`{name}`", TARGETS[name].says, _words(sorted(types))) for name, types in SUITED.items()
    )
    return _table(("`to`", "Gives", "For"), rows)


def _validators() -> str:
    rows = ((f"`{name}`", describe(name).replace("|", "\\|")) for name in VALIDATORS)
    return _table(("Validator", "What it tests"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
