"""Views: every encoded value is found, and maps back to a piece that decodes to it."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from penname.text.views import View, views


def _double(text: str) -> str:
    return json.dumps(json.dumps(text)[1:-1])[1:-1]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_ENCODINGS: dict[str, Callable[[str], str]] = {
    "percent": lambda text: quote(text, safe=""),
    "percent all": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "decimal": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "hexadecimal": lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    "named": lambda text: text.replace("&", "&amp;").replace("@", "&commat;"),
    "json": lambda text: json.dumps(text)[1:-1],
    "json twice": _double,
    "json all": lambda text: "".join(
        f"\\u{int.from_bytes(pair):04x}"
        for data in [text.encode("utf-16-be")]
        for pair in (data[i : i + 2] for i in range(0, len(data), 2))
    ),
    "base64": _base64,
    "base64 bare": lambda text: _base64(text).rstrip("="),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "base64url bare": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
}

_VALUES = st.text(
    st.sampled_from('abcXYZ019.-_+@ "éß漢\U0001f600'), min_size=14, max_size=30
).filter(lambda text: any(char in text for char in 'é@"'))
# Markers that begin no unit, and what a broken text brings; no character of a base64 run.
_FILLER = st.text(st.sampled_from('% & ; \\ ,.()"\n\ud800\udc00é漢\U0001f600'), max_size=20)


def covers(found: View, raw: str, value: str) -> bool:
    """Whether `value` is in the view and the raw span of its place decodes to it again."""
    at = found.text.find(value)
    if at < 0:
        return False
    start, end = found.to_raw(at, at + len(value))
    piece = raw[start:end]
    return any(value in text for text in [piece, *(view.text for view in views(piece))])


@given(
    parts=st.lists(
        st.tuples(_FILLER, _VALUES, st.sampled_from(sorted(_ENCODINGS))), min_size=1, max_size=4
    ),
    tail=_FILLER,
)
def test_every_encoded_value_found(parts: list[tuple[str, str, str]], tail: str) -> None:
    """Values encoded in different ways in one text are each found in some view."""
    text = "".join(f"{filler} {_ENCODINGS[name](value)} " for filler, value, name in parts) + tail
    found = views(text)
    for _, value, _ in parts:
        assert value in text or any(covers(view, text, value) for view in found)


@given(
    filler=_FILLER,
    value=_VALUES,
    inner=st.sampled_from(sorted(_ENCODINGS)),
    outer=st.sampled_from(sorted(set(_ENCODINGS) - {"json twice"})),
)
def test_two_layers_are_found(filler: str, value: str, inner: str, outer: str) -> None:
    """A value encoded twice is found at depth 2 (doubled JSON counts as two already)."""
    if inner == "json twice":
        inner = "json"
    text = f"{filler} {_ENCODINGS[outer](_ENCODINGS[inner](value))} {filler}"
    assert value in text or any(covers(view, text, value) for view in views(text))


@given(value=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=8))
def test_hex_values_are_found(value: str) -> None:
    """Printable ASCII in hex is found in a view of its own."""
    run = value.encode().hex()
    assert any(v.text == value and v.to_raw(0, 1) == (1, 1 + len(run)) for v in views(f" {run}."))


_ANYTHING = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.lists(
        st.sampled_from(["%", "%4", "40", "%C3%A9", "&", "#64", ";", "amp", "\\", "u", "0040", "x"])
        | st.sampled_from(["ud83d", "ude00", "{", "}", '"', "QUFB" * 4, "41" * 8, "=", "\ud83d"])
        | st.text(max_size=3)
    ).map("".join),
)


@given(text=_ANYTHING, depth=st.integers(0, 4), limit=st.integers(0, 70))
def test_maps_are_monotone(text: str, depth: int, limit: int) -> None:
    """For any text, nothing raises, bounds hold, and the map back never turns around."""
    found = views(text, depth=depth, limit=limit)
    assert len(found) <= limit
    assert sum(len(view.text) for view in found) <= 8 * len(text)
    for view in found:
        spans = [view.to_raw(i, i + 1) for i in range(len(view.text))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(spans))
        assert view.to_raw(0, len(view.text)) == (spans[0][0], spans[-1][1])


@given(text=st.text(st.sampled_from("%0123456789abcdefED&#;x\\u{}")))
def test_no_new_lone_surrogates(text: str) -> None:
    """A view of a text that UTF-8 can hold can be held by UTF-8 too."""
    for view in views(text):
        view.text.encode("utf-8")
