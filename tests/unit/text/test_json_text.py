"""JSON as text: what is found, what is refused, and that nothing else changes."""

from __future__ import annotations

import json

import pytest

from penname.text.json_text import (
    Document,
    Edit,
    JsonTextError,
    Leaf,
    LeafKind,
    decode_literal,
    decode_utf8,
    encode_inside,
    scan,
    splice,
)
from tests.work import calls, growth


def found(text: str) -> list[tuple[str, str, str]]:
    """(kind, pointer, raw literal) of every leaf."""
    return [
        (leaf.kind.value, leaf.pointer, text[leaf.start : leaf.end]) for leaf in scan(text).leaves
    ]


def test_every_literal_is_found() -> None:
    """Strings, keys, numbers and constants are leaves, in order, with their place."""
    text = ' {"a": [1, "x", {"b/~": -2.5e3}, [], null],\n"" : {"c":true}, "d":"y"}\t'
    assert found(text) == [
        ("key", "", "a"),
        ("number", "/a/0", "1"),
        ("string", "/a/1", "x"),
        ("key", "/a/2", "b/~"),
        ("number", "/a/2/b~1~0", "-2.5e3"),
        ("other", "/a/4", "null"),
        ("key", "", ""),
        ("key", "/", "c"),
        ("other", "//c", "true"),
        ("key", "", "d"),
        ("string", "/d", "y"),
    ]


def test_nodes_know_their_brackets() -> None:
    """Nodes come parents first and hold the offsets of their brackets and their depth."""
    text = ' [{"a": [ ]}, "]" ] '
    nodes = scan(text).nodes
    assert [(text[n.start : n.end], n.depth, n.key, n.is_array) for n in nodes] == [
        ('[{"a": [ ]}, "]" ]', 1, None, True),
        ('{"a": [ ]}', 2, 0, False),
        ("[ ]", 3, "a", True),
    ]
    assert nodes[2].parent is nodes[1]
    assert nodes[1].parent is nodes[0]
    assert nodes[0].parent is None


@pytest.mark.parametrize(
    ("text", "kind"), [('"a:"', "string"), ("-0", "number"), ("null", "other")]
)
def test_bare_literal_is_a_document(text: str, kind: str) -> None:
    """A document may be one literal; its pointer is that of the whole document."""
    document = scan(f" {text} ")
    (leaf,) = document.leaves
    assert (leaf.kind.value, leaf.pointer) == (kind, "")
    assert document.root is leaf.node


def test_strings_full_of_punctuation() -> None:
    """Nothing inside a string is taken for structure."""
    text = r'{"a\"}:{[": "\\", "b": ["\"]", "},{\"k\": 1"], "\\\\": ":"}'
    assert [leaf[2] for leaf in found(text)] == [
        r"a\"}:{[",
        r"\\",
        "b",
        r"\"]",
        r"},{\"k\": 1",
        r"\\\\",
        ":",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        '{"a" 1}',
        "[1,]",
        '{"a":1,}',
        "{a:1}",
        "'a'",
        '"a',
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "0x1",
        "tru",
        "NaN",
        "[Infinity]",
        '{"a":-Infinity}',
        '"\t"',
        '"\x00"',
        '"a\nb"',
        r'"\x41"',
        r'"\u12"',
        r'"\u12G4"',
        r'"\u+123"',
        "{} {}",
        "1 x",
        "[1] //",
        "\ufeff{}",
        " \ufeff{}",
        "\u00a0{}",
        "\x0c[]",
        "\uff11",
        '{"\t":1}',
    ],
)
def test_not_json_is_refused(text: str) -> None:
    """Only RFC 8259 JSON passes."""
    with pytest.raises(JsonTextError):
        scan(text)


