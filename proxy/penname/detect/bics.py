"""Business identifier codes of banks (BIC, SWIFT: ISO 9362), next to words that say so.

Eight capitals with a country amid them are an ordinary word in capitals as often: one of those
is none, even next to the words.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, Recipe, finditer
from penname.text.common_words import COMMON

#: ISO 3166-1, and XK.
_COUNTRIES = (
    "A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]"
    "|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]"
    "|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]"
    "|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|XK|Y[ET]|Z[AMW]"
)
_BIC = regex.compile(rf"(?<![\w-])[A-Z]{{4}}(?:{_COUNTRIES})[A-Z\d]{{2}}(?:[A-Z\d]{{3}})?(?![\w-])")


def bics(text: str) -> Iterator[Hit]:
    """Codes of eight or eleven places: weak."""
    for match in finditer(_BIC, text):
        word = match[0].lower()
        if word not in COMMON and word.removesuffix("s") not in COMMON:
            yield match.start(), match.end(), 0.15


RECIPES = (
    Recipe(
        "bic",
        "BIC_CODE",
        bics,
        ("bic", "swift", "swiftcode", "iban", "bankverbindung", "biccode", "correspondent"),
        hinted=True,
    ),
)
