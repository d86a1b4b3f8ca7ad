"""Stand-ins: what each generator makes, and that nobody can have been given it."""

from __future__ import annotations

import ipaddress
import json
import math
import re
from collections.abc import Iterator

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.text.standins import (
    CARD,
    EMAIL,
    GENERATORS,
    IBAN,
    IPV4,
    IPV6,
    MAC,
    PHONE,
    SSN,
    WORD,
    WORD_LENGTH,
    Draw,
    Generator,
    generator_of,
    generators_of,
    prefixes,
    stands_free,
)

KINDS = sorted({kind for kinds in GENERATORS.values() for kind in kinds}, key=lambda one: one.name)


def made(kind: Generator, count: int = 500) -> Iterator[str]:
    """Stand-ins from digests that are spread over all there are, the extremes too."""
    for seed in range(count):
        number = (seed * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128
        yield kind.mint(Draw(number.to_bytes(16, "big")))
    yield kind.mint(Draw(bytes(16)))
    yield kind.mint(Draw(b"\xff" * 16))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_has_its_shape(kind: Generator) -> None:
    """Every stand-in has its kind's shape and hint in any case, and one fixed length."""
    lengths = set()
    for standin in made(kind):
        lengths.add(len(standin))
        for form in (standin, standin.upper(), standin.lower()):
            assert kind.is_one(form)
            assert re.search(kind.hint, form)
            assert kind.canonical(form) == standin
        assert len(standin) <= kind.longest
        assert json.dumps(standin) == f'"{standin}"'
        assert not kind.is_one(standin[:-1])
        assert not kind.is_one(f"{standin}b")
    assert len(lengths) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_bits_are_as_said(kind: Generator) -> None:
    """The entropy in the table is what the generator draws, to a tenth of a bit."""

    class Counting(Draw):
        bits = 0.0

        def below(self, count: int) -> int:
            self.bits += math.log2(count)
            return super().below(count)

    draw = Counting(bytes(16))
    kind.mint(draw)
    assert draw.bits == pytest.approx(kind.bits, abs=0.1)
    assert draw.bits < 120  # or the last choices would not be even


def test_words_are_no_words() -> None:
    """A pseudo-word has one q, and never a u behind it; ordinary words have no such shape."""
    for word in made(WORD):
        assert len(word) == WORD_LENGTH
        assert word == word.capitalize()
        assert word.lower().count("q") == 1
        assert "qu" not in word
    for word in (
        "delimited",
        "Ramanujan",
        "Iraqi",
        "Qatar",
        "requirement",
        "Mozambique",
        "Siddiqi",
    ):
        assert not WORD.is_one(word)


def test_addresses_are_in_reserved_room() -> None:
    """E-mail under .example, IPv4 in 240.0.0.0/4, IPv6 in 2001:db8::/32, local MACs."""
    assert all(one.endswith(".example") and one.count("@") == 1 for one in made(EMAIL))
    for one in made(IPV4):
        assert ipaddress.ip_address(one) in ipaddress.ip_network("240.0.0.0/4")
        assert not one.startswith("255.")
    for one in made(IPV6):
        address = ipaddress.ip_address(one)
        assert address in ipaddress.ip_network("2001:db8::/32")
        assert address.compressed == one
    for one in made(MAC):
        assert int(one[:2], 16) & 0b11 == 0b10


def test_numbers_are_never_issued() -> None:
    """Phones under +999, cards under 9999 with a check digit, IBANs of XX, areas from 900."""
    assert all(re.fullmatch(r"\+999\d{12}", one) for one in made(PHONE))
    for one in made(CARD):
        digits = [int(digit) for digit in reversed(one)]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
        assert one.startswith("9999")
        assert (sum(digits[::2]) + sum(doubled)) % 10 == 0
    for one in made(IBAN):
        assert one.startswith("XX")
        assert int(f"{one[4:]}3333{one[2:4]}") % 97 == 1
    for one in made(SSN):
        area, group, serial = one.split("-")
        assert int(area) >= 900
        assert 1 <= int(group) <= 49
        assert int(serial) > 0


@pytest.mark.parametrize(
    ("kind", "text"),
    [(CARD, "9999123412341234"), (IBAN, "XX01123456789012345678"), (WORD, "\u017ftovaqimelod")],
)
def test_wrong_check_digits_are_none(kind: Generator, text: str) -> None:
    """A number with a wrong check digit is no stand-in, nor are letters that fold to ours."""
    assert not kind.is_one(text)


def test_types_have_their_generators() -> None:
    """Every type of the table exists; an address with colons gets one with colons."""
    assert set(GENERATORS) <= set(ENTITY_TYPES)
    assert generator_of("PERSON", "Ann") is WORD
    assert generator_of("IP_ADDRESS", "10.0.0.1") is IPV4
    assert generator_of("IP_ADDRESS", "fe80::1") is IPV6
    assert generator_of("PHONE_NUMBER", "tel:1") is PHONE
    assert generator_of("STREET_ADDRESS", "1 Main Street") is None


def test_kinds_come_once_and_in_order() -> None:
    """The kinds of several types are listed once; addresses before the words in them."""
    kinds = generators_of(["PERSON", "LOCATION", "EMAIL_ADDRESS", "US_SSN", "US_ITIN", "CRYPTO"])
    assert kinds == [EMAIL, SSN, WORD]
    assert generators_of([]) == []


@pytest.mark.parametrize(
    ("before", "free"),
    [("", True), (" ", True), ("é", True), ("_", True), ("(", True), ("a", False), ("x9", False)],
)
def test_letters_and_digits_are_a_border(before: str, free: bool) -> None:
    """Behind an ASCII letter or digit a stand-in would not be found again."""
    assert stands_free(before) is free


def test_prefixes_read_separators() -> None:
    """What a cut stand-in says is compared in each way in which it can be read."""
    assert "+9991234" in prefixes("+999 12-34")
    assert "f2:0a" in prefixes("F2-0A")
    assert "tovaq" in prefixes("TOVAQ")
    for cut in ("a", "a%", "a%4", "a%40", "A%40b"):
        assert any("a@b".startswith(prefix) for prefix in prefixes(cut))