def test_error_never_quotes_text() -> None:
    """The message says where, not what."""
    for text in ('{"hidden": hidden}', '{"a": "hidden\t"}', '{} "hidden"', '{"hidden\\ud800":1}'):
        with pytest.raises(JsonTextError) as caught:
            scan(text)
        assert "hidden" not in str(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_limit_is_exact(opening: str) -> None:
    """64 levels pass, 65 are refused."""
    closing = "]" if opening == "[" else "}"
    assert len(scan(opening * 64 + "1" + closing * 64).nodes) == 64
    with pytest.raises(JsonTextError, match="64 levels"):
        scan(opening * 65 + "1" + closing * 65)


@pytest.mark.parametrize(("opening", "closing"), [("[", ""), ("[", "]"), ('{"a":', "")])
def test_absurd_depth_is_refused(opening: str, closing: str) -> None:
    """A hundred thousand levels do not crash: nobody goes down all of them."""
    text = opening * 100_000 + closing * 100_000

    def refuse() -> None:
        with pytest.raises(JsonTextError, match="levels"):
            scan(text)

    assert calls(refuse) < 1_000


def test_huge_numbers_are_leaves() -> None:
    """A number has any length: Python's limit on int() is not ours."""
    number = "9" * 5_000
    assert found(f"[{number}, -{number}.5e-{number}]")[0] == ("number", "/0", number)


def decoded(escapes: int) -> str:
    document = scan('["' + "\\n" * escapes + '"]')
    return document.decode(document.leaves[0]).text


def test_huge_escaped_string_is_linear() -> None:
    """A million escapes in one string need no stack, and each costs the same."""
    assert len(decoded(1_000_000)) == 1_000_000
    assert growth(decoded, 10_000) < 2.1


def test_many_repeated_keys_are_linear() -> None:
    """The cost of repeated keys is linear: a hundred thousand end, and each costs the same."""

    def members(count: int) -> int:
        members = ",".join(f'"k{at}":1' for at in range(count))
        return len(scan(f"{{{members},{members}}}").leaves)

    assert members(100_000) == 400_000
    assert growth(members, 1_000) < 2.1


def labels(text: str) -> dict[str, str] | None:
    root = scan(text).root
    assert root is not None
    return root.labels


def test_labels_are_decoded() -> None:
    """Short string and number members of the label names are labels; nothing else is."""
    text = r'{"type":"a\u0062","index":3,"id":null,"role":["user"],"title":"x","media_type":"a/b"}'
    assert labels(text) == {"type": "ab", "index": "3", "media_type": "a/b"}
    root = scan(text).root
    assert root is not None
    assert (root.label("type"), root.label("role")) == ("ab", None)
    assert labels('["type", "text"]') is None
    assert scan("[]").nodes[0].label("type") is None


def test_long_value_is_no_label() -> None:
    """A discriminator has at most 128 characters."""
    assert labels(json.dumps({"type": "x" * 128})) == {"type": "x" * 128}
    assert labels(json.dumps({"type": "x" * 129})) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"a","type":"b"}',
        '{"type":"a","x":1,"typ\\u0065":"b"}',
        '{"\\u0074ype":"a","type":"b"}',
        '{"type":"a","type":{"x":1}}',
        '{"type":{"x":1},"type":"a"}',
        '{"type":"a","type":"a","type":"a"}',
        '{"type":null,"type":"a"}',
    ],
)
def test_repeated_key_drops_label(text: str) -> None:
    """A label whose key stands twice, however written, does not count; both are leaves."""
    document = scan(text)
    root = document.root
    assert root is not None
    assert root.label("type") is None
    assert root.is_repeated("type")
    assert not root.is_repeated("other")
    keys = [leaf.key for leaf in document.leaves if leaf.kind is LeafKind.KEY and leaf.node is root]
    assert keys.count("type") == text.count("ype") + text.count("typ\\")


def test_repeats_are_per_object() -> None:
    """The same key in two objects is no repeat."""
    nodes = scan('[{"type":"a"},{"type":"b","x":{"type":"c"}}]').nodes
    assert [node.label("type") for node in nodes] == [None, "a", "b", "c"]
    assert not any(node.is_repeated("type") for node in nodes)


LONE = [r"\ud800", r"\udfff", r"a\ude00b", r"\ud800\ud800\udc00", r"\ud83dx", r"\u0041\ude00"]
LONE += [r"\ud83d\n", r"\uD83D\u0041", r"\n\udc00", r"\ude00\ud83d"]


