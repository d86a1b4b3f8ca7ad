"""Check digits of personal, tax and company numbers of South America."""

from __future__ import annotations

from penname.policy.check_digits import digits_of, luhn_sum, plain, weighted
from penname.policy.id_parts import complement, pair, shaped


def ar_cuit(value: str) -> bool:
    """Argentine tax number (CUIT, CUIL): a kind, weighted modulus 11 (AFIP)."""
    digits = digits_of(value, 11)
    if not digits or pair(digits, 0) not in (20, 23, 24, 25, 26, 27, 30, 33, 34, 50, 51, 55):
        return False
    check = complement(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
    return (9 if check == 10 else check) == digits[10]


def br_cpf(value: str) -> bool:
    """Brazilian CPF: two weighted modulus 11 digits, not all digits the same (Receita Federal)."""
    digits = digits_of(value, 11)
    if not digits or len(set(digits)) == 1:
        return False
    first = complement(digits[:9], range(10, 1, -1)) % 10 == digits[9]
    return first and complement(digits[:10], range(11, 1, -1)) % 10 == digits[10]


_CNPJ = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def br_cnpj(value: str) -> bool:
    """Brazilian CNPJ, since 2026 with letters: two weighted modulus 11 digits (Receita Federal,
    IN RFB 2.229/2024)."""
    word = plain(value)
    if len(word) != 14 or not word[12:].isdigit() or len(set(word)) == 1:
        return False
    places = [ord(char) - 48 for char in word]
    first = complement(places[:12], _CNPJ[1:]) % 10 == places[12]
    return first and complement(places[:13], _CNPJ) % 10 == places[13]


def br_pis(value: str) -> bool:
    """Brazilian social number (PIS, PASEP, NIS, NIT): weighted modulus 11 (Caixa)."""
    digits = digits_of(value, 11)
    weights = (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    return any(digits) and complement(digits[:10], weights) % 10 == digits[10]


def br_cns(value: str) -> bool:
    """Brazilian health card (CNS): weights 15 to 1, modulus 11 (DATASUS)."""
    digits = digits_of(value, 15)
    if not digits or digits[0] not in (1, 2, 7, 8, 9):
        return False
    return weighted(digits, range(15, 0, -1)) % 11 == 0


def br_voter(value: str) -> bool:
    """Brazilian voter number: the state at places nine and ten, two weighted modulus 11 digits
    (TSE, Resolution 23.659)."""
    digits = digits_of(value, 12)
    if not digits or not 1 <= pair(digits, 8) <= 28:
        return False
    zero = 1 if pair(digits, 8) <= 2 else 0  # São Paulo and Minas Gerais count 0 as 1
    first = weighted(digits[:8], range(2, 10)) % 11
    second = weighted(digits[8:11], (7, 8, 9)) % 11
    checks = [(check % 10 if check else zero) for check in (first, second)]
    return checks == digits[10:]


def cl_rut(value: str) -> bool:
    """Chilean RUT and RUN: weights 2 to 7 from the right, modulus 11, K for ten (SII)."""
    word = shaped(value, "99999999", "999999999", "9999999A", "99999999A")
    digits = digits_of(word[:-1], 7, 8)
    if not any(digits):
        return False
    total = sum(digit * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    return "0123456789K"[-total % 11] == word[-1]


_NIT = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)


def co_nit(value: str) -> bool:
    """Colombian tax number (NIT) with its check digit: prime weights from the right, modulus 11
    (DIAN)."""
    digits = digits_of(value, *range(8, 12))
    if not any(digits):
        return False
    rest = weighted(digits[-2::-1], _NIT[: len(digits) - 1]) % 11
    return (rest if rest < 2 else 11 - rest) == digits[-1]


def ec_cedula(value: str) -> bool:
    """Ecuadorian identity number: a province, Luhn (Registro Civil)."""
    digits = digits_of(value, 10)
    return _is_ec_province(digits) and digits[2] <= 6 and luhn_sum(digits) % 10 == 0


def _is_ec_province(digits: list[int]) -> bool:
    return bool(digits) and (1 <= pair(digits, 0) <= 24 or pair(digits, 0) in (30, 50))


def ec_ruc(value: str) -> bool:
    """Ecuadorian tax number (RUC): an identity number, a public body or a company, and its
    establishment (SRI)."""
    digits = digits_of(value, 13)
    if not _is_ec_province(digits) or not any(digits[10:]):
        return False
    public = weighted(digits[:9], (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
    if digits[2] in (6, 9) and public and any(digits[9:]):
        return True
    if digits[2] == 9:
        return weighted(digits[:10], (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
    return ec_cedula(plain(value)[:10])


def pe_dni(value: str) -> bool:
    """Peruvian identity number with its check character: weighted modulus 11, a digit or a letter
    (RENIEC)."""
    word = shaped(value, "999999999", "99999999A")
    digits = digits_of(word[:8], 8)
    if not any(digits):
        return False
    rest = weighted(digits, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return word[8] in ("65432110987"[rest], "KJIHGFEDCBA"[rest])


def pe_ruc(value: str) -> bool:
    """Peruvian tax number (RUC): a kind, weighted modulus 11 (SUNAT)."""
    digits = digits_of(value, 11)
    if not digits or pair(digits, 0) not in (10, 15, 16, 17, 20):
        return False
    return (11 - weighted(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10 == digits[10]


def py_ruc(value: str) -> bool:
    """Paraguayan tax number (RUC): places times digits, modulus 11 (SET)."""
    digits = digits_of(value, 6, 7, 8, 9)
    if not any(digits[:-1]):
        return False
    total = sum(digit * place for place, digit in enumerate(reversed(digits[:-1]), 2))
    return -total % 11 % 10 == digits[-1]


def uy_cedula(value: str) -> bool:
    """Uruguayan identity number: weights 2, 9, 8, 7, 6, 3, 4, modulus 10 (DNIC)."""
    digits = digits_of(value, 7, 8)
    if not any(digits[:-1]):
        return False
    padded = [0] * (8 - len(digits)) + digits
    return complement(padded[:7], (2, 9, 8, 7, 6, 3, 4), 10) == padded[7]


def uy_rut(value: str) -> bool:
    """Uruguayan tax number (RUT): a branch 001, weighted modulus 11 (DGI)."""
    digits = digits_of(value, 12)
    if not digits or not 1 <= pair(digits, 0) <= 22 or digits[8:11] != [0, 0, 1]:
        return False
    return any(digits[2:8]) and complement(digits[:11], (4, 3, 2, *range(9, 1, -1))) == digits[11]


def ve_rif(value: str) -> bool:
    """Venezuelan tax number (RIF): a letter for the kind, weighted modulus 11 (SENIAT)."""
    word = shaped(value, "A999999999")
    if not word or word[0] not in "VEJPGC" or not any(digits_of(word[1:])):
        return False
    kind = {"V": 4, "E": 8, "J": 12, "C": 12, "P": 16, "G": 20}[word[0]]
    check = (-kind - weighted(digits_of(word[1:9]), (3, 2, 7, 6, 5, 4, 3, 2))) % 11
    return check % 10 == int(word[9])
