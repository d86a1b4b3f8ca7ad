"""Places in degrees, links and codes; and decimals that are none."""

from __future__ import annotations

import pytest

from penname.detect.coordinates import RECIPES
from tests.unit.detect.recipes import found, read


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("at 48.8583° N, 2.2945° E now", "48.8583° N, 2.2945° E"),
        ("N 48.8583 E 2.2945", "N 48.8583 E 2.2945"),
        ("48.8583N 2.2945W.", "48.8583N 2.2945W"),
        ("-33.8688°, 151.2093°", "-33.8688°, 151.2093°"),
        ("40°26'46.3\"N 79°58'56\"W", "40°26'46.3\"N 79°58'56\"W"),
        ("40° 26′ 46″ N, 79° 58′ 56″ W", "40° 26′ 46″ N, 79° 58′ 56″ W"),
        ("40° 26.767' N is the latitude", "40° 26.767' N"),
        ("geo:37.786971,-122.399677;u=35", "37.786971,-122.399677"),
        ("https://maps.example/@37.786971,-122.399677,17z", "37.786971,-122.399677"),
        ("https://maps.example/?q=37.78,-122.39&z=3", "37.78,-122.39"),
        ("latitude: 37.7749", "37.7749"),
        ('"long": -122.4194', "-122.4194"),
        ("meet at 8FVC9G8F+6X", "8FVC9G8F+6X"),
        ("MGRS 33UXP0500444996", "33UXP0500444996"),
        ("it is ///filled.count.soap", "///filled.count.soap"),
    ],
)
def test_firm_places(text: str, place: str) -> None:
    """Signs of degrees, hemispheres, links, names of an axis and codes say what it is."""
    assert found(RECIPES, "coordinates", text) == [place]


@pytest.mark.parametrize("pair", ["48.8583, 2.2945", "-33.8688,151.2093", "90.0, -180.0"])
def test_pairs_need_words(pair: str) -> None:
    """Two decimals count next to words that say so, or as all of a text."""
    assert ("COORDINATES", pair) in read(RECIPES, f"we are located at {pair} now")
    assert ("COORDINATES", pair) in read(RECIPES, pair)
    assert read(RECIPES, f"the losses were {pair} in the end") == set()


@pytest.mark.parametrize(
    "text",
    [
        *("gps x = [0.1234, 0.5678, 0.9123]", "gps 91.1234, 12.1234", "gps 12.1234, 181.1234"),
        *("gps 1.2, 3.4", "40°C and 5°", "long 3.14159", "gps v1.2345, 6.7890", "2 + 2 = 4"),
        *("https://example.org/a@1,2", "EVIL1234+56", "a///b.c.d"),
    ],
)
def test_other_numbers(text: str) -> None:
    """Vectors, what is out of range, short decimals and temperatures are no places."""
    assert read(RECIPES, text) == set()
