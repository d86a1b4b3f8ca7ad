"""Check digits of personal numbers, one function per scheme, for recognizers and policies.

Every function takes the number without its separators, in upper case, of the length and
alphabet that the caller's pattern has made sure of, and says whether its check holds; and
where the number holds a birthday, whether that day exists. Weights are those that the
issuing offices publish; python-stdnum's were compared in development.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _weighted(number: str, weights: Sequence[int]) -> int:
    """The sum of digit times weight, over as many digits as there are weights."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def luhn(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = str.maketrans("0123456789", "0246813579")
    return sum(map(int, number[-1::-2] + number[-2::-2].translate(doubled))) % 10 == 0


def mod_11_10(number: str) -> bool:
    """ISO 7064 MOD 11,10: German tax and VAT ids, the Croatian OIB."""
    check = 5
    for digit in number:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return check == 1


def de_tax_id(number: str) -> bool:
    """Steuer-Identifikationsnummer: eleven digits; of the first ten, one stands two or three
    times and the others at most once."""
    counts = sorted(number[:10].count(digit) for digit in set(number[:10]))
    return number[0] != "0" and counts[-1] in (2, 3) and counts[-2] == 1 and mod_11_10(number)


def de_social_security(number: str) -> bool:
    """Rentenversicherungsnummer: area, DDMMYY, a letter, two digits, check digit."""
    if not _is_day(int(number[4:6]), int(number[2:4])):
        return False
    digits = f"{number[:8]}{ord(number[8]) - 64:02d}{number[9:11]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    products = (int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return sum(sum(divmod(product, 10)) for product in products) % 10 == int(number[11])


def es_nif(number: str) -> bool:
    """DNI: eight digits and the letter of their remainder by 23."""
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number[:8]) % 23] == number[8]


def es_nie(number: str) -> bool:
    """NIE: X, Y or Z for 0, 1, 2, then as a DNI."""
    return es_nif(str("XYZ".index(number[0])) + number[1:])


def fr_nir(number: str) -> bool:
    """NIR: thirteen places (2A and 2B for Corsica) and their key, 97 minus the remainder."""
    body = number[:13].replace("2A", "19").replace("2B", "18")
    return 97 - int(body) % 97 == int(number[13:])


_IT_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17),
            *(19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ),
        strict=True,
    )
)


def it_fiscal_code(number: str) -> bool:
    """Codice fiscale: sixteen places, the last is a letter for the sum of the others."""
    even = (int(char) if char.isdigit() else ord(char) - 65 for char in number[1:15:2])
    total = sum(_IT_ODD[char] for char in number[0:15:2]) + sum(even)
    return chr(65 + total % 26) == number[15]


def nl_bsn(number: str) -> bool:
    """BSN: the eleven proof, with -1 for the last digit."""
    return number != "0" * 9 and _weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def pl_pesel(number: str) -> bool:
    """PESEL: YYMMDD (the century in the month), four digits, check digit."""
    day = _is_day(int(number[2:4]) % 20, int(number[4:6]))
    return day and _weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def be_national_number(number: str) -> bool:
    """Rijksregisternummer: YYMMDD, three digits, 97 minus the remainder; a 2 in front for
    those born from 2000 on. Bis numbers add 20 or 40 to the month."""
    if not _is_day(int(number[2:4]) % 20, int(number[4:6])):
        return False
    key = int(number[9:])
    return any(97 - int(century + number[:9]) % 97 == key for century in ("", "2"))


def pt_nif(number: str) -> bool:
    """NIF: nine digits, the last is 11 minus the remainder of the others, 0 for 10 and 11."""
    return (11 - _weighted(number, range(9, 1, -1)) % 11) % 11 % 10 == int(number[8])


def se_personnummer(number: str) -> bool:
    """Personnummer: YYMMDD (a day plus 60 for coordination numbers), Luhn; with the century
    or without."""
    short = number[-10:]
    return _is_day(int(short[2:4]), (int(short[4:6]) - 1) % 60 + 1) and luhn(short)


def fi_hetu(number: str) -> bool:
    """Henkilötunnus: DDMMYY, a sign for the century, three digits, remainder by 31."""
    if not _is_day(int(number[2:4]), int(number[:2])):
        return False
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(number[:6] + number[7:10]) % 31] == number[10]


def dk_cpr(number: str) -> bool:
    """CPR: DDMMYY and four digits. Since 2007 numbers are issued without a check digit, so
    only the day counts."""
    return _is_day(int(number[2:4]), int(number[:2]))


def ie_pps(number: str) -> bool:
    """PPS: seven digits, a check letter, and since 2013 a second letter that counts nine-fold."""
    second = ord(number[8]) - 64 if len(number) > 8 and number[8] != "W" else 0
    total = _weighted(number[:7], range(8, 1, -1)) + 9 * second
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == number[7]


