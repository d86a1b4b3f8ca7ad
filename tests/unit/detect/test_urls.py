"""Web addresses, without the marks of the sentence around them."""

from __future__ import annotations

import pytest

from penname.detect.urls import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2"),
        ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
        ("www.example.org, and", "www.example.org"),
        ("[x](https://example.org)", "https://example.org"),
        ('<a href="ftp://example.org/f">', "ftp://example.org/f"),
        ("WSS://example.org/socket!", "WSS://example.org/socket"),
    ],
)
def test_urls(text: str, url: str) -> None:
    """A URL ends before closing marks that it did not open."""
    assert found(RECIPES, "url", text) == [url]


@pytest.mark.parametrize("text", ["example.org", "a.a.a.a", "//", "http://", "www.", "C://x"])
def test_texts_that_are_no_url(text: str) -> None:
    """Bare host names and schemes alone are none."""
    assert found(RECIPES, "url", text) == []
