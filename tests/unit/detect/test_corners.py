"""Corners of streets, and what else meets."""

from __future__ import annotations

import pytest

from penname.detect.corners import corners


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in corners(text)]


@pytest.mark.parametrize(
    "corner",
    [
        "the corner of Oak and Pine",
        "the corner of Elm Street and 5th Avenue",
        "corner of 12 Main St. & Broadway",
        "the corner of Csabai kapu 39. and Mathias Pass",
        "The corner of ul. Cicha 86 and Leokadia Trail",
        "the intersection of Lake Shore Drive and Ohio Street",
        "Elm St & Main St",
        "Broadway and 42nd Street",
        "à l'angle de la Rue Foch et Avenue Hoche",
    ],
)
def test_corners_are_found_whole(corner: str) -> None:
    """Both streets, and the words that say that they meet."""
    assert _found(f"Pick me up at {corner}, please")[0] == corner


@pytest.mark.parametrize(
    "text",
    ["the corner of the table and the chair", "the corner case of Foo and Bar", "a corner of Paris",
     "at the intersection of Art and Technology", "the junction of Theory and Practice",
     "Hard Drive and Flash Drive", "Supreme Court and District Court", "Road and Rail",
     "Street and Road are suffixes", "St and Ave"],
)  # fmt: skip
def test_look_alikes_stay(text: str) -> None:
    """Corners of things, fields of study, and street words without a street."""
    assert _found(text) == []
