"""Decodings: which pieces of a text are encoded, and what they stand for."""

from __future__ import annotations

import base64

import pytest

from penname.text.decodings import ANY_RUN, RUNS, WHOLE_TEXT

DECODINGS = dict(WHOLE_TEXT) | dict(RUNS)


def decoded(name: str, text: str) -> str:
    """`text` with every unit decoded; the units are checked to be in order and longer."""
    out, at = [], 0
    for start, end, piece in DECODINGS[name](text):
        assert at <= start < end <= len(text)
        assert 0 < len(piece) < end - start
        out += [text[at:start], piece]
        at = end
    return "".join([*out, text[at:]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a%40b", "a@b"),
        ("%6d%6D", "mm"),
        ("%C3%A9 %e6%bc%a2 %F0%9F%98%80", "é 漢 \U0001f600"),
        ("1+1%2B1", "1+1+1"),
        ("%2540", "%40"),
        ("100% %4 %zz %", "100% %4 %zz %"),
        ("%FF %C0%80 %ED%A0%80 %F4%90%80%80 %E6%BC", "%FF %C0%80 %ED%A0%80 %F4%90%80%80 %E6%BC"),
    ],
)
def test_percent_decodes_utf8(text: str, expected: str) -> None:
    """Whole UTF-8 sequences decode; anything else stays as it came, `+` too."""
    assert decoded("percent", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a&commat;b &amp; &Auml;", "a@b & Ä"),
        ("a&#64;b&#0064;c", "a@b@c"),
        ("a&#x40;b&#X0040;c", "a@b@c"),
        ("&#128512; &NotEqualTilde;", "\U0001f600 ≂̸"),
        ("&amp;#64;", "&#64;"),
        ("&nosuchname; &#; &#x; &; & &#64 &amp", "&nosuchname; &#; &#x; &; & &#64 &amp"),
        ("&#xD800; &#x110000; &#9999999;", "&#xD800; &#x110000; &#9999999;"),
    ],
)
def test_html_decodes_references(text: str, expected: str) -> None:
    """Named, decimal and hexadecimal references decode; impossible ones stay."""
    assert decoded("html", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a\u0040b", "a@b"),
        (r"a\\u0040b", "a@b"),
        (r"a\\\\\\u0040b", "a@b"),
        (r"a\x40b\u{40}c\u{00000040}d", "a@b@c@d"),
        (r"\ud83d\ude00 \\ud83d\\ude00 \u{1F600}", "\U0001f600 \U0001f600 \U0001f600"),
        (r"\"a\"\/\'", '"a"/\''),
        (r"a\nb\tc\rd\be\ff\vg", "a\nb\tc\rd\be\ff\vg"),
        (r"C:\\new", r"C:\new"),
        (r"\\\"", r"\""),
        (r"\\\x40 \\x40", r"\@ \x40"),
        (r"\ud83d \udc00\ud83d \\ude00", r"\ud83d \udc00\ud83d \ude00"),
        (r"\q \u00 \u{110000} \x4", r"\q \u00 \u{110000} \x4"),
    ],
)
def test_json_decodes_escapes(text: str, expected: str) -> None:
    """Unicode escapes decode at any depth of backslashes, the others one level; halves stay."""
    assert decoded("json", text) == expected


VALUE = "maria.schmidt@example.org"


@pytest.mark.parametrize("padding", ["", "="])
@pytest.mark.parametrize("name", ["base64", "base64url"])
def test_base64_decodes_runs(name: str, padding: str) -> None:
    """A run decodes with and without its padding, between characters of no alphabet."""
    run = base64.b64encode(f"?~{VALUE}".encode() * 3).decode()
    run = run if name == "base64" else run.translate(str.maketrans("+/", "-_"))
    text = f'"{run.rstrip("=")}{padding}"'
    assert decoded(name, text).strip('"=') == f"?~{VALUE}" * 3


def test_base64_next_to_path() -> None:
    """Each alphabet stops at the other's two characters."""
    run = base64.b64encode(VALUE.encode()).decode().rstrip("=")
    assert decoded("base64url", f"/files/{run}/x") == f"/files/{VALUE}/x"
    assert decoded("base64", f"token_{run}_x") == f"token_{VALUE}_x"


def test_base64_cut_character_left_out() -> None:
    """A UTF-8 sequence that the run's end cuts is left out, the rest is read."""
    run = base64.b64encode("maria schmidt é".encode()[:-1]).decode()
    assert decoded("base64", run) == "maria schmidt "


@pytest.mark.parametrize(
    "data",
    [
        b"short value",
        bytes(range(128, 160)),
        bytes(range(128, 256)) * 3,
        bytes(60),
        b"maria schmidt" + bytes(5),
    ],
)
def test_base64_leaves_other_runs(data: bytes) -> None:
    """Short runs, bytes that are no UTF-8, and control characters are not read."""
    run = base64.b64encode(data).decode()
    assert decoded("base64", run) == run


def test_base64_tolerates_few_controls() -> None:
    """One character in ten may be unprintable; line ends and tabs count as printable."""
    text = "maria\tschmidt\r\nstreet\x00 number 5"
    assert decoded("base64", base64.b64encode(text.encode()).decode()) == text


def test_base64_impossible_length_stays() -> None:
    """A run of 4n + 1 characters is no base64."""
    assert decoded("base64", "A" * 17) == "A" * 17


def test_hex_decodes_runs() -> None:
    """Hex digits of either case decode to printable ASCII with white space."""
    run = f"{VALUE}\n".encode().hex()
    assert decoded("hex", f"0x{run} {run.upper()}") == f"0x{VALUE}\n {VALUE}\n"


@pytest.mark.parametrize("run", ["6d" * 7, "6d" * 9 + "6", "6d" * 9 + "07", "6d" * 9 + "ff"])
def test_hex_leaves_other_runs(run: str) -> None:
    """Short and odd runs, control characters and bytes beyond ASCII are not read."""
    assert decoded("hex", run) == run


@pytest.mark.parametrize("name", dict(WHOLE_TEXT))
def test_plain_text_has_no_units(name: str) -> None:
    """A text without the marker character has nothing to decode."""
    assert list(DECODINGS[name]("Maria Schmidt, \ud800 漢字, 5 + 5 = 10.")) == []


def test_any_run_covers_all() -> None:
    """The one search that skips all runs finds each alphabet's shortest run."""
    for text in ["A" * 16, "0" * 16, "+/" * 8, "-_" * 8]:
        assert ANY_RUN.search(text)
    assert not ANY_RUN.search("A" * 15 + "." + "A" * 15)
