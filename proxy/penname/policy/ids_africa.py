"""Check digits of personal, tax and company numbers of Africa."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, verhoeff, weighted
from penname.policy.id_parts import is_date, is_ddmmyy, is_yymmdd, number, pair, shaped, values


def eg_national_id(value: str) -> bool:
    """Egyptian national number: a century, a birth date and a governorate; no check digit that is
    published (Decree 1121 of 1995)."""
    digits = digits_of(value, 14)
    if not digits or digits[0] not in (2, 3) or not any(digits[9:13]):
        return False
    place = pair(digits, 7)
    return is_yymmdd(digits, 1) and (1 <= place <= 35 or place == 88)


def gh_card(value: str) -> bool:
    """Ghana card number: GHA, nine digits and one more; the rule of the last is not public
    (NIA)."""
    word = shaped(value, "AAA9999999999")
    return word.startswith("GHA") and len(set(word[3:12])) > 1


def gh_tin(value: str) -> bool:
    """Ghanaian tax number: a letter, 00, places times digits modulo 11 (GRA)."""
    word = plain(value)
    digits = digits_of(word[1:10], 9)
    if len(word) != 11 or not digits or word[0] not in "PCGQV" or any(digits[:2]):
        return False
    return "0123456789X"[weighted(digits, range(1, 10)) % 11] == word[10]


def ke_pin(value: str) -> bool:
    """Kenyan tax number (PIN): A or P, nine digits, a letter; no check digit that is published
    (KRA)."""
    word = shaped(value, "A999999999A")
    return bool(word) and word[0] in "AP"


def ma_ice(value: str) -> bool:
    """Moroccan company number (ICE): fifteen digits, MOD 97-10 without its one (Decree 2-11-63)."""
    digits = digits_of(value, 15)
    return any(digits) and number(digits) % 97 == 0


def mu_nid(value: str) -> bool:
    """Mauritian identity number: a letter, a birth date, modulus 17 (Civil Status Division)."""
    word = shaped(value, "A9999999999999", "A999999999999A")
    if not word or not is_ddmmyy(digits_of(word[1:7])):
        return False
    check = -weighted(values(word[:13]), range(14, 1, -1)) % 17
    return "0123456789ABCDEFG"[check] == word[13]


def mz_nuit(value: str) -> bool:
    """Mozambican tax number (NUIT): weighted modulus 11 (Autoridade Tributária)."""
    digits = digits_of(value, 9)
    if not any(digits):
        return False
    rest = weighted(digits[:8], (8, 9, 4, 5, 6, 7, 8, 9)) % 11
    return (1 if rest == 10 else rest) == digits[8]


def ng_nin(value: str) -> bool:
    """Nigerian national number (NIN): eleven digits with Verhoeff (NIMC)."""
    return bool(digits_of(value, 11)) and verhoeff(value)


def sn_ninea(value: str) -> bool:
    """Senegalese company number (NINEA): weights 1 and 2, modulus 10, then status, office and form
    (ANSD)."""
    word = plain(value)
    code = word[-3:] if shaped(word[-3:], "9A9") else ""
    digits = digits_of(word[: len(word) - len(code)], 7, 9)
    if not any(digits) or code[:1] > "2":
        return False
    padded = [0] * (9 - len(digits)) + digits
    return weighted(padded, (1, 2, 1, 2, 1, 2, 1, 2, 1)) % 10 == 0


def tn_mf(value: str) -> bool:
    """Tunisian tax number (matricule fiscal): seven digits, a letter, VAT, kind, branch; the
    letter's rule is not public (Ministry of Finance)."""
    word = shaped(value, "9999999A", "9999999AAA999")
    if not word or word[7] in "IOU":
        return False
    return len(word) == 8 or (word[8] in "APBDN" and word[9] in "MPCNE")


def tz_nida(value: str) -> bool:
    """Tanzanian national number: a birth date, a postcode, serial and two digits more (NIDA)."""
    digits = digits_of(value, 20)
    if not digits:
        return False
    year = number(digits[:4])
    return 1900 <= year <= 2099 and is_date(pair(digits, 6), pair(digits, 4), year)


def za_id(value: str) -> bool:
    """South African identity number: a birth date, citizenship, Luhn (Department of Home
    Affairs)."""
    digits = digits_of(value, 13)
    if not digits or not is_yymmdd(digits) or digits[10] > 2:
        return False
    return digits[11] in (0, 8, 9) and luhn_sum(digits) % 10 == 0


def za_tax_number(value: str) -> bool:
    """South African income tax number: 0, 1, 2, 3 or 9 first, Luhn (SARS)."""
    digits = digits_of(value, 10)
    return any(digits) and digits[0] in (0, 1, 2, 3, 9) and luhn_sum(digits) % 10 == 0


_ZW = "ZABCDEFGHJKLMNPQRSTVWXY"


def zw_national_id(value: str) -> bool:
    """Zimbabwean identity number: a letter for office and number modulo 23, then a district
    (Registrar General)."""
    word = shaped(value, "99999999A99", "999999999A99")
    return bool(word) and _ZW[int(word[:-3]) % 23] == word[-3]
