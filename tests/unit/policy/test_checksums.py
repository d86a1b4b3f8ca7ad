"""Check digits of personal numbers: which completions of a made-up number pass."""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import product

import pytest

from penname.policy.checksums import CHECKS

DIGITS, LETTERS = string.digits, string.ascii_uppercase

#: check, the number with `?` for its check places, what may stand there, the only right ones.
#: The numbers are made up (first of January, serial number one); python-stdnum gives the same.
SCHEMES = [
    ("luhn", "000012345?", DIGITS, {"5"}),
    ("verhoeff", "000012345?", DIGITS, {"7"}),
    ("mod_11_10", "0012345678?", DIGITS, {"5"}),
    ("de_tax_id", "1023456781?", DIGITS, {"4"}),
    ("de_tax_id", "1023456789?", DIGITS, set()),  # no digit stands twice
    ("de_social_security", "99010190A00?", DIGITS, {"4"}),
    ("de_social_security", "99311290A00?", DIGITS, {"8"}),
    ("de_social_security", "99310690A00?", DIGITS, set()),  # the 31st of June
    ("es_nif", "00000012?", LETTERS, {"N"}),
    ("es_nie", "X0000012?", LETTERS, {"N"}),
    ("es_nie", "Y0000012?", LETTERS, {"A"}),
    ("fr_nir", "1900299000012??", DIGITS, {"65"}),
    ("fr_nir", "190022A000012??", DIGITS, {"91"}),
    ("it_fiscal_code", "XXXYYY90A01Z999?", LETTERS, {"J"}),
    ("nl_bsn", "00001234?", DIGITS, {"8"}),
    ("nl_bsn", "00000000?", DIGITS, set()),
    ("pl_pesel", "9001010001?", DIGITS, {"6"}),
    ("pl_pesel", "9013010001?", DIGITS, set()),
    ("be_national_number", "900101001??", DIGITS, {"23", "52"}),  # born 1990 or (52) 2090
    ("be_national_number", "900001001??", DIGITS, set()),
    ("pt_nif", "10000012?", DIGITS, {"6"}),
    ("se_personnummer", "900101001?", DIGITS, {"7"}),
    ("se_personnummer", "19900161001?", DIGITS, {"4"}),  # a coordination number
    ("se_personnummer", "901301001?", DIGITS, set()),
    ("fi_hetu", "010190-900?", DIGITS + LETTERS, {"P"}),
    ("fi_hetu", "320190-900?", DIGITS + LETTERS, set()),
    ("ie_pps", "0000012?", LETTERS, {"G"}),
    ("ie_pps", "0000012?W", LETTERS, {"G"}),
    ("ie_pps", "0000012?A", LETTERS, {"P"}),
    ("at_social_security", "001?010190", DIGITS, {"6"}),
    ("at_social_security", "001?000190", DIGITS, set()),
    ("uk_nhs", "000000123?", DIGITS, {"6"}),
    ("uk_nhs", "000000000?", DIGITS, set()),
    ("ch_ahv", "756000000012?", DIGITS, {"5"}),
    ("cz_birth_number", "900101001?", DIGITS, {"8"}),
    ("cz_birth_number", "905101001?", DIGITS, {"2"}),
    ("cz_birth_number", "900132001?", DIGITS, set()),
    ("ro_cnp", "190010199001?", DIGITS, {"0"}),
    ("ro_cnp", "190010199007?", DIGITS, {"1"}),
    ("ro_cnp", "090010199001?", DIGITS, set()),
    ("gr_amka", "0101900001?", DIGITS, {"5"}),
    ("gr_amka", "0113900001?", DIGITS, set()),
    ("bg_egn", "900101000?", DIGITS, {"0"}),
    ("bg_egn", "900101015?", DIGITS, {"0"}),
    ("bg_egn", "900100000?", DIGITS, set()),
    ("baltic_code", "3900101001?", DIGITS, {"1"}),
    ("baltic_code", "3900101011?", DIGITS, {"0"}),
    ("baltic_code", "3901301001?", DIGITS, set()),
    ("lv_personal_code", "0101901001?", DIGITS, {"0"}),
    ("lv_personal_code", "3200000001?", DIGITS, set(DIGITS)),  # since 2017, no check
    ("lv_personal_code", "0113901001?", DIGITS, set()),
    ("hu_taj", "00001234?", DIGITS, {"4"}),
    ("hu_taj", "00000000?", DIGITS, set()),
    ("si_emso", "010199050001?", DIGITS, {"1"}),
    ("si_emso", "011399050001?", DIGITS, set()),
    ("lu_national_id", "19900101001??", DIGITS, {"60"}),
    ("lu_national_id", "17900101001??", DIGITS, set()),
    ("no_birth_number", "010190001??", DIGITS, {"64"}),
    ("no_birth_number", "011390001??", DIGITS, set()),
    ("be_vat", "00001234??", DIGITS, {"27"}),
    ("fr_vat", "??000012344", DIGITS, {"87"}),
    ("fr_vat", "??000012345", DIGITS, set()),
    ("pl_vat", "000001234?", DIGITS, {"5"}),
    ("at_vat", "0000123?", DIGITS, {"8"}),
    ("dk_vat", "1000012?", DIGITS, {"2"}),
    ("fi_vat", "0000123?", DIGITS, {"0"}),
    ("nl_vat", "00001234?B01", DIGITS, {"8"}),
]


def completions(number: str, letters: str) -> Iterator[tuple[str, str]]:
    """(what stands at the places, the number) for all ways to fill them."""
    places = number.count("?")
    for filling in product(letters, repeat=places):
        yield "".join(filling), number.replace("?", "{}").format(*filling)


@pytest.mark.parametrize(("name", "number", "letters", "right"), SCHEMES)
def test_only_the_right_digits_pass(name: str, number: str, letters: str, right: set[str]) -> None:
    """Of all check digits only the right one passes, and none where the day does not exist."""
    check = CHECKS[name]
    assert {filling for filling, whole in completions(number, letters) if check(whole)} == right


def test_days_without_check_digit() -> None:
    """Danish numbers, and Czech ones of nine digits, hold a day and nothing to check."""
    assert CHECKS["dk_cpr"]("0101900001")
    assert not CHECKS["dk_cpr"]("0113900001")
    assert CHECKS["cz_birth_number"]("900101001")


def test_new_dutch_and_old_french_vat() -> None:
    """Dutch VAT ids since 2020 are checked as a whole; a French key with letters is not."""
    new = (f"000012344B{last:02d}" for last in range(100))
    assert len([number for number in new if CHECKS["nl_vat"](number)]) in (1, 2)
    assert CHECKS["fr_vat"]("K7000012344")


def test_every_check_is_tried() -> None:
    """The table above has rows for every check."""
    assert {name for name, *_ in SCHEMES} | {"dk_cpr"} == set(CHECKS)
