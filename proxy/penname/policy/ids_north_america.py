"""Check digits of personal, tax and company numbers of North and Central America."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, weighted
from penname.policy.id_parts import (
    complement,
    is_date,
    is_yymmdd,
    number,
    pair,
    shape_of,
    shaped,
    words,
)


def ca_sin(value: str) -> bool:
    """Canadian social insurance number: Luhn, no 0 or 8 first (Service Canada)."""
    digits = digits_of(value, 9)
    if not digits or digits[0] in (0, 8) or len(set(digits)) == 1:
        return False
    return luhn_sum(digits) % 10 == 0


def ca_business_number(value: str) -> bool:
    """Canadian business number: nine digits with Luhn, behind them often a program (Canada
    Revenue Agency)."""
    word = shaped(value, "999999999", "999999999AA9999")
    if not word or word[9:11] not in ("", "RC", "RM", "RP", "RT", "RR", "RZ"):
        return False
    digits = digits_of(word[:9])
    return any(digits) and luhn_sum(digits) % 10 == 0


def ca_bc_phn(value: str) -> bool:
    """Personal health number of British Columbia: 9 first, weighted modulus 11 (Ministry of
    Health)."""
    digits = digits_of(value, 10)
    if not digits or digits[0] != 9:
        return False
    rest = sum(d * w % 11 for d, w in zip(digits[1:9], (2, 4, 8, 5, 10, 9, 7, 3), strict=True))
    return (11 - rest % 11) % 11 == digits[9]


def ca_ohip(value: str) -> bool:
    """Ontario health number: ten digits with Luhn, two letters of the version behind (Ministry of
    Health)."""
    digits = digits_of(shaped(value, "9999999999", "9999999999AA")[:10], 10)
    return bool(digits) and digits[0] > 0 and luhn_sum(digits) % 10 == 0


def ca_ramq(value: str) -> bool:
    """Quebec health number: four letters of the name, a birth date with 50 on the month for women,
    two digits; their rule is not public (RAMQ)."""
    word = shaped(value, "AAAA99999999")
    if not word:
        return False
    digits = digits_of(word[4:])
    return is_date(pair(digits, 4), pair(digits, 2) % 50, pair(digits, 0))


def cr_cedula(value: str) -> bool:
    """Costa Rican identity number: a province, then two groups of four; no check digit (TSE)."""
    digits = digits_of(value, 9, 10)
    if len(digits) == 10 and digits.pop(0):
        return False
    return bool(digits) and 1 <= digits[0] <= 9 and any(digits[1:5]) and any(digits[5:])


def cu_identity(value: str) -> bool:
    """Cuban identity number: a birth date and a century; no check digit that is published
    (DIIE)."""
    digits = digits_of(value, 11)
    return bool(digits) and is_yymmdd(digits)


def do_cedula(value: str) -> bool:
    """Dominican identity number: eleven digits with Luhn (Junta Central Electoral)."""
    digits = digits_of(value, 11)
    return any(digits) and luhn_sum(digits) % 10 == 0


def do_rnc(value: str) -> bool:
    """Dominican company number (RNC): weights 7, 9, 8, 6, 5, 4, 3, 2, modulus 11 (DGII)."""
    digits = digits_of(value, 9)
    if not any(digits):
        return False
    rest = weighted(digits[:8], (7, 9, 8, 6, 5, 4, 3, 2)) % 11
    return (10 - rest) % 9 + 1 == digits[8]


def gt_nit(value: str) -> bool:
    """Guatemalan tax number (NIT): places times digits, modulus 11, K for ten (SAT)."""
    word = plain(value)
    digits = digits_of(word[:-1], *range(5, 12))
    if not any(digits):
        return False
    total = sum(digit * place for place, digit in enumerate(reversed(digits), 2))
    return "0123456789K"[-total % 11] == word[-1]


def gt_dpi(value: str) -> bool:
    """Guatemalan identity number (CUI of the DPI): modulus 11, then department and town (RENAP)."""
    digits = digits_of(value, 13)
    if not any(digits[:8]) or not 1 <= pair(digits, 9) <= 22 or not pair(digits, 11):
        return False
    return weighted(digits[:8], range(2, 10)) % 11 == digits[8]


def hn_identity(value: str) -> bool:
    """Honduran identity number: department, town, year, serial; no check digit (RNP)."""
    digits = digits_of(value, 13)
    if not digits or not 1 <= pair(digits, 0) <= 18 or not 1 <= pair(digits, 2) <= 28:
        return False
    return 1900 <= number(digits[4:8]) <= 2099


#: The states of a CURP; NE for people born abroad.
_MX_STATES = words("""
    AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ
    YN ZS
""")
_MX = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def mx_curp(value: str) -> bool:
    """Mexican CURP: letters of names, a birth date, sex, state, and modulus 10 (RENAPO)."""
    word = shaped(value, "AAAA999999AAAAAA99", "AAAA999999AAAAAAA9")
    if not word or word[10] not in "HMX" or word[11:13] not in _MX_STATES:
        return False
    total = weighted([_MX.index(char) for char in word[:17]], range(18, 1, -1))
    return is_yymmdd(digits_of(word[4:10])) and -total % 10 == int(word[17])


def mx_rfc(value: str) -> bool:
    """Mexican RFC of persons (13) and companies (12): letters, a date, modulus 11 (SAT)."""
    word = value.upper().replace(" ", "").replace("-", "")
    shape = shape_of(word.replace("&", "A").replace("Ñ", "A"))
    if len(word) not in (12, 13) or shape[:-3] not in ("AAA999999", "AAAA999999"):
        return False
    places = [_MX.find(char) for char in word.rjust(13)]
    if -1 in places or not is_yymmdd(digits_of(word[-9:-3])):
        return False
    return "0123456789A"[-weighted(places[:12], range(13, 1, -1)) % 11] == word[-1]


def mx_nss(value: str) -> bool:
    """Mexican social security number (NSS): eleven digits with Luhn (IMSS)."""
    digits = digits_of(value, 11)
    return any(digits) and luhn_sum(digits) % 10 == 0


def sv_dui(value: str) -> bool:
    """Salvadoran identity number (DUI): weights 9 to 2, modulus 10 (RNPN)."""
    digits = digits_of(value, 9)
    return any(digits) and complement(digits[:8], range(9, 1, -1), 10) == digits[8]


def sv_nit(value: str) -> bool:
    """Salvadoran tax number (NIT): weighted modulus 11, other weights up to serial 100 (Ministry
    of Finance)."""
    digits = digits_of(value, 14)
    if not digits or digits[0] not in (0, 1, 9) or not any(digits):
        return False
    if number(digits[10:13]) <= 100:
        return weighted(digits[:13], range(14, 1, -1)) % 11 % 10 == digits[13]
    weights = (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    return complement(digits[:13], weights) % 10 == digits[13]


def us_itin(value: str) -> bool:
    """US individual taxpayer number: 9 first, a group of 50 to 65, 70 to 88, 90 to 92, 94 to 99; no
    check digit (IRS)."""
    digits = digits_of(value, 9)
    if not digits or digits[0] != 9:
        return False
    group = pair(digits, 3)
    return 50 <= group <= 65 or 70 <= group <= 88 or 90 <= group <= 92 or group >= 94


#: Prefixes of IRS campuses, and of numbers given out over the internet.
_EIN_NONE = frozenset((0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97))


def us_ein(value: str) -> bool:
    """US employer identification number: an assigned prefix and seven digits; no check digit
    (IRS)."""
    digits = digits_of(value, 9)
    return bool(digits) and pair(digits, 0) not in _EIN_NONE and any(digits[2:])
