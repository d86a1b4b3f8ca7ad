"""Check digits of tax and company numbers of European states outside the EU."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, mod11_10_holds, weighted
from penname.policy.id_parts import complement, number, shaped, values


def ad_nrt(value: str) -> bool:
    """Andorran register number (NRT): a letter for the kind, six digits, a letter; the rule of the
    last is not public (Departament de Tributs)."""
    word = shaped(value, "A999999A")
    if not word or word[0] not in "ACDEFGLOPU":
        return False
    return word[0] not in "AL" or word[1] == "7"


def al_nipt(value: str) -> bool:
    """Albanian tax number (NIPT, NUIS): a letter for the decade, eight digits, a letter; its
    rule is not public (General Directorate of Taxation)."""
    word = shaped(value, "A99999999A")
    return bool(word) and word[0] <= "M"


def by_unp(value: str) -> bool:
    """Belarusian taxpayer number (UNP): weighted modulus 11, letters for persons (Ministry of
    Taxes)."""
    word = shaped(value, "999999999", "AA9999999")
    if not word or word[0] not in "1234567ABCEHKM":
        return False
    if word[0].isalpha():
        if word[1] not in "ABCEHKMOPT":
            return False
        word = word[0] + str("ABCEHKMOPT".index(word[1])) + word[2:]
    return weighted(values(word[:8]), (29, 23, 19, 17, 13, 7, 5, 3)) % 11 == int(word[8])


def me_pib(value: str) -> bool:
    """Montenegrin tax number (PIB): weighted modulus 11 (Tax Administration)."""
    digits = digits_of(value, 8)
    return any(digits) and complement(digits[:7], range(8, 1, -1)) % 10 == digits[7]


def mk_edb(value: str) -> bool:
    """Tax number of North Macedonia (EDB): weighted modulus 11 (Public Revenue Office)."""
    digits = digits_of(value, 13)
    return any(digits) and complement(digits[:12], (7, 6, 5, 4, 3, 2) * 2) % 10 == digits[12]


def rs_pib(value: str) -> bool:
    """Serbian tax number (PIB): nine digits, MOD 11,10 (Tax Administration)."""
    digits = digits_of(value, 9)
    return any(digits) and mod11_10_holds(digits)


def ru_ogrn(value: str) -> bool:
    """Russian company number (OGRN, OGRNIP): the rest of all before it modulo 11 or 13 (Federal
    Tax Service)."""
    digits = digits_of(value, 13, 15)
    if not digits or (digits[0] not in (3, 4) if len(digits) == 15 else digits[0] == 0):
        return False
    return number(digits[:-1]) % (len(digits) - 2) % 10 == digits[-1]


def ua_edrpou(value: str) -> bool:
    """Ukrainian company number (EDRPOU): modulus 11 in two steps (State Statistics Service)."""
    digits = digits_of(value, 8)
    if not any(digits):
        return False
    weights = (7, 1, 2, 3, 4, 5, 6) if digits[0] in (3, 4, 5) else (1, 2, 3, 4, 5, 6, 7)
    check = weighted(digits[:7], weights) % 11
    if check == 10:
        check = weighted(digits[:7], [weight + 2 for weight in weights]) % 11 % 10
    return check == digits[7]
