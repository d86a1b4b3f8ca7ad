"""Made-up values for policy tests."""

from __future__ import annotations

import pytest

from penname.policy import check_digits
from penname.policy.made import MADE, MadeError, made, with_made


def test_names_become_values() -> None:
    """Every name in a text is replaced, all else stays."""
    text = "key [[API_KEY:{{made:GITHUB_TOKEN}}]], again {{made:GITHUB_TOKEN}} {made:X} {{x}}"
    token = made("GITHUB_TOKEN")
    assert with_made(text) == f"key [[API_KEY:{token}]], again {token} {{made:X}} {{{{x}}}}"


def test_unknown_names_are_errors() -> None:
    """A name that is none is an error that names the nearest one."""
    with pytest.raises(MadeError, match="GITHUB_TOKE'") as caught:
        with_made("{{made:GITHUB_TOKE}}")
    assert "GITHUB_TOKEN" in caught.value.hint


@pytest.mark.parametrize("name", sorted(MADE))
def test_values_stand_in_marks(name: str) -> None:
    """A value is the same each time, and nothing in it ends a mark or is a name again."""
    value = made(name)
    assert value == made(name) == MADE[name]()
    assert not {"[[", "]]", "{{"} & {value[at : at + 2] for at in range(len(value))}


def test_check_digits_hold() -> None:
    """Cards and accounts have valid check digits; grouped ones are the same numbers."""
    assert all(check_digits.luhn(made(name)) for name in ("AMEX", "CREDIT_CARD"))
    assert check_digits.iban(made("IBAN"))
    assert made("IBAN_GROUPED").replace(" ", "") == made("IBAN")
    assert made("CREDIT_CARD_GROUPED").replace(" ", "") == made("CREDIT_CARD")
