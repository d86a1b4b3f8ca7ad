"""Titles of jobs behind words that say so, in fields and below names; programs have none."""

from __future__ import annotations

import pytest

from penname.detect.jobs import RECIPES
from tests.unit.detect.recipes import found
from tests.work import growth


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("She works as a dairy scientist in Ohio", "dairy scientist"),
        ("I used to work for Bluefin as Fumigator, but quit", "Fumigator"),
        ("I'm a nurse", "nurse"),
        ("he is a senior software engineer at Bluefin", "senior software engineer"),
        ("he was promoted to regional sales manager", "regional sales manager"),
        ("my father is a retired police officer", "retired police officer"),
        ("The position of cook is open", "cook"),
        ("They are all employed as packers", "packers"),
        ("Erika Badham\n\nCourt, and license clerk\n\nPhone", "Court, and license clerk"),
        ("Ann  Leeman\nChildren's librarian", "Children's librarian"),
        ("Occupation: fumigator", "fumigator"),
        ('{"jobTitle": "VP of Sales"}', "VP of Sales"),
        ('{"employeeJobTitle": "Head nurse"}', "Head nurse"),
        ("title: Software Engineer", "Software Engineer"),
        ("Ich arbeite als Altenpfleger", "Altenpfleger"),
        ("elle travaille comme infirmière", "infirmière"),
        ("trabajo como enfermera", "enfermera"),
        ("Beruf: Bäckerin", "Bäckerin"),
        ("soy enfermera", "enfermera"),
        ("elle est infirmière", "infirmière"),
        ("Ann Leeman\nDental Hygienist\nDunmore", "Dental Hygienist"),
    ],
)  # fmt: skip
def test_titles_are_found(text: str, title: str) -> None:
    """From the first word that belongs to it to the occupation."""
    assert set(found(RECIPES, "job-title", text)) == {title}


@pytest.mark.parametrize(
    "text",
    ["position: absolute", "role: admin", '"title": "Error handler"', "works as expected",
     "The manager.py file", "the role of the operator", "Getting Started\n\nPackage manager\n",
     "Package Manager\n\nTask Scheduler Operator\n", "We are hiring engineers", "Dear manager",
     "it is a worker", "Session manager", "occupation: 12", "job: build", '"role": "manager"',
     "Occupation: unknown", "Erika Badham\nchildren's librarian", "\nSession manager",
     "Erika Badham\nSession manager went down", "el valor es mayor o igual", "TIPO é PRINCIPAL",
     "es el nombre principal", "porque es una alternativa maestra", "o widget é o da principal",
     "an ES module. Package authors", "non è ottimale. Si contatti uno sviluppatore",
     "è possibile avviare worker", "Matt Bandy\nDmi Baranov\nMichael J. Barber\nDaniel Barclay\n",
     "evaluated as a module. Package authors", "a doctor said so"],
)  # fmt: skip
def test_programs_and_others_stay(text: str) -> None:
    """Parts of programs, roles of users, and occupations of nobody."""
    assert found(RECIPES, "job-title", text) == []


@pytest.mark.parametrize("unit", ["works as a nurse ", "nurse ", "Aa Bb nurse\n", "and and nurse "])
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        found(RECIPES, "job-title", unit * (size // len(unit)))

    assert growth(read, 5_000) < 2.2
    read(50_000)
