"""VAT ids of EU states without the letters of their country, next to words that say so (`Scheme`).

States whose VAT id is the number of the company are in `schemes_companies`. Any number of nine
digits is the VAT id of some state: only its own words tell which, so these do not count as checked.
"""

from __future__ import annotations

from functools import partial

from penname.detect.schemes import WEAK, Scheme
from penname.detect.vat import is_valid

#: Country, forms, words.
_ROWS = (
    ("AT", "A99999999", "uid; uid nr; ust id; umsatzsteuer identifikationsnummer; mwst"),
    ("CY", "99999999A", "φπα; φ π α; αριθμός εγγραφής"),
    ("CZ", "99999999 | 999999999 | 9999999999", "dič; dic; dph; daňové identifikační číslo"),
    ("DE", "999999999 | 999 999 999", "ust id; ust idnr; ustid; umsatzsteuer; mwst; ust"),
    ("EE", "999999999", "kmkr; käibemaksukohuslase; km nr; käibemaks"),
    ("ES", "A9999999* | 99999999A", "iva; nif iva; nif; cif"),
    ("FI", "99999999", "alv; alv nro; arvonlisävero; alv numero; vat tunnus; arvonlisäveronumero"),
    ("FR", "**999999999 | ** 999999999 | ** 999 999 999", "tva; tva intracommunautaire"),
    ("HR", "99999999999", "pdv; pdv id"),
    ("IE", "9999999A | 9999999AA | 9A99999A", "cáin bhreisluacha; revenue"),
    ("IT", "99999999999", "iva; partita iva; p iva; piva"),
    ("LT", "999999999 | 999999999999", "pvm; pvm kodas; pridėtinės vertės mokestis"),
    ("LU", "99999999", "tva; numéro tva; mwst"),
    ("LV", "99999999999", "pvn; pievienotās vērtības nodokļa"),
    ("MT", "99999999 | 9999 9999", "vat no; taxxa; vat reg"),
    ("NL", "999999999A99", "btw; btw id; omzetbelasting; btw nummer"),
    ("PL", "9999999999", "vat; nip"),
    ("PT", "999999999", "iva; nipc"),
    ("SE", "999999999999", "moms; momsregistreringsnummer; momsnummer; mervärdesskatt"),
    ("SK", "9999999999", "ič dph; ic dph; dph"),
)

SCHEMES: tuple[Scheme, ...] = tuple(
    Scheme(
        "EU_VAT_ID",
        partial(is_valid, state),
        forms,
        WEAK,
        f"{state.lower()} vat",
        words,
        checked=False,
    )
    for state, forms, words in _ROWS
)
