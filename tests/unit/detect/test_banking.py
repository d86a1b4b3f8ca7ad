"""Security codes, expiry dates, routing and account numbers."""

from __future__ import annotations

import pytest

from penname.detect.banking import RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("card-security-code", "CVV 123", "123"),
        ("card-security-code", "cvc2: 1234", "1234"),
        ("card-security-code", '"cvv": "123"', "123"),
        ("card-security-code", "security code is 999", "999"),
        ("card-expiry", "exp 12/27", "12/27"),
        ("card-expiry", "expires 12/2027", "12/2027"),
        ("card-expiry", "valid thru 01/29", "01/29"),
        ("card-expiry", "gültig bis 03/28", "03/28"),
        ("account-number", "account number 12345678", "12345678"),
        ("account-number", "acct #: 0012345678", "0012345678"),
        ("account-number", "Acc. No. 88120034", "88120034"),
        ("account-number", "RIB 30004 00823 00010123456 43", "30004 00823 00010123456 43"),
        ("account-number", "bank account no. 123-456-789", "123-456-789"),
        ("account-number", "patient account AC-1234567", "AC-1234567"),
        ("account-number", "sort code 12-34-56", "12-34-56"),
        ("account-number", "Kontonummer 12345678", "12345678"),
        ("account-number", "BSB 062-000", "062-000"),
        ("account-number", "IFSC: HDFC0001234", "HDFC0001234"),
        ("account-number", "BLZ 370 400 44", "370 400 44"),
        ("account-number", "numéro de compte 12345678901", "12345678901"),
        ("account-number", "n° de conta corrente? conta corrente nº 12345678", "12345678"),
    ],
)
def test_values_behind_their_words(name: str, text: str, value: str) -> None:
    """What no shape tells apart is found behind its name."""
    assert found(RECIPES, name, text) == [value]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("card-security-code", "csv 123"),
        ("card-security-code", "code 123"),
        ("card-security-code", "security code 123456"),
        ("card-expiry", "12/27"),
        ("card-expiry", "expires 13/27"),
        ("card-expiry", "exponent 12/27"),
        ("account-number", "account 5"),
        ("account-number", "acc 12345678"),
        ("account-number", "accounts for 123456"),
        ("account-number", "order 12345678"),
        ("account-number", "4d90437c-ccc5-4332-aa1d-b0d3ba9302aa"),
    ],
)
def test_other_numbers(name: str, text: str) -> None:
    """Without the words, or in another shape, nothing is found."""
    assert found(RECIPES, name, text) == []


def test_routing_numbers() -> None:
    """Nine digits of an assigned range with their check digit; weak without words nearby."""
    digits = [
        number for number in range(10) if found(RECIPES, "aba-routing", f"01100001{number}", 0.3)
    ]
    assert len(digits) == 1
    assert found(RECIPES, "aba-routing", f"01100001{digits[0]}") == []
    assert found(RECIPES, "aba-routing", f"99100001{digits[0]}", 0.0) == []
    dashed = f"0110-0001-{digits[0]}"
    assert found(RECIPES, "aba-routing", f"is {dashed}.", 0.3) == [dashed]


def test_accounts_near_words() -> None:
    """Words between the name and the number, and scripts without blanks."""
    text = "my bank account at the corner is 000123456789"
    assert read(RECIPES, text) == {("ACCOUNT_NUMBER", "000123456789")}
    assert read(RECIPES, "我的银行账号是6222021234567890123") == {
        ("ACCOUNT_NUMBER", "6222021234567890123")
    }
    assert read(RECIPES, "order 000123456789 left the bank") == set()


def test_expiry_behind_a_card() -> None:
    """A month and year directly behind digits is weak evidence of a card's."""
    assert found(RECIPES, "card-expiry", "0000 12/27", 0.2) == ["12/27"]
