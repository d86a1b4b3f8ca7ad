"""Check digits of tax, VAT and company numbers of the EU, Norway, Switzerland and the UK.

They name sole traders too. Rules: the registers named in each line; for VAT ids also the
Commission's VIES, which lists the shapes.
"""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, weighted
from penname.policy.id_parts import complement, number, pair, shaped
from penname.policy.ids_europe import bg_lnch, cz_birth_number, lv_personas_kods
from penname.policy.national_ids import bg_egn


def at_uid(value: str) -> bool:
    """Austrian VAT number behind its U: Luhn's sum plus four (BMF)."""
    word = plain(value)
    digits = digits_of(word.removeprefix("U"), 8)
    return bool(digits) and (luhn_sum(digits[:7]) + digits[7] + 4) % 10 == 0


def be_enterprise(value: str) -> bool:
    """Belgian enterprise number: 97 minus the rest of the first eight digits (KBO/BCE)."""
    digits = digits_of(value, 10)
    if not any(digits) or digits[0] > 1:
        return False
    return (number(digits[:8]) + pair(digits, 8)) % 97 == 0


def bg_eik(value: str) -> bool:
    """Bulgarian company number (EIK, BULSTAT): modulus 11 in two steps, once more for 13 digits
    (Registry Agency)."""
    digits = digits_of(value, 9, 13)
    if not any(digits) or _two_steps(digits[:8], 1, 3) != digits[8]:
        return False
    if len(digits) == 9:
        return True
    check = weighted(digits[8:12], (2, 7, 3, 5)) % 11
    if check == 10:
        check = weighted(digits[8:12], (4, 9, 5, 7)) % 11 % 10
    return check == digits[12]


def bg_vat(value: str) -> bool:
    """Bulgarian VAT number: a company's, a person's or a foreigner's (National Revenue Agency)."""
    digits = digits_of(value, 9, 10)
    if len(digits) == 9:
        return bg_eik(value)
    if not any(digits):
        return False
    other = complement(digits[:9], (4, 3, 2, 7, 6, 5, 4, 3, 2)) == digits[9]
    return other or bg_egn(value) or bg_lnch(value)


def ch_uid(value: str) -> bool:
    """Swiss enterprise number (UID), with or without CHE: modulus 11 (Federal Statistical
    Office)."""
    digits = digits_of(plain(value).removeprefix("CHE"), 9)
    return any(digits) and complement(digits[:8], (5, 4, 3, 2, 7, 6, 5, 4)) == digits[8]


def cz_ico(value: str) -> bool:
    """Czech and Slovak company number (IČO): modulus 11 (Czech Statistical Office)."""
    digits = digits_of(value, 8)
    if not any(digits):
        return False
    check = 11 - weighted(digits[:7], range(8, 1, -1)) % 11
    return check % 10 == digits[7]


def cz_dic(value: str) -> bool:
    """Czech tax number (DIČ): a company's, a birth number, or 6 and eight digits (Financial
    Administration)."""
    digits = digits_of(value, 8, 9, 10)
    if len(digits) == 8:
        return digits[0] < 9 and cz_ico(value)
    if len(digits) == 9 and digits[0] == 6:
        rest = weighted(digits[1:8], range(8, 1, -1)) % 11
        return (8 - (10 - rest) % 11) % 10 == digits[8]
    return bool(digits) and cz_birth_number(value)


