"""IBANs of all registered countries."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.detect.ibans import broken, drawn, look_alikes
from penname.detect.ibans import RECIPES, STRUCTURES, ibans, places


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in ibans(text)]


@pytest.mark.parametrize("country", STRUCTURES)
def test_ibans_of_all_countries(country: str) -> None:
    """Plain, in groups, with small letters, before more text."""
    value = drawn(country, random.Random(country))
    groups = [value[place : place + 4] for place in range(0, len(value), 4)]
    for written in (
        value,
        value.lower(),
        " ".join(groups),
        "-".join(groups),
        "\u00a0".join(groups),
    ):
        assert found(f"pay {written} 2 days ago, ok") == [written]
        assert found(written) == [written]


@given(st.sampled_from(sorted(STRUCTURES)), st.randoms(use_true_random=False), st.data())
def test_one_wrong_place_is_none(country: str, rng: random.Random, data: st.DataObject) -> None:
    """No number with one place changed within its kind is found."""
    value = drawn(country, rng)
    place = data.draw(st.integers(4, len(value) - 1))
    kind = "0123456789" if value[place].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    other = data.draw(st.sampled_from(kind.replace(value[place], "")))
    assert found(value[:place] + other + value[place + 1 :]) == []


def test_spoilt_numbers_and_others() -> None:
    """Swapped places, other check digits, other lengths, serial numbers: none."""
    assert [case.text for case in (*broken(1, 600), *look_alikes(1, 200)) if found(case.text)] == []


def test_no_country_no_iban() -> None:
    """Right check digits for a country that is not registered are not enough."""
    account = "3704004405320130"
    number = int("".join(str(int(char, 36)) for char in f"{account}QQ00"))
    assert found(f"QQ{98 - number % 97:02d}{account}") == []


def test_what_begins_like_one() -> None:
    """A code before an IBAN does not hide it, and two side by side are two."""
    rng = random.Random(1)
    one, two = drawn("DE", rng), drawn("GB", rng)
    assert found(f"ref AB12 {one}") == [one]
    assert found(f"{one} {two}") == [one, two]


def test_structures_place_by_place() -> None:
    """A structure is as long as its runs."""
    assert places("2n1a3c") == "nnaccc"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("IBAN: DE89 3704 0044 0532 0130 01, BIC", "DE89 3704 0044 0532 0130 01"),
        ("iban=DE89370400440532013001 now", "DE89370400440532013001"),
        ("my IBAN is GB00 ABCD 1234 5678 9012 34 BIC CODE", "GB00 ABCD 1234 5678 9012 34"),
        ("IBAN DE00 STAND BIC", None),
        ("IBAN: DE00 0000 0000 0000 0000 00", None),
        ("account DE89 3704 0044 0532 0130 01", None),
    ],
)
def test_what_is_called_an_iban(text: str, value: str | None) -> None:
    """Behind "IBAN" a mistyped or made-up number counts; the words behind it do not."""
    (recipe,) = [one for one in RECIPES if one.name == "iban-field"]
    assert [text[a:b] for a, b, _ in recipe.find(text)] == ([value] if value else [])
