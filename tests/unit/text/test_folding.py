"""The folded reading: what is made plain, and what real text keeps."""

from __future__ import annotations

import pytest

from penname.text.folding import folded
from tests.unit.text.reading import read

VALUE = "maria@example.org"


@pytest.mark.parametrize("mark", ["\u200b", "\u200d\u2060", "\u00ad", "\u202e", "\ufe0f", "\u0336"])
def test_unseen_marks_vanish(mark: str) -> None:
    """Wherever they stand in or at a value."""
    assert read(folded, f"to ma{mark}ria@exam{mark}ple.org{mark}, ok") == f"to {VALUE}, ok"
    assert read(folded, f"to {mark}{VALUE}") == f"to {VALUE}"
    assert read(folded, mark.join(VALUE)) == VALUE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ｍａｒｉａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "Maria@example.org"),
        ("𝓜𝓪𝓻𝓲𝓪 ①②③ ⑽", "Maria 123 (10)"),
        ("٤١١١ १२", "4111 12"),
        ("4️⃣1️⃣1️⃣", "411"),
        ("ᴹᵃʳⁱᵃ", "Maria"),
        ("536‑90‑4399", "536-90-4399"),
        ("4111\u00a01111\u00a01111\u00a01111", "4111 1111 1111 1111"),
        ("(415)\u2009555−0187", "(415) 555-0187"),
        ("anna‑maria@example.org", "anna-maria@example.org"),
        ("x@my–company.org", "x@my-company.org"),
        ("password: “hunter2”", 'password: "hunter2"'),
        ("password=‘hunter2’", "password='hunter2'"),
    ],
)
def test_dressed_text_is_plain(text: str, expected: str) -> None:
    """Letters, digits, dashes, spaces and quotes, where they hide a value."""
    assert read(folded, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mаriа Sсhmidt", "Maria Schmidt"),
        ("раура@ехаmple.org", "paypa@example.org"),
        ("ᴍᴀʀɪᴀ@ᴇxᴀᴍᴘʟᴇ.ᴏʀɢ", "MARIA@ExAMPLE.ORG"),
        ("Contact Сосо Chanel", "Contact Coco Chanel"),
        ("see Сосо", "see Coco"),
        ("tгust", "trust"),
        ("Müllеr", "Müller"),
        ("a" + "а" * 200, "a" + "a" * 64 + "а" * 136),
    ],
)
def test_lookalikes_become_latin(text: str, expected: str) -> None:
    """In words of mixed script, in addresses, and words of nothing else among Latin ones."""
    assert read(folded, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Привет, как дела? Оса у моря, iPhone у меня.",
        "Сосо и хор",
        "Туура IPv4 тер",
        "Κωδικοί Aνάκτησης",
        "Müllerж",
        "оса",
        "Ελλάδα, κόσμος και αβ",
        "می‌خواهم این کتاب را بخوانم",
        "don’t – stop, 1990–2000 „so“ … 5 m² ½ № ☺️ ❤️",
        "東京都（丸の内）、「電話」",
        "a–b c—d",
        "5 € 10 000",
        "\ufeff Привет",
    ],
)
def test_real_text_keeps_its_letters(text: str) -> None:
    """Other scripts, typography and emoji in ordinary use are left alone."""
    assert read(folded, text) == text


def test_folding_reaches_its_surroundings_only() -> None:
    """Around a place that gives itself away all is folded, far from it nothing is."""
    near, far = "“near” ", "far – away " * 12
    assert read(folded, f"{far}{near}Ａ {near}{far}").startswith("far – away ")
    text = read(folded, f"{far}{near}Ａ {near}{far}Ｂ")
    assert text.count('"near" A "near"') == 1
    assert text.endswith("far - away B")


def test_tokens_are_bounded() -> None:
    """A dash far from the @ of its token is no part of an address."""
    text = f"{'x' * 100}–{'x' * 100}@example.org"
    assert read(folded, text) == text
