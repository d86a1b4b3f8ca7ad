"""Layers: how one file is laid over another, before any default is filled in."""

from __future__ import annotations

from typing import Any

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import GROUPS
from penname.policy.layers import (
    declared_in,
    expanded,
    extends_of,
    merge,
    merged_layers,
    part,
    read_layer,
    with_terms,
    word,
)
from penname.policy.problems import Context, Place
from penname.policy.readers import Said
from tests.unit.policy.planted import BADGE, ENTRY, HEAD
from tests.unit.policy.trees import layers_of, line_of, tree

CONTEXT = Context("p.yaml")


def said(values: Any, file: str = "p.yaml") -> Any:
    """Mappings become mappings of Said, as readers make them."""
    context = Context(file)
    if not isinstance(values, dict):
        return values
    return {key: Said(said(value, file), Place(1, 1), context) for key, value in values.items()}


def plain(values: Any) -> Any:
    """The other way round."""
    if not isinstance(values, dict):
        return values
    return {key: plain(each.value) for key, each in values.items()}


@pytest.mark.parametrize(
    ("base", "over", "merged"),
    [
        ({}, {"a": 1}, {"a": 1}),
        ({"a": 1}, {}, {"a": 1}),
        ({"a": 1, "b": 1}, {"a": 2}, {"a": 2, "b": 1}),
        ({"a": {"b": 1, "c": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": (1,)}, {"a": (2,)}, {"a": (2,)}),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"d": 2}}}, {"a": {"b": {"c": 1, "d": 2}}}),
        # the target belongs to the action
        ({"action": "generalize", "to": 1}, {"action": "redact"}, {"action": "redact"}),
        ({"action": "generalize", "to": 1}, {"action": "route"}, {"action": "route"}),
        ({"to": 1}, {"action": "route"}, {"action": "route"}),
        (
            {"action": "generalize", "to": 1},
            {"action": "generalize"},
            {"action": "generalize", "to": 1},
        ),
        (
            {"action": "generalize", "to": 1},
            {"action": "route", "to": 2},
            {"action": "route", "to": 2},
        ),
        # here it is that of on_reply
        ({"action": "mask", "to": 1}, {"action": "redact"}, {"action": "redact", "to": 1}),
        ({"to": 1}, {"action": "redact"}, {"action": "redact", "to": 1}),
        ({"action": "generalize", "to": 1}, {"min_score": 2}, {"action": "generalize", "to": 1}),
    ],
)
def test_mappings_merge_by_key(base: Any, over: Any, merged: Any) -> None:
    """The nearer word of each key holds, at every depth; another action drops the target."""
    before = plain(base_said := said(base))
    merged_said = merge(base_said, said(over))
    if "min_score" in over:
        merged = merged | over
    assert plain(merged_said) == merged
    assert plain(base_said) == before


def test_merged_words_keep_their_place() -> None:
    """Every word knows the file that said it; a mapping stands where it was said last."""
    merged = merge(said({"a": {"b": 1, "c": 1}}, "0.yaml"), said({"a": {"c": 2}}, "1.yaml"))
    assert merged["a"].where == "1.yaml:1"
    assert merged["a"].value["b"].where == "0.yaml:1"
    assert merged["a"].value["c"].where == "1.yaml:1"


def test_lists_of_entries_are_joined() -> None:
    """Allow entries, scopes and exceptions of all files are in the policy, parents first."""
    context = Context("p.yaml")
    layers = layers_of(
        context,
        ("0.yaml", HEAD | {"entities": {}, "allow": [ENTRY]}),
        ("1.yaml", HEAD | {"entities": {}}),
        ("p.yaml", HEAD | {"entities": {}, "allow": [ENTRY | {"id": "own"}]}),
    )
    entries = merged_layers(layers)["allow"].value
    assert [(entry.value["id"].value, entry.where) for entry in entries] == [
        ("desk", "0.yaml:7"),
        ("own", "p.yaml:7"),
    ]


def test_names_are_not_inherited() -> None:
    """Title, description, status and references are those of the file itself."""
    context = Context("p.yaml")
    parent = HEAD | {
        "title": "Parent",
        "description": "x",
        "status": "stable",
        "references": ["r"],
        "entities": {},
        "min_score": 0.3,
    }
    merged = merged_layers(
        layers_of(context, ("0.yaml", parent), ("p.yaml", HEAD | {"extends": []}))
    )
    assert set(merged) == {*HEAD, "extends", "entities", "min_score"}


def test_layer_needs_entities_or_parents() -> None:
    """A file that neither has entity lines nor extends anything would be empty."""
    context = Context("p.yaml")
    assert read_layer(tree(HEAD), context).file == "p.yaml"
    assert [problem.head for problem in context.problems] == [
        "p.yaml:1:1: error: entities: missing key 'entities'"
    ]
    assert read_layer(tree(HEAD | {"extends": ["default"]}), Context()).values


def test_bad_layer_says_nothing() -> None:
    """What is no mapping is a problem, and has no values to go on with."""
    context = Context("p.yaml")
    assert read_layer(tree(["policy/v1"]), context).values == {}
    assert [problem.message for problem in context.problems] == ["must be a mapping"]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"extends": ["a", "b/c.yaml"]}, ["a", "b/c.yaml"]),
        ({"extends": "a"}, []),
        ({"extends": [1, "a"]}, ["a"]),
        ({}, []),
        (["extends"], []),
    ],
)
def test_extended_names_are_read_early(data: Any, names: list[str]) -> None:
    """Which files are needed is known before the grammar reads any."""
    assert [each.value for each in extends_of(tree(data), CONTEXT)] == names


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"recognizers": {"MRN": {}, "x": 1}}, {"MRN", "x"}),
        ({"recognizers": ["MRN"]}, set()),
        ({}, set()),
        ("recognizers", set()),
    ],
)
def test_declared_types_are_read_early(data: Any, names: set[str]) -> None:
    """A type is known as soon as some file has a recognizer for it, well written or not."""
    assert declared_in(tree(data)) == names


