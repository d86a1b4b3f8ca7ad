"""Check digits of personal, tax, health and company numbers of Australia and New Zealand."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, weighted
from penname.policy.id_parts import complement, number, shaped


def au_abn(value: str) -> bool:
    """Australian business number: the first digit less one, weighted modulus 89 (ABR)."""
    digits = digits_of(value, 11)
    if not digits or digits[0] == 0:
        return False
    digits[0] -= 1
    return weighted(digits, (10, *range(1, 20, 2))) % 89 == 0


def au_acn(value: str) -> bool:
    """Australian company number: weights 8 to 1, modulus 10 (ASIC)."""
    digits = digits_of(value, 9)
    return any(digits) and complement(digits[:8], range(8, 0, -1), 10) == digits[8]


def au_medicare(value: str) -> bool:
    """Australian Medicare number: 2 to 6 first, weights 1, 3, 7, 9, then the card and often a
    person (Services Australia)."""
    digits = digits_of(value, 10, 11)
    if not digits or not 2 <= digits[0] <= 6:
        return False
    return weighted(digits[:8], (1, 3, 7, 9) * 2) % 10 == digits[8]


def au_tfn(value: str) -> bool:
    """Australian tax file number: weighted modulus 11 (ATO)."""
    digits = digits_of(value, 8, 9)
    weights = (1, 4, 3, 7, 5, 8, 6, 9, 10) if len(digits) == 9 else (10, 7, 8, 4, 6, 3, 5, 1)
    return any(digits) and weighted(digits, weights) % 11 == 0


def nz_ird(value: str) -> bool:
    """New Zealand tax number (IRD): modulus 11 in two steps (Inland Revenue, RWT specification)."""
    digits = digits_of(value, 8, 9)
    if not digits or not 10_000_000 < number(digits) < 150_000_000:
        return False
    padded = [0] * (9 - len(digits)) + digits
    check = complement(padded[:8], (3, 2, 7, 6, 5, 4, 3, 2))
    if check == 10:
        check = complement(padded[:8], (7, 4, 3, 2, 5, 2, 7, 6))
    return check == padded[8]


_NHI = "0ABCDEFGHJKLMNPQRSTUVWXYZ"


def nz_nhi(value: str) -> bool:
    """New Zealand health number (NHI): three letters, modulus 11, or with two more letters modulus
    23 (HISO 10046)."""
    word = shaped(value, "AAA9999", "AAA99AA")
    places = [_NHI.find(char) if char.isalpha() else int(char) for char in word]
    if not word or -1 in places:
        return False
    modulus = 23 if word[6].isalpha() else 11
    check = modulus - weighted(places[:6], (7, 6, 5, 4, 3, 2)) % modulus
    return (0 if (modulus, check) == (11, 10) else check) == places[6]
