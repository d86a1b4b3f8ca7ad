"""Where somebody lives or comes from, and where programs do."""

from __future__ import annotations

import pytest

from penname.detect.hometowns import RECIPES
from tests.unit.detect.recipes import found
from tests.work import growth


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I live in Dunmore and work", "Dunmore"),
        ("he grew up in ΛΑΡΝΑΚΑ.", "ΛΑΡΝΑΚΑ"),
        ("I'm Ann, originally from Villafranca del Cid, and", "Villafranca del Cid"),
        ("She was born in St. Helier", "St. Helier"),
        ("my parents still live in Kingston upon Hull", "Kingston upon Hull"),
        ("Ich wohne in Bad Hersfeld", "Bad Hersfeld"),
        ("elle habite à Villeurbanne", "Villeurbanne"),
        ("nací en Cochabamba", "Cochabamba"),
        ("Живу в Новосибирске", "Новосибирске"),
        ("ζω στη Λάρνακα", "Λάρνακα"),
        ("sie lebt in Remscheid und", "Remscheid"),
        ("she was born in Dunmore 1985", "Dunmore"),
        ("I live in New Hope, and", "New Hope"),
        ("Ich wohne in der Uckermark", "der Uckermark"),
    ],
)
def test_places_are_found(text: str, place: str) -> None:
    """The whole name, in any script."""
    assert found(RECIPES, "hometown", text) == [place]


@pytest.mark.parametrize(
    "text",
    ["this error comes from Bluefin", "born in March", "she was born in January 1990",
     "the code lives in Utils", "we live in Python", "it comes from upstream", "I live in a house",
     "originally from foo", "who live in React", "I come from Utils.parse", "we come from Parser()",
     "Dunmore is nice"],
)  # fmt: skip
def test_others_stay(text: str) -> None:
    """Months, everyday words, products, and what programs hold."""
    assert found(RECIPES, "hometown", text) == []


@pytest.mark.parametrize(
    "text",
    ["She lives in Fear", "Who was born in Chains", "He Lives in Harmony with Nature",
     "They grew up in Poverty", "They Live in Tents", "who lives in ｆｅａｒ",
     "He was born in Exile", "Fische leben in Gewässern", "Viele leben in Städten",
     "Sie lebt in Scheidung",
     "wohnt in der Bahnhofstraße 3", "wohnt in der Nähe", "geboren in Gefangenschaft",
     "vive en Pareja", "vive en Paz", "abita a Fianco", "nasceu em Berço de ouro", "né à Terme",
     "woont in Huis", "geboren in Ballingschap", "leben in Kleingruppen",
     "leben in Zeiten des Wandels"],
)  # fmt: skip
def test_what_anybody_may_live_in_stays(text: str) -> None:
    """Words of titles, German nouns, and streets, which are addresses."""
    assert found(RECIPES, "hometown", text) == []


@pytest.mark.parametrize("unit", ["I live in Aa Bb ", "born ", "comes from de la de la ", "Aa "])
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        found(RECIPES, "hometown", unit * (size // len(unit)))

    assert growth(read, 5_000) < 2.2
    read(50_000)
