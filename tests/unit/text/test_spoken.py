"""The spoken reading: addresses in words."""

from __future__ import annotations

import pytest

from penname.text.spoken import spoken
from tests.unit.text.reading import read

VALUE = "maria@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "maria (at) example (dot) org",
        "maria[at]example[dot]org",
        "maria {at} example {dot} org",
        "maria<at>example<dot>org",
        "maria(a)example.org",
        "maria [@] example [.] org",
        "maria (AT) example.org",
        "maria at example dot org",
        "maria AT example DOT org",
        "maria @ example . org",
        "maria @ example.org",
        "maria@ example.org",
        "maria@example dot org",
        "maria@example(dot)org",
        "maria_at_example_dot_org",
        "maria-at-example-dot-org",
        "maria *at* example *dot* org",
        "maria arroba example punto org",
        "maria chiocciola example punto org",
        "maria arobase example point org",
        "maria klammeraffe example punkt org",
        "maria ät example punkt org",
        "maria apenstaartje example punt org",
    ],
)
def test_addresses_are_read(text: str) -> None:
    """With words in brackets, bare words, other languages, spaces around signs."""
    assert read(spoken, f"write to {text}, please") == f"write to {VALUE}, please"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maria dot schmidt at mail dot example dot org", "maria.schmidt@mail.example.org"),
        ("maria underscore s (at) my-host (dot) org", "maria_s@my-host.org"),
        ("maria dash s at example dot org", "maria-s@example.org"),
        ("maria [.] s [at] example.org", "maria.s@example.org"),
        ("e-mail: maria at example.org", "e-mail: maria@example.org"),
        ("maria.schmidt at example.org", "maria.schmidt@example.org"),
        ("maria84 at example.org", "maria84@example.org"),
        ("hxxps://example[.]com/x", "hxxps://example.com/x"),
        ("four one one one two one at noon", "411121 at noon"),
        ("one nine two dot one six eight dot 1 (dot) 1", "192.168.1.1"),
    ],
)
def test_more_is_said(text: str, expected: str) -> None:
    """Dots and dashes in the name, hosts alone, digits."""
    assert read(spoken, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "look at the dot com boom",
        "meet me at example.org",
        "see config.py at github.com",
        "at noon. at example.com",
        "maria at example.zz",
        "maria at example dot zz",
        "it at example dot org",
        "at one point in time, at any point in it",
        "x @ y.T @ self.weight",
        "change it to @Independent . Thanks",
        "maria@example.org at work",
        "@ at dot",
        "a[at] (at) b",
        "we said one or two things at three",
        "the point. the dot.",
    ],
)
def test_prose_and_code_stay(text: str) -> None:
    """ "at" and "dot" in sentences and in code make no address."""
    assert read(spoken, text) == text
