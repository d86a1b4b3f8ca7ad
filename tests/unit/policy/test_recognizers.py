"""What a policy asks of detection: names of types, profiles and their digests."""

from __future__ import annotations

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.recognizers import EVERYTHING, type_name_problem


@pytest.mark.parametrize("name", [*ENTITY_TYPES, "A", "MRN", "ID_2", "S3_KEY", "X" * 40])
def test_upper_case_words_name_types(name: str) -> None:
    """Upper-case words with digits behind a letter, joined by single underscores, are fine."""
    assert type_name_problem(name) == ""


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "upper-case words"),
        ("mrn", "upper-case words"),
        ("MRN_", "upper-case words"),
        ("_MRN", "upper-case words"),
        ("M__RN", "upper-case words"),
        ("M-RN", "upper-case words"),
        ("2FA", "upper-case words"),
        ("MRN\n", "upper-case words"),
        ("ÄRZTE", "upper-case words"),
        ("M\u0660", "upper-case words"),
        ("X" * 41, "at most 40"),
        ("LITERAL", "keeps for itself"),
        ("NUMBER", "keeps for itself"),
        ("STAFF_A1B2C3D4", "end of a surrogate"),
        ("A1B2C3D4_ID", "end of a surrogate"),
    ],
)
def test_other_names_say_why(name: str, problem: str) -> None:
    """A name that could not stand in front of a core is refused with the reason."""
    assert problem in type_name_problem(name)


def test_everything_wants_all_types() -> None:
    """Without a policy every type is wanted, and no recognizer is added."""
    assert EVERYTHING.wanted is None
    assert EVERYTHING.recognizers == ()
    assert len(EVERYTHING.digest) == 64
