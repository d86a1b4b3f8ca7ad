"""Schemes as data: forms, shapes and scores."""

from __future__ import annotations

from penname.detect.countries import COUNTRIES
from penname.detect.national import SCHEMES
from penname.detect.schemes import CERTAIN, SURE, WEAK, Scheme, not_uniform
from penname.policy.entities import ENTITY_TYPES


def scheme(forms: str, *, bare_score: float = WEAK, checked: bool = True) -> Scheme:
    row = ("XX_ID", bool, forms, CERTAIN, "br person", "xx id")
    return Scheme(*row, bare_score=bare_score, checked=checked)


def test_forms_are_loosened() -> None:
    """A form is read as it is printed, and weaker without its signs, with blanks or dashes."""
    assert dict(scheme("99.99-9").shapes()) == {
        "99.99-9": CERTAIN,
        "99999": WEAK,
        "99 99 9": WEAK,
        "99-99-9": WEAK,
    }
    assert dict(scheme("A9(9)", bare_score=SURE).shapes()) == {
        "A9(9)": CERTAIN,
        "A99": SURE,
        "A9 9": SURE,
        "A9-9": SURE,
    }


def test_either_is_spelt_out() -> None:
    """A place for a digit or a letter is both; where there are many they are left."""
    assert [shape for shape, _ in scheme("9*").shapes()] == ["99", "9A"]
    assert [shape for shape, _ in scheme("*********9").shapes()] == ["*" * 10]
    assert [shape for shape, _ in scheme("** *** ***9").shapes()][1:] == [
        "*" * 9,
        "**-***-****",
    ]


def test_what_stands_alone() -> None:
    """In a text of its own a number with a check or letters counts; another has to be firm."""
    assert scheme("9").bare == WEAK
    assert scheme("9", checked=False).bare == SURE
    assert scheme("A9 | A-9", checked=False).bare == WEAK
    assert scheme("A9 | 99", checked=False).bare == SURE
    assert scheme("9").name == "xx-id"


def test_rows_of_one_digit_are_none() -> None:
    """Numbers that nothing can be checked of have at least three digits that differ."""
    assert not_uniform("12.345")
    assert not not_uniform("11.212")


def test_tables_name_what_there_is() -> None:
    """Every type of a row is documented, and every country of one is known."""
    assert {row.entity_type for row in SCHEMES} <= set(ENTITY_TYPES)
    kinds = {"person", "tax", "vat", "company", "social", "health"}
    assert {word for row in SCHEMES for word in row.about.split()} <= kinds | set(COUNTRIES)
