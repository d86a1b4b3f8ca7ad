"""Policy files: how they are written does not matter, and no reading of them goes wrong."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from penname.policy.load import PolicyError, check_policy, check_text
from tests.properties.test_policy_layers import TYPES, files
from tests.unit.policy.planted import BADGE, ENTRY, EXCEPTION, FULL, HEAD
from tests.unit.policy.trees import resolved

TODAY = dt.date(2026, 11, 24)


def _shuffled(draw: st.DrawFn, data: Any) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(data, dict):
        keys = draw(st.permutations(list(data)))
        return {key: _shuffled(draw, data[key]) for key in keys}
    return [_shuffled(draw, each) for each in data] if isinstance(data, list) else data


def _yaml(draw: st.DrawFn, data: Any, depth: int = 0) -> str:
    """Data as YAML text, with comments, in block or flow style, quoted one way or another."""
    pad = "  " * depth
    if isinstance(data, dict) and data and draw(st.booleans()):
        note = "# note\n" if draw(st.booleans()) else ""
        return "\n" + "".join(
            f"{pad}{key}: {_yaml(draw, value, depth + 1)}\n{note}" for key, value in data.items()
        )
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(draw, each)}" for key, each in data.items()) + "}"
    return _flow(draw, data)


def _flow(draw: st.DrawFn, data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(draw, each)}" for key, each in data.items()) + "}"
    if isinstance(data, list):
        return f"[{', '.join(_flow(draw, each) for each in data)}]"
    if isinstance(data, str):
        single = "'" + data.replace("'", "''") + "'"
        return draw(st.sampled_from([json.dumps(data), single]))
    return str(data).lower() if isinstance(data, bool) else str(data)


@settings(max_examples=50)
@given(st.data())
def test_digest_ignores_how_it_is_written(data: st.DataObject) -> None:
    """Order of keys, comments, style and quotes do not move the digest."""
    body = data.draw(st.composite(lambda draw: _shuffled(draw, FULL))())
    text = data.draw(st.composite(lambda draw: _yaml(draw, body))())
    assert check_text(text, "t.yaml").policy.digest == _full_digest()


def _full_digest() -> str:
    policy, _ = resolved(FULL)
    assert policy is not None
    return policy.digest


@settings(max_examples=50)
@given(st.sets(st.sampled_from(sorted(set(FULL) - set(HEAD)))), st.sets(st.sampled_from(TYPES)))
def test_digest_ignores_the_cut_into_files(keys: set[str], types: set[str]) -> None:
    """A policy that is cut into two files, key by key, has the digest of the whole."""
    keys -= {"title", "description", "status", "references"}
    keys -= {"recognizers"} if "entities" not in keys else set()
    upper = {key: value for key, value in FULL.items() if key not in keys}
    lower = HEAD | {key: FULL[key] for key in keys} | {"name": "parent"}
    lower.setdefault("entities", {})
    if "entities" in keys:
        moved = {name: line for name, line in FULL["entities"].items() if name not in types}
        lower["entities"] = {name: FULL["entities"][name] for name in types & set(FULL["entities"])}
        upper["entities"] = moved
    policy, context = resolved(lower, upper | {"extends": ["0"]})
    assert context.problems == []
    assert policy is not None
    assert policy.digest == _full_digest()


@given(files(), files())
def test_digest_tells_what_decides(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Two policies with one digest have the same rules; two with the same rules one digest."""
    one, _ = resolved(first)
    two, _ = resolved(second)
    assume(one is not None and two is not None)
    assert one is not None
    assert two is not None
    assert (one.digest == two.digest) is (one.rules == two.rules and one.mode == two.mode)


# --- anything ------------------------------------------------------------------------------

WORDS = [
    *HEAD,
    *FULL,
    *TYPES,
    *ENTRY,
    *EXCEPTION,
    *BADGE,
    "action", "mask", "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\n    ", "# x\n", "'", '"',
    "&a ", "*a", "<<: ", "!!str ", "---\n", "? ", "| \n", "> \n", "0.5", "-1", "1e999",
    "2027-01-01", "\\ud800", "\ufeff", "\x85", "\u2028", "\t", "\x00", "%YAML 1.2\n", "~", "null",
    "true", "default",
]  # fmt: skip


def outcome(text: str) -> str:
    """The name of a policy, or the words of its errors."""
    try:
        return check_text(text, "t.yaml", today=TODAY).policy.label
    except PolicyError as error:
        return str(error)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60).map("".join))
@example("kind: policy/v1\nextends: [default]\nname: a\nowner: b\nrevision: '\\ud800'\n")
@example("? " * 5_000)
@example("{" * 5_000)
@example("- " * 5_000)
@example("a: " * 5_000)
@example("x" * 200_000 + ": 1")
@example("[" + "a, " * 100_000 + "]")
def test_any_text_is_a_policy_or_an_error(text: str) -> None:
    """Whatever a text holds, it is a policy or a PolicyError."""
    assert outcome(text)


keys = st.sampled_from(sorted({*FULL, *TYPES, *ENTRY, *EXCEPTION, *BADGE, "regex", "score", "to"}))
values = st.recursive(
    st.sampled_from(["default", "PERSON", "mask", "a", "", "\x00", "../x", "(", "1y"])
    | st.sampled_from([0, -1, 0.5, 10**30, True])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(sorted(FULL)), values, min_size=1, max_size=3))
def test_any_values_are_a_policy_or_an_error(change: dict[str, Any]) -> None:
    """Whatever stands under the keys of a policy, it is a policy or a PolicyError."""
    text = json.dumps(FULL | change, default=str)
    assert outcome(text)


@settings(max_examples=200)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes_are_a_policy_or_an_error(raw: bytes, other: bytes) -> None:
    """Whatever bytes the files hold, they are a policy or a PolicyError."""
    own = (
        "kind: policy/v1\nname: a\nowner: b\nrevision: c\nextends: [other]\n"
        "recognizers: {X_A: {terms_file: t}}\nentities: {X_A: {}}\n"
    )
    texts = {"other.yaml": other, "t": raw, "p.yaml": own.encode(), "raw.yaml": raw}
    for name in ("p.yaml", "raw.yaml"):
        with pytest.raises(PolicyError):
            check_policy(Path("d") / name, read=lambda path: texts[path.name])
