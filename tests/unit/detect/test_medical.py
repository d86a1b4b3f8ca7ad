"""Numbers of the US health system, with their checks."""

from __future__ import annotations

import pytest

from penname.detect.medical import RECIPES
from tests.unit.detect.recipes import found, read


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


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("MEDICAL_RECORD_NUMBER", "MRN 00123456", "00123456"),
        ("MEDICAL_RECORD_NUMBER", "medical record number is 12-34-56", "12-34-56"),
        ("MEDICAL_RECORD_NUMBER", "Chart no. A-123456", "A-123456"),
        ("MEDICAL_RECORD_NUMBER", '{"patient_id": 4455667}', "4455667"),
        ("MEDICAL_RECORD_NUMBER", "Patientennummer: 1234567", "1234567"),
        ("MEDICAL_RECORD_NUMBER", "numéro de dossier médical : 123456", "123456"),
        ("MEDICAL_RECORD_NUMBER", "historia clínica nº 445566", "445566"),
        ("MEDICAL_RECORD_NUMBER", "name;mrn;x\nAnn;7654321;y\n", "7654321"),
        ("HEALTH_PLAN_ID", "member id: XEA123456789", "XEA123456789"),
        ("HEALTH_PLAN_ID", "insurance policy number is POL-2231-889-A", "POL-2231-889-A"),
        ("HEALTH_PLAN_ID", "Policy number 12345678", "12345678"),
        ("HEALTH_PLAN_ID", "health plan HPN-48213377, until May", "HPN-48213377"),
        ("HEALTH_PLAN_ID", "tessera sanitaria 80380000012345678901", "80380000012345678901"),
        ("HEALTH_PLAN_ID", "Versichertennummer A123456789", "A123456789"),
        ("HEALTH_PLAN_ID", "número de póliza 12345678", "12345678"),
        ("MEDICAL_LICENSE", "medical license A12345", "A12345"),
        ("MEDICAL_LICENSE", "GMC number 1234567", "1234567"),
        ("MEDICAL_LICENSE", "physician's license no. G45678", "G45678"),
    ],
)
def test_numbers_behind_their_names(kind: str, text: str, value: str) -> None:
    """Records, plans and licences are found behind their names, in fields and in columns."""
    assert (kind, value) in read(RECIPES, text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "MRI 2026",
            "order 00123456",
            "patient 3 of 12",
            "insurance 2026",
            "health plan 2026",
            "health insurance 12345",
            "a chart of 12345",
        ),
        *("medical license expires 2026", "the group has 12345 members", "1234567"),
    ],
)
def test_other_numbers_of_health_care(text: str) -> None:
    """Without their names numbers are none, nor are years and counts next to them."""
    assert read(RECIPES, text) == set()
