"""A text as a decoding reads it, with what every decoding owes checked on the way."""

from __future__ import annotations

from penname.text.units import Decoding


def read(decode: Decoding, text: str) -> str:
    """`text` with every unit decoded. Units are in order, apart, inside, and no lone surrogate
    is new."""
    out, at = [], 0
    for start, end, piece in decode(text):
        assert at <= start <= end <= len(text)
        assert start < end or piece
        out += [text[at:start], piece]
        at = end
    decoded = "".join([*out, text[at:]])
    if not any("\ud800" <= char <= "\udfff" for char in text):
        decoded.encode()
    return decoded
