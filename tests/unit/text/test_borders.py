"""The split reading: where a value gets a border."""

from __future__ import annotations

import pytest

from penname.text.borders import split
from tests.unit.text.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("user_4111111111111111_x", "user 4111111111111111 x"),
        ("phone_+493090182030", "phone +493090182030"),
        ("a_(415)_b", "a (415)_b"),
        ("a_536_90_4399_b", "a 536 90 4399 b"),
        ("iban_DE89370400440532013000", "iban DE89370400440532013000"),
        ("write_to_maria@example.org_now_", "write_to_maria@example.org now_"),
        ("card4111111111111111End", "card 4111111111111111 End"),
        ("536904399abc", "536904399 abc"),
        ("number is415-555, Nr030594 and nr030594", "number is 415-555, Nr030594 and nr 030594"),
    ],
)
def test_values_get_borders(text: str, expected: str) -> None:
    """An underscore beside a number, behind an address; letters beside nine digits; a blank
    that was forgotten."""
    assert read(split, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name, x_12, __init__, a_1_b",
        "2026_01_15, 12_05",
        "PERSON_k7m29qxw",
        "first_last@example.org",
        "DE123456789, abc12345678, x123456789",
        "name@host_x",
    ],
)
def test_names_stay_whole(text: str) -> None:
    """Identifiers, dates, surrogates, addresses with an underscore in the name."""
    assert read(split, text) == text
