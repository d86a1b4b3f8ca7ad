"""Encoded words in the heads of mails."""

from __future__ import annotations

from email.charset import BASE64, QP, Charset
from email.header import Header

import pytest

from penname.text.encoded_words import encoded_words
from penname.text.views import views
from tests.unit.text.reading import read
from tests.work import growth


def coded(text: str, charset: str, way: int) -> str:
    """A text as a header of a mail has it."""
    form = Charset(charset)
    form.header_encoding = way
    return Header(text, form).encode()


@pytest.mark.parametrize("way", [QP, BASE64])
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("André Müller", "utf-8"),
        ("André Müller", "iso-8859-1"),
        ("Łukasz Żak", "iso-8859-2"),
        ("Ирина Котова", "koi8-r"),
        ("Ирина Котова", "windows-1251"),
        ("Ωραία Παπαδοπούλου 🎉", "utf-8"),
        ("王小明", "gb2312"),
        ("王小明", "big5"),
        ("김민수", "euc-kr"),
    ],
)
def test_charsets_of_mails(text: str, charset: str, way: int) -> None:
    """What is in a word is read, whatever its charset and encoding."""
    assert read(encoded_words, f"To: {coded(text, charset, way)} <x>") == f"To: {text} <x>"


@pytest.mark.parametrize("way", [QP, BASE64])
def test_long_texts_in_several_words(way: int) -> None:
    """The blanks between two words are none of the text."""
    text = "Gespräch über die Größe der Öfen mit Jürgen Müller, Änderungen für Übermorgen"
    word = coded(text, "utf-8", way)
    assert "\n" in word
    assert read(encoded_words, word) == text
    assert read(encoded_words, word.replace("\n", "\r\n")) == text


def test_characters_cut_between_words() -> None:
    """Programs cut a character over two words in base64."""
    assert read(encoded_words, "=?utf-8?B?SsM=?=\n =?UTF-8?b?vHJnZW4=?=") == "Jürgen"


def test_plain_words_with_blanks() -> None:
    """A word without any coded letter has marks and blanks to be read."""
    assert read(encoded_words, "=?us-ascii*en?q?Ann_Lee?= =?utf-8?q?Ray?= x") == "Ann LeeRay x"


@pytest.mark.parametrize(
    "text",
    [
        *("=?", "a =? b ?=", "=?utf-8?q??=", "=?utf-8?x?abc?=", "=?no-such?q?=41?=", "x=?1:2"),
        *("=?utf-8?b?!!!?=", "=?utf-8?b?A?=", "=?zip?b?eJwDAAAAAAE=?=", "=?utf-8?q?a\nb?="),
    ],
)
def test_texts_that_are_no_encoded_word(text: str) -> None:
    """What is no word, or of an unknown charset, stays."""
    assert read(encoded_words, text) == text


def test_bad_bytes_stay() -> None:
    """What is no character of the charset stays as it came."""
    assert read(encoded_words, "=?utf-8?q?=FF=C3=BC=C3=41?=") == "=FFü=C3A"


def test_masks_stay_inside() -> None:
    """A find covers the letters alone in the Q encoding, and the whole word in base64."""
    for text, value in (
        ("From: =?UTF-8?Q?Hr._J=C3=BCrgen_Ott,_Bonn?=", "J=C3=BCrgen_Ott"),
        (
            f"From: {coded('Hr. Jürgen Ott', 'utf-8', BASE64)}",
            coded("Hr. Jürgen Ott", "utf-8", BASE64),
        ),
    ):
        view = next(one for one in views(text) if one.name == "encoded-words")
        at = view.text.index("Jürgen Ott")
        start, end = view.to_raw(at, at + len("Jürgen Ott"))
        assert text[start:end] == value


@pytest.mark.parametrize(
    "unit", ["=?utf-8?q?a?=", "=?utf-8?b?YWJj?= ", "=?utf-8?q?", "=?", "=?utf-8?q?=C3=BC_?=\n "]
)
def test_linear(unit: str) -> None:
    """Hostile repeats take twice as long for twice the text."""
    assert growth(lambda size: list(encoded_words(unit * size)), 400) < 2.5


def test_every_cut_in_two() -> None:
    """No part of a text raises."""
    text = "=?UTF-8?Q?Andr=C3=A9_M?= =?utf-8?B?SsO8cmdlbg==?= \ud800 =?koi8-r?q?=C1?="
    for at in range(len(text)):
        read(encoded_words, text[:at])
        read(encoded_words, text[at:])
