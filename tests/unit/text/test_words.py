"""Words: cut at everything that is no letter, compared without case and accents."""

from __future__ import annotations

import pytest

from penname.text.words import (
    fold,
    folded_words,
    has_letters,
    humps,
    is_cased,
    is_in_word,
    may_have_humps,
    transliterated,
    words_in,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("MARIA", "maria"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("Straße", "strasse"),
        ("Øyvind", "oyvind"),
        ("Łukasz", "lukasz"),
        ("Æsa", "aesa"),
        ("ＭＡＲＩＡ", "maria"),
        ("ΑΝΝΑ", "αννα"),
        ("Ἄννα", "αννα"),
        ("मारिया", "मारिया"),
        ("李", "李"),
    ],
)
def test_spellings_fold_alike(word: str, folded: str) -> None:
    """Case, accents, strokes and widths do not count; the vowel signs of other scripts do."""
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Maria Schmidt", ["maria", "schmidt"]),
        ("maria_schmidt84@x", ["maria", "schmidt", "x"]),
        ("O'Neil's", ["o", "neil", "s"]),
        ("Jose\u0301 Mu\u0308ller", ["jose", "muller"]),
        ("मारिया 李", ["मारिया", "李"]),
    ],
)
def test_words_are_runs_of_letters(text: str, words: list[str]) -> None:
    """Each word is a run of letters with their marks, with its place in the text."""
    found = words_in(text)
    assert [folded for _, _, folded in found] == words
    assert [fold(text[start:end]) for start, end, _ in found] == words
    assert folded_words(text) == words


def test_umlauts_are_transliterated() -> None:
    """Umlauts become the two letters that mail addresses have for them."""
    assert transliterated("Jörg Mu\u0308ller-Ångström") == "Joerg Mueller-Aangstroem"


def test_humps_begin_with_capitals() -> None:
    """An identifier is cut before each capital that follows a small letter."""
    word = "sendToMariaSchmidt"
    assert [word[start:end] for start, end in humps(word)] == ["send", "To", "Maria", "Schmidt"]
    assert humps("MARIA") == [(0, 5)]
    assert may_have_humps(f"see {word}")
    assert not may_have_humps("Maria MARIA maria")


def test_scripts_with_capitals() -> None:
    """Latin, Greek and Cyrillic have capitals; Han and Devanagari have none."""
    assert all(map(is_cased, ["Ann", "Анна", "Αννα"]))
    assert not any(map(is_cased, ["李", "मारिया", ""]))


#: A Chinese letter of Unicode 15 and a Khitan one of Unicode 16: Python 3.11 knows neither.
NEW_LETTERS = ["\U00031350", "\U00018cff"]


@pytest.mark.parametrize("letter", NEW_LETTERS)
def test_new_letters_are_letters(letter: str) -> None:
    """A letter that is newer than Python is a word, says something and ends no word."""
    assert words_in(f"0:{letter}") == [(2, 3, letter)]
    assert has_letters(f"- {letter}")
    assert is_in_word(letter)


@pytest.mark.parametrize(
    ("text", "has"),
    [("", False), (" -_.", False), ("\u0301\u00b7", False), ("-7", True), ("é", True)],
)
def test_signs_and_marks_say_nothing(text: str, has: bool) -> None:
    """Only a letter or a digit counts, in whatever script."""
    assert has_letters(text) is has


@pytest.mark.parametrize(
    ("character", "inside"),
    [("a", True), ("7", True), ("\u0301", True), ("\u0940", True), ("-", False), ("_", False)],
)
def test_marks_are_in_words(character: str, inside: bool) -> None:
    """The marks on letters belong to their word; a mark between words does not."""
    assert is_in_word(character) is inside
