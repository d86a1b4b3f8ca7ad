"""Check digits of personal, tax and company numbers of West and Central Asia."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, weighted
from penname.policy.id_parts import is_date, is_ddmmyy, is_yymmdd, number, pair


def ae_emirates_id(value: str) -> bool:
    """Emirates ID: 784, the year of birth, Luhn (ICP)."""
    digits = digits_of(value, 15)
    if digits[:3] != [7, 8, 4] or not 1900 <= number(digits[3:7]) <= 2099:
        return False
    return luhn_sum(digits) % 10 == 0


def am_public_service_number(value: str) -> bool:
    """Armenian public service number: a day and month of birth, 10 or 50 on the day; no check
    digit that is published (Law HO-440-N)."""
    digits = digits_of(value, 10)
    if not digits or pair(digits, 0) < 11:
        return False
    day = pair(digits, 0) - (10 if pair(digits, 0) < 51 else 50)
    return is_date(day, pair(digits, 2), pair(digits, 4))


def az_voen(value: str) -> bool:
    """Azerbaijani taxpayer number (VÖEN): weighted modulus 11, then 1 for companies or 2 (State
    Tax Service)."""
    digits = digits_of(value, 10)
    if not any(digits[:8]) or digits[9] not in (1, 2):
        return False
    return weighted(digits[:8], (4, 1, 8, 6, 2, 7, 5, 3)) % 11 == digits[8]


def il_id(value: str) -> bool:
    """Israeli identity number, and company number: nine digits with Luhn (Population
    Authority)."""
    digits = digits_of(value, 8, 9)
    return any(digits) and luhn_sum(digits) % 10 == 0


def ir_national_code(value: str) -> bool:
    """Iranian national code: weights 10 to 2, modulus 11, not all digits the same (National
    Organization for Civil Registration)."""
    digits = digits_of(value, 10)
    if not digits or len(set(digits)) == 1 or not any(digits[3:9]):
        return False
    rest = weighted(digits[:9], range(10, 1, -1)) % 11
    return (rest if rest < 2 else 11 - rest) == digits[9]


def kg_pin(value: str) -> bool:
    """Kyrgyz personal number (PIN): sex, a birth date, serial; no check digit that is published
    (State Registration Service)."""
    digits = digits_of(value, 14)
    if not digits or digits[0] not in (1, 2):
        return False
    year = number(digits[5:9])
    return 1900 <= year <= 2099 and is_date(pair(digits, 1), pair(digits, 3), year)


def kw_civil_id(value: str) -> bool:
    """Kuwaiti civil number: a century and birth date, weighted modulus 11 (PACI)."""
    digits = digits_of(value, 12)
    if not digits or digits[0] not in (2, 3) or not is_yymmdd(digits, 1):
        return False
    weights = (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return 11 - weighted(digits[:11], weights) % 11 == digits[11]


def kz_iin(value: str) -> bool:
    """Kazakh individual number (IIN): a birth date and century, modulus 11 in two steps
    (Government decision 565 of 2003)."""
    digits = digits_of(value, 12)
    return bool(digits) and is_yymmdd(digits) and digits[6] <= 6 and _kz_holds(digits)


def kz_bin(value: str) -> bool:
    """Kazakh business number (BIN): a month, kinds 4 to 6 and 0 to 4, the check of the IIN
    (Government decision 565 of 2003)."""
    digits = digits_of(value, 12)
    if not digits or not 1 <= pair(digits, 2) <= 12 or not 4 <= digits[4] <= 6:
        return False
    return digits[5] <= 4 and _kz_holds(digits)


def _kz_holds(digits: list[int]) -> bool:
    check = weighted(digits[:11], range(1, 12)) % 11
    if check == 10:
        check = weighted(digits[:11], (*range(3, 12), 1, 2)) % 11
    return check == digits[11]


def qa_qid(value: str) -> bool:
    """Qatari identity number: a century, two digits of the year, a country of ISO 3166; no check
    digit that is published (Ministry of Interior)."""
    digits = digits_of(value, 11)
    return bool(digits) and digits[0] in (2, 3) and 4 <= number(digits[3:6]) <= 894


def sa_national_id(value: str) -> bool:
    """Saudi identity number and iqama: 1 or 2 first, Luhn (Ministry of Interior, Absher)."""
    digits = digits_of(value, 10)
    return bool(digits) and digits[0] in (1, 2) and luhn_sum(digits) % 10 == 0


def tr_national_id(value: str) -> bool:
    """Turkish identity number: two check digits, modulus 10 (NVI)."""
    digits = digits_of(value, 11)
    if not digits or digits[0] == 0:
        return False
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return tenth == digits[9] and sum(digits[:10]) % 10 == digits[10]


def tr_tax_number(value: str) -> bool:
    """Turkish tax number (VKN): powers of two modulo 9 (Revenue Administration)."""
    digits = digits_of(value, 10)
    if not any(digits):
        return False
    total = 0
    for place, digit in zip(range(9, 0, -1), digits, strict=False):
        each = (digit + place) % 10
        total += (each * 2**place % 9 or 9) if each else 0
    return -total % 10 == digits[9]


def uz_pinfl(value: str) -> bool:
    """Uzbek personal number (PINFL): sex and century, a birth date, weights 7, 3, 1 (Cabinet
    resolution)."""
    digits = digits_of(value, 14)
    if not digits or not 1 <= digits[0] <= 6 or not is_ddmmyy(digits, 1):
        return False
    return weighted(digits[:13], (7, 3, 1) * 4 + (7,)) % 10 == digits[13]
