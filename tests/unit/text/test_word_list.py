"""Many words as one pattern."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from penname.text.word_list import one_of

words = st.sets(st.text("AB_", min_size=1, max_size=5), min_size=1)


@given(words, st.text("AB_", max_size=6))
def test_pattern_takes_the_words(words: set[str], word: str) -> None:
    """What the pattern takes whole is exactly one of the words."""
    pattern = re.compile(one_of(words))
    assert bool(pattern.fullmatch(word)) is (word in words)
    assert all(pattern.fullmatch(one) for one in words)


@given(words, st.text("AB_", max_size=9))
def test_longest_word_is_taken(words: set[str], text: str) -> None:
    """Of words that begin alike the longest that stands there is taken."""
    match = re.match(one_of(words), text)
    there = [word for word in words if text.startswith(word)]
    assert (match[0] if match else None) == max(there, key=len, default=None)


def test_joints_stand_for_underscores() -> None:
    """Each `_` may be written as the joint says; all else is literal."""
    pattern = re.compile(one_of(["A_B", "A.C_D", "A"], "[ -]"))
    assert [bool(pattern.fullmatch(word)) for word in ("A B", "A-B", "A.C D", "A", "A_B")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert pattern.fullmatch("AxC D") is None
