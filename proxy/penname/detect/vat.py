"""VAT identification numbers of the EU states (and EL for Greece): they name sole traders too.

FORMS is a table: the shape behind the country's letters, and its check where the state
publishes one. Shapes: Commission, VIES FAQ, question 11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from penname.detect.scan import Hit, Recipe, finditer
from penname.policy.check_digits import digits_of, luhn, mod11_10, plain, weighted
from penname.policy.national_ids import nl_bsn, pt_nif

Form = tuple[str, Callable[[str], bool] | None]


def _at(number: str) -> bool:
    """Luhn's sum plus four."""
    digits = digits_of(number[1:], 8)
    total = sum(digits[0:7:2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1:6:2])
    return (10 - (total + 4) % 10) % 10 == digits[7]


def _be(number: str) -> bool:
    """97 minus the remainder of the first eight digits."""
    return (int(number[:8]) + int(number[8:])) % 97 == 0


def _dk(number: str) -> bool:
    return weighted(digits_of(number, 8), (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _fi(number: str) -> bool:
    return weighted(digits_of(number, 8), (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def _fr(number: str) -> bool:
    """The SIREN's Luhn (Monaco's, from 000, have none), and in the old style two digits made
    from it."""
    siren = number[2:]
    if not (luhn(siren) or siren.startswith("000")):
        return False
    return not number[:2].isdigit() or (12 + 3 * (int(siren) % 97)) % 97 == int(number[:2])


def _nl(number: str) -> bool:
    """The eleven proof, or since 2020 MOD 97-10 over the whole id."""
    if nl_bsn(number[:9]):
        return True
    return int("".join(str(int(char, 36)) for char in "NL" + plain(number))) % 97 == 1


def _pl(number: str) -> bool:
    digits = digits_of(number, 10)
    return weighted(digits[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == digits[9]


FORMS: dict[str, Form] = {
    "AT": (r"U\d{8}", _at),
    "BE": (r"[01]\d{9}", _be),
    "BG": (r"\d{9,10}", None),
    "CY": (r"\d{8}[A-Z]", None),
    "CZ": (r"\d{8,10}", None),
    "DE": (r"[1-9]\d{8}", mod11_10),
    "DK": (r"[1-9]\d{7}", _dk),
    "EE": (r"10\d{7}", None),
    "EL": (r"\d{9}", None),
    "ES": (r"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]", None),
    "FI": (r"\d{8}", _fi),
    "FR": (r"[A-HJ-NP-Z0-9]{2}\d{9}", _fr),
    "HR": (r"\d{11}", mod11_10),
    "HU": (r"\d{8}", None),
    "IE": (r"\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W]", None),
    "IT": (r"\d{11}", luhn),
    "LT": (r"\d{9}(?:\d{3})?", None),
    "LU": (r"\d{8}", lambda number: int(number[:6]) % 89 == int(number[6:])),
    "LV": (r"\d{11}", None),
    "MT": (r"\d{8}", None),
    "NL": (r"\d{9}B\d{2}", _nl),
    "PL": (r"\d{10}", _pl),
    "PT": (r"\d{9}", pt_nif),
    "RO": (r"[1-9]\d{4,9}", None),
    "SE": (r"\d{10}01", lambda number: luhn(number[:10])),
    "SI": (r"[1-9]\d{7}", None),
    "SK": (r"[1-9]\d{9}", None),
}
_COMPILED = {country: (regex.compile(shape), valid) for country, (shape, valid) in FORMS.items()}
#: The country, then up to fifteen places with single blanks, dots or dashes between.
_CANDIDATE = regex.compile(
    rf"(?<![\w-])(?P<country>{'|'.join(FORMS)})[ -]?"
    r"(?P<number>[A-Z0-9+*](?:[ .-]?[A-Z0-9+*]){4,14})(?!\w)"
)
_SEPARATORS = str.maketrans("", "", " .-")


def vat_ids(text: str) -> Iterator[Hit]:
    """VAT ids: 0.7 with a valid check, 0.3 of a state whose check is not done here."""
    for match in finditer(_CANDIDATE, text):
        shape, valid = _COMPILED[match["country"]]
        for end in _ends(match):  # "DE123456788 AB …": the longest that is one
            number = text[match.start("number") : end].translate(_SEPARATORS)
            if shape.fullmatch(number) and (valid is None or valid(number)):
                yield match.start(), end, 0.3 if valid is None else 0.7
                break


def _ends(match: regex.Match[str]) -> Iterator[int]:
    """Where the number may end: at its end, and before each of its separators."""
    yield match.end()
    for at in range(match.end() - 1, match.start("number"), -1):
        if match.string[at] in " .-":
            yield at


RECIPES = (
    Recipe(
        "eu-vat-id",
        "EU_VAT_ID",
        vat_ids,
        ("vat", "ust", "uid", "tva", "iva", "btw", "mwst", "nip", "cif", "moms", "ustid", "id"),
    ),
)
