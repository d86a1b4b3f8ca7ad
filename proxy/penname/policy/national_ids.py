"""Check digits of European personal numbers, for policies that follow the GDPR.

The source of each is the authority that issues it; where the rule was only reachable through
another text, that is named. Where a number has no check digit (Danish CPR since 2007) the
birth date in it is tested, which is all that can be.
"""

from __future__ import annotations

from collections import Counter

from penname.policy.check_digits import (
    digits_of,
    luhn_sum,
    mod11_10_holds,
    plain,
    verhoeff,
    weighted,
)
from penname.policy.id_parts import is_date, number, pair, shaped


def at_svnr(value: str) -> bool:
    """Austrian social insurance number (ASVG section 31; Dachverband der Sozialversicherung)."""
    digits = digits_of(value, 10)
    # Months 13 to 15 are for days whose numbers ran out.
    if not digits or digits[0] == 0 or not (1 <= pair(digits, 4) <= 31):
        return False
    if not 1 <= pair(digits, 6) <= 15:
        return False
    return weighted(digits, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == digits[3]


def be_rrn(value: str) -> bool:
    """Belgian national register number: 97 minus the number modulo 97 (Royal Decree of
    3 April 1984); from 2000 on with a 2 before it."""
    digits = digits_of(value, 11)
    # Months carry 20 or 40 in the bis register; 0 is for days and months that nobody knows.
    if not digits or pair(digits, 2) % 20 > 12 or pair(digits, 4) > 31:
        return False
    body, check = number(digits[:9]), pair(digits, 9)
    return check in (97 - body % 97, 97 - (2_000_000_000 + body) % 97)


def bg_egn(value: str) -> bool:
    """Bulgarian EGN: weighted modulus 11 (GRAO); 20 or 40 on the month tell the century."""
    digits = digits_of(value, 10)
    if not digits or not is_date(pair(digits, 4), pair(digits, 2) % 20):
        return False
    return weighted(digits[:9], (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == digits[9]


def ch_ahv(value: str) -> bool:
    """Swiss AHV number: 756 and the EAN-13 check digit (Zentrale Ausgleichsstelle)."""
    digits = digits_of(value, 13)
    return digits[:3] == [7, 5, 6] and weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0


def cz_rc(value: str) -> bool:
    """Czech and Slovak birth number of ten digits: a multiple of 11 (Act 133/2000 Coll.); the
    month carries 50 for women, 20 more when a day's numbers ran out."""
    digits = digits_of(value, 10)
    if not digits or not is_date(pair(digits, 4), pair(digits, 2) % 50 % 20):
        return False
    # Some numbers before 1986 end in 0 where the rest is 10.
    old = number(digits[:9]) % 11 == 10 and digits[9] == 0
    return old or number(digits) % 11 == 0


def de_svnr(value: str) -> bool:
    """German pension insurance number: weighted sums of digits (VKVV section 4)."""
    word = plain(value)
    if len(word) != 12 or not word[8].isalpha():
        return False
    digits = digits_of(word[:8] + f"{ord(word[8]) - 64:02d}" + word[9:], 13)
    if not digits:
        return False
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    sums = [sum(divmod(d * w, 10)) for d, w in zip(digits[:12], weights, strict=True)]
    return sum(sums) % 10 == digits[12]


def de_tax_id(value: str) -> bool:
    """German tax identification number: MOD 11,10, and one digit of the first ten two or three
    times (Bundeszentralamt für Steuern)."""
    digits = digits_of(value, 11)
    if not digits or digits[0] == 0:
        return False
    more_than_once = [count for count in Counter(digits[:10]).values() if count > 1]
    return len(more_than_once) == 1 and more_than_once[0] <= 3 and mod11_10_holds(digits)


def dk_cpr(value: str) -> bool:
    """Danish CPR number: a date; since 2007 the check digit holds no more (CPR-kontoret)."""
    digits = digits_of(value, 10)
    return bool(digits) and is_date(pair(digits, 0), pair(digits, 2))


def ee_isikukood(value: str) -> bool:
    """Estonian and Lithuanian personal code: modulus 11 in two steps (EVS 585:2007)."""
    digits = digits_of(value, 11)
    if not digits or not is_date(pair(digits, 5), pair(digits, 3)):
        return False
    check = weighted(digits[:10], (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = weighted(digits[:10], (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return check == digits[10]


_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
#: What a letter at the first place counts; K, L and M are people without a DNI.
_NIE = {"X": "0", "Y": "1", "Z": "2", "K": "0", "L": "0", "M": "0"}


def es_dni(value: str) -> bool:
    """Spanish DNI, and NIE of foreigners: a letter for the number modulo 23 (Royal Decree
    1553/2005; Order INT/2058/2008)."""
    word = plain(value)
    if len(word) == 8 and word[0].isdigit():
        word = "0" + word
    if len(word) != 9:
        return False
    head = _NIE.get(word[0], word[0]) + word[1:8]
    return bool(digits_of(head, 8)) and _DNI[int(head) % 23] == word[8]


_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def fi_hetu(value: str) -> bool:
    """Finnish personal identity code: modulo 31 (Digital and Population Data Services Agency);
    a sign for the century between date and number."""
    word = value.strip().upper()
    if len(word) != 11 or word[6] not in "+-YXWVUABCDEF":
        return False
    digits = digits_of(word[:6] + word[7:10], 9)
    if not digits or not is_date(pair(digits, 0), pair(digits, 2)):
        return False
    return _HETU[number(digits) % 31] == word[10]


def fr_nir(value: str) -> bool:
    """French social security number with its key: 97 minus the number modulo 97 (INSEE); the
    Corsican departments 2A and 2B count as 19 and 18."""
    word = plain(value)
    if len(word) == 15 and word[5:7] in ("2A", "2B"):
        word = word[:5] + {"2A": "19", "2B": "18"}[word[5:7]] + word[7:]
    digits = digits_of(word, 15)
    if not digits or digits[0] not in (1, 2, 3, 4, 7, 8):
        return False
    # Months from 20 on are of people whose month nobody knows.
    if pair(digits, 3) == 0 or 12 < pair(digits, 3) < 20:
        return False
    return 97 - number(digits[:13]) % 97 == pair(digits, 13)


def gr_amka(value: str) -> bool:
    """Greek AMKA: a birth date and Luhn (IDIKA)."""
    digits = digits_of(value, 11)
    if not digits or not is_date(pair(digits, 0), pair(digits, 2)):
        return False
    return luhn_sum(digits) % 10 == 0


def hr_oib(value: str) -> bool:
    """Croatian OIB: eleven digits, MOD 11,10 (OIB Act, Official Gazette 60/2008)."""
    digits = digits_of(value, 11)
    return bool(digits) and mod11_10_holds(digits)


def hu_taj(value: str) -> bool:
    """Hungarian TAJ number: weights 3 and 7, modulus 10 (Act XX of 1996)."""
    digits = digits_of(value, 9)
    return bool(digits) and weighted(digits[:8], (3, 7) * 4) % 10 == digits[8]


def ie_pps(value: str) -> bool:
    """Irish PPS number: modulo 23, a second letter counts nine times (Department of Social
    Protection)."""
    word = plain(value)
    digits = digits_of(word[:7], 7)
    if not digits or len(word) not in (8, 9) or not word[7:].isalpha():
        return False
    total = weighted(digits, range(8, 1, -1))
    if word[8:] and word[8] in "ABCDEFGHI":  # since 2013; older marks (T, W, X) count nothing
        total += 9 * (ord(word[8]) - 64)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == word[7]


def is_kt(value: str) -> bool:
    """Icelandic kennitala: modulus 11 at the ninth place (Registers Iceland)."""
    digits = digits_of(value, 10)
    if not digits or not is_date(pair(digits, 0) % 40, pair(digits, 2)):
        return False
    check = (11 - weighted(digits[:8], (3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 11
    return check == digits[8] and digits[9] in (0, 8, 9)


#: Letters that stand for digits where two people would share a code.
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_CF_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25)
_CF_ODD_VALUES = (*_CF_ODD, 24, 23)


def it_codice_fiscale(value: str) -> bool:
    """Italian codice fiscale: values of odd and even places modulo 26 (Ministerial Decree of
    23 December 1976)."""
    word = plain(value)
    if len(word) != 16 or not (word[:6] + word[8] + word[11] + word[15]).isalpha():
        return False
    numbers = (word[6:8] + word[9:11] + word[12:15]).translate(_OMOCODIA)
    if word[8] not in "ABCDEHLMPRST" or not digits_of(numbers, 7):
        return False
    places = [int(char) if char.isdigit() else ord(char) - 65 for char in word[:15]]
    total = sum(_CF_ODD_VALUES[place] for place in places[::2]) + sum(places[1::2])
    return total % 26 == ord(word[15]) - 65


def lu_matricule(value: str) -> bool:
    """Luxembourg identification number: Luhn, then Verhoeff over the same eleven digits
    (Grand-ducal regulation of 21 November 2013)."""
    digits = digits_of(value, 13)
    if not digits or not 18 <= pair(digits, 0) <= 20:
        return False
    if not is_date(pair(digits, 6), pair(digits, 4)):
        return False
    body = "".join(map(str, digits[:11]))
    return luhn_sum(digits[:12]) % 10 == 0 and verhoeff(f"{body}{digits[12]}")


def nl_bsn(value: str) -> bool:
    """Dutch citizen service number: the elfproef, last weight -1 (Logisch Ontwerp BSN)."""
    digits = digits_of(value, 8, 9)
    padded = [0] * (9 - len(digits)) + digits
    return any(digits) and weighted(padded, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def no_fnr(value: str) -> bool:
    """Norwegian birth number and D number: two weighted modulus 11 digits (Skatteetaten)."""
    digits = digits_of(value, 11)
    if not digits or not is_date(pair(digits, 0) % 40, pair(digits, 2) % 40):
        return False
    first = weighted(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    second = weighted(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11
    return first == 0 and second == 0


def pl_pesel(value: str) -> bool:
    """Polish PESEL: weights 1, 3, 7, 9, modulus 10 (Population Registry Act of 2010); 20, 40,
    60 or 80 on the month tell the century."""
    digits = digits_of(value, 11)
    if not digits or not is_date(pair(digits, 4), pair(digits, 2) % 20):
        return False
    return weighted(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def pt_nif(value: str) -> bool:
    """Portuguese NIF: modulus 11 (Autoridade Tributária); 10 and 11 count as 0."""
    digits = digits_of(value, 9)
    if not digits or digits[0] == 0 or (digits[0] == 4 and digits[1] != 5):
        return False
    check = 11 - weighted(digits[:8], range(9, 1, -1)) % 11
    return (check if check < 10 else 0) == digits[8]


def ro_cnp(value: str) -> bool:
    """Romanian CNP: weights 279146358279, modulus 11, 10 counts as 1 (Act 105/1996)."""
    digits = digits_of(value, 13)
    if not digits or digits[0] == 0 or not is_date(pair(digits, 5), pair(digits, 3)):
        return False
    check = weighted(digits[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return (1 if check == 10 else check) == digits[12]


def se_personnummer(value: str) -> bool:
    """Swedish personal identity number and coordination number: Luhn over the last ten digits
    (Skatteverket, SKV 704); coordination numbers have 60 on the day."""
    digits = digits_of(value.replace("+", "-"), 10, 12)
    if len(digits) == 12 and not 18 <= pair(digits, 0) <= 20:
        return False
    digits = digits[-10:]
    if not digits or not is_date(pair(digits, 4) % 60, pair(digits, 2)):
        return False
    return luhn_sum(digits) % 10 == 0


def si_emso(value: str) -> bool:
    """Slovenian EMŠO, and the JMBG of its neighbours: modulus 11 (Central Population Register)."""
    digits = digits_of(value, 13)
    if not digits or digits[4] not in (0, 9) or not is_date(pair(digits, 0), pair(digits, 2)):
        return False
    weights = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    return (11 - weighted(digits[:12], weights) % 11) % 11 == digits[12]


def uk_nino(value: str) -> bool:
    """UK national insurance number: two letters of those that are given out, six digits, A to D; no
    check digit (HMRC, NIM39110)."""
    word = shaped(value, "AA999999A")
    if not word or word[:2] in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ") or word[8] > "D":
        return False
    return not set(word[:2]) & set("DFIQUV") and word[1] != "O"
