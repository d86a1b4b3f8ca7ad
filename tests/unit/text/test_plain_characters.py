"""Plain characters: what each dressed-up one stands for."""

from __future__ import annotations

import unicodedata

import pytest

from penname.text.plain_characters import COMMON, DASHES, DRESSED, RAISED, SPACES, UNSEEN


@pytest.mark.parametrize(
    ("dressed", "plain"),
    [
        ("Ｍａ４＠．", "Ma4@."),
        ("𝐌𝒶𝟜", "Ma4"),
        ("Ⓜⓐ④⑩", "Ma410"),
        ("🅼🅐", "MA"),
        ("٤४４", "444"),
        ("\U000e004d\U000e0061", "Ma"),
        ("﹫﹒", "@."),
    ],
)
def test_dressed_characters_are_plain(dressed: str, plain: str) -> None:
    """Full-width, mathematical, circled letters, digits of other scripts, tags."""
    assert "".join(DRESSED[char] for char in dressed) == plain


def test_tables_are_apart() -> None:
    """A character has one meaning, in one table."""
    assert not COMMON.keys() & DRESSED.keys()
    assert not UNSEEN & (COMMON.keys() | DRESSED.keys())


def test_plain_ones_are_ascii() -> None:
    """No character is folded to another that would have to be, and none of ASCII is."""
    for char, plain in {**COMMON, **DRESSED}.items():
        assert plain.isascii()
        assert plain
        assert not char.isascii()
    assert not any(char.isascii() for char in UNSEEN)


def test_letters_of_languages_are_left() -> None:
    """No letter of a word is in a table; their digits are."""
    for char in map(chr, range(0xC0, 0x1E00)):
        if unicodedata.category(char) in ("Ll", "Lu", "Lo"):
            assert char not in COMMON
            assert char not in DRESSED


def test_typographic_signs_are_common() -> None:
    """Dashes, spaces and raised digits stand in ordinary text."""
    assert {COMMON[char] for char in DASHES} == {"-"}
    assert {COMMON[char] for char in SPACES} == {" "}
    assert RAISED["²"] == "2"
