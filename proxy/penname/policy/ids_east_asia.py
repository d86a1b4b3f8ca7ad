"""Check digits of personal, tax and company numbers of China, Japan, Korea and Taiwan."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, mod11_2, plain, weighted
from penname.policy.id_parts import complement, is_date, is_yymmdd, number, pair, shaped, values


def cn_resident_id(value: str) -> bool:
    """Chinese resident identity number: a region, a birth date, MOD 11-2 (GB 11643-1999)."""
    word = plain(value)
    digits = digits_of(word[:17], 17)
    if len(word) != 18 or not digits or not 11 <= pair(digits, 0) <= 91:
        return False
    year = number(digits[6:10])
    born = is_date(pair(digits, 12), pair(digits, 10), year) and 1800 <= year <= 2099
    return born and mod11_2(word)


_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def cn_uscc(value: str) -> bool:
    """Chinese unified social credit code: powers of three modulo 31 (GB 32100-2015)."""
    word = plain(value)
    if len(word) != 18 or not word[2:8].isdigit() or not set(word) <= set(_USCC):
        return False
    if word[0] not in "123456789ANY":
        return False
    total = sum(_USCC.index(char) * pow(3, place, 31) for place, char in enumerate(word[:17]))
    return -total % 31 == _USCC.index(word[17])


def hk_hkid(value: str) -> bool:
    """Hong Kong identity card: one letter or two, six digits, modulus 11, A for ten (Immigration
    Department)."""
    word = shaped(value.replace("(", "").replace(")", ""), *_HKID)
    if not word:
        return False
    places = [36, *values(word[:-1])][-8:]  # one letter has a blank before it
    return "0123456789A"[complement(places, range(9, 1, -1))] == word[-1]


_HKID = ("A9999999", "A999999A", "AA9999999", "AA999999A")


def jp_my_number(value: str) -> bool:
    """Japanese individual number (My Number): weighted modulus 11 (Ordinance 85 of 2014)."""
    digits = digits_of(value, 12)
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    return any(digits) and complement(digits[:11], weights) % 10 == digits[11]


def jp_corporate_number(value: str) -> bool:
    """Japanese corporate number: the first digit checks twelve, modulus 9 (Ordinance 70 of
    2014)."""
    digits = digits_of(value, 13)
    return any(digits) and 9 - weighted(digits[:0:-1], (1, 2) * 6) % 9 == digits[0]


_RRN = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def kr_rrn(value: str) -> bool:
    """Korean resident registration number: a birth date, modulus 11; born since October 2020
    without (Ministry of the Interior and Safety)."""
    digits = digits_of(value, 13)
    if not _is_kr_born(digits, (1, 2, 3, 4)):
        return False
    if digits[6] in (3, 4) and number(digits[:4]) >= 2010:
        return True
    return (11 - weighted(digits[:12], _RRN) % 11) % 10 == digits[12]


def kr_frn(value: str) -> bool:
    """Korean foreigner registration number: a birth date and a century; no check digit since
    October 2020, whoever gets one (Ministry of Justice)."""
    return _is_kr_born(digits_of(value, 13), (5, 6, 7, 8))


def _is_kr_born(digits: list[int], centuries: tuple[int, ...]) -> bool:
    return bool(digits) and digits[6] in centuries and is_yymmdd(digits)


def kr_brn(value: str) -> bool:
    """Korean business registration number: weights 1, 3, 7, 5, modulus 10 (National Tax
    Service)."""
    digits = digits_of(value, 10)
    if not digits or number(digits[:3]) < 101:
        return False
    total = weighted(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + digits[8] * 5 // 10
    return -total % 10 == digits[9]


_TW = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # 10 and on, in the ministry's order


def tw_national_id(value: str) -> bool:
    """Taiwanese identity number and resident certificate: a letter as two digits, weights 8 to 1,
    modulus 10 (Ministry of the Interior)."""
    word = shaped(value, "A999999999", "AA99999999")
    if not word or word[1] not in "1289ABCD":
        return False
    first = 10 + _TW.index(word[0])
    second = int(word[1]) if word[1].isdigit() else _TW.index(word[1]) % 10
    digits = [*divmod(first, 10), second, *digits_of(word[2:])]
    return weighted(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0


def tw_ubn(value: str) -> bool:
    """Taiwanese business number (UBN): digit sums of weights 1, 2, 4, a multiple of 5 (Ministry
    of Finance, since 2023; before of 10)."""
    digits = digits_of(value, 8)
    if not any(digits):
        return False
    sums = [sum(divmod(d * w, 10)) for d, w in zip(digits, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(sums)
    return total % 5 == 0 or (digits[6] == 7 and (total + 1) % 5 == 0)
