"""What a policy asks of detection: names of types, profiles and their digests."""

from __future__ import annotations

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.recognizers import (
    EVERYTHING,
    PatternSpec,
    Profile,
    RecognizerSpec,
    recognizer_name,
    type_name_problem,
)


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


def test_recognizer_names_carry_their_type() -> None:
    """The name that spans carry says that a policy's recognizer found them."""
    assert recognizer_name("MRN") == "policy/MRN"


def test_unwanted_recognizers_are_left_out() -> None:
    """A profile holds only recognizers of wanted types that are not off, in a fixed order."""
    specs = [RecognizerSpec(name, mode=mode) for name, mode in (("B", "shadow"), ("A", "enforce"))]
    off = RecognizerSpec("C", mode="off")
    assert [s.entity_type for s in Profile.of(["A", "C"], [*specs, off]).recognizers] == ["A"]
    assert [s.entity_type for s in Profile.of(None, [*specs, off]).recognizers] == ["A", "B"]


def test_digest_says_what_is_found() -> None:
    """Two profiles share a digest exactly when they find the same."""
    one = RecognizerSpec("A", (PatternSpec("x", 0.5),), terms=("y",), where="a:1", mode="shadow")
    same = RecognizerSpec("A", (PatternSpec("x", 0.5),), terms=("y",), description="d")
    other = RecognizerSpec("A", (PatternSpec("x", 0.5),), terms=("z",))
    assert Profile.of(["B", "A"], [one]).digest == Profile.of(["A", "B"], [same]).digest
    digests = {
        profile.digest
        for profile in (
            EVERYTHING,
            Profile.of([]),
            Profile.of(["A"]),
            Profile.of(["A"], [one]),
            Profile.of(["A"], [other]),
            Profile.of(None, [one]),
            Profile.of(["A"], [RecognizerSpec("A", terms=("\ud800",))]),
        )
    }
    assert len(digests) == 7


def test_profile_repr_holds_no_terms() -> None:
    """Terms may be secret; what a log may print shows none."""
    assert "falcon" not in repr(Profile.of(None, [RecognizerSpec("A", terms=("falcon",))]))
