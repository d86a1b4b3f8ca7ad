"""Tables: which row governs a place, and which tricks never get one."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.dialects.table import Kind, Table, states_of
from penname.text.json_text import LeafKind, scan


def kinds(rows: Iterable[tuple[str, Kind]], text: str) -> list[Kind]:
    """The kinds of a document's literals (not of its keys), in order."""
    document = scan(text)
    table = Table(rows)
    states = states_of(table, document.nodes)
    return [
        table.kind_of(states[id(leaf.node)], leaf)
        for leaf in document.leaves
        if leaf.kind is not LeafKind.KEY
    ]


def key_kinds(rows: Iterable[tuple[str, Kind]], text: str) -> list[Kind]:
    document = scan(text)
    table = Table(rows)
    states = states_of(table, document.nodes)
    return [
        table.kind_of(states[id(leaf.node)], leaf)
        for leaf in document.leaves
        if leaf.kind is LeafKind.KEY
    ]


def test_place_without_row_is_text() -> None:
    """What no row names is text."""
    assert kinds([("a", Kind.IDENT)], '{"a":"x","b":"y","c":{"a":"z"}}') == [
        Kind.IDENT,
        Kind.TEXT,
        Kind.TEXT,
    ]


def test_row_of_object_governs_below() -> None:
    """A row on an object holds for all that is inside it, keys too."""
    rows = [("a", Kind.TREE)]
    assert kinds(rows, '{"a":{"b":["x",{"c":"y"}]}}') == [Kind.TREE, Kind.TREE]
    assert key_kinds(rows, '{"a":{"b":["x",{"c":"y"}]}}') == [Kind.TEXT, Kind.TREE, Kind.TREE]


def test_type_chooses_the_row() -> None:
    """A row with a type in braces holds only for objects of that type."""
    rows = [("a[]{x|y}.data", Kind.BASE64)]
    text = '{"a":[{"type":"x","data":"1"},{"data":"2","type":"y"},{"type":"z","data":"3"}]}'
    assert kinds(rows, text)[1::2] == [Kind.BASE64, Kind.TEXT, Kind.TEXT]
    assert kinds(rows, text)[2] is Kind.BASE64


@pytest.mark.parametrize(
    "element",
    [
        '{"type":"x","data":"1","type":"z"}',
        '{"type":"z","data":"1","type":"x"}',
        r'{"type":"x","data":"1","t\u0079pe":"x"}',
        '{"type":["x"],"data":"1"}',
        '{"type":{"type":"x"},"data":"1"}',
        '{"type":null,"data":"1"}',
        '{"Type":"x","data":"1"}',
        '{"type":"x ","data":"1"}',
        '{"type":"x","data":"1","data":"2"}',
        '{"type":"x","inner":{"data":"1"}}',
    ],
)
def test_ambiguous_type_opens_nothing(element: str) -> None:
    """A type that stands twice or is not exactly the row's, and a repeated key, stay text."""
    assert Kind.BASE64 not in kinds([("a[]{x}.data", Kind.BASE64)], f'{{"a":[{element}]}}')


def test_escaped_type_is_the_type() -> None:
    """Escapes in a key or type name change nothing: JSON reads them the same."""
    text = r'{"a":[{"data":"1","\u0074ype":"\u0078"}]}'
    assert kinds([("a[]{x}.data", Kind.BASE64)], text)[0] is Kind.BASE64


def test_array_has_no_type() -> None:
    """An array never chooses a typed row, and a key named like an index is no element."""
    assert kinds([("a{x}.b", Kind.IDENT)], '{"a":["type","x"]}') == [Kind.TEXT, Kind.TEXT]
    assert kinds([("a[].b", Kind.IDENT)], '{"a":{"0":{"b":"x"},"[]":{"b":"y"}}}')[0] is Kind.TEXT


def test_star_is_any_member() -> None:
    """`*` stands for one member, whatever its name."""
    rows = [("a.*.b", Kind.IDENT)]
    assert kinds(rows, '{"a":{"q":{"b":"x"},"r":{"c":"y"}}}') == [Kind.IDENT, Kind.TEXT]


def test_two_stars_are_a_default() -> None:
    """`**` is what all below is, unless another row names it."""
    rows = [("a.**", Kind.DELTA), ("a.b", Kind.IDENT), ("a.c.**", Kind.TEXT)]
    text = '{"a":{"b":"1","d":["2"],"c":{"e":"3"}},"f":"4"}'
    assert kinds(rows, text) == [Kind.IDENT, Kind.DELTA, Kind.TEXT, Kind.TEXT]


@pytest.mark.parametrize("text", ['{"a":[1],"a":[2]}', '{"a":"x","a":[[1]]}'])
def test_repeated_key_stays_forbidden(text: str) -> None:
    """A row that forbids numbers holds for every copy of a repeated key."""
    assert kinds([("a.**", Kind.TOKENS)], text)[-1] is Kind.TOKENS


