"""Names in all scripts: texts without any stay whole, and all are read in linear time."""

from __future__ import annotations

import time

import pytest

from penname.detect.native.names import native_names
from tests.unit.detect.native.innocent import PASSAGES


@pytest.mark.parametrize("language", PASSAGES)
def test_innocent_prose(language: str) -> None:
    """Nobody is named, nothing is found."""
    text = PASSAGES[language]
    assert [text[start:end] for start, end, _ in native_names(text)] == []


@pytest.mark.parametrize("text", ["", "plain ASCII", "Zoë naïve café €5 “quoted” – 🙂", "½ ²"])
def test_nothing_to_read(text: str) -> None:
    assert list(native_names(text)) == []


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "Иван ",
            "А.",
            "Аббб ",
            "имя: ",
            "محمد ",
            "عبد ",
            "रा",
            "ა",
            "王",
            "佐藤",
            "ア・",
            "김",
            "ส",
        ),
        *("а\u0301", "\u1100\u1161", "ask А ", "さとう ", "คุณ", "我叫"),
    ],
)
def test_linear(unit: str) -> None:
    """Four times the text takes no more than some ten times as long, however it repeats."""
    spent = []
    for times in (4_000, 16_000):
        begun = time.process_time()
        list(native_names(unit * times))
        spent.append(time.process_time() - begun)
    assert spent[1] < 10 * spent[0] + 0.2
