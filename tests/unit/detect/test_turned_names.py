"""Family names before a comma and a given name that a model has found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.turned_names import families_before


def _families(text: str, name: str = "Anna") -> list[str]:
    start = text.index(name)
    found = families_before(text, [(start, start + len(name))])
    return [text[left:right] for left, right in found]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Patient: Bowlegs, Anna\nWard: 3", "Bowlegs"),
        ('{"user": {"full_name": "Two Strike, Anna"}}', "Two Strike"),
        ("have a nice weekend\nRedbird, Anna", "Redbird"),
        ("Name | Looking Horse, Anna | 12", "Looking Horse"),
        ("- White Buffalo, Anna\n- Goose, Ida", "White Buffalo"),
        ("Goose,Anna", "Goose"),
    ],
)
def test_family_names_of_any_words(text: str, family: str) -> None:
    """In lines, labels, quotes and columns that hold the name alone."""
    assert _families(text) == [family]


def test_small_letters_need_a_quote() -> None:
    """Without capitals only a value in quotes is surely a name."""
    assert _families('{"driver": "looking horse, anna"}', "anna") == ["looking horse"]
    assert _families("looking horse, anna", "anna") == []
    assert _families('{"driver": "Looking Horse, anna"}', "anna") == []


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, Anna",
        "Kind Regards, Anna",
        "See You Soon, Anna",
        '"Good Morning, Anna"',
        "Yesterday, Anna",
        "After lunch, Anna",
        "Goose, Anna and others left",
        "we met Goose, Anna",
        "one Two three, Anna",
        "Order 12, Anna",
        "Anna",
    ],
)
def test_other_words_before_a_name(text: str) -> None:
    """Greetings, closings, everyday words and running text."""
    assert _families(text) == []


@given(st.text(st.sampled_from('Ab ,:"\n|')))
def test_any_text(text: str) -> None:
    """Families lie before their people, whatever the text."""
    people = [(at, at + 1) for at in range(len(text))]
    for start, end in families_before(text, people):
        assert 0 <= start < end <= len(text)
