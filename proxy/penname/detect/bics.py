"""Business identifier codes of banks (BIC, SWIFT: ISO 9362), next to words that say so.

Eight capitals with a country amid them are an ordinary word in capitals as often: one of those
is none, even next to the words, and neither is one among other words in capitals.
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


_WORD_BEFORE = regex.compile(r"(?r)(?<![\w-])(?P<word>\p{Lu}{4,30})[ ]\Z")
_WORD_BEHIND = regex.compile(r"[ ](?P<word>\p{Lu}{4,30})(?![\w-])")
_LABELS = frozenset(("SWIFT", "IBAN", "CODE", "BANK", "KONTO", "CUENTA", "COMPTE"))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a word beside is one in capitals too, and neither a label nor a code itself."""
    before = _WORD_BEFORE.search(text, max(0, start - 32), start)
    beside = [match["word"] for match in (before, _WORD_BEHIND.match(text, end)) if match]
    return any(word not in _LABELS and _BIC.fullmatch(word) is None for word in beside)


def bics(text: str) -> Iterator[Hit]:
    """Codes of eight or eleven places: weak."""
    for match in finditer(_BIC, text):
        word = match[0].lower()
        if word in COMMON or word.removesuffix("s") in COMMON:
            continue
        if not (match[0].isalpha() and _is_shouted(text, *match.span())):
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
