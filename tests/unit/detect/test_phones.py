"""Telephone numbers: how sure each form is, where it ends, and what is none."""

from __future__ import annotations

import time

import phonenumbers
import pytest

from penname.detect.phones import CONTEXT, REGIONS, phone_numbers

US = "-".join(["212", "555", "0147"])


def hits(text: str) -> list[tuple[str, float]]:
    return [(text[start:end], score) for start, end, score in phone_numbers(text)]


@pytest.mark.parametrize(
    ("number", "score"),
    [
        ("+49 30 901820", 0.75),
        ("(+49) 30 901820", 0.75),
        ("+44 (0)20 7946 0958", 0.75),
        ("0044 20 7946 0958", 0.75),
        ("+49\u201330\u2013901820", 0.75),
        ("+999 12 345 6789", 0.5),
        (US, 0.6),
        (f"1-{US}", 0.6),
        ("(212) 555-0147", 0.6),
        (f"{US} x12", 0.6),
        (f"{US} ext. 12", 0.6),
        ("030 901820", 0.5),
        ("06\u00a012\u00a034\u00a056\u00a078", 0.5),
        ("030901820", 0.3),
        ("612 34 56 78", 0.3),
        ("2125550147", 0.3),
    ],
)
def test_form_gives_the_score(number: str, score: float) -> None:
    """The firmer the form, the surer: country code, North America, trunk zero, bare digits."""
    assert hits(number) == [(number, score)]
    assert hits(f"is {number}, or") == [(number, score)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"call {US}.", US),
        (f"{US} 12/27", US),
        ("+33 6 12 34 56 78 90 12", "+33 6 12 34 56 78"),
    ],
)
def test_neighbours_stay_outside(text: str, number: str) -> None:
    """Digits of the next word do not belong to the number."""
    assert [word for word, _ in hits(text)] == [number]


def test_neighbouring_numbers_are_two() -> None:
    """Two numbers side by side are two finds, and the same one twice is found twice."""
    first, second = "+33 1 42 68 53 00", "+33 1 42 68 53 01"
    assert [word for word, _ in hits(f"{first} / {second}")] == [first, second]
    assert [word for word, _ in hits(f"{US}\n{US}")] == [US, US]


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-15 and 15.01.2024",
        "192.0.2.1",
        "-".join(["536", "90", "4399"]),
        "3.14159265",
        f"abc{US}",
        f"v{US}",
        "12:2125550147",
        "+123",
        "+1234567890123456",
        "00123456",
        "123456",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    """Dates, addresses of machines, social security numbers and parts of words are no phones."""
    assert hits(text) == []


def test_regions_and_words_are_known() -> None:
    """Every region is one of the library's, none twice; words nearby are in lower case."""
    assert set(REGIONS) <= phonenumbers.SUPPORTED_REGIONS
    assert len(set(REGIONS)) == len(REGIONS)
    assert [word.lower() for word in CONTEXT] == list(CONTEXT)


def test_columns_of_digits_stay_cheap() -> None:
    """A page of numbers that are no phones costs the library little."""
    page = "\n".join(f"{n:09d} {n * 7919 % 10**9:09d}" for n in range(2_000))
    start = time.perf_counter()
    list(phone_numbers(page))
    assert time.perf_counter() - start < 5.0
