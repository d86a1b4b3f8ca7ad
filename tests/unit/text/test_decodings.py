"""Decodings: which pieces of a text are encoded, and what they stand for."""

from __future__ import annotations

import pytest

from penname.text import decodings
from penname.text.disguises import IN_TEXT, RUNS, Disguise
from tests.unit.text.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a%40b", "a@b"),
        ("%6d%6D", "mm"),
        ("%C3%A9 %e6%bc%a2 %F0%9F%98%80", "é 漢 \U0001f600"),
        ("1+1%2B1", "1+1+1"),
        ("%2540", "%40"),
        ("100% %4 %zz %", "100% %4 %zz %"),
        ("%u0040 %u00E9 %uD83D", "@ é %uD83D"),
        ("%FF %C0%80 %ED%A0%80 %F4%90%80%80 %E6%BC", "%FF %C0%80 %ED%A0%80 %F4%90%80%80 %E6%BC"),
    ],
)
def test_percent_decodes_utf8(text: str, expected: str) -> None:
    """Whole UTF-8 sequences decode; anything else stays as it came, `+` too."""
    assert read(decodings.percent, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a&commat;b &amp; &Auml;", "a@b & Ä"),
        ("a&#64;b&#0064;c", "a@b@c"),
        ("a&#x40;b&#X0040;c", "a@b@c"),
        ("&#128512; &NotEqualTilde;", "\U0001f600 ≂̸"),
        ("&amp;#64;", "&#64;"),
        ("a&#64b &#x40.", "a@b @."),
        ("&nosuchname; &#; &#x; &; & &amp", "&nosuchname; &#; &#x; &; & &amp"),
        ("&#xD800; &#x110000; &#9999999;", "&#xD800; &#x110000; &#9999999;"),
    ],
)
def test_html_decodes_references(text: str, expected: str) -> None:
    """Named, decimal and hexadecimal references decode, numbers also without their semicolon;
    impossible ones stay."""
    assert read(decodings.html, text) == expected


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
    assert read(decodings.json, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maria=40example=2Eorg", "maria@example.org"),
        ("J=C3=B6rg =F0=9F=98=80", "Jörg \U0001f600"),
        (
            "a very long =\nline and another =\r\none, 1 =3D 1",
            "a very long line and another one, 1 = 1",
        ),
        ("timeout=30, x=41", "timeout=30, x=41"),
        ("status=404 jti=549c, took=40ms", "status=404 jti=549c, took=40ms"),
        ("ann=40exam=\nple.org", "ann@example.org"),
        ("=C3=28 =3d =3D", "=C3=28 =3d =".replace("=28", "(")),
        ("=C0=80 =3D", "=C0=80 ="),
        ("a = 40", "a = 40"),
    ],
)
def test_quoted_printable_needs_proof(text: str, expected: str) -> None:
    """What is surely quoted-printable decodes; an assignment of a number is none."""
    assert read(decodings.quoted_printable, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://xn--bcher-kva.example/", "https://bücher.example/"),
        ("me@XN--BCHER-KVA.example", "me@bücher.example"),
        (
            "axn--bcher-kva xn-- xn--99999999999 xn--abc-",
            "axn--bcher-kva xn-- xn--99999999999 xn--abc-",
        ),
    ],
)
def test_punycode_labels_are_read(text: str, expected: str) -> None:
    """Labels of domains decode; what is none, or says nothing new, stays."""
    assert read(decodings.punycode, text) == expected


@pytest.mark.parametrize("kind", [*IN_TEXT, *RUNS], ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "text", ["", "Maria Schmidt, \ud800 漢字, 5 + 5 = 10.", "Der Preis – 5 € – „gilt“ nicht…"]
)
def test_plain_text_has_no_units(kind: Disguise, text: str) -> None:
    """A text without disguise has nothing to decode."""
    assert list(kind.decode(text)) == []