def dk_cvr(value: str) -> bool:
    """Danish company number (CVR): weighted modulus 11 (Erhvervsstyrelsen)."""
    digits = digits_of(value, 8)
    return bool(digits) and digits[0] > 0 and weighted(digits, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def ee_vat(value: str) -> bool:
    """Estonian VAT number (KMKR): weights 3, 7, 1 (Tax and Customs Board)."""
    digits = digits_of(value, 9)
    return digits[:2] == [1, 0] and weighted(digits, (3, 7, 1) * 3) % 10 == 0


def ee_registrikood(value: str) -> bool:
    """Estonian company number: modulus 11 in two steps (Centre of Registers)."""
    digits = digits_of(value, 8)
    if not digits or digits[0] not in (1, 7, 8, 9):
        return False
    return _two_steps(digits[:7], 1, 3) == digits[7]


def es_cif(value: str) -> bool:
    """Spanish company number (CIF): Luhn, as a digit or a letter (Orden EHA/451/2008)."""
    word = shaped(value, "A99999999", "A9999999A")
    if not word or word[0] not in "ABCDEFGHJNPQRSUVW":
        return False
    check = -luhn_sum([*digits_of(word[1:8]), 0]) % 10
    return word[8] in (str(check), "JABCDEFGHI"[check])


def fi_business_id(value: str) -> bool:
    """Finnish business id (Y-tunnus): weighted modulus 11 (Patent and Registration Office)."""
    digits = digits_of(value, 8)
    return any(digits) and weighted(digits, (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def fr_siren(value: str) -> bool:
    """French company number (SIREN): nine digits with Luhn (INSEE)."""
    digits = digits_of(value, 9)
    return any(digits) and luhn_sum(digits) % 10 == 0


def fr_siret(value: str) -> bool:
    """French establishment number (SIRET): SIREN and five digits, Luhn over both; La Poste's are
    multiples of five (INSEE)."""
    digits = digits_of(value, 14)
    if not digits or not fr_siren(plain(value)[:9]):
        return False
    post = digits[:9] == [3, 5, 6, 0, 0, 0, 0, 0, 0] and sum(digits) % 5 == 0
    return post or luhn_sum(digits) % 10 == 0


def gr_afm(value: str) -> bool:
    """Greek tax number (AFM): powers of two, modulus 11 (AADE)."""
    digits = digits_of(value, 9)
    powers = [2**place for place in range(8, 0, -1)]
    return any(digits) and weighted(digits[:8], powers) % 11 % 10 == digits[8]


def hu_tax_number(value: str) -> bool:
    """Hungarian tax number: eight digits, weights 9, 7, 3, 1; behind them often the kind of VAT
    and the county (NAV)."""
    digits = digits_of(value, 8, 11)
    if len(digits) == 11 and not 1 <= digits[8] <= 5:
        return False
    return any(digits) and weighted(digits[:8], (9, 7, 3, 1) * 2) % 10 == 0


def ie_vat(value: str) -> bool:
    """Irish VAT number: the PPS check; old ones have a letter or sign at the second place
    (Revenue)."""
    word = plain(value.replace("+", "A").replace("*", "A"))
    if word[1:2].isalpha():
        word = f"0{word[2:7]}{word[0]}{word[7:]}"
    digits = digits_of(word[:7], 7)
    if not digits or len(word) not in (8, 9) or not word[7:].isalpha():
        return False
    total = weighted(digits, range(8, 1, -1))
    if word[8:] and word[8] in "ABCDEFGHI":
        total += 9 * (ord(word[8]) - 64)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == word[7]


def it_partita_iva(value: str) -> bool:
    """Italian VAT number: Luhn, places eight to ten a province (Agenzia delle Entrate)."""
    digits = digits_of(value, 11)
    if not digits or not any(digits[:7]) or luhn_sum(digits) % 10:
        return False
    province = number(digits[7:10])
    return 1 <= province <= 100 or province in (120, 121, 888, 999)


def lt_vat(value: str) -> bool:
    """Lithuanian VAT number: 9 or 12 digits, a 1 before the check, modulus 11 in two steps (State
    Tax Inspectorate)."""
    digits = digits_of(value, 9, 12)
    if not digits or digits[-2] != 1:
        return False
    check = weighted(digits[:-1], _around(1, len(digits) - 1)) % 11
    if check == 10:
        check = weighted(digits[:-1], _around(3, len(digits) - 1)) % 11 % 10
    return check == digits[-1]


def _around(first: int, count: int) -> list[int]:
    """Weights from `first` to 9 and on from 1."""
    return [(first - 1 + place) % 9 + 1 for place in range(count)]


def lt_company(value: str) -> bool:
    """Lithuanian company code: nine digits, modulus 11 in two steps (Centre of Registers)."""
    digits = digits_of(value, 9)
    return any(digits) and _two_steps(digits[:8], 1, 3) == digits[8]


def _two_steps(digits: list[int], first: int, second: int) -> int:
    """Modulus 11 with rising weights from `first`; where that is 10, again from `second`."""
    size = len(digits)
    check = weighted(digits, range(first, first + size)) % 11
    return check if check < 10 else weighted(digits, range(second, second + size)) % 11 % 10


def lu_vat(value: str) -> bool:
    """Luxembourg VAT number: six digits modulo 89 (AED)."""
    digits = digits_of(value, 8)
    return any(digits) and number(digits[:6]) % 89 == pair(digits, 6)


def lv_vat(value: str) -> bool:
    """Latvian VAT number: a company's with weighted modulus 11, or a personal code (SRS)."""
    digits = digits_of(value, 11)
    if digits and digits[0] > 3:
        return weighted(digits, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3
    return lv_personas_kods(value)


def mt_vat(value: str) -> bool:
    """Maltese VAT number: weighted modulus 37 (Commissioner for Revenue)."""
    digits = digits_of(value, 8)
    if not digits or digits[0] == 0:
        return False
    return weighted(digits, (3, 4, 6, 7, 8, 9, 10, 1)) % 37 == 0


def no_org_number(value: str) -> bool:
    """Norwegian organisation number, for VAT between NO and MVA: weighted modulus 11 (Brønnøysund
    Register Centre)."""
    digits = digits_of(plain(value).removeprefix("NO").removesuffix("MVA"), 9)
    return any(digits) and weighted(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def pl_nip(value: str) -> bool:
    """Polish tax number (NIP): weighted modulus 11 (Ministry of Finance)."""
    digits = digits_of(value, 10)
    return any(digits) and weighted(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7, -1)) % 11 == 0


def pl_regon(value: str) -> bool:
    """Polish business register number (REGON): weighted modulus 11, once more for 14 digits
    (Statistics Poland)."""
    digits = digits_of(value, 9, 14)
    if not any(digits) or weighted(digits[:8], (8, 9, *range(2, 8))) % 11 % 10 != digits[8]:
        return False
    local = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)
    return len(digits) == 9 or weighted(digits[:13], local) % 11 % 10 == digits[13]


def ro_cui(value: str) -> bool:
    """Romanian company number (CUI, CIF): weights 753217532, times ten, modulus 11 (Trade
    Register)."""
    digits = digits_of(value, *range(4, 11))
    if not digits or digits[0] == 0:
        return False
    padded = [0] * (10 - len(digits)) + digits
    return 10 * weighted(padded[:9], (7, 5, 3, 2, 1, 7, 5, 3, 2)) % 11 % 10 == padded[9]


def si_tax_number(value: str) -> bool:
    """Slovenian tax number: weighted modulus 11 (FURS)."""
    digits = digits_of(value, 8)
    if not digits or digits[0] == 0:
        return False
    check = 11 - weighted(digits[:7], range(8, 1, -1)) % 11
    return check < 11 and check % 10 == digits[7]


def sk_vat(value: str) -> bool:
    """Slovak VAT number: ten digits, a multiple of 11 (Financial Directorate)."""
    digits = digits_of(value, 10)
    if not digits or digits[0] == 0 or digits[2] not in (2, 3, 4, 7, 8, 9):
        return False
    return number(digits) % 11 == 0


def uk_vat(value: str) -> bool:
    """UK VAT number, with or without GB or XI: weights 8 to 2 and the last two digits, modulus 97,
    since 2010 with 55 added or left out (HMRC)."""
    digits = digits_of(plain(value).removeprefix("GB").removeprefix("XI"), 9, 12)
    if not any(digits):
        return False
    total = weighted(digits[:7], range(8, 1, -1)) + pair(digits, 7)
    return total % 97 in ((0, 42, 55) if digits[0] else (0,))
