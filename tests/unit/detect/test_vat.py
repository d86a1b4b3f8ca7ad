"""VAT ids: the country's letters, its shape, and its check where there is one."""

from __future__ import annotations

import string

import pytest

from penname.detect.vat import FORMS, RECIPES, is_valid
from tests.unit.detect.recipes import found

CHECKED = [
    *("ATU0000123?", "BE 0000.123.4?7", "DE00001234?", "DK 10 00 01 2?", "FI0000123?"),
    *("HR0012345678?", "IT0000012345?", "LU000012?2", "NL00001234?B01", "PL000001234?"),
    *("PT10000012?", "SE900101001?01"),
]


@pytest.mark.parametrize("number", CHECKED)
def test_checked_ids(number: str) -> None:
    """At most one digit in a place is right, and then the id stands by itself."""
    words = [number.replace("?", digit) for digit in string.digits]
    hits = [
        word for word in words if found(RECIPES, "eu-vat-id", f"VAT {word}, due", 0.5) == [word]
    ]
    assert len(hits) <= 1
    assert found(RECIPES, "eu-vat-id", words[0] + "9" * 9, 0.0) == []


def test_ids_before_other_words() -> None:
    """An id ends where its country's shape ends, whatever capitals follow."""
    assert found(RECIPES, "eu-vat-id", "DE123456788 AB 12") == ["DE123456788"]
    assert found(RECIPES, "eu-vat-id", "DE 123 456 788") == ["DE 123 456 788"]


def test_states_check_their_ids() -> None:
    """Every state's id has a check: a wrong one is none."""
    assert found(RECIPES, "eu-vat-id", "SK2022749619 CY10259033P EE100594102") == [
        *("SK2022749619", "CY10259033P", "EE100594102")
    ]
    assert found(RECIPES, "eu-vat-id", "SK2022749618 CY10259033Z EE100594103", 0.0) == []
    assert found(RECIPES, "eu-vat-id", "ES54362315K ESB58378431") == ["ES54362315K", "ESB58378431"]


def test_values_without_their_state() -> None:
    """A value is judged in any form for a given state."""
    assert is_valid("DE", "136 695 976")
    assert not is_valid("DE", "036 695 976")
    assert not is_valid("DE", "136.695.97é")


def test_every_member_state_has_a_form() -> None:
    """27 states, Greece as EL."""
    assert len(FORMS) == 27
