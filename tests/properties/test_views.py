"""Views: every encoded value is found, and maps back to a piece that decodes to it."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable
from urllib.parse import quote

from hypothesis import example, given
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
    "zero width": "\u200b".join,
    "soft hyphens": lambda text: "\u00ad".join(text) + "\u00ad",
    "full width": lambda text: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    ),
}

#: These are undone together.
_FOLDED = ("zero width", "soft hyphens", "full width")

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
    outer=st.sampled_from(sorted(set(_ENCODINGS) - {"json twice", *_FOLDED})),
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


_PLAIN_VALUES = st.from_regex(r"[a-z]{4,8}[0-9]{2,4}@[a-z]{3,8}\.(?:org|com|de)", fullmatch=True)


@given(
    value=_PLAIN_VALUES,
    gap=st.sampled_from([" ", "  ", ".", "-", "_", "*", " - ", "\n", "\r\n", "\0", "|", " · "]),
    before=st.sampled_from(["", "see ", "a: ", "é ", "x\n"]),
)
@example(value="aaaa00@aaa.org", gap=" · ", before="é ")
def test_values_taken_apart_are_found(value: str, gap: str, before: str) -> None:
    """Whatever stands between single characters, the value is joined, and maps back whole."""
    text = f"{before}{gap.join(value)}, ok"
    assert any(covers(view, text, value) for view in views(text))


@given(
    value=_PLAIN_VALUES,
    at=st.sampled_from([" (at) ", "[at]", " {AT} ", " at ", "_at_", " arroba "]),
    dot=st.sampled_from([" (dot) ", "[dot]", " {DOT} ", " dot ", "_dot_", " punto "]),
)
def test_said_addresses_are_found(value: str, at: str, dot: str) -> None:
    """An address said in any mixture of forms is read, and maps back whole."""
    text = f"mail {value.replace('@', at).replace('.', dot)} ok"
    assert any(covers(view, text, value) for view in views(text))


@given(text=st.text(st.characters(codec="utf-8")), more=st.text(max_size=5))
def test_every_find_maps_into_the_text(text: str, more: str) -> None:
    """The parts of any stretch of any view lie in the text, in order, and none is empty."""
    for view in views(text + "%40" + more + "a b c d e f"):
        for start in range(0, len(view.text), 3):
            parts = list(view.raw_parts(start, min(start + 7, len(view.text))))
            assert all(0 <= left < right for left, right in parts)
            assert parts == sorted(parts)
            view.reads_otherwise(text, start, start + 1, border=1)
