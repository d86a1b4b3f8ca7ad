"""Check digits of personal, tax and company numbers of South-East Asia."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, weighted
from penname.policy.id_parts import is_date, is_yymmdd, number, pair, shaped, words


def id_nik(value: str) -> bool:
    """Indonesian identity number (NIK): a province and a birth date, 40 more on the day for women;
    no check digit (Dukcapil)."""
    digits = digits_of(value, 16)
    if not digits or not 11 <= pair(digits, 0) <= 96 or not any(digits[12:]):
        return False
    return is_date(pair(digits, 6) % 40, pair(digits, 8), pair(digits, 10))


def id_npwp(value: str) -> bool:
    """Indonesian tax number (NPWP): nine digits with Luhn, an office and a branch (DJP)."""
    digits = digits_of(value, 15)
    return any(digits[:9]) and luhn_sum(digits[:9]) % 10 == 0


def my_nric(value: str) -> bool:
    """Malaysian identity number (MyKad): a birth date and a place; no check digit (JPN)."""
    digits = digits_of(value, 12)
    return bool(digits) and is_yymmdd(digits) and pair(digits, 6) not in _MY_NOWHERE


#: Codes that the list of birthplaces leaves out.
_MY_NOWHERE = frozenset((0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97))


def ph_tin(value: str) -> bool:
    """Philippine tax number (TIN): weights 9 to 2, modulus 11, then a branch (BIR)."""
    digits = digits_of(value, 9, 12, 14)
    return any(digits[:8]) and weighted(digits[:8], range(9, 1, -1)) % 11 == digits[8]


def ph_umid(value: str) -> bool:
    """Philippine common reference number (UMID), of SSS and GSIS: twelve digits; no check digit
    that is published (SSS)."""
    digits = digits_of(value, 10, 12)
    return len(set(digits)) > 1


_NRIC = {"S": (0, "JZIHGFEDCBA"), "T": (4, "JZIHGFEDCBA"), "M": (3, "XWUTRQPNJLK")}
_NRIC |= {"F": (0, "XWUTRQPNMLK"), "G": (4, "XWUTRQPNMLK")}


def sg_nric_fin(value: str) -> bool:
    """Singaporean NRIC and FIN: a letter for the weighted digits modulo 11, by series (ICA)."""
    word = shaped(value, "A9999999A")
    if not word or word[0] not in _NRIC:
        return False
    more, letters = _NRIC[word[0]]
    total = more + weighted(digits_of(word[1:8]), (2, 7, 6, 5, 4, 3, 2))
    return letters[total % 11] == word[8]


_UEN = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
#: Two letters of the kind of entity (ACRA).
_UEN_KINDS = words("""
    CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HC HS LL LP MB MC MD MH MM MQ NB NR PA PB PF
    RF RP SM SS TC TU VH XL
""")


def sg_uen(value: str) -> bool:
    """Singaporean entity number (UEN) of businesses, companies and others: weighted modulus 11, a
    letter (ACRA)."""
    word = plain(value)
    if shaped(word, "99999999A"):
        return "XMKECAWLJDB"[weighted(digits_of(word[:8]), _UEN_A) % 11] == word[8]
    if shaped(word, "999999999A") and 1800 <= int(word[:4]) <= 2099:
        return "ZKCMDNERGWH"[weighted(digits_of(word[:9]), _UEN_B) % 11] == word[9]
    if not shaped(word, "A99AA9999A") or word[0] not in "RST" or word[3:5] not in _UEN_KINDS:
        return False
    places = [_UEN.find(char) for char in word[:9]]
    return _UEN[(weighted(places, (4, 3, 5, 3, 10, 2, 2, 5, 7)) - 5) % 11] == word[9]


_UEN_A = (10, 4, 9, 3, 8, 2, 7, 1)
_UEN_B = (10, 8, 6, 4, 9, 7, 5, 3, 1)


def th_tnin(value: str) -> bool:
    """Thai identity and tax number: a province, 10 to 96, weights 13 to 2, modulus 11 (DOPA)."""
    digits = digits_of(value, 13)
    if not digits or digits[0] == 9 or not 10 <= pair(digits, 1) <= 96:
        return False
    return (11 - weighted(digits[:12], range(13, 1, -1)) % 11) % 10 == digits[12]


def vn_cccd(value: str) -> bool:
    """Vietnamese citizen number (CCCD): a province, sex and century, the year; no check digit
    (Ministry of Public Security)."""
    digits = digits_of(value, 12)
    return bool(digits) and 1 <= number(digits[:3]) <= 96 and digits[3] <= 3 and any(digits[6:])


def vn_mst(value: str) -> bool:
    """Vietnamese tax number (MST): prime weights, modulus 11, then a branch (General Department of
    Taxation)."""
    digits = digits_of(value, 10, 13)
    if not any(digits[2:9]) or (len(digits) == 13 and not any(digits[10:])):
        return False
    return 10 - weighted(digits[:9], (31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11 == digits[9]
