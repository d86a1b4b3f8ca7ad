"""The grammar of `kind: policy/v1`: every key, and the exact words for every mistake."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from penname.policy.grammar import (
    ALLOW,
    AUDIT,
    DENY,
    DESTINATIONS,
    ENTITY,
    EXAMPLES,
    EXCEPTION,
    INSPECT,
    LIMITS,
    MATCH,
    PATTERN,
    RECOGNIZER,
    SCOPE,
    TOP,
    VAULT,
)
from penname.policy.plugin_grammar import PRESIDIO_PLUGIN, SPACY_PLUGIN
from penname.policy.problems import in_order
from penname.policy.readers import Field
from tests.unit.policy import planted
from tests.unit.policy.planted import ELSEWHERE, ENTRY, FULL, HEAD, MISTAKES
from tests.unit.policy.trees import line_of, resolved

TODAY = dt.date(2026, 11, 24)


def read(data: Any) -> tuple[bool, list[tuple[str, str, str]]]:
    """(whether there is a policy, [(key path, message, hint)]) of a file named p.yaml."""
    policy, context = resolved(data, today=TODAY)
    return policy is not None, [(p.key_path, p.message, p.hint) for p in in_order(context.problems)]


def test_full_policy_loads() -> None:
    """The full policy of this file is a good one, without a warning."""
    policy, context = resolved(FULL, today=TODAY)
    assert (context.problems, context.warnings) == ([], [])
    assert policy is not None


def _said(data: Any, keys: tuple[str, ...]) -> set[str]:
    """The keys of all mappings that stand at a path (`*`: any key or item) of some data."""
    if not keys:
        return set(data)
    first, rest = keys[0], keys[1:]
    if first == "*":
        inner = list(data.values() if isinstance(data, dict) else data)
    else:
        inner = [data[first]] if first in data else []
    return {key for each in inner for key in _said(each, rest)}


TABLES: list[tuple[str, dict[str, Field]]] = [
    (path, dict(fields))
    for path, fields in (
        ("", TOP),
        ("entities.*", ENTITY),
        ("limits", LIMITS),
        ("inspect", INSPECT),
        ("vault", VAULT),
        ("destinations", DESTINATIONS),
        ("audit", AUDIT),
        ("recognizers.*", RECOGNIZER),
        ("recognizers.*.patterns.*", PATTERN),
        ("recognizers.*.spacy", SPACY_PLUGIN),
        ("recognizers.*.presidio.*", PRESIDIO_PLUGIN),
        ("recognizers.*.examples", EXAMPLES),
        ("scopes.*", SCOPE),
        ("allow.*", ALLOW),
        ("deny.*", DENY),
        ("exceptions.*", EXCEPTION),
    )
]


@pytest.mark.parametrize(("path", "fields"), TABLES, ids=[path for path, _ in TABLES])
def test_full_policy_has_every_key(path: str, fields: dict[str, Field]) -> None:
    """The full policy leaves no key of the grammar out (but those that need another file)."""
    said = _said(FULL, tuple(path.split(".")) if path else ())
    if path == "entities.*":
        said |= set(FULL["defaults"])
    missing = {key for where, key in ELSEWHERE if where.replace("BADGE", "*") == path}
    assert said == set(fields) - missing


def test_match_keys_are_all_used() -> None:
    """Scopes, allow entries and exceptions of the full policy name every kind of match."""
    entries = [*FULL["scopes"], *FULL["allow"], *FULL["exceptions"]]
    assert {key for entry in entries for key in entry.get("match", {})} == set(MATCH)


@pytest.mark.parametrize(("_path", "fields"), TABLES, ids=[path for path, _ in TABLES])
def test_every_key_is_described(_path: str, fields: dict[str, Field]) -> None:
    """Each key says what it is for in one sentence: editors show it."""
    for key, field in fields.items():
        assert field.doc.endswith("."), key


def test_there_are_many_mistakes() -> None:
    """The table below has more than the about 45 mistakes that it is to have."""
    assert len(MISTAKES) > 80


@pytest.mark.parametrize(("change", "path", "message", "hint"), MISTAKES)
def test_planted_mistakes_are_named(
    change: dict[str, Any], path: str, message: str, hint: str
) -> None:
    """One mistake in a good policy is one problem, at its key, in these words; no policy."""
    data = FULL | change
    expected = message
    if "{" in message:
        lock = line_of(data, "entities", "API_KEY", "locked")
        expected = message.format(API_KEY=lock, SCOPE=line_of(data, "scopes", 0, "id"))
    suggestion = f"did you mean {hint!r}?" if hint else ""
    assert read(data) == (False, [(f"{list(change)[-1]}{path}", expected, suggestion)])


@pytest.mark.parametrize("key", [*HEAD, "entities"])
def test_required_keys_are_missed(key: str) -> None:
    """A policy without name, owner, revision, kind or entities is none."""
    data = {name: value for name, value in FULL.items() if name != key}
    assert read(data) == (False, [(key, f"missing key {key!r}", "")])


@pytest.mark.parametrize("key", [key for key in ENTRY if key != "values"])
def test_allow_entries_are_complete(key: str) -> None:
    """An allow entry says who, why and until when."""
    entry = {name: value for name, value in ENTRY.items() if name != key}
    assert read(FULL | {"allow": [entry]}) == (
        False,
        [(f"allow.0.{key}", f"missing key {key!r}", "")],
    )


@pytest.mark.parametrize("data", ["policy/v1", ["policy/v1"]])
def test_policy_is_a_mapping(data: Any) -> None:
    """A file that holds a word or a list is no policy."""
    assert read(data) == (False, [("", "must be a mapping", "")])


@pytest.mark.parametrize("key", ["id", "match", "entities", "reason", "owner", "expires"])
def test_exceptions_are_complete(key: str) -> None:
    """An exception says for whom, what, who, why and until when."""
    entry = planted.without(planted.EXCEPTION, key)
    assert read(FULL | {"exceptions": [entry]}) == (
        False,
        [(f"exceptions.0.{key}", f"missing key {key!r}", "")],
    )


def test_mistakes_of_both_steps_stop() -> None:
    """Rules are judged only in a file that reads well, and then all of them at once."""
    rules = {"PERSON": {"keep_last": 4}, "JWT": {"action": "partial"}}
    data = HEAD | {"entities": rules}
    assert [path for path, *_ in read(data)[1]] == [
        "entities.PERSON.keep_last",
        "entities.JWT.action",
    ]
    assert [path for path, *_ in read(data | {"mode": "shade"})[1]] == ["mode"]


def test_unknown_types_show_with_other_mistakes() -> None:
    """A type that nothing finds is told in the same pass as a wrong word, wherever it stands."""
    data = HEAD | {
        "mode": "shade",
        "entities": {"PRESON": {}},
        "allow": [ENTRY | {"entities": ["EMAIL"]}],
    }
    assert [path for path, *_ in read(data)[1]] == ["mode", "entities.PRESON", "allow.0.entities.0"]
