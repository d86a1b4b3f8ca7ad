"""Plain characters: which ASCII each character stands for that is only dressed up.

Three tables, by how much a character says about the text it stands in: `DRESSED` ones are used
for their looks, or as the digits of their script; `COMMON` ones stand in ordinary text too
(typographic dashes, raised letters); `UNSEEN` ones are not seen at all.
"""

from __future__ import annotations

import unicodedata


def _chars(*ranges: tuple[int, int]) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(first, last + 1)]


def _compatible(*ranges: tuple[int, int]) -> dict[str, str]:
    """What Unicode's compatibility mapping (NFKC) makes plain ASCII of."""
    pairs = ((char, unicodedata.normalize("NFKC", char)) for char in _chars(*ranges))
    return {char: plain for char, plain in pairs if plain.isascii() and plain.strip()}


#: Full-width, small, mathematical, circled and squared characters, digits of all scripts, and
#: tags (the invisible ASCII in which texts are smuggled).
DRESSED: dict[str, str] = {
    **{char: str(int(char)) for char in map(chr, range(0x660, 0x20000)) if char.isdecimal()},
    **_compatible((0x2460, 0x24FF), (0x3250, 0x325F), (0x32B1, 0x32BF), (0xFE50, 0xFE6B)),
    **_compatible((0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x1F100, 0x1F16F)),
    # White on black, which NFKC leaves as they are.
    **{chr(first + at): chr(ord("A") + at) for first in (0x1F150, 0x1F170) for at in range(26)},
    **{chr(0xE0000 + code): chr(code) for code in range(0x20, 0x7F)},
}

DASHES = "\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"
SPACES = "".join(_chars((0x2000, 0x200A))) + "\u00a0\u1680\u202f\u205f\u3000"
QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
}
#: Raised and lowered letters and digits, ligatures, signs made of letters.
RAISED: dict[str, str] = _compatible(
    *((0xAA, 0xBA), (0x2B0, 0x2FF), (0x1D2C, 0x1D6A), (0x2024, 0x2026), (0x2070, 0x209F)),
    *((0x2100, 0x218B), (0xFB00, 0xFB06)),
)
COMMON: dict[str, str] = {
    **RAISED,
    **QUOTES,
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(SPACES, " "),
}

#: What is ignored when a text is shown, and marks laid over a letter (struck through,
#: underlined, the key around a digit).
UNSEEN: frozenset[str] = frozenset(
    _chars(
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180F), (0x200B, 0x200F)),
        *((0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
        *((0xE0000, 0xE001F), (0xE007F, 0xE007F), (0xE0100, 0xE01EF)),
        *((0x305, 0x305), (0x332, 0x338), (0x33F, 0x33F), (0x20D2, 0x20D2), (0x20E3, 0x20E3)),
    )
)
