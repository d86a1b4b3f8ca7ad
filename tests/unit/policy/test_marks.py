"""Marks in the texts of policy tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.policy.marks import (
    Mark,
    Marked,
    MarkError,
    filled,
    numbered,
    read_marks,
    surrogates_in,
    write_marks,
)


@pytest.mark.parametrize(
    ("text", "plain", "marks"),
    [
        ("nothing", "nothing", ()),
        ("a [[X:bc]] d", "a bc d", (Mark(2, 4, "X"),)),
        ("[[X:a]][[Y_2:b]]", "ab", (Mark(0, 1, "X"), Mark(1, 2, "Y_2"))),
        ("[[[X:a]]]", "[a]", (Mark(1, 2, "X"),)),
        (r"\[[X:a]]", "[[X:a]]", ()),
        (r"\\[[X:a]]", "\\a", (Mark(1, 2, "X"),)),
        (r"[[X:a\]\]b]]", "a]]b", (Mark(0, 4, "X"),)),
        (r"[[X:a\\]]b", "a\\b", (Mark(0, 2, "X"),)),
        (r"[[X:\\h\s]]", r"\\h\s", (Mark(0, 5, "X"),)),
        ("a[b[0]] = '[0]'", "a[b[0]] = '[0]'", ()),
        ("[[X:a: b]]", "a: b", (Mark(0, 4, "X"),)),
        ("[[X:a[0] ]]", "a[0] ", (Mark(0, 5, "X"),)),
    ],
)
def test_marks_are_read(text: str, plain: str, marks: tuple[Mark, ...]) -> None:
    """Marks leave the text; what is escaped stays in it."""
    assert read_marks(text) == Marked(plain, marks)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[X:secret", "the mark of X has no ]]"),
        ("[[X:]]", "the mark of X is empty"),
        ("[[x:secret]]", "[[ must go on as TYPE:value]]"),
        ("[[X]]", "[[ must go on as TYPE:value]]"),
        ("[[X:secret [[Y:b]]]]", "a mark inside a mark"),
    ],
)
def test_bad_marks_are_errors(text: str, message: str) -> None:
    """What is no mark is an error that says how to go on, without the value."""
    with pytest.raises(MarkError) as caught:
        read_marks(text)
    assert str(caught.value).startswith(message)
    assert "secret" not in str(caught.value)


@given(st.data())
def test_written_marks_read_back(data: st.DataObject) -> None:
    """Any text with any disjoint marks comes back as it was."""
    plain = data.draw(st.text("ab[]\\:X", max_size=30))
    cuts = data.draw(st.lists(st.integers(0, len(plain)), max_size=6, unique=True).map(sorted))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    marks = tuple(Mark(start, end, "X") for start, end in spans)
    assert read_marks(write_marks(plain, marks)) == Marked(plain, marks)


def test_repr_holds_no_text() -> None:
    """A marked text shows its offsets only."""
    assert "bc" not in repr(read_marks("a [[X:bc]] d"))


def test_templates_name_surrogates() -> None:
    """A template is filled with surrogates, and a text gets their names back."""
    template = "Mail {EMAIL_ADDRESS#1} and {PERSON#2}, not {other} or {x#1}"
    assert surrogates_in(template) == (("EMAIL_ADDRESS", 1), ("PERSON", 2))
    known = {("EMAIL_ADDRESS", 1): "EMAIL_ADDRESS_a1", ("PERSON", 2): "Ann"}
    text = filled(template, known)
    assert text == "Mail EMAIL_ADDRESS_a1 and Ann, not {other} or {x#1}"
    assert numbered(text, known) == template
    assert filled("{PERSON#3}", known) == "{PERSON#3}"
    assert numbered("plain", {}) == "plain"


def test_longest_surrogate_wins() -> None:
    """A surrogate that begins like another is named whole."""
    assert numbered("Ann Lee, Ann", {("P", 1): "Ann", ("P", 2): "Ann Lee"}) == "{P#2}, {P#1}"
