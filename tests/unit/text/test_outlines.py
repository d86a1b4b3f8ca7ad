"""Outlines: one byte for each character, whatever it is."""

from __future__ import annotations

import pytest

from penname.text.outlines import classes, outline

CODES = classes(("d", "0123456789"), ("a", "abc"), beyond="b", other="x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", b""),
        ("a1-", b"adx"),
        ("é漢\U0001f600\ud800", b"bbbb"),
        ("what?", b"xxaxb"),
    ],
)
def test_each_character_has_a_class(text: str, expected: bytes) -> None:
    """Code points keep their places; beyond ASCII all are of one class, and so is `?`."""
    assert outline(text, CODES) == expected


def test_question_mark_can_have_a_row() -> None:
    """A row comes before what is said of characters beyond ASCII, and covers them too."""
    assert outline("?é", classes(("q", "?"), beyond="b", other="x")) == b"qq"
