"""Known values: found again exactly, between word borders."""

from __future__ import annotations

import pytest

from penname.exchange.known import KnownValues, is_strong, recurs, stands_in
from penname.mask.vault import Entry


def index(*values: str, kind: str = "EMAIL_ADDRESS") -> KnownValues:
    known = KnownValues()
    known.add(Entry(kind, value) for value in values)
    return known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x@y.example", 1),
        ("(x@y.example)", 1),
        ("x@y.example x@y.example", 2),
        ("ax@y.example", 0),
        ("x@y.examples", 0),
        ("X@y.example", 0),
        ("x@y", 0),
        ("", 0),
        ("y.example", 0),
    ],
)
def test_values_are_found_whole(text: str, found: int) -> None:
    """A value is found where it stands by itself, in its exact spelling."""
    spans = index("x@y.example").find(text)
    assert [text[span.start : span.end] for span in spans] == ["x@y.example"] * found


def test_value_may_begin_with_a_mark() -> None:
    """Marks in front of a value's first word belong to it."""
    known = index("+49 30 1234")
    assert [(s.start, s.end) for s in known.find("at +49 30 1234.")] == [(3, 14)]
    assert known.find("49 30 1234") == []


def test_value_without_words_is_left_out() -> None:
    """A value without a letter or digit cannot be looked up, and is no value."""
    known = index("--", "x@y.example", "x@y.example")
    assert len(known.entries) == 1
    assert repr(known) == "KnownValues(1)"


def test_state_tells_what_is_known() -> None:
    """Equal states find the same: the state changes with each new value, and only then."""
    one, two = index("a@b.example"), index("a@b.example")
    assert one.state == two.state != index().state
    one.add([Entry("PERSON", "a@b.example")])
    assert one.state != two.state


@pytest.mark.parametrize(
    ("kind", "value", "strong", "again"),
    [
        ("EMAIL_ADDRESS", "maria@example.org", True, True),
        ("ID", "a1-b2", False, False),
        ("PERSON", "Maria Schmidt", False, True),
        ("PERSON", "Maria", False, False),
    ],
)
def test_specific_values_recur(kind: str, value: str, strong: bool, again: bool) -> None:
    """Specific values are masked wherever they recur; single words of names are not."""
    entry = Entry(kind, value)
    assert (is_strong(entry), recurs(entry)) == (strong, again)


@pytest.mark.parametrize("others", [0, 99, 100, 500])
def test_many_values_are_found_alike(others: int) -> None:
    """How many values are known changes nothing in what is found."""
    known = index("+x@y.example", *(f"w{at}@z.example" for at in range(others)))
    text = "ax@y.example, +x@y.example"
    assert [(s.start, s.end) for s in known.find(text)] == [(14, 26)]
    assert known.find("ax@y.examples of z") == []
    assert known.find("nothing") == []


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("ann@example.org", True),
        ("<ann@example.org>", True),
        ("xann@example.organic", False),
        ("xann@example.org", False),
        ("ann@example.organic", False),
        ("xann@example.org ann@example.org", True),
        ("ann@example.organn@example.org", False),
        ("Ann@example.org", False),
        ("", False),
    ],
)
def test_value_stands_by_itself(text: str, stands: bool) -> None:
    """A value stands in a text where no letter or digit runs on over its borders."""
    assert stands_in("ann@example.org", text) is stands


def test_borders_are_of_letters_only() -> None:
    """A value that ends in a mark may touch a letter there."""
    assert stands_in("+49 30 (0)", "x+49 30 (0)x")
