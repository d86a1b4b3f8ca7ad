"""Putting other text into examples: marks stay on their values, whatever is put where."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.train.example import Example, Mark
from penname.train.texts import other_values, other_words
from penname.train.texts.other_values import with_other_values
from penname.train.texts.other_words import with_other_words
from penname.train.texts.people import Crowd
from penname.train.texts.rewriting import Edit, gaps, rewritten

_PARTS = st.lists(
    st.tuples(st.text("ab c", min_size=1), st.booleans(), st.none() | st.text("xyz")), max_size=8
)


@given(_PARTS)
def test_marks_stay_on_their_values(parts: list[tuple[str, bool, str | None]]) -> None:
    """Parts that are marked or not, some of which get another text."""
    text, new, marks, wanted, edits = "", "", [], [], []
    for part, is_marked, other in parts:
        now = part if other is None else other
        if is_marked:
            marks.append(Mark(len(text), len(text) + len(part), "NAME"))
            wanted.append(Mark(len(new), len(new) + len(now), "NAME"))
        if other is not None:
            edits.append((len(text), len(text) + len(part), other))
        text, new = text + part, new + now
    assert rewritten(Example(text, tuple(marks)), edits) == Example(new, tuple(wanted))


def test_gaps_are_what_no_mark_has() -> None:
    """Before, between and behind the marks."""
    example = Example("ask Anna or Bob now", (Mark(4, 8, "NAME"), Mark(12, 15, "NAME")))
    assert [example.text[left:right] for left, right in gaps(example)] == ["ask ", " or ", " now"]


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is changed, in every place that can be."""
    monkeypatch.setattr(other_values, "TEXTS", 1.0)
    monkeypatch.setattr(other_values, "VALUES", 1.0)
    monkeypatch.setattr(other_words, "TEXTS", 1.0)
    monkeypatch.setattr(other_words, "OTHERS", 0.0)
    monkeypatch.setattr(other_words, "SLIPS", 1.0)


@pytest.mark.usefixtures("always")
def test_other_people_in_the_same_sentence() -> None:
    """As many words as before, in the same case, marked; what is no plain name stays."""
    text = "Anna met tom maier and MARIA of ACME at Rome, @bob1 too."
    values = {"Anna": "PERSON", "tom maier": "PERSON", "MARIA": "PERSON", "ACME": "ORGANIZATION"}
    values |= {"Rome": "LOCATION", "@bob1": "PERSON"}
    example = Example(
        text, tuple(Mark(text.index(v), text.index(v) + len(v), k) for v, k in values.items())
    )
    rng = random.Random(7)
    seen = set()
    for _ in range(40):
        made = with_other_values(example, rng, Crowd(rng))
        found = [made.text[mark.start : mark.end] for mark in made.marks]
        assert [mark.label for mark in made.marks] == [mark.label for mark in example.marks]
        assert found[0][0].isupper() or not found[0].isascii()
        assert found[1] == found[1].lower()
        assert " " in found[1]
        assert found[2] == found[2].upper()
        assert found[5] == "@bob1"
        assert made.text.endswith(" too.")
        seen.update(found)
    assert len(seen) > 100


@pytest.mark.usefixtures("always")
def test_long_values_take_no_time() -> None:
    """A value that is almost words, and no name, is left in one look."""
    value = "word" * 40 + "!"
    example = Example(value, (Mark(0, len(value), "PERSON"),))
    rng = random.Random(1)
    assert with_other_values(example, rng, Crowd(rng)) == example


@pytest.mark.usefixtures("always")
def test_slips_are_outside_of_values() -> None:
    """Words are mistyped; names, handles, addresses and identifiers are not."""
    text = "please write Anna about some_name, mail@house.example or http://house.example again"
    example = Example(text, (Mark(13, 17, "NAME"),))
    made = with_other_words(example, random.Random(1))
    value = made.text[made.marks[0].start : made.marks[0].end]
    assert value == "Anna"
    for kept in ("some_name", "mail@house.example", "http://house.example"):
        assert kept in made.text
    for word in ("please", "write", "about", "again"):
        assert word not in made.text.split()


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("kind", ["en.json", "de.code", "any.log", "en.table"])
def test_records_stay_as_they_are(kind: str) -> None:
    """What has an exact layout is not mistyped."""
    example = Example("please write about tables again", (), kind)
    assert with_other_words(example, random.Random(1)) == example


def test_words_of_a_dictionary_keep_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rare words stand where ordinary ones stood, small, capitalised or shouted."""
    monkeypatch.setattr(other_words, "TEXTS", 1.0)
    monkeypatch.setattr(other_words, "OTHERS", 1.0)
    monkeypatch.setattr(other_words, "some_word", lambda _rng, language: f"{language}wort")
    made = with_other_words(Example("Haus steht JETZT da", (), "de.prose"), random.Random(1))
    assert made.text == "Dewort dewort DEWORT da"


def test_most_texts_stay() -> None:
    """Not every text is mistyped, and not every one keeps its people."""
    rng = random.Random(1)
    example = Example("please write Anna about tables", (Mark(13, 17, "PERSON"),))
    words = sum(with_other_words(example, rng) == example for _ in range(300))
    people = sum(with_other_values(example, rng, Crowd(rng)) == example for _ in range(300))
    assert 150 < words < 290
    assert 120 < people < 220


def test_edits_may_be_none() -> None:
    """Nothing changed is the same example."""
    example = Example("Anna", (Mark(0, 4, "NAME"),))
    none: list[Edit] = []
    assert rewritten(example, none) == example
