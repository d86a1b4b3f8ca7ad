"""Check digits of more European numbers of persons: tax, health and identity, east to the Urals.

The numbers that `gdpr.yaml` began with are in `national_ids`; companies are in `ids_business`.
"""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, weighted
from penname.policy.id_parts import (
    complement,
    is_date,
    is_ddmmyy,
    is_yymmdd,
    number,
    pair,
    shaped,
    values,
)
from penname.policy.national_ids import cz_rc


def at_tax_number(value: str) -> bool:
    """Austrian tax number of nine digits, the tax office first: Luhn's weights (BMF)."""
    digits = digits_of(value, 9)
    return bool(digits) and pair(digits, 0) > 2 and luhn_sum([0, *digits]) % 10 == 0


def bg_lnch(value: str) -> bool:
    """Bulgarian number of a foreigner (LNCh): weighted modulus 10 (Ministry of the Interior)."""
    digits = digits_of(value, 10)
    if not any(digits):
        return False
    return weighted(digits[:9], (21, 19, 17, 13, 11, 9, 7, 3, 1)) % 10 == digits[9]


def by_personal_number(value: str) -> bool:
    """Belarusian identification number: weights 7, 3, 1 of travel documents (ICAO 9303)."""
    word = shaped(value, "9999999A999AA9")
    if not word or not is_ddmmyy([int(char) for char in word[1:7]]):
        return False
    return weighted(values(word[:13]), (7, 3, 1) * 4 + (7,)) % 10 == int(word[13])


_CY_EVEN = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)


def cy_tin(value: str) -> bool:
    """Cypriot tax number: values of odd places, modulus 26, a letter (Tax Department)."""
    word = shaped(value, "99999999A")
    digits = digits_of(word[:8], 8)
    if not digits or word.startswith("12"):
        return False
    total = sum(_CY_EVEN[digit] for digit in digits[::2]) + sum(digits[1::2])
    return total % 26 == ord(word[8]) - 65


def de_kvnr(value: str) -> bool:
    """German health insurance number: a letter as two digits, weights 1 and 2 (GKV-Spitzenverband,
    section 290 SGB V)."""
    word = shaped(value, "A999999999")
    if not word:
        return False
    digits = digits_of(f"{ord(word[0]) - 64:02d}{word[1:]}")
    sums = [sum(divmod(d * w, 10)) for d, w in zip(digits[:10], (1, 2) * 5, strict=True)]
    return sum(sums) % 10 == digits[10]


def de_lanr(value: str) -> bool:
    """German physician number: six digits, weights 4 and 9, then two of the specialty (KBV,
    Arztnummern-Richtlinie)."""
    digits = digits_of(value, 9)
    return bool(digits) and complement(digits[:6], (4, 9) * 3, 10) == digits[6]


def de_bsnr(value: str) -> bool:
    """German practice number: nine digits, the first two a district of the KBV; no check digit
    (KBV, Arztnummern-Richtlinie)."""
    digits = digits_of(value, 9)
    return bool(digits) and pair(digits, 0) > 0 and any(digits[2:7])


def de_tax_number(value: str) -> bool:
    """German tax number of a tax office, as it is printed or of 13 digits with its state (ELSTER);
    states have check digits of their own, no two the same."""
    digits = digits_of(value, 10, 11, 13)
    if len(digits) == 13:
        return pair(digits, 0) in _DE_STATES and digits[4] == 0
    return any(digits)


#: The first two digits of the federal form; North Rhine-Westphalia is 5 and Bavaria 9.
_DE_STATES = frozenset(
    (10, 11, *range(21, 25), 26, 27, 28, 30, 31, 32, 40, 41, *range(51, 60), *range(91, 96))
)


def es_nss(value: str) -> bool:
    """Spanish social security number: province and number modulo 97 (TGSS)."""
    digits = digits_of(value, 12)
    if not digits or not 1 <= pair(digits, 0) <= 66:
        return False
    province, rest = pair(digits, 0), number(digits[2:10])
    whole = province * 10_000_000 + rest if rest < 10_000_000 else number(digits[:10])
    return whole % 97 == pair(digits, 10)


def fr_tax_number(value: str) -> bool:
    """French tax number (SPI): ten digits modulo 511 (DGFiP)."""
    digits = digits_of(value, 13)
    if not digits or digits[0] > 3 or not any(digits):
        return False
    return number(digits[:10]) % 511 == number(digits[10:])


def hu_tax_id(value: str) -> bool:
    """Hungarian tax identification mark: 8, then places times digits modulo 11 (Act CL of 2017)."""
    digits = digits_of(value, 10)
    if not digits or digits[0] != 8:
        return False
    return weighted(digits[:9], range(1, 10)) % 11 == digits[9]


def hu_personal_id(value: str) -> bool:
    """Hungarian personal identifier: a birth date, modulus 11, since 1997 with weights the other
    way round (Act XX of 1996)."""
    digits = digits_of(value, 11)
    if not digits or not 1 <= digits[0] <= 8 or not is_yymmdd(digits, 1):
        return False
    rising = weighted(digits[:10], range(1, 11)) % 11
    falling = weighted(digits[:10], range(10, 0, -1)) % 11
    return digits[10] in ((falling,) if digits[0] in (3, 4) else (rising, falling))


