"""Ages: with the words that say so, and only then."""

from __future__ import annotations

import pytest

from penname.detect.ages import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("aged 93", "93"),
        ("a 93-year-old man", "93"),
        ("93 y/o male", "93"),
        ("93yo", "93"),
        ("age: 93", "93"),
        ('"age": 93,', "93"),
        ("at the age of 44.", "44"),
        ("Age is 7", "7"),
        ("93 yrs. old", "93"),
        ("101 years of age", "101"),
        ("ninety-three years old", "ninety-three"),
        ("she turned 93", "93"),
        ("her 93rd birthday", "93"),
        ("93 Jahre alt", "93"),
        ("eine 85-jährige Frau", "85"),
        ("âgée de 93 ans", "93"),
        ("una mujer de 93 años", "93"),
        ("tiene 93 años de edad", "93"),
        ("een 93-jarige", "93"),
    ],
)
def test_ages(text: str, age: str) -> None:
    """The number is found, not the words around it."""
    assert found(RECIPES, "age", text) == [age]


@pytest.mark.parametrize(
    "text",
    [
        "max-age=60",
        "page 93",
        "cache age=30.5",
        "average 93",
        "3 weeks old",
        "93 years",
        "age 93%",
        "stage: 4",
        "version 93 yonder",
        "image_age: 1/2",
    ],
)
def test_numbers_that_are_no_age(text: str) -> None:
    """Durations, percentages and header fields are no ages."""
    assert found(RECIPES, "age", text) == []


def test_bare_number_needs_its_key() -> None:
    """A text that is only a number is an age for the engine when its key says so."""
    assert found(RECIPES, "age", "93") == []
    assert found(RECIPES, "age", "93", least=0.3) == ["93"]
