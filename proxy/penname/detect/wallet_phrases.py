"""Recovery phrases of wallets: twelve to twenty-four words behind a word that says so (BIP 39)."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit
from penname.policy.literals import Literals

_SCORE = 0.85
_STEMS = (
    *(
        "seed phrase",
        "seed words",
        "recovery phrase",
        "recovery words",
        "mnemonic",
        "secret phrase",
    ),
    *("backup phrase", "wiederherstellungs", "seed-phrase", "phrase de récupération"),
    *("frase semilla", "frase de recuperación", "frase di recupero", "herstelzin"),
    *("frase de recuperação", "frase seed", "助记词", "シードフレーズ"),
)
_NUMBERED = r"(?:\d{1,2}[.)][ ])?\p{Ll}{3,8}"
#: Between the name and the first word: a sign, a verb, "(12 words)", the end of a line.
_PHRASE = regex.compile(
    r"[^\n\d:=]{0,24}(?:\(\d\d [^\n)]{1,12}\))?[\"'`]?\s{0,3}"
    r"(?:[:=]|is|ist|est|es|è|é|\n)\s{0,4}[\"'`“]?"
    rf"(?P<value>{_NUMBERED}(?:[,;]?\s{{1,2}}{_NUMBERED}){{11,23}}+)"
    r"(?![\p{L}\d]|[ ]\p{L})"
)
_NAMES = Literals(_STEMS)
_COUNTS = (12, 15, 18, 21, 24)
_WORD = regex.compile(r"\p{Ll}{3,8}")


def wallet_phrases(text: str, low: str) -> Iterator[Hit]:
    """The words that open a wallet; `low` is the text folded."""
    for stem in _NAMES.within(low):
        at = low.find(stem)
        while at >= 0:
            at += len(stem)
            match = _PHRASE.match(text, at)
            if match and len(_WORD.findall(match["value"])) in _COUNTS:
                yield *match.span("value"), _SCORE
            at = low.find(stem, at)
