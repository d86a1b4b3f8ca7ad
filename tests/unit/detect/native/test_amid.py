"""Names in other scripts that words of an English sentence tell."""

from __future__ import annotations

import pytest

from penname.detect.native.amid import names_amid

_STOPS, _FAMILIES = frozenset({"привет"}), frozenset("王林")


def _names(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in names_amid(text, _STOPS, _FAMILIES)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Please ask Дзгоева Аланбек to call", "Дзгоева Аланбек"),
        ("I told 王晓 about it", "王晓"),
        ("Frau Ολυμπιάδα Κ is here", "Ολυμπιάδα Κ"),
        ("ბესო წულაია said that", "ბესო წულაია"),
        ("a letter from Хуан・Пабло", "Хуан・Пабло"),
        ("met マツダ・タロウジロウ there", "マツダ・タロウジロウ"),
    ],
)
def test_people(text: str, name: str) -> None:
    """Whom somebody asks, tells or meets; who says or works."""
    assert _names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "tell Привет to all",
        "ask 客服 for help",
        "he met слово here",
        "ask Ж",
        "tell АZ",
        "ask 王一二三四五六七八 now",
        "он said",
    ],
)
def test_others(text: str) -> None:
    """Greetings, words in small letters, what is too short or too long."""
    assert _names(text) == []
