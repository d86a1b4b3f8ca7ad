"""The second list of secrets: all texts take part, and the gold stands where it says."""

from __future__ import annotations

import base64
import random

import pytest

from benchmarks.detect.leak_values import KINDS, WRITTEN, value
from benchmarks.detect.leaks import FILES, cases, look_alikes, texts

ALL = sum(len(texts(name)) for name in FILES)
LABELS = {"API_KEY", "PASSWORD", "JWT", "CONNECTION_STRING", "PRIVATE_KEY"}


def test_all_texts_have_values() -> None:
    """Each text has a value, none has a mark left, and all types are among the labels."""
    made = list(cases(1, ALL))
    assert all(case.gold for case in made)
    assert not any(mark in case.text for case in made for mark in "⟦⟧⟨⟩")
    assert {gold.label for case in made for gold in case.gold} == LABELS


def test_gold_stands_where_it_says() -> None:
    """No blank stands at a value's edges, and a value is not short (but a PIN)."""
    for case in cases(2, ALL):
        for gold in case.gold:
            word = case.text[gold.start : gold.end]
            assert word == word.strip()
            assert len(word) >= 4


def test_innocent_texts_have_no_value() -> None:
    """What must stay clean has no gold and no mark left."""
    made = list(look_alikes(1, len(texts("innocent"))))
    assert not any(case.gold for case in made)
    assert not any(mark in case.text for case in made for mark in "⟦⟧⟨⟩")


def test_seed_makes_the_texts() -> None:
    """The same seed gives the same texts, another one others."""
    first = [case.text for case in cases(7, ALL)]
    assert first == [case.text for case in cases(7, ALL)]
    assert first != [case.text for case in cases(8, ALL)]


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_make_new_values(kind: str) -> None:
    """A kind of value is another one each time, or one of some."""
    rng = random.Random(3)
    assert len({value(rng, kind) for _ in range(40)}) > 4


def test_values_are_written_for_their_place() -> None:
    """What would end a value in its place does not stand in it; encodings can be undone."""
    assert WRITTEN["xml"]('a<b&"') == "a&lt;b&amp;&quot;"
    assert base64.b64decode(WRITTEN["b64"]("ann:x")) == b"ann:x"
    rng = random.Random(4)
    for _ in range(200):
        assert not set(value(rng, "any quoted")) & set("'\"`\\$")
        assert not set(value(rng, "any bare")) & set(" '\"`#;,&|<>")
