"""Which of many words stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.policy.literals import Literals

WORDS = ("key", "KEY", "a.b", "(", "", "clé", "密码", " login", "\\d", "key", "monkey")


def test_words_are_taken_as_they_are() -> None:
    """Case and signs count, a word may stand inside another, and comes once, in its order."""
    assert Literals(WORDS).within("monkey (clé) 密码") == ["key", "(", "", "clé", "密码", "monkey"]
    assert Literals(WORDS).within("axb\n login \\d") == ["", " login", "\\d"]


def test_no_words_and_no_text() -> None:
    """Nothing is found in nothing, or of nothing."""
    assert Literals(()).within("text") == []
    assert Literals(("a",)).within("") == []


def test_lone_surrogates_hide_no_word() -> None:
    """A code point that is no character stands in no word's way."""
    assert Literals(("key",)).within("\ud800key\udfff") == ["key"]


@given(st.lists(st.text(max_size=4), max_size=8), st.text(max_size=40))
def test_same_as_asking_for_each(words: list[str], text: str) -> None:
    """The words found are those that `in` finds."""
    assert Literals(words).within(text) == [w for w in dict.fromkeys(words) if w in text]


def test_words_are_asked_for_when_the_set_fails() -> None:
    """A set that finds not even its own pattern is not believed."""
    literals = Literals(("key", "lock"))
    literals._set = type("Failing", (), {"Match": staticmethod(lambda _: [])})()
    assert literals.within("a lock") == ["lock"]
