"""Look-alikes: the tables say what they promise."""

from __future__ import annotations

import unicodedata

from penname.text.lookalikes import LOOKALIKES, LOOKALIKES_AMONG_LATIN


def test_lookalikes_are_letters_of_other_alphabets() -> None:
    """Each is a letter, none is ASCII or a letter of a European language, each passes for one
    ASCII letter."""
    for code, latin in LOOKALIKES_AMONG_LATIN.items():
        assert chr(code).isalpha()
        assert latin.isascii()
        assert latin.isalpha()
        assert len(latin) == 1
        assert (
            unicodedata.name(chr(code)).split()[0] != "LATIN"
            or code in range(0x250, 0x2B0)
            or ("SMALL CAPITAL" in unicodedata.name(chr(code)))
        )


def test_nearly_alike_letters_count_among_latin_only() -> None:
    """A word of the first table alone may be in disguise; with the others it is Russian."""
    assert LOOKALIKES.items() < LOOKALIKES_AMONG_LATIN.items()
    assert "раура".translate(LOOKALIKES) == "paypa"
    assert "привет".translate(LOOKALIKES) != "привет"
    assert not set(map(ord, "привет")) <= LOOKALIKES.keys()