def jmbg(value: str) -> bool:
    """Personal number (JMBG) of the states of Yugoslavia: a date with three digits of the year,
    modulus 11 (Act of 1976)."""
    digits = digits_of(value, 13)
    if not digits or digits[4] not in (0, 9):
        return False
    year = number(digits[4:7]) + (1000 if digits[4] else 2000)
    if not is_date(pair(digits, 0), pair(digits, 2), year):
        return False
    check = complement(digits[:12], (7, 6, 5, 4, 3, 2) * 2)
    return check % 10 == digits[12]


def md_idnp(value: str) -> bool:
    """Moldovan personal code, and the IDNO of companies: weights 7, 3, 1 (Government decision
    272/2002)."""
    digits = digits_of(value, 13)
    if not digits or digits[0] not in (0, 1, 2):
        return False
    return any(digits) and weighted(digits[:12], (7, 3, 1) * 4) % 10 == digits[12]


def mt_id_card(value: str) -> bool:
    """Maltese identity number: seven digits (or fewer) and a letter of seven; no check digit
    (Identity Malta)."""
    word = plain(value)
    return bool(digits_of(word[:-1], 5, 6, 7)) and word[-1] in "MGAPLHBZ"


def pt_citizen_card(value: str) -> bool:
    """Portuguese citizen card: doubled values of every second place, modulus 10 (Cartão de
    Cidadão, AMA)."""
    word = shaped(value, *(f"999999999{a}{b}9" for a in "A9" for b in "A9"))
    if not word or word.isdigit():
        return False
    doubled = [2 * each - 9 * (2 * each > 9) for each in values(word[::2])]
    return (sum(doubled) + sum(values(word[1::2]))) % 10 == 0


def pt_niss(value: str) -> bool:
    """Portuguese social security number: 9 minus the weighted digits modulo 10 (Segurança
    Social)."""
    digits = digits_of(value, 11)
    if not digits or digits[0] not in (1, 2):
        return False
    return 9 - weighted(digits[:10], (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)) % 10 == digits[10]


def ru_inn(value: str) -> bool:
    """Russian taxpayer number: one weighted modulus 11 digit for companies, two for persons
    (Federal Tax Service, order MMV-7-6/435@)."""
    digits = digits_of(value, 10, 12)
    if not any(digits):
        return False
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    if len(digits) == 10:
        return weighted(digits[:9], weights[2:]) % 11 % 10 == digits[9]
    first = weighted(digits[:10], weights[1:]) % 11 % 10 == digits[10]
    return first and weighted(digits[:11], weights) % 11 % 10 == digits[11]


def ru_snils(value: str) -> bool:
    """Russian pension account (SNILS): weights 9 to 1, modulus 101 (Social Fund, resolution 192p
    of 2006)."""
    digits = digits_of(value, 11)
    if not digits or number(digits[:9]) <= 1_001_998:
        return False
    return weighted(digits[:9], range(9, 0, -1)) % 101 % 100 == pair(digits, 9)


def se_organisationsnummer(value: str) -> bool:
    """Swedish organisation number: the third digit at least 2, Luhn (Skatteverket, SKV 709)."""
    digits = digits_of(value, 10, 12)
    if len(digits) == 12 and digits[:2] != [1, 6]:
        return False
    digits = digits[-10:]
    return bool(digits) and digits[0] > 0 and digits[2] >= 2 and luhn_sum(digits) % 10 == 0


def ua_rntrc(value: str) -> bool:
    """Ukrainian taxpayer card number (RNOKPP): weighted modulus 11 (State Tax Service)."""
    digits = digits_of(value, 10)
    if not any(digits):
        return False
    return weighted(digits[:9], (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == digits[9]


def uk_utr(value: str) -> bool:
    """UK unique taxpayer reference: the first digit checks the nine behind it, modulus 11
    (HMRC)."""
    digits = digits_of(value, 10)
    if not any(digits):
        return False
    rest = weighted(digits[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11
    return int("21987654321"[rest]) == digits[0]


_UPN = "ABCDEFGHJKLMNPQRTUVWXYZ"


def uk_upn(value: str) -> bool:
    """UK unique pupil number: a letter for the weighted digits modulo 23 (Department for
    Education)."""
    word = shaped(value, "A999999999999")
    digits = digits_of(word[1:], 12)
    return bool(digits) and _UPN[weighted(digits, range(2, 14)) % 23] == word[0]


def lv_personas_kods(value: str) -> bool:
    """Latvian personal code: a date with a weighted check; since 2017 also 32 and nine digits
    without (Population Register)."""
    digits = digits_of(value, 11)
    if digits[:2] == [3, 2]:
        return True
    if not digits or digits[6] > 2 or not is_ddmmyy(digits):
        return False
    check = 1 + weighted(digits[:10], (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))
    return check % 11 % 10 == digits[10]


def cz_birth_number(value: str) -> bool:
    """Czech and Slovak birth number of ten digits with a check, or of nine (before 1954) with a
    day only (Act 133/2000 Coll.)."""
    digits = digits_of(value, 9, 10)
    if len(digits) == 9:
        return is_date(pair(digits, 4), pair(digits, 2) % 50)
    return bool(digits) and cz_rc(value)
