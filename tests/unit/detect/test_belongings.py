"""Nationalities and faiths: of somebody, not of a language."""

from __future__ import annotations

import pytest

from penname.detect.belongings import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She is a Syrian refugee", "Syrian"),
        ("nationality: German", "German"),
        ("the Ghanaians won", "Ghanaians"),
        ("my neighbour, a devout catholic", "catholic"),
        ("er ist Türke", "Türke"),
        ("elle est sénégalaise", "sénégalaise"),
        ("the French woman next door", "French"),
        ("Two Muslims and a rabbi", "Muslims"),
        ("soy colombiana", "colombiana"),
        ("we are proud bruneians", "bruneians"),
        ("a South African lawyer", "South African"),
        ("this nice new German place downtown", "German"),
        ("From the Polish film of that year", "Polish"),
        ("It serves great American food", "American"),
        ("a Republican senator", "Republican"),
    ],
)
def test_people_belong_somewhere(text: str, word: str) -> None:
    """The word alone is found."""
    assert found(RECIPES, "belonging", text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "translate this into German",
        "auf Deutsch, bitte",
        "What is the Spanish word for bread?",
        "polish the table",
        "christian@example.org",
        "locale = german",
        "french fries and swiss cheese",
        "/usr/share/i18n/Danish",
        "the pole fell",
        "German-English dictionary",
        "he said Christian went home",
        "the Chinese characters and a German umlaut",
        "Polish the table, then polish the chair",
        "we shipped the English docs",
        "i18n.english text",
        "in Spanish, French and Italian",
        "la version anglaise du document",
        "créole français de San Miguel",
        "Tedesca (Austria, Macintosh)",
        "Filipino (Dvorak)",
        "De Nederlandse vertaling werd",
    ],
)
def test_languages_and_things_stay(text: str) -> None:
    """Languages, food, paths and words that only look alike say nothing of a person."""
    assert found(RECIPES, "belonging", text) == []
