"""Check digits of personal, tax and company numbers of South Asia."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, verhoeff
from penname.policy.id_parts import number, shaped, values


def bd_nid(value: str) -> bool:
    """Bangladeshi identity number: 10 digits, 13, or 17 with the year of birth; no check digit
    (NID Wing)."""
    digits = digits_of(value, 10, 13, 17)
    if len(digits) == 17:
        return 1900 <= number(digits[:4]) <= 2099
    return bool(digits) and digits[0] > 0


def in_aadhaar(value: str) -> bool:
    """Indian Aadhaar: twelve digits, none of 0 or 1 first, Verhoeff (UIDAI)."""
    digits = digits_of(value, 12)
    return bool(digits) and digits[0] > 1 and digits != digits[::-1] and verhoeff(value)


def in_aadhaar_vid(value: str) -> bool:
    """Indian virtual id of Aadhaar: sixteen digits, Verhoeff (UIDAI)."""
    digits = digits_of(value, 16)
    return bool(digits) and digits[0] > 1 and verhoeff(value)


_PAN_KINDS = frozenset("ABCEFGHJKLPT")


def in_pan(value: str) -> bool:
    """Indian permanent account number: five letters, the fourth the kind of holder, four digits,
    a letter; the rule of the last letter is not public (Income Tax Department)."""
    word = shaped(value, "AAAAA9999A")
    return bool(word) and word[3] in _PAN_KINDS and word[5:9] != "0000"


def in_gstin(value: str) -> bool:
    """Indian GST number: a state, a PAN, and a check character modulo 36 (GSTN)."""
    word = plain(value)
    if len(word) != 15 or not shaped(word[:12], "99AAAAA9999A"):
        return False
    if not (1 <= int(word[:2]) <= 38 or word[:2] in ("97", "99")):
        return False
    sums = [divmod(each * (1 + place % 2), 36) for place, each in enumerate(values(word[:14]))]
    return -sum(map(sum, sums)) % 36 == int(word[14], 36)


def in_voter(value: str) -> bool:
    """Indian voter number (EPIC): three letters and seven digits with Luhn (Election
    Commission)."""
    word = shaped(value, "AAA9999999")
    return bool(word) and luhn_sum(digits_of(word[3:])) % 10 == 0


def lk_nic(value: str) -> bool:
    """Sri Lankan identity number, old (V, X) or of twelve digits: a year and the day in it, 500
    more for women; its check digit is not public (Department for Registration of Persons)."""
    word = plain(value)
    old = shaped(word, "999999999A")
    if old:
        day = int(old[2:5]) if old[9] in "VX" else 0
    elif digits_of(word, 12) and 1900 <= int(word[:4]) <= 2099:
        day = int(word[4:7])
    else:
        return False
    return 1 <= day % 500 <= 366 and day < 867


def pk_cnic(value: str) -> bool:
    """Pakistani identity number (CNIC): a province, and the last digit by sex; no check digit
    (NADRA)."""
    digits = digits_of(value, 13)
    return bool(digits) and 1 <= digits[0] <= 7 and any(digits[1:5]) and digits[12] > 0
