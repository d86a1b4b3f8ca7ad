"""Papers: behind their names, and by their shapes next to words that say what they are."""

from __future__ import annotations

import pytest

from penname.detect.papers import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("passport", "passport no. C01X00T47", "C01X00T47"),
        ("passport", "Reisepassnummer: C01X00T47", "C01X00T47"),
        ("passport", "passeport n° 12AB34567", "12AB34567"),
        ("id-card", "Personalausweis: L01X00T47", "L01X00T47"),
        ("id-card", "identity card number 123456789", "123456789"),
        ("driver-license", "driving licence MORGA657054SM9IJ", "MORGA657054SM9IJ"),
        ("driver-license", "Führerschein: B072RRE2I55", "B072RRE2I55"),
    ],
)
def test_papers_behind_their_names(name: str, text: str, value: str) -> None:
    """Papers without a check are found behind their name."""
    assert found(RECIPES, name, text) == [value]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("passport", "passport OFFICERS"),
        ("passport", "C01X00T47"),
        ("id-card", "id card printer"),
    ],
)
def test_words_are_no_papers(name: str, text: str) -> None:
    """A word without digits is no number, and neither is a number without its words."""
    assert found(RECIPES, name, text) == []
