"""Slices of long texts and batches of calls."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.contract import Segment
from penname.detect.slices import BEHIND, SIZE, Slice, batches, merged, sliced
from penname.text.spans import Span
from tests.detectors import PatternDetector

WORDS = ("lorem", "ipsum", "Maria Schmidt", "maria@example.org", "dolor,\n", "4" + "1" * 15)


def long_text(seed: int, size: int) -> str:
    rng = random.Random(seed)
    words: list[str] = []
    length = 0
    while length < size:
        words.append(rng.choice(WORDS))
        length += len(words[-1]) + 1
    return " ".join(words)


async def spans_of(segments: list[Segment]) -> list[tuple[Span, ...]]:
    return await PatternDetector().detect(segments)


async def in_slices(segments: list[Segment]) -> list[tuple[Span, ...]]:
    parts = sliced(segments)
    return merged(len(segments), parts, await spans_of([part.segment for part in parts]))


@pytest.mark.parametrize("size", [10, SIZE, SIZE + BEHIND, SIZE + BEHIND + 1, 3 * SIZE, 200_000])
async def test_slices_find_the_same(size: int) -> None:
    """A sliced text has the spans that it has in one piece."""
    segments = [Segment(long_text(size, size)), Segment("Ann Lee"), Segment(long_text(1, SIZE))]
    found = await in_slices(segments)
    whole = await spans_of(segments)
    assert [sorted(map(repr, spans)) for spans in found] == [
        sorted(map(repr, spans)) for spans in whole
    ]


async def test_value_over_a_cut_is_found_once() -> None:
    """A value that begins before a cut and ends behind it belongs to one slice."""
    for shift in range(-20, 21):
        text = ("x" * 99 + " ") * ((SIZE + shift) // 100) + "y" * (shift % 100) + " Maria Schmidt"
        text += " " + ("z" * 99 + " ") * (SIZE // 100)
        (spans,) = await in_slices([Segment(text)])
        assert [(s.start, s.end) for s in spans] == [
            (text.index("Maria"), text.index("Maria") + len("Maria Schmidt"))
        ]


def test_runs_are_never_cut() -> None:
    """A text without white space is one core: base64 decodes only from its start."""
    text = "A" * (3 * SIZE)
    assert [(p.core_start, p.core_end) for p in sliced([Segment(text)])] == [(0, len(text))]
    late = "A" * (2 * SIZE) + " " + "B" * SIZE
    assert [p.core_end for p in sliced([Segment(late)])] == [2 * SIZE + 1, len(late)]


def test_line_ends_are_preferred() -> None:
    """A cut falls behind the last line end near its place, else behind a blank."""
    text = "a b " * (SIZE // 4 - 5) + "\n" + "a b " * SIZE
    assert sliced([Segment(text)])[0].core_end == text.index("\n") + 1


def test_short_segments_stay_whole() -> None:
    """A segment that is not long is handed on as it is."""
    segment = Segment("short", "hint")
    assert sliced([segment]) == [Slice(0, segment, 0, 0, 5)]
    assert sliced([]) == []


def test_slices_want_what_their_text_wants() -> None:
    """Hint and names are those of the whole text."""
    parts = sliced([Segment("a " * SIZE, "hint", names=False)])
    assert len(parts) > 1
    assert {(part.segment.hint, part.segment.names) for part in parts} == {("hint", False)}


@given(st.lists(st.integers(0, 100_000), max_size=40), st.integers(1, 8))
def test_batches_cover_everything_once(lengths: list[int], workers: int) -> None:
    """Every part is in one batch, in order; only a single part may be over the size."""
    made = batches(lengths, workers)
    assert [index for batch in made for index in batch] == list(range(len(lengths)))
    assert all(len(batch) == 1 or sum(lengths[i] for i in batch) <= SIZE for batch in made)


@pytest.mark.parametrize(
    ("lengths", "workers", "count"),
    [([5], 4, 1), ([100] * 10, 4, 1), ([9_000, 9_000], 2, 2), ([4_000] * 9, 8, 5), ([], 2, 0)],
)
def test_batches_share_a_call(lengths: list[int], workers: int, count: int) -> None:
    """A call large enough is shared out over the workers, a small one is not."""
    assert len(batches(lengths, workers)) == count
