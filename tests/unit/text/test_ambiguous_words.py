"""Words of everyday text and words that are names too: two lists without a word in common."""

from __future__ import annotations

import pytest

from penname.text.ambiguous_words import AMBIGUOUS, is_common, is_doubtful
from penname.text.common_words import COMMON
from penname.text.words import fold


@pytest.mark.parametrize("word", ["error", "dear", "monday", "errors", "grusse", "bonjour", "hola"])
def test_common_words_are_no_names(word: str) -> None:
    """Everyday words of several languages, also in the plural."""
    assert is_common(word)


@pytest.mark.parametrize("word", ["will", "rose", "klein", "petit", "cruz", "banks", "handling"])
def test_some_words_are_doubtful(word: str) -> None:
    """Words that are somebody's name too, and forms of everyday words, may be either."""
    assert is_doubtful(word)
    assert not is_common(word)


@pytest.mark.parametrize(
    "word",
    [
        *("maria", "schmidt", "linda", "rubija", "jose", "ali", "wei", "luis"),
        *("manning", "alfred", "mohamed", "reed"),
    ],
)
def test_names_are_in_neither_list(word: str) -> None:
    """What is only a name is in no list."""
    assert not is_common(word)
    assert not is_doubtful(word)


def test_lists_hold_no_name_twice() -> None:
    """A word is either everyday or ambiguous, folded, and long enough to be looked up."""
    assert not COMMON & AMBIGUOUS
    assert all(len(word) > 2 and fold(word) == word for word in COMMON | AMBIGUOUS)
