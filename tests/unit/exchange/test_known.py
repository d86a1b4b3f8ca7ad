"""Known values: what is found again, in which forms, and whose it is."""

from __future__ import annotations

import pytest

from penname.exchange.known import KnownValues, is_strong, recurs
from penname.mask.vault import Entry

CARD = "4" + "1" * 15


def index(*values: str, kind: str = "EMAIL_ADDRESS") -> KnownValues:
    known = KnownValues()
    known.add(Entry(kind, value) for value in values)
    return known


def raw(known: KnownValues, text: str, **options: bool) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.entity_type) for s in known.find(text, **options)]


@pytest.mark.parametrize(
    ("kind", "value", "text", "found"),
    [
        ("EMAIL_ADDRESS", "x@y.example", "X@Y.example, x@y.examples", ["X@Y.example"]),
        ("CREDIT_CARD", CARD, "4111-1111-1111-1111", ["4111-1111-1111-1111"]),
        ("PERSON", "Maria Schmidt", "schmidt and Maria Schmidt", ["schmidt", "Maria Schmidt"]),
        ("PERSON", "王伟", "昨天王伟说", ["王伟"]),
        ("LOCATION", "Oslo West", "oslo west, Oslo West", ["Oslo West"]),
        ("ORGANIZATION", "Acme Ltd", "Acme, Acme Ltd", ["Acme Ltd"]),
        ("DATE_TIME", "5 May", "5 may, 5 May", ["5 May"]),
        ("PERSON", "--", "--", []),
        # A letter that is newer than Python 3.11.
        ("PERSON", "0:\U00018cff", "\U00018cff", ["\U00018cff"]),
        ("LOCATION", "\U00018cff", "in \U00018cff", ["\U00018cff"]),
    ],
)
def test_each_kind_has_its_forms(kind: str, value: str, text: str, found: list[str]) -> None:
    """Specific values recur in any case, numbers in any groups, names in parts, others exactly."""
    assert raw(index(value, kind=kind), text) == [(one, kind) for one in found]


def test_finds_are_sorted_and_single() -> None:
    """What two indexes find is one find; finds come by their place."""
    known = index("Maria Schmidt", kind="PERSON")
    known.add([Entry("CREDIT_CARD", CARD)])
    assert raw(known, f"{CARD}, Maria Schmidt, {CARD}") == [
        (CARD, "CREDIT_CARD"),
        ("Maria Schmidt", "PERSON"),
        (CARD, "CREDIT_CARD"),
    ]


def test_parts_are_not_everywhere() -> None:
    """Without parts a name is found only as it was, and only if it has more words than one."""
    known = index("Maria Schmidt", "Rubija", kind="PERSON")
    text = "maria, Rubija, MARIA SCHMIDT, Maria Schmidt"
    assert raw(known, text, parts=False) == [("Maria Schmidt", "PERSON")]


def test_values_count_once() -> None:
    """A value is known once, whatever it is given as; one of another family is another entry."""
    known = index("--", "x@y.example", "x@y.example")
    assert known.entries == (Entry("EMAIL_ADDRESS", "x@y.example"),)
    assert repr(known) == "KnownValues(1)"
    assert known.has(Entry("EMAIL_ADDRESS", "x@y.example"))
    assert not known.has(Entry("EMAIL_ADDRESS", "X@y.example"))
    known.add([Entry("PERSON", "Ann"), Entry("PERSON", "Ann", "ann lee")])
    assert len(known.entries) == 3


def test_names_have_families() -> None:
    """A part is of the family of the name that it is a part of; other values have none."""
    known = index("Maria Schmidt", kind="PERSON")
    assert known.family_of("PERSON", "Schmidt") == "maria schmidt"
    assert known.family_of("LOCATION", "Schmidt") == ""


def test_people_can_be_met_first() -> None:
    """A person is known before it is known how each name is masked; everyday words are nobody."""
    known = KnownValues()
    for name in ("Maria Schmidt", "Maria Schmidt", "Error", "Hello"):
        known.meet(name)
    state = known.state
    known.meet("Maria Schmidt")
    assert known.state == state != ""
    assert known.entries == ()
    assert raw(known, "an Error, maria") == [("maria", "PERSON")]


@pytest.mark.parametrize(
    ("value", "covered"),
    [("Schmidt", True), ("MARIA", True), ("Will", True), ("X@y.example", True), ("Weber", False)],
)
def test_known_values_are_covered(value: str, covered: bool) -> None:
    """A value is known in every form of it, and as a part of a name, also a doubtful one."""
    known = index("x@y.example")
    known.add([Entry("PERSON", "Maria Schmidt"), Entry("PERSON", "Will Hunt")])
    assert known.covers(value) is covered


def test_state_tells_what_is_known() -> None:
    """Equal states find the same: the state changes with each new value, and only then."""
    one, two = index("a@b.example"), index("a@b.example")
    assert one.state == two.state != index().state
    one.add([Entry("PERSON", "a@b.example")])
    assert one.state != two.state
    state = two.state
    two.add([Entry("EMAIL_ADDRESS", "a@b.example")])
    assert two.state == state


@pytest.mark.parametrize(
    ("kind", "value", "strong", "again"),
    [
        ("EMAIL_ADDRESS", "maria@example.org", True, True),
        ("ID", "a1-b2", False, False),
        ("PERSON", "Maria Schmidt", False, True),
        ("PERSON", "Maria", False, True),
        ("PERSON", "Will", False, True),
        ("PERSON", "Error", False, False),
        ("PERSON", "Dear Customer", False, False),
        ("LOCATION", "Oslo West", False, True),
        ("LOCATION", "Trondheim", False, True),
        ("LOCATION", "Oslo", False, False),
        ("LOCATION", "London", False, False),
        ("ORGANIZATION", "Siemens", False, True),
        ("ORGANIZATION", "Python", False, False),
        ("NRP", "Norwegian", False, False),
        ("NRP", "Sunni Muslim", False, True),
        ("DATE_TIME", "5 May 2026", False, False),
    ],
)
def test_specific_values_recur(kind: str, value: str, strong: bool, again: bool) -> None:
    """Specific values and names recur; everyday words, and short names of places, do not."""
    entry = Entry(kind, value)
    assert (is_strong(entry), recurs(entry)) == (strong, again)
