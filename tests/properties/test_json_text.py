"""JSON text: whatever the document, its literals are found and nothing else changes."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.text.json_text import (
    Edit,
    JsonTextError,
    LeafKind,
    decode_literal,
    encode_inside,
    scan,
    splice,
)

_CHARACTERS = st.one_of(
    st.sampled_from('"\\/\b\f\n\r\t{}[]:,0-\u2028é漢\U0001f600\x7f'), st.characters(codec="utf-8")
)
_STRINGS = st.text(_CHARACTERS, max_size=12)
_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        _STRINGS,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(
            st.tuples(st.one_of(_STRINGS, st.sampled_from(["type", "id"])), inner), max_size=4
        ).map(dict),
    ),
    max_leaves=12,
)


def _escaped(character: str, how: int) -> str:
    """One character as it may stand in a literal, in one of its spellings."""
    units = character.encode("utf-16-be")
    hexed = [units[i : i + 2].hex() for i in range(0, len(units), 2)]
    spelled = "".join(rf"\u{unit if how % 2 else unit.upper()}" for unit in hexed)
    return spelled if how < 3 else json.dumps(character, ensure_ascii=False)[1:-1]


def _written(value: Any, rng: random.Random) -> str:
    """A JSON text of a value, with random white space, escapes and number forms."""
    blank = "".join(rng.choice(" \t\n\r") for _ in range(rng.randint(0, 2)))
    if isinstance(value, str):
        body = "".join(_escaped(character, rng.randint(0, 8)) for character in value)
        return f'{blank}"{body}"{blank}'
    if isinstance(value, dict):
        inner = ",".join(_written(k, rng) + ":" + _written(v, rng) for k, v in value.items())
        return f"{blank}{{{inner}{blank}}}{blank}"
    if isinstance(value, list):
        return f"{blank}[{','.join(_written(one, rng) for one in value)}{blank}]{blank}"
    return blank + json.dumps(value) + blank


_TEXTS = st.builds(lambda value, seed: _written(value, random.Random(seed)), _VALUES, st.integers())


def _leaves_of(value: Any) -> list[tuple[LeafKind, Any]]:
    if isinstance(value, dict):
        return [
            leaf for key, one in value.items() for leaf in [(LeafKind.KEY, key), *_leaves_of(one)]
        ]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves_of(one)]
    if isinstance(value, str):
        return [(LeafKind.STRING, value)]
    if value is None or isinstance(value, bool):
        return [(LeafKind.OTHER, value)]
    return [(LeafKind.NUMBER, value)]


@given(text=_TEXTS)
def test_scan_agrees_with_parser(text: str) -> None:
    """The leaves, decoded, are the values of json.loads in their order."""
    document = scan(text)
    read = [
        (
            leaf.kind,
            document.decode(leaf).text
            if leaf.kind in (LeafKind.STRING, LeafKind.KEY)
            else json.loads(text[leaf.start : leaf.end]),
        )
        for leaf in document.leaves
    ]
    assert read == _leaves_of(json.loads(text))


@given(text=_TEXTS)
def test_pointers_and_nodes_fit(text: str) -> None:
    """Following a leaf's pointer leads to its value; a node's text is its value."""
    document = scan(text)
    whole = json.loads(text)
    for leaf in document.leaves:
        if leaf.kind is LeafKind.KEY:
            continue
        place = whole
        for part in leaf.pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            place = place[int(name)] if isinstance(place, list) else place[name]
        quoted = text[leaf.start - 1 : leaf.end + 1]
        raw = quoted if leaf.kind is LeafKind.STRING else text[leaf.start : leaf.end]
        assert json.loads(raw) == place
    for node in document.nodes:
        if document.leaves and node.key is None and node.depth == 0:
            continue
        assert isinstance(json.loads(text[node.start : node.end]), list if node.is_array else dict)


@given(text=_TEXTS)
def test_same_wording_same_text(text: str) -> None:
    """Replacing every literal by its own wording changes nothing."""
    leaves = scan(text).leaves
    assert (
        splice(text, [Edit(leaf.start, leaf.end, text[leaf.start : leaf.end]) for leaf in leaves])
        == text
    )


@given(text=_TEXTS, new=_STRINGS, data=st.data())
def test_edit_changes_one_place(text: str, new: str, data: st.DataObject) -> None:
    """An edit of decoded characters changes these characters and leaves all other bytes."""
    document = scan(text)
    strings = [leaf for leaf in document.leaves if leaf.kind is LeafKind.STRING]
    if not strings:
        return
    leaf = data.draw(st.sampled_from(strings))
    decoded = document.decode(leaf)
    start = data.draw(st.integers(0, len(decoded.text)))
    end = data.draw(st.integers(start, len(decoded.text)))
    low, high = decoded.raw_span(start, end)
    edited = splice(text, [Edit(low, high, encode_inside(new))])
    assert (edited[:low], edited[len(edited) - len(text) + high :]) == (text[:low], text[high:])
    again = scan(edited)
    expected = decoded.text[:start] + new + decoded.text[end:]
    assert again.decode(again.leaves[document.leaves.index(leaf)]).text == expected


@given(text=st.text(_CHARACTERS), how=st.lists(st.integers(0, 8), min_size=1))
def test_decode_equals_json_loads(text: str, how: list[int]) -> None:
    """Every spelling of a literal decodes as the parser decodes it, and leads back."""
    raw = [_escaped(character, how[i % len(how)]) for i, character in enumerate(text)]
    literal = "".join(raw)
    decoded = decode_literal(f'"{literal}"', 1, 1 + len(literal))
    assert decoded.text == json.loads(f'"{literal}"') == text
    spans = [decoded.raw_span(i, i + 1) for i in range(len(text))]
    assert [f'"{literal}"'[a:b] for a, b in spans] == raw


@given(units=st.lists(st.sampled_from([r"\ud83d", r"\ude00", r"\u0041", "x", r"\\", r"\n", "u"])))
def test_halves_never_decode(units: list[str]) -> None:
    """A literal decodes exactly when the parser's result can be written as UTF-8."""
    literal = "".join(units)
    expected = json.loads(f'"{literal}"')
    try:
        expected.encode()
    except UnicodeEncodeError:
        with pytest.raises(JsonTextError):
            decode_literal(literal, 0, len(literal))
    else:
        assert decode_literal(literal, 0, len(literal)).text == expected


@given(text=st.text(st.sampled_from('{}[]:,"\\ \n01-.eEtruefalsn\u00a0ud8'), max_size=30))
def test_scan_accepts_json_only(text: str) -> None:
    """What the parser refuses is refused, with no other exception; the rest is scanned."""
    try:
        json.loads(text)
    except json.JSONDecodeError:
        with pytest.raises(JsonTextError):
            scan(text)
    else:
        try:
            scan(text)
        except JsonTextError as error:
            assert "lone surrogate" in str(error)  # noqa: PT017 - both outcomes are right