def test_terms_take_the_place_of_their_file() -> None:
    """The terms of a file stand where its name stood; the rest of the layer is as it was."""
    context = Context("p.yaml")
    declared = BADGE | {"terms_file": "t.txt"}
    data = HEAD | {"entities": {"BADGE": {}}, "recognizers": {"BADGE": declared}}
    layer = read_layer(tree(data), context, {"BADGE"})
    terms = Said(("a", "b"), Place(9, 9), context)
    inner = part(part(with_terms(layer, "BADGE", terms).values, "recognizers"), "BADGE")
    assert inner["terms_file"] is terms
    assert word(inner, "term_score") == 0.6


def test_missing_words_have_defaults() -> None:
    """A key that nothing says is an empty mapping, or the default."""
    assert part({}, "limits") == {}
    assert word({}, "mode") is None
    assert word({}, "mode", "enforce") == "enforce"


def test_lines_of_groups_are_lines_of_types() -> None:
    """A line for a group is one for each type, where the group stands; the types' own lines,
    and those of smaller groups, say more, whichever comes first in the file."""
    lines = {
        "EMAIL_ADDRESS": {"action": 3},
        "contact": {"action": 2, "mode": 2},
        "everything": {"action": 1, "mode": 1, "severity": 1},
    }
    for order in (lines, dict(reversed(lines.items()))):
        found = expanded(said(order))
        assert found.keys() == ENTITY_TYPES.keys()
        email, phone, person = (
            plain(found[name].value) for name in ("EMAIL_ADDRESS", "PHONE_NUMBER", "PERSON")
        )
        assert email == {"action": 3, "mode": 2, "severity": 1}
        assert phone == {"action": 2, "mode": 2, "severity": 1}
        assert person == {"action": 1, "mode": 1, "severity": 1}


def test_groups_keep_their_lines() -> None:
    """A type knows the line of its group; the layer knows its lines as they were written."""
    data = HEAD | {"entities": {"PERSON": {}, "contact": {"mode": "off"}}}
    (layer,) = layers_of(CONTEXT, ("p.yaml", data))
    entities = part(layer.values, "entities")
    assert list(entities) == ["EMAIL_ADDRESS", "PHONE_NUMBER", "PERSON"]
    contact = line_of(data, "entities", "contact")
    assert {entities[name].where for name in GROUPS["contact"].members} == {f"p.yaml:{contact}"}
    assert list(layer.lines) == ["PERSON", "contact"]
