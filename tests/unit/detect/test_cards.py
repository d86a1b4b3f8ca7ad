"""Card numbers: issuers, groups, check digits, and the long numbers that are none."""

from __future__ import annotations

import random

import pytest

from penname.detect.cards import credit_cards, is_ean, luhn
from tests.work import growth


def words(text: str, least: float = 0.4) -> list[str]:
    return [text[start:end] for start, end, score in credit_cards(text) if score >= least]


def card(prefix: str, length: int = 16) -> str:
    """A number with the prefix and a valid check digit."""
    body = prefix.ljust(length - 1, "7")
    return next(body + d for d in "0123456789" if luhn(body + d))


def grouped(number: str, *sizes: int, gap: str = " ") -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(number[start : start + size])
        start += size
    assert start == len(number)
    return gap.join(parts)


@pytest.mark.parametrize(
    ("prefix", "length"),
    [
        *(("4111", 16), ("4111", 13), ("4111", 19), ("5412", 16), ("2221", 16), ("2720", 16)),
        *(("3714", 15), ("3055", 14), ("3622", 14), ("3528", 16), ("3589", 16), ("1800", 15)),
        *(("2131", 15), ("6011", 16), ("6221", 19), ("5018", 12), ("6759", 12), ("6304", 19)),
    ],
)
def test_issuers_cards_are_sure(prefix: str, length: int) -> None:
    """A number of an issuer's range with a right check digit is a card without any word."""
    number = card(prefix, length)
    assert words(f"see {number}.", least=0.9) == [number]


@pytest.mark.parametrize("gap", [" ", "-", "\u00a0", "\u2011"])
def test_printed_groups_are_read(gap: str) -> None:
    """Groups as printed on cards are one number, whatever single sign stands between them."""
    for text in (
        grouped(card("4000"), 4, 4, 4, 4, gap=gap),
        grouped(card("3714", 15), 4, 6, 5, gap=gap),
        grouped(card("3055", 14), 4, 6, 4, gap=gap),
        grouped(card("6221", 19), 6, 13, gap=gap),
    ):
        assert words(f"pay with {text}, please", least=0.9) == [text]


@pytest.mark.parametrize(
    "around",
    ["{} 12/27 123", "{} 1227 123", "7 {} 1227", "12 {}", "{} 123", "x-{}", "no. {}-1"],
)
def test_neighbours_do_not_hide_card(around: str) -> None:
    """Expiry dates, codes and line numbers beside a card, grouped or not, leave it whole."""
    plain = card("4000")
    for text in (plain, grouped(plain, 4, 4, 4, 4)):
        assert words(around.format(text), least=0.9) == [text]


def test_other_scripts_digits_count() -> None:
    """Arabic-Indic digits are digits."""
    number = "".join(chr(0x660 + int(digit)) for digit in card("4000"))
    assert words(f"see {number}", least=0.9) == [number]


def test_two_cards_in_one_run() -> None:
    """Cards that follow each other are two."""
    first, second = card("4000"), card("5412")
    pair = [grouped(first, 4, 4, 4, 4), grouped(second, 4, 4, 4, 4)]
    assert words(" ".join(pair), least=0.9) == pair
    assert words(f"{first} {second}", least=0.9) == [first, second]


def test_spelled_digits_are_read() -> None:
    """A known issuer's number is found in any grouping when nothing else is in the run."""
    spelled = " ".join(card("4000"))
    assert words(f"it is {spelled}!", least=0.9) == [spelled]


@pytest.mark.parametrize(
    "around",
    [
        "cd9472fb-{0[0]}-{0[1]}-{0[2]}-655523fd8adc",
        "arn:aws:iam::{1}:role/deploy",
        "arn:aws:sns:us-east-1:{1}:topic",
    ],
)
def test_parts_of_identifiers_are_no_cards(around: str) -> None:
    """The middle of a UUID, and the account in the name of a resource."""
    number = card("5018", 12)
    groups = number[:4], number[4:8], number[8:]
    assert words(around.format(groups, number)) == []


def test_goods_are_no_cards() -> None:
    """The number of an article begins as Visa's do; a word beside it makes a card of it."""
    valid = (f"40063813{n:05d}" for n in range(100_000))
    number = next(one for one in valid if luhn(one) and is_ean(one))
    assert [hit[2] for hit in credit_cards(f"see {number}.")] == [0.3]
    assert not is_ean(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(("prefix", "length"), [("0604", 12), ("3502", 16), ("9792", 16)])
def test_other_issuers_need_words(prefix: str, length: int) -> None:
    """A right check digit alone is a weak hit that a word nearby lifts."""
    number = card(prefix, length)
    assert [hit[2] for hit in credit_cards(f"see {number}.")] == [0.31 if length > 14 else 0.3]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert list(credit_cards(f"see {wrong}.")) == []


def test_wrong_check_digit_is_weak() -> None:
    """A known issuer's range without the check digit is a weak hit."""
    number = card("4111")
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert [hit[2] for hit in credit_cards(wrong)] == [0.2]


@pytest.mark.parametrize(
    "text",
    [
        "0000000000000000 1111 1111 1111 1111",
        "2024-01-15 12:30:45.123456",
        "20240115123045 and 1700000000000",
        "550e8400-e29b-41d4-a716-446655440000",
        "3.141592653589793 and v6011.000990139424",
        "a4111b 12345678901234567890123",
        "+49 30 901820 20 34",
    ],
)
def test_long_numbers_are_no_cards(text: str) -> None:
    """Times, decimals, UUIDs and repeated digits are not sure cards, nor are longer numbers."""
    assert words(text) == []


def test_times_and_ids_stay_below() -> None:
    """No Unix time in ms, µs or ns and no dated id reaches the score of a sure card."""
    rng = random.Random(7)
    for digits in (13, 16, 19):
        times = (str(rng.randrange(1_500_000_000, 1_800_000_000)) for _ in range(500))
        text = " at ".join(t + str(rng.randrange(10**9)).zfill(9)[: digits - 10] for t in times)
        assert words(text) == []
    dated = ", ".join(f"2024{rng.randrange(10**10):010d}" for _ in range(500))
    assert words(dated) == []


@pytest.mark.parametrize("unit", ["1 ", "4000 ", "41111111 ", "123456-", "4111111111111112 "])
def test_columns_of_digits_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls, and no pattern runs out of time."""

    def read(size: int) -> None:
        list(credit_cards(unit * (size // len(unit))))

    assert growth(read, 10_000) < 2.1
    read(200_000)
