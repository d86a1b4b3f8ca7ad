"""Families: spellings of one thing, told from the values alone."""

from __future__ import annotations

import pytest

from penname.mask.family import compact, family_of

CARD = "4" + "1" * 15


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("PERSON", ["Maria Schmidt", "MARIA SCHMIDT", "Schmidt, Maria", "Ms María Schmidt"]),
        ("CREDIT_CARD", [CARD, "4111 1111 1111 1111", "4111-1111-1111-1111"]),
        ("PHONE_NUMBER", ["+49 30 901820", "+49 (30) 90 18 20", "4930901820"]),
        ("EMAIL_ADDRESS", ["Maria@Example.org", "maria@example.org"]),
        ("LOCATION", ["São  Paulo", "SAO PAULO", "sao paulo"]),
    ],
)
def test_spellings_are_a_family(kind: str, values: list[str]) -> None:
    """Case, accents, order of names and separators of numbers do not change the family."""
    assert len({family_of(kind, value) for value in values}) == 1


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("PERSON", ["Maria Schmidt", "Maria", "Schmidt", "Maria Weber", "84", "85"]),
        ("IP_ADDRESS", ["10.200.30.40", "102.0.0.3040", "10.20.03.040"]),
        ("EMAIL_ADDRESS", ["a.b@example.org", "ab@example.org"]),
        ("CREDIT_CARD", [CARD, CARD[:-1] + "2"]),
    ],
)
def test_others_are_no_family(kind: str, values: list[str]) -> None:
    """Different values, and parts of one, are families of their own."""
    assert len({family_of(kind, value) for value in values}) == len(values)


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        ("IBAN_CODE", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
        ("MAC_ADDRESS", "00:1A:2B:3C:4D:5E", "001a2b3c4d5e"),
        ("US_SSN", "123-45-6789", "123456789"),
        ("IP_ADDRESS", "10.20.30.40", ""),
        ("PHONE_NUMBER", "555-013", ""),
        ("PASSWORD", "correct horse", ""),
        ("EMAIL_ADDRESS", "a1234567@example.org", ""),
        ("PHONE_NUMBER", "030 ---- 901820", ""),
    ],
)
def test_numbers_are_told_from_texts(kind: str, value: str, plain: str) -> None:
    """Only what is groups of letters and digits, mostly digits, goes without separators."""
    assert compact(kind, value) == plain


def test_long_text_is_quick() -> None:
    """A long value that is no number is seen to be none in time linear in it."""
    assert compact("PASSWORD", "a1" * 100_000 + "!") == ""
