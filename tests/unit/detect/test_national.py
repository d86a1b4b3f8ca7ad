"""Personal numbers of European states: found with a valid check, never with a wrong one."""

from __future__ import annotations

import string

import pytest

from penname.detect.national import RECIPES, SCHEMES
from tests.unit.detect.recipes import found

#: recipe, the number with `?` for its last place. Made up: first of January 1990, serial one.
NUMBERS = [
    ("at-social-security", "1?37 010180"),
    ("baltic-personal-code", "3900101001?"),
    ("baltic-personal-code-2", "010190-1001?"),
    ("be-national-number", "90.01.01-001.2?"),
    ("be-national-number-2", "9001010012?"),
    ("bg-egn", "900101000?"),
    ("ch-ahv", "756.0000.0001.2?"),
    ("ch-ahv-2", "756000000012?"),
    ("cz-birth-number", "900101/001?"),
    ("de-social-security", "99 010190 A 00?"),
    ("de-tax-id", "10 234 567 81?"),
    ("es-nie", "X-0000012-?"),
    ("es-nif", "00000012?"),
    ("fi-personal-identity-code", "010190-900?"),
    ("fr-social-security", "1 90 02 99 000 012 6?"),
    ("gr-amka", "0101900001?"),
    ("hr-oib", "0012345678?"),
    ("hu-taj", "000 012 34?"),
    ("ie-pps", "0000012?"),
    ("it-fiscal-code", "XXXYYY90A01Z999?"),
    ("lu-national-id", "199001010016?"),
    ("nl-bsn", "00001234?"),
    ("no-birth-number", "010190 0016?"),
    ("pl-pesel", "9001010001?"),
    ("pt-nif", "100 000 12?"),
    ("ro-cnp", "190010199001?"),
    ("se-personnummer", "900101-001?"),
    ("se-personnummer-2", "19900101001?"),
    ("si-emso", "010199050001?"),
    ("uk-nhs", "000 000 123?"),
]
LETTERED = {"es-nie", "es-nif", "fi-personal-identity-code", "ie-pps", "it-fiscal-code"}


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_one_check_digit_is_right(name: str, number: str) -> None:
    """Of all last places exactly one makes a number; any other is no hit at any score."""
    letters = string.ascii_uppercase if name in LETTERED else string.digits
    words = [number.replace("?", letter) for letter in letters]
    hits = [word for word in words if found(RECIPES, name, f"x {word}, y", 0.0) == [word]]
    assert len(hits) == 1


@pytest.mark.parametrize(("name", "number"), NUMBERS)
def test_numbers_stand_by_themselves(name: str, number: str) -> None:
    """Inside a longer word or number there is no hit."""
    for letter in string.digits + string.ascii_uppercase:
        word = number.replace("?", letter)
        for inside in (f"7{word}", f"{word}7", f"A{word}", f"{word}.5"):
            assert word not in found(RECIPES, name, inside, 0.0)


def test_schemes_without_a_check_digit() -> None:
    """The Danish number by its day, the British one by its letters."""
    assert found(RECIPES, "dk-cpr", "cpr 010190-0001") == ["010190-0001"]
    assert found(RECIPES, "dk-cpr", "010190-0001 410190-0001", 0.0) == ["010190-0001"]
    assert found(RECIPES, "uk-nino", "NI AB 12 34 56 C") == ["AB 12 34 56 C"]
    assert found(RECIPES, "uk-nino", "GB123456A DA123456A AB123456E", 0.0) == []


def test_bare_digits_are_weak() -> None:
    """A scheme of digits with one check digit reaches no threshold without its words."""
    strong = {scheme.entity_type for scheme in SCHEMES if scheme.score >= 0.5}
    assert {"DE_TAX_ID", "NL_BSN", "PL_PESEL", "PT_NIF", "HR_OIB", "UK_NHS"}.isdisjoint(strong)
    assert all(scheme.context for scheme in SCHEMES if scheme.score < 0.5)
