"""The loader's own tree: which words are text, which are numbers."""

from __future__ import annotations

import pytest

from penname.policy.problems import Context, Place
from penname.policy.tree import BOOLEANS, Listing, Scalar, Table, parse
from tests.unit.policy.trees import PLACE, plain

NUMBERS = ["0", "12", "-3", "+4", "0.5", ".5", "5.", "1e3", "1.5E-7", "8_388_608", "007"]
WORDS = ["no", "yes", "off", "True", "TRUE", "nan", ".inf", "1.2.3", "1m", "0x1f", "-", "1 2", "e3"]


@pytest.mark.parametrize("word", NUMBERS)
def test_plain_numbers_are_no_text(word: str) -> None:
    """A word that YAML reads as a number is text only in quotes."""
    assert plain(word).is_number
    assert not plain(word).is_text
    quoted = Scalar(word, False, PLACE)
    assert quoted.is_text
    assert not quoted.is_number


@pytest.mark.parametrize("word", WORDS)
def test_other_words_are_text(word: str) -> None:
    """YAML 1.1's booleans, versions and words of float are text."""
    assert plain(word).is_text
    assert not plain(word).is_number


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL", *BOOLEANS])
def test_nulls_and_booleans_are_no_text(word: str) -> None:
    """Null and boolean are neither text nor number; in quotes they are text."""
    assert not plain(word).is_text
    assert not plain(word).is_number
    assert Scalar(word, False, PLACE).is_text


def test_text_becomes_a_tree() -> None:
    """Mappings, lists and words become nodes that know where they stand."""
    context = Context("p.yaml")
    root = parse("a: 1\nb:\n  - 'x'\n  - {c: no}\n", context)
    assert context.problems == []
    assert isinstance(root, Table)
    assert root.entries["a"].value == Scalar("1", True, Place(1, 4))
    listing = root.entries["b"].value
    assert isinstance(listing, Listing)
    assert listing.items[0] == Scalar("x", False, Place(3, 5))
    assert listing.items[1].place == Place(4, 5)


def test_words_are_not_in_repr() -> None:
    """A tree may hold values that are let through: its repr does not show them."""
    assert "Maria" not in repr(parse("a: Maria", Context()))


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("a: &x 1\nb: *x\n", "1:4: error: a: anchors (&x) are not allowed"),
        ("a: !!str 1\n", "1:4: error: a: tags (tag:yaml.org,2002:str) are not allowed"),
        ("a: 1\na: 2\n", "2:1: error: a: duplicate key 'a' (first on line 1)"),
        ("<<: {}\n", "1:1: error: merge keys (<<) are not allowed"),
        ("? [a]\n: b\n", "1:3: error: a key must be one word"),
        ("", "1:1: error: is empty"),
        ("a: 1\n---\nb: 1\n", "2:1: error: has more than one document"),
        ("a: [", "2:1: error: is not YAML: "),
        ("a: \x07", "1:1: error: is not YAML: it has characters that YAML forbids"),
        ("[" * 40, "1:34: error: is not YAML: nested too deeply"),
    ],
)
def test_only_the_strict_subset_is_read(text: str, head: str) -> None:
    """What a reviewer could misread is a problem at its place."""
    context = Context("p.yaml")
    parse(text, context)
    assert context.problems[0].head.startswith(f"p.yaml:{head}")


def test_other_words_of_a_bad_file_are_read() -> None:
    """Problems that do not end the reading leave the rest of the tree."""
    context = Context("p.yaml")
    root = parse("a: 1\na: 2\nb: *c\nd: 3\n", context)
    assert len(context.problems) == 2
    assert isinstance(root, Table)
    assert set(root.entries) == {"a", "b", "d"}
