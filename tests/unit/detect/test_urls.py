"""Web addresses, without the marks of the sentence around them."""

from __future__ import annotations

import pytest

from penname.detect.urls import RECIPES
from tests.unit.detect.recipes import found, read


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


@pytest.mark.parametrize("name", ["example.com", "a-b.example.co.uk", "EXAMPLE.DE"])
def test_names_next_to_words(name: str) -> None:
    """A name without a scheme counts next to words that say so, or as all of a text."""
    assert read(RECIPES, f"our website {name} is down") == {("URL", name)}
    assert read(RECIPES, name) == {("URL", name)}
    assert read(RECIPES, f"the module {name} has a method of that kind") == set()


@pytest.mark.parametrize("text", ["main.rs", "setup.py", "a@example.com", "x.com(1)", "os.name"])
def test_names_in_programs(text: str) -> None:
    """Files, calls and mailboxes are no websites."""
    assert read(RECIPES, f"website {text}") == set()
