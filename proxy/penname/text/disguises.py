"""Every way in which a text can hold another reading: one table.

A row is a name (it stands in findings), the decoding, and whether a language model reads the
result too: what is joined from single letters or spoken is no sentence, and a model would see
names in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from penname.text.borders import split
from penname.text.decodings import html, json, percent, punycode, quoted_printable
from penname.text.encoded_words import encoded_words
from penname.text.folding import folded
from penname.text.joining import joined
from penname.text.runs import (
    base32_runs,
    base64_runs,
    base64url_runs,
    decimal_codes,
    hex_codes,
    hex_runs,
)
from penname.text.spoken import spoken
from penname.text.units import Decoding


@dataclass(frozen=True, slots=True)
class Disguise:
    """One kind of reading. `names`: whether names are looked for in it."""

    name: str
    decode: Decoding
    names: bool = True


#: One view holds all units of these, each with the text around it.
IN_TEXT: tuple[Disguise, ...] = (
    Disguise("percent", percent),
    Disguise("html", html),
    Disguise("json", json),
    Disguise("quoted-printable", quoted_printable),
    Disguise("encoded-words", encoded_words),
    Disguise("punycode", punycode),
    Disguise("folded", folded),
    Disguise("joined", joined, names=False),
    Disguise("spoken", spoken, names=False),
    Disguise("split", split, names=False),
)
#: One view holds one unit of these: a run that decodes to text.
RUNS: tuple[Disguise, ...] = (
    Disguise("base64", base64_runs),
    Disguise("base64url", base64url_runs),
    Disguise("base32", base32_runs),
    Disguise("hex", hex_runs),
    Disguise("hex-codes", hex_codes),
    Disguise("codes", decimal_codes),
)
