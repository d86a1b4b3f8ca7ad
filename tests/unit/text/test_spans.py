"""Spans: offsets, shifting, covering; never the text."""

from __future__ import annotations

import pytest

from penname.text.spans import Cover, Span, covers


def span(start: int, end: int) -> Span:
    return Span(start, end, "PERSON", 0.9, "test")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 3)])
def test_bad_offsets_are_refused(start: int, end: int) -> None:
    """A span is half open, not empty and not left of the text."""
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        span(start, end)


def test_shifted_moves_both_ends() -> None:
    """A shifted span has the same length and says the same."""
    moved = Span(1, 4, "PERSON", 0.9, "test", "percent").shifted(10)
    assert moved == Span(11, 14, "PERSON", 0.9, "test", "percent")
    assert moved.length == 3


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 2, False), (0, 3, True), (3, 4, True), (4, 9, True), (5, 9, False)],
)
def test_covers_means_overlap(start: int, end: int, expected: bool) -> None:
    """Touching borders do not overlap; one shared character does."""
    assert covers([span(2, 5)], start, end) is expected
    assert covers([], start, end) is False


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [(0, 1, False), (2, 4, True), (2, 9, True), (3, 8, True), (3, 10, False), (11, 12, True)],
)
def test_cover_holds_places(start: int, end: int, held: bool) -> None:
    """A cover holds what lies within one of its places, not what two of them hold together."""
    assert Cover([(11, 13), (2, 9), (4, 5), (9, 10)]).holds(span(start, end)) is held
    assert not Cover().holds(span(start, end))
