"""Numbers of the US health system, with their checks."""

from __future__ import annotations

from penname.detect.medical import RECIPES
from tests.unit.detect.recipes import found


def test_medicare_numbers() -> None:
    """The made-up number that CMS prints on its sample card, with dashes and without."""
    sample = "-".join(["1EG4", "TE5", "MK73"])
    for text in (sample, sample.replace("-", ""), sample.lower()):
        assert found(RECIPES, "us-mbi", f"Medicare {text}.") == [text]


def test_texts_that_are_no_medicare_number() -> None:
    """Letters that look like digits are not used, and dashes stand in both places or none."""
    for text in ("1SG4TE5MK73", "1EG4-TE5MK73", "0EG4TE5MK73", "1EG4TE5MK734", "1eg4te5mk73"):
        assert found(RECIPES, "us-mbi", text, 0.0) == []


def test_provider_numbers() -> None:
    """One of ten check digits is right, and the number is weak without words nearby."""
    right = [digit for digit in "0123456789" if found(RECIPES, "us-npi", f"123456789{digit}", 0.3)]
    assert right == ["3"]
    assert found(RECIPES, "us-npi", "1234567893") == []
    assert found(RECIPES, "us-npi", "3234567893", 0.0) == []


def test_prescriber_numbers() -> None:
    """Two letters, six digits and their check digit."""
    right = [digit for digit in "0123456789" if found(RECIPES, "us-dea", f"AB123456{digit}")]
    assert right == ["3"]
    assert found(RECIPES, "us-dea", "QB1234563", 0.0) == []