def test_bare_values_are_text() -> None:
    """A document that is a single value, or an array, is text."""
    assert kinds([("a", Kind.IDENT)], '"x"') == [Kind.TEXT]
    assert kinds([("a", Kind.IDENT)], '["a","x"]') == [Kind.TEXT, Kind.TEXT]


@pytest.mark.parametrize("pattern", ["a..b", "a[", "{}", "a]"])
def test_bad_pattern_is_refused(pattern: str) -> None:
    """A row that cannot be read is an error at import, never a row that matches nothing."""
    with pytest.raises(ValueError, match="bad pattern"):
        Table([(pattern, Kind.IDENT)])


SCHEMA = {
    "type": "object",
    "title": "T",
    "description": "D",
    "properties": {
        "description": {"type": "string", "description": "D", "pattern": "P", "x-new": "T"},
        "enum": {"enum": ["E", 1], "const": "C", "default": "F", "examples": ["F", {"a": "F"}]},
        "default": {"anyOf": [{"description": "D"}, {"$ref": "R"}]},
        "type": "wrong",
    },
    "required": ["R"],
    "enumDescriptions": ["D"],
    "default": {"type": "F"},
    "minimum": 5,
    "const": {"enum": "C", "n": 1},
}


def test_schema_marks_each_keyword() -> None:
    """In a JSON Schema descriptions are text, choices are choices, the rest is structure."""
    document = scan(json.dumps({"s": SCHEMA}))
    table = Table([("s", Kind.SCHEMA)])
    states = states_of(table, document.nodes)
    found: dict[str, set[Kind]] = {}
    for leaf in document.leaves:
        if leaf.kind is LeafKind.STRING:
            kind = table.kind_of(states[id(leaf.node)], leaf)
            found.setdefault(document.decode(leaf).text, set()).add(kind)
    assert found == {
        "object": {Kind.SCHEMA},
        "string": {Kind.SCHEMA},
        "T": {Kind.TEXT},
        "D": {Kind.TEXT},
        "P": {Kind.SCHEMA},
        "E": {Kind.CHOICE},
        "C": {Kind.CHOICE},
        "F": {Kind.TREE},
        "R": {Kind.SCHEMA},
        "wrong": {Kind.TREE},
    }


def test_schema_numbers_and_keys() -> None:
    """Bounds are structure; property names are identifiers, and free in defaults."""
    rows = [("s", Kind.SCHEMA)]
    assert kinds(rows, '{"s":{"minimum":5,"enum":[1]}}') == [Kind.SCHEMA, Kind.SCHEMA]
    assert key_kinds(rows, '{"s":{"properties":{"a":{}}}}')[1:] == [Kind.IDENT, Kind.IDENT]
    assert key_kinds(rows, '{"s":{"default":{"a":1}}}')[1:] == [Kind.IDENT, Kind.TREE]


@given(
    st.recursive(
        st.one_of(st.text(max_size=4), st.integers(), st.none()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_empty_table_is_all_text(value: object) -> None:
    """Without rows every place of every document is text."""
    assert set(kinds([], json.dumps(value))) <= {Kind.TEXT}


def test_state_repr_names_no_key() -> None:
    """A state shows how many rows may match, and no key of the document."""
    document = scan('{"maria":{"b":1}}')
    states = states_of(Table([("maria.b", Kind.IDENT)]), document.nodes)
    assert [repr(state) for state in states.values()] == ["State(1 rows, None)"] * 2


def test_many_unknown_members_stay_right() -> None:
    """However many names and types clients make up, each place gets its own kind."""
    table = Table([("a.*.id", Kind.IDENT), ("a.*{t7}.data", Kind.BASE64), ("{r7}.x", Kind.OPAQUE)])
    members = {f"m{at}": {"type": f"t{at}", "id": "i", "data": "d"} for at in range(600)}
    document = scan(json.dumps({"a": members, **{f"n{at}": "v" for at in range(600)}}))
    for _ in range(2):
        states = states_of(table, document.nodes)
        found = [
            (leaf.node.label("type"), leaf.key, table.kind_of(states[id(leaf.node)], leaf))
            for leaf in document.leaves
            if leaf.kind is LeafKind.STRING
        ]
        assert all((kind is Kind.IDENT) is (key == "id") for _, key, kind in found)
        assert [at for at in found if at[2] is Kind.BASE64] == [("t7", "data", Kind.BASE64)]
    for at in range(600):
        root = scan(json.dumps({"type": f"r{at}", "x": "v"}))
        state = states_of(table, root.nodes)[id(root.root)]
        assert (table.kind_of(state, root.leaves[-1]) is Kind.OPAQUE) is (at == 7)
    assert len(table._starts) < 300
