"""Ages: with the words that say so, and only then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("I'll turn 23", "23"),
        ("I'm 34.", "34"),
        ("I am 34 and live here", "34"),
        ("She is 67, widowed", "67"),
        ("ich bin 34 und wohne hier", "34"),
        ("im Alter von 34 Jahren", "34"),
        ("zum 60. Geburtstag", "60"),
        ("j'ai 34 ans", "34"),
        ("elle a 34 ans", "34"),
        ("un homme de 34 ans", "34"),
        ("Paul (34 ans)", "34"),
        ("Âge : 34 ans", "34"),
        ("tengo 34 años", "34"),
        ("niño de 7 años", "7"),
        ("ho 34 anni", "34"),
        ("un 34enne di Roma", "34"),
        ("tenho 34 anos", "34"),
        ("34 anos de idade", "34"),
        ("een man van 34 jaar", "34"),
        ("eighteen years old", "eighteen"),
        ("aged seventeen", "seventeen"),
        ("my husband (36M)", "36"),
        ("she left (28F)", "28"),
        ("patientAge: 34", "34"),
        ("age,name\n34,Ann\n", "34"),
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
        "I am 100% sure",
        "turn 90 degrees",
        "turned 180° around",
        "I'm 20 minutes late",
        "depuis 34 ans",
        "hace 34 años",
        "il a 10 ans d'expérience",
        "5 Jahre Garantie",
        "usage: 34",
        "max_age: 30",
        "maxAge: 34",
        "(12M)",
        "it was 34.",
        "(U+0001..U+007F)",
        "12 years of age-old practice",
        "Age:",
        "2026-01-02 10:00:00 INFO age=",
    ],
)
def test_numbers_that_are_no_age(text: str) -> None:
    """Durations, percentages and header fields are no ages."""
    assert found(RECIPES, "age", text) == []


def test_bare_number_needs_its_key() -> None:
    """A text that is only a number is an age for the engine when its key says so."""
    assert found(RECIPES, "age", "93") == []
    assert found(RECIPES, "age", "93", least=0.3) == ["93"]


@given(st.text(st.sampled_from("aged IF(34).years oldâé'-"), max_size=40))
def test_hits_are_ages(text: str) -> None:
    """Any text is read; a hit is a number of up to three digits, or words."""
    for recipe in RECIPES:
        for start, end, _ in recipe.find(text):
            word = text[start:end]
            assert (word.isdigit() and len(word) < 4) or word.replace("-", "").replace(
                " ", ""
            ).isalpha()
