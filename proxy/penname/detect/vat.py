"""VAT identification numbers of the EU states (and EL for Greece): they name sole traders too.

FORMS is a table: the shape behind the country's letters, and its check. Shapes: Commission,
VIES FAQ, question 11. Numbers without those letters are schemes (`schemes_vat`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from penname.detect.scan import Hit, Recipe, finditer
from penname.policy import ids_business as ids
from penname.policy.check_digits import luhn, mod11_10, plain
from penname.policy.ids_europe import cy_tin
from penname.policy.national_ids import es_dni, nl_bsn, pt_nif

Form = tuple[str, Callable[[str], bool]]


def _es(number: str) -> bool:
    return es_dni(number) or ids.es_cif(number)


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


def _se(number: str) -> bool:
    return luhn(number[:10])


FORMS: dict[str, Form] = {
    "AT": (r"U\d{8}", ids.at_uid),
    "BE": (r"[01]\d{9}", ids.be_enterprise),
    "BG": (r"\d{9,10}", ids.bg_vat),
    "CY": (r"\d{8}[A-Z]", cy_tin),
    "CZ": (r"\d{8,10}", ids.cz_dic),
    "DE": (r"[1-9]\d{8}", mod11_10),
    "DK": (r"[1-9]\d{7}", ids.dk_cvr),
    "EE": (r"10\d{7}", ids.ee_vat),
    "EL": (r"\d{9}", ids.gr_afm),
    "ES": (r"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]", _es),
    "FI": (r"\d{8}", ids.fi_business_id),
    "FR": (r"[A-HJ-NP-Z0-9]{2}\d{9}", _fr),
    "HR": (r"\d{11}", mod11_10),
    "HU": (r"\d{8}", ids.hu_tax_number),
    "IE": (r"\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W]", ids.ie_vat),
    "IT": (r"\d{11}", ids.it_partita_iva),
    "LT": (r"\d{9}(?:\d{3})?", ids.lt_vat),
    "LU": (r"\d{8}", ids.lu_vat),
    "LV": (r"\d{11}", ids.lv_vat),
    "MT": (r"\d{8}", ids.mt_vat),
    "NL": (r"\d{9}B\d{2}", _nl),
    "PL": (r"\d{10}", ids.pl_nip),
    "PT": (r"\d{9}", pt_nif),
    "RO": (r"[1-9]\d{4,9}", ids.ro_cui),
    "SE": (r"\d{10}01", _se),
    "SI": (r"[1-9]\d{7}", ids.si_tax_number),
    "SK": (r"[1-9]\d{9}", ids.sk_vat),
}
_COMPILED = {country: (regex.compile(shape), valid) for country, (shape, valid) in FORMS.items()}
#: The country, then up to fifteen places with single blanks, dots or dashes between.
_CANDIDATE = regex.compile(
    rf"(?<![\w-])(?P<country>{'|'.join(FORMS)})[ -]?"
    r"(?P<number>[A-Z0-9+*](?:[ .-]?[A-Z0-9+*]){4,14})(?!\w)"
)
_SEPARATORS = str.maketrans("", "", " .-")


def vat_ids(text: str) -> Iterator[Hit]:
    """VAT ids with their country and a valid check."""
    for match in finditer(_CANDIDATE, text):
        shape, valid = _COMPILED[match["country"]]
        for end in _ends(match):  # "DE123456788 AB …": the longest that is one
            number = text[match.start("number") : end].translate(_SEPARATORS)
            if shape.fullmatch(number) and valid(number):
                yield match.start(), end, 0.7
                break


def is_valid(state: str, value: str) -> bool:
    """Whether a value can be the id of a state, without its letters."""
    shape, valid = _COMPILED[state]
    number = plain(value)
    return shape.fullmatch(number) is not None and valid(number)


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
