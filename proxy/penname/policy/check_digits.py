"""Check digits in general use, and what their validators share.

Each takes the found value as it stands in the text and answers whether it can be one. Blanks
and the usual separators are left out first; letters count in either case. A validator never
raises and costs a bounded time: what is longer than any real number is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Validator = Callable[[str], bool]

_SEPARATORS = str.maketrans("", "", " \t\n\r\u00a0\u2009\u202f-./")
_ALNUM = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_LONGEST = 64


def plain(value: str) -> str:
    """Upper case without separators; empty for what holds anything but ASCII alphanumerics."""
    word = value.translate(_SEPARATORS).upper()
    return word if len(word) <= _LONGEST and _ALNUM.issuperset(word) else ""


def digits_of(value: str, *lengths: int) -> list[int]:
    """The digits of a value that is nothing else and has one of the lengths; else none."""
    word = plain(value)
    if not _DIGITS.issuperset(word) or (lengths and len(word) not in lengths):
        return []
    return [int(char) for char in word]


def weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    """The sum of digits times weights, as many of one as of the other."""
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))


def luhn(value: str) -> bool:
    """Luhn, modulus 10 (ISO/IEC 7812-1, annex B): payment cards, IMEI, many national numbers."""
    digits = digits_of(value)
    return len(digits) > 1 and luhn_sum(digits) % 10 == 0


def luhn_sum(digits: Sequence[int]) -> int:
    """Luhn's sum, the check digit included: a multiple of ten when it holds."""
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return sum(doubled) + sum(digits[-1::-2])


def mod97(value: str) -> bool:
    """MOD 97-10 of ISO/IEC 7064 over letters and digits, as they stand: LEI (ISO 17442)."""
    word = plain(value)
    return len(word) > 2 and int("".join(str(int(char, 36)) for char in word)) % 97 == 1


def iban(value: str) -> bool:
    """IBAN (ISO 13616-1): country, check digits, MOD 97-10 with the first four moved to the end."""
    word = plain(value)
    shaped = 15 <= len(word) <= 34 and word[:2].isalpha() and word[2:4].isdigit()
    return shaped and mod97(word[4:] + word[:4])


#: The dihedral group of ten and the permutation (J. Verhoeff, Error Detecting Decimal Codes,
#: Mathematical Centre Tracts 29, 1969).
_D5 = tuple(
    tuple(
        (
            (i + j) % 5
            if i < 5 and j < 5
            else (i + j - 5) % 5 + 5
            if i < 5
            else (i - j) % 5 + 5
            if j < 5
            else (i - j) % 5
        )
        for j in range(10)
    )
    for i in range(10)
)
_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def verhoeff(value: str) -> bool:
    """Verhoeff's dihedral check (Mathematical Centre Tracts 29, 1969): Aadhaar."""
    digits = digits_of(value)
    check = 0
    for place, digit in enumerate(reversed(digits)):
        for _ in range(place % 8):
            digit = _PERMUTATION[digit]
        check = _D5[check][digit]
    return len(digits) > 1 and check == 0


#: The quasigroup of H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004.
_DAMM: tuple[tuple[int, ...], ...] = tuple(
    tuple(map(int, row))
    for row in (
        *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
        *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
    )
)


def damm(value: str) -> bool:
    """Damm's quasigroup check (thesis, Marburg 2004)."""
    digits = digits_of(value)
    check = 0
    for digit in digits:
        check = _DAMM[check][digit]
    return len(digits) > 1 and check == 0


def mod11_10(value: str) -> bool:
    """MOD 11,10 of ISO/IEC 7064 (hybrid system): Croatian OIB, German tax numbers."""
    digits = digits_of(value)
    return len(digits) > 1 and mod11_10_holds(digits)


def mod11_10_holds(digits: Sequence[int]) -> bool:
    """Whether the last digit is the check digit of MOD 11,10."""
    product = 10
    for digit in digits[:-1]:
        product = ((product + digit) % 10 or 10) * 2 % 11
    return (product + digits[-1]) % 10 == 1


def mod11_2(value: str) -> bool:
    """MOD 11-2 of ISO/IEC 7064, check character 0 to 9 or X: ORCID and ISNI (ISO 27729)."""
    word = plain(value)
    if len(word) < 2 or not _DIGITS.issuperset(word[:-1]) or word[-1] not in "0123456789X":
        return False
    total = 0
    for char in word[:-1]:
        total = (total + int(char)) * 2
    return (total + (10 if word[-1] == "X" else int(word[-1]))) % 11 == 1


def npi(value: str) -> bool:
    """US National Provider Identifier: Luhn with the prefix 80840 (45 CFR 162.406; CMS rule)."""
    digits = digits_of(value, 10)
    return bool(digits) and digits[0] in (1, 2) and luhn_sum([8, 0, 8, 4, 0, *digits]) % 10 == 0


_VIN = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
        map(int, "123456781234579234567890123456789"),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin(value: str) -> bool:
    """Vehicle identification number with the North American check digit (49 CFR 565.15)."""
    word = plain(value)
    if len(word) != 17 or not all(char in _VIN for char in word):
        return False
    check = weighted([_VIN[char] for char in word], _VIN_WEIGHTS) % 11
    return word[8] == ("X" if check == 10 else str(check))


def us_routing(value: str) -> bool:
    """US bank routing number: weights 3, 7, 1 (American Bankers Association), known districts."""
    digits = digits_of(value, 9)
    if not digits or weighted(digits, (3, 7, 1) * 3) % 10:
        return False
    district = digits[0] * 10 + digits[1]
    return 1 <= district <= 12 or 21 <= district <= 32 or 61 <= district <= 72 or district == 80


def dea(value: str) -> bool:
    """US DEA registration number: two letters (or one and a 9), six digits, check digit (DEA
    Diversion Control Division)."""
    word = plain(value)
    digits = digits_of(word[2:], 7)
    if not digits or not word[0].isalpha() or not (word[1].isalpha() or word[1] == "9"):
        return False
    total = digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])
    return total % 10 == digits[6]


def nhs(value: str) -> bool:
    """UK NHS number: modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    digits = digits_of(value, 10)
    return bool(digits) and (11 - weighted(digits[:9], range(10, 1, -1)) % 11) % 11 == digits[9]


def imei(value: str) -> bool:
    """Mobile equipment identity: 15 digits with Luhn (3GPP TS 23.003, annex B)."""
    return len(digits_of(value, 15)) == 15 and luhn(value)
