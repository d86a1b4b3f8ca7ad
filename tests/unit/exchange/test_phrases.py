"""Phrases and numbers: values found again whole, in time linear in the text."""

from __future__ import annotations

import pytest

from penname.exchange.phrases import Folded, Numbers, Phrases, stands_in

CARD = "4" + "1" * 15


def phrases(*values: str) -> Phrases:
    known = Phrases()
    for value in values:
        known.add(value, "A")
    return known


def found(index: Phrases | Folded | Numbers, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in index.find(text)]


@pytest.mark.parametrize(
    ("text", "count"),
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
def test_values_are_found_whole(text: str, count: int) -> None:
    """A value is found where it stands by itself, in its exact spelling."""
    assert found(phrases("x@y.example"), text) == ["x@y.example"] * count


def test_value_may_begin_with_a_mark() -> None:
    """Marks in front of a value's first word belong to it."""
    known = phrases("+49 30 1234")
    assert found(known, "at +49 30 1234.") == ["+49 30 1234"]
    assert found(known, "49 30 1234") == []


def test_value_without_words_is_left_out() -> None:
    """A value without a letter or digit cannot be looked up, and is no value."""
    assert repr(phrases("--", "x@y.example", "x@y.example")) == "Phrases(1)"


def test_value_has_all_its_types() -> None:
    """A value that was found as two types is found again as both, once each."""
    known = Phrases()
    for kind in "ABA":
        known.add("x y", kind)
    assert list(known.find("x y")) == [(0, 3, "A"), (0, 3, "B")]


@pytest.mark.parametrize("others", [0, 99, 100, 500])
def test_many_values_are_found_alike(others: int) -> None:
    """How many values are known changes nothing in what is found."""
    known = phrases("+x@y.example", *(f"w{at}@z.example" for at in range(others)))
    assert found(known, "ax@y.example, +x@y.example") == ["+x@y.example"]
    assert found(known, "ax@y.examples of z") == []
    assert found(known, "nothing") == []


@pytest.mark.parametrize("others", [0, 200])
def test_scripts_without_spaces(others: int) -> None:
    """Where a script puts no space between words, a value needs none around it."""
    known = phrases("王伟", "김민수", "李", *(f"w{at}" for at in range(others)))
    assert found(known, "昨天王伟说") == ["王伟"]
    assert found(known, "김민수는 왔다") == ["김민수"]
    assert found(known, "李 和 李白") == ["李"]


@pytest.mark.parametrize(
    ("value", "text", "raw"),
    [
        ("Maria@Example.org", "to MARIA@EXAMPLE.ORG now", ["MARIA@EXAMPLE.ORG"]),
        ("straße@x.example", "ß: STRASSE@X.EXAMPLE", ["STRASSE@X.EXAMPLE"]),
        ("strasse@x.example", "ß: straße@x.example", ["straße@x.example"]),
        ("a1-b2-c3", "A1-B2-C34", []),
    ],
)
def test_folded_values_are_found_in_any_case(value: str, text: str, raw: list[str]) -> None:
    """Case does not count, and the place is that in the text as it came."""
    index = Folded()
    index.add(value, "A")
    assert found(index, text) == raw


@pytest.mark.parametrize(
    ("kind", "value", "text", "raw"),
    [
        ("CREDIT_CARD", "4111 1111 1111 1111", f"is {CARD}.", [CARD]),
        ("CREDIT_CARD", CARD, "is 4111-1111-1111-1111", ["4111-1111-1111-1111"]),
        ("CREDIT_CARD", CARD, "is 4111 11111111 1111 12/27", ["4111 11111111 1111"]),
        ("CREDIT_CARD", CARD, f"1{CARD} {CARD}1 x{CARD}", []),
        ("CREDIT_CARD", CARD, "4111 and 1111 then 1111, 1111", []),
        ("CREDIT_CARD", CARD, f"{CARD} and {CARD}", [CARD, CARD]),
        ("PHONE_NUMBER", "+49 30 901820", "+49 (30) 90 18 20", ["+49 (30) 90 18 20"]),
        ("PHONE_NUMBER", "+49 30 901820", "+4930901820", ["+4930901820"]),
        ("PHONE_NUMBER", "+49 30 901820", "4930901820", ["4930901820"]),
        ("IBAN_CODE", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", None),
        ("UK_NINO", "AB123456C", "ab 12 34 56 c", None),
        ("IP_ADDRESS", "10.200.30.40", "102.0.0.3040", []),
        ("CREDIT_CARD", CARD, "no digits here", []),
        ("CREDIT_CARD", CARD, "1 22 333 4444 55555 666666", []),
    ],
)
def test_numbers_are_found_in_other_groups(
    kind: str, value: str, text: str, raw: list[str] | None
) -> None:
    """A number is found with other separators or none, between word borders."""
    index = Numbers()
    for _ in range(2):
        index.add(value, kind)
    assert found(index, text) == ([text] if raw is None else raw)


def test_numbers_have_their_types() -> None:
    """One number may be two things."""
    index = Numbers()
    index.add("123-45-6789", "US_SSN")
    index.add("123456789", "PASSPORT")
    index.add("a word", "PASSWORD")
    assert sorted(index.find("12-345-67-89")) == [(0, 12, "PASSPORT"), (0, 12, "US_SSN")]
    assert list(Numbers().find("12-345-67-89")) == []


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
