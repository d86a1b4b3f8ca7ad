"""Companies by their legal form, by their kin, and as employers; groups of other things stay."""

from __future__ import annotations

import pytest

from penname.detect.companies import RECIPES
from tests.unit.detect.recipes import found
from tests.work import growth


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("I met Bluefin Dairy Ltd. in May", "Bluefin Dairy Ltd."),
        ("48 Factoring Inc", "48 Factoring Inc"),
        ("Barnett, Melton and Garcia LLP", "Barnett, Melton and Garcia LLP"),
        ("Hello Team, Delta Ventures is here", "Delta Ventures"),
        ("Volvo AB sells", "Volvo AB"),
        ("Nokia Oyj", "Nokia Oyj"),
        ("Banco Azteca S.A.", "Banco Azteca S.A."),
        ("ask Smith and Sons", "Smith and Sons"),
        ("The Vanguard Group", "The Vanguard Group"),
        ("I work for Thinknum", "Thinknum"),
        ("Ich arbeite bei Bluefin", "Bluefin"),
        ("the CEO of Bluefin Dairy", "Bluefin Dairy"),
        ('"company": "Bluefin Dairy"', "Bluefin Dairy"),
        ("Employer: Bluefin", "Bluefin"),
        ("Copyright 2014 Bluefin Dairy, Inc.", "Bluefin Dairy, Inc."),
        ("(C) 1994-2018 Bluefin Ltd", "Bluefin Ltd"),
        ("bei der Bluefin Gruppe", "Bluefin Gruppe"),
    ],
)
def test_companies_are_found(text: str, company: str) -> None:
    """The whole name, with its form."""
    assert found(RECIPES, "company", text) == [company]


def test_the_longest_form_is_taken() -> None:
    """The inner form is found too, but covers less."""
    assert "Muster GmbH & Co. KG" in found(RECIPES, "company", "Muster GmbH & Co. KG aus Kassel")


@pytest.mark.parametrize(
    "text",
    ["Kafka Consumer Group", "Security Group", "resource group", "class Foo AS", "UTF SE",
     "Variant AB testing", "Total AS", "SELECT a AS b", "it works for Windows", "the Inc", "x.Inc",
     '"organization": "Default Organization"', "the CEO of Engineering", "founder of it",
     "company: default", "organization = foo", "We joined it", "Company: Bluefin12_x",
     "Data Solutions", "no company", "a Group", "the Destination Group",
     "Name of the Destination Group", "a Diffie-Hellman Group Exchange", "Eigentümer, Gruppe",
     "Liste von Paketen. Jede Gruppe", "conf Benutzer Gruppe", "CntRef Grupo", "to Ltd"],
)  # fmt: skip
def test_others_stay(text: str) -> None:
    """Groups of programs, keywords, and names that are everyday words or products."""
    assert found(RECIPES, "company", text) == []


@pytest.mark.parametrize(
    "unit", ["Aa Ltd ", "Aa, Bb and ", "Aa ", "I work for Aa ", "Aa and Sons "]
)
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        found(RECIPES, "company", unit * (size // len(unit)))

    assert growth(read, 5_000) < 2.2
    read(50_000)