def at_social_security(number: str) -> bool:
    """Sozialversicherungsnummer: three digits, check digit, DDMMYY (month 13 and up where
    the days of a month are used up)."""
    day = 1 <= int(number[4:6]) <= 31 and 1 <= int(number[6:8]) <= 15
    return day and _weighted(number, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == int(number[3])


def uk_nhs(number: str) -> bool:
    """NHS number: ten digits, modulus 11, the check digit never 10."""
    return len(set(number)) > 1 and _weighted(number, range(10, 0, -1)) % 11 == 0


def ch_ahv(number: str) -> bool:
    """AHV number: thirteen digits from 756 on, the check of EAN-13."""
    return _weighted(number, (1, 3) * 6 + (1,)) % 10 == 0


def cz_birth_number(number: str) -> bool:
    """Rodné číslo (Czechia, Slovakia): YYMMDD (month plus 50 for women, plus 20 when a
    day's numbers are used up), divisible by 11 where it has ten digits (since 1954)."""
    if not _is_day(int(number[2:4]) % 50 % 20, int(number[4:6])):
        return False
    # Until 1985 a remainder of 10 was written as 0.
    return len(number) == 9 or int(number[:9]) % 11 % 10 == int(number[9])


def ro_cnp(number: str) -> bool:
    """CNP: sex and century, YYMMDD, county, three digits, remainder by 11 (10 as 1)."""
    if number[0] == "0" or not _is_day(int(number[3:5]), int(number[5:7])):
        return False
    check = _weighted(number, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return (1 if check == 10 else check) == int(number[12])


def gr_amka(number: str) -> bool:
    """AMKA: DDMMYY, five digits, Luhn."""
    return _is_day(int(number[2:4]), int(number[:2])) and luhn(number)


def bg_egn(number: str) -> bool:
    """EGN: YYMMDD (month plus 20 or 40 for the century), remainder by 11 (10 as 0)."""
    if not _is_day(int(number[2:4]) % 20, int(number[4:6])):
        return False
    return _weighted(number, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == int(number[9])


def baltic_code(number: str) -> bool:
    """Estonia and Lithuania: sex and century, YYMMDD, three digits, two rounds of weights."""
    if number[0] in "09" or not _is_day(int(number[3:5]), int(number[5:7])):
        return False
    check = _weighted(number, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = _weighted(number, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11
    return check % 10 == int(number[10])


def lv_personal_code(number: str) -> bool:
    """Latvia: DDMMYY, five digits with a check; or, since 2017, 32 and nine digits."""
    if number.startswith("32"):
        return True
    if not _is_day(int(number[2:4]), int(number[:2])):
        return False
    check = 1 + _weighted(number, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))
    return check % 11 % 10 == int(number[10])


def hu_taj(number: str) -> bool:
    """TAJ: nine digits, weights 3 and 7."""
    return len(set(number)) > 1 and _weighted(number, (3, 7) * 4) % 10 == int(number[8])


def si_emso(number: str) -> bool:
    """EMŠO, JMBG (Slovenia and its neighbours): DDMMYYY, region, three digits, modulus 11."""
    if not _is_day(int(number[2:4]), int(number[:2])):
        return False
    return -_weighted(number, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10 == int(number[12])


_VERHOEFF_TABLE = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_VERHOEFF_TURNS = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)


def verhoeff(number: str) -> bool:
    """Verhoeff's check over a dihedral group (Aadhaar, Luxembourg)."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = int(_VERHOEFF_TABLE[check][int(_VERHOEFF_TURNS[place % 8][int(digit)])])
    return check == 0


def lu_national_id(number: str) -> bool:
    """Matricule: YYYYMMDD, three digits, one check by Luhn and one by Verhoeff."""
    if number[:2] not in ("18", "19", "20") or not _is_day(int(number[4:6]), int(number[6:8])):
        return False
    return luhn(number[:12]) and verhoeff(number[:11] + number[12])


def no_birth_number(number: str) -> bool:
    """Fødselsnummer: DDMMYY (day plus 40 for D numbers), three digits, two check digits."""
    if not _is_day(int(number[2:4]), (int(number[:2]) - 1) % 40 + 1):
        return False
    first = _weighted(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = _weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return first % 11 == 0 and second % 11 == 0


def be_vat(number: str) -> bool:
    """Belgian VAT and enterprise numbers: 97 minus the remainder of the first eight digits."""
    return 97 - int(number[:8]) % 97 == int(number[8:])


def fr_vat(number: str) -> bool:
    """French VAT: two digits from the SIREN behind them (old style), and the SIREN's Luhn."""
    siren = number[2:]
    if not luhn(siren):
        return False
    return not number[:2].isdigit() or (12 + 3 * (int(siren) % 97)) % 97 == int(number[:2])


def pl_vat(number: str) -> bool:
    """NIP: ten digits, modulus 11."""
    return _weighted(number, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(number[9])


def at_vat(number: str) -> bool:
    """Austrian VAT: eight digits behind a U; Luhn's sum plus four."""
    doubled = "0246813579"
    total = sum(int(d) if i % 2 == 0 else int(doubled[int(d)]) for i, d in enumerate(number[:7]))
    return (10 - (total + 4) % 10) % 10 == int(number[7])


def dk_vat(number: str) -> bool:
    """CVR: eight digits, modulus 11."""
    return _weighted(number, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def fi_vat(number: str) -> bool:
    """Y-tunnus: eight digits, modulus 11."""
    return _weighted(number, (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def nl_vat(number: str) -> bool:
    """Dutch VAT (`123456789B01`): the eleven proof, or since 2020 MOD 97-10 with NL in front."""
    if nl_bsn(number[:9]):
        return True
    return int("".join(str(int(char, 36)) for char in "NL" + number)) % 97 == 1


#: All of them by name.
CHECKS: Mapping[str, Callable[[str], bool]] = {
    check.__name__: check
    for check in (
        *(luhn, verhoeff, mod_11_10, de_tax_id, de_social_security, es_nif, es_nie, fr_nir),
        *(it_fiscal_code, nl_bsn, pl_pesel, be_national_number, pt_nif, se_personnummer, fi_hetu),
        *(dk_cpr, ie_pps, at_social_security, uk_nhs, ch_ahv, cz_birth_number, ro_cnp, gr_amka),
        *(bg_egn, baltic_code, lv_personal_code, hu_taj, si_emso, lu_national_id, no_birth_number),
        *(be_vat, fr_vat, pl_vat, at_vat, dk_vat, fi_vat, nl_vat),
    )
}
