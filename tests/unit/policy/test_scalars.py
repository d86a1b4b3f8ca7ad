"""Words written as YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.policy.problems import Context
from penname.policy.scalars import flow_list, flow_map, scalar
from penname.policy.tree import Listing, Scalar, Table, parse

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ODD = [
    *("no", "Yes", "null", "~", "1e3", "-", "a: b", "a #b", "'", "[x]", "&a", "<<", " x", "x ", ""),
    *("a\u202eb", "\u0085", "\ufeff", "\U0001f600", "x\r\ny", "{{made:IBAN}}", "DE", "e3"),
]


def read(text: str) -> object:
    """What the loader reads: nothing but words that are text."""
    context = Context()
    root = parse(text, context)
    assert context.problems == []
    return plain(root)


def plain(node: object) -> object:
    if isinstance(node, Table):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    assert node.is_text
    return node.text


@pytest.mark.parametrize("word", ODD)
def test_odd_words_come_back(word: str) -> None:
    """What YAML would read as something else is put in quotes, on one line."""
    assert read(f"- {scalar(word)}\n") == [word]
    assert len(scalar(word).splitlines()) == 1


@given(WORDS, st.lists(WORDS))
def test_all_words_come_back(word: str, words: list[str]) -> None:
    """Any text is read back as it was, alone and in lists and mappings."""
    assert read(f"a: {scalar(word)}\nb: {flow_list(words)}\n") == {"a": word, "b": words}
    assert read(flow_map([("a", scalar(word)), ("b", flow_list(words))])) == {"a": word, "b": words}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("PERSON", "PERSON"),
        ("ann@example.org", "ann@example.org"),
        ("seen in chat", "seen in chat"),
        ("default.yaml:3", '"default.yaml:3"'),
        ("2026", '"2026"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("\U000e0001", '"\\U000e0001"'),
    ],
)
def test_quotes_where_they_are_needed(word: str, written: str) -> None:
    """Plain words stay plain; what is not seen is spelled out."""
    assert scalar(word) == written


def test_half_characters_cannot_be_written() -> None:
    """A lone surrogate is an error, which does not repeat the text."""
    with pytest.raises(ValueError, match="half a character") as caught:
        scalar("planted \ud800")
    assert "planted" not in str(caught.value)