@pytest.mark.parametrize("literal", LONE)
def test_lone_surrogates_are_refused(literal: str) -> None:
    """Half a character is refused: in a key at once, in a value when it is decoded."""
    with pytest.raises(JsonTextError, match="lone surrogate"):
        scan(f'{{"{literal}": 1}}')
    with pytest.raises(JsonTextError, match="lone surrogate"):
        scan(f'{{"type": "{literal}"}}')
    document = scan(f'["{literal}"]')
    with pytest.raises(JsonTextError, match="lone surrogate"):
        document.decode(document.leaves[0])


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        "{}".encode("utf-32"),
        b"\xfe\xff\x00{\x00}",
        b'"\xff"',
        b'"\xc0\xaf"',
        b'"\xed\xa0\x80"',
        b'"\xf4\x90\x80\x80"',
    ],
)
def test_only_plain_utf8_decodes(body: bytes) -> None:
    """Byte-order marks, other encodings, overlong forms and encoded surrogates are refused."""
    with pytest.raises(JsonTextError):
        decode_utf8(body)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_never_pass(encoding: str) -> None:
    """UTF-16 and UTF-32 without a mark decode as UTF-8 with NULs, which is no JSON."""
    with pytest.raises(JsonTextError):
        scan(decode_utf8('{"a": "b"}'.encode(encoding)))


def test_utf8_text_decodes() -> None:
    """Any other UTF-8 comes back as it is."""
    assert decode_utf8('{"é": "\U0001f600"}'.encode()) == '{"é": "\U0001f600"}'


def test_raw_span_of_escapes() -> None:
    """An escape is one character to the outside and is taken whole."""
    text = r'["a\nb\u00e9\ud83d\ude00c"]'
    document = scan(text)
    decoded = document.decode(document.leaves[0])
    assert decoded.text == "a\nb\u00e9\U0001f600c"
    parts = [text[slice(*decoded.raw_span(i, i + 1))] for i in range(len(decoded.text))]
    assert parts == ["a", r"\n", "b", r"\u00e9", r"\ud83d\ude00", "c"]
    assert text[slice(*decoded.raw_span(0, 6))] == r"a\nb\u00e9\ud83d\ude00c"


def test_plain_literal_keeps_offsets() -> None:
    """Without an escape the way back is a shift."""
    decoded = decode_literal('["abc"]', 2, 5)
    assert (decoded.text, decoded.raw_span(1, 3)) == ("abc", (3, 5))


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3, ""), Edit(1, 2, "")], [Edit(0, 3, ""), Edit(2, 4, "")]]
)
def test_bad_edits_are_refused(edits: list[Edit]) -> None:
    """Unsorted or overlapping edits raise instead of garbling the text."""
    with pytest.raises(ValueError, match="overlap"):
        splice("abcdef", edits)


def test_splice_edits_only() -> None:
    """Edits may touch, insert and delete; the rest stays."""
    assert splice("abcdef", []) == "abcdef"
    edits = [Edit(0, 0, "<"), Edit(0, 1, "A"), Edit(1, 3, ""), Edit(6, 6, ">")]
    assert splice("abcdef", edits) == "<Adef>"


def test_encode_inside_escapes() -> None:
    """What an edit puts between quotes is escaped as JSON needs it."""
    text = 'a"\\\n\x00\u2028é'
    assert json.loads(f'"{encode_inside(text)}"') == text


def test_reprs_hold_no_text() -> None:
    """A document, its parts and an edit can be logged."""
    text = '{"secret": ["secret\\n"], "type": "secret"}'
    document = scan(text)
    shown: list[Document | Leaf | Edit | object] = [document, Edit(0, 1, "secret")]
    shown += [*document.nodes, *document.leaves, document.decode(document.leaves[1])]
    assert not [one for one in shown if "secret" in repr(one)]


def test_edits_go_outward() -> None:
    """Edits of a decoded string, as edits of the document: in place, escaped, escapes whole."""
    text = '["J\\u00f6rg \\"said\\" \\ud83d\\ude00 hi"]'
    (leaf,) = scan(text).leaves
    decoded = scan(text).decode(leaf)
    at = decoded.text.index("said")
    edits = [Edit(0, 4, "A"), Edit(at, at + 4, 'b"\n'), Edit(at + 6, at + 7, "")]
    assert splice(text, decoded.outward(edits)) == '["A \\"b\\"\\n\\"  hi"]'
    assert json.loads(splice(text, decoded.outward(edits))) == [splice(decoded.text, edits)]
