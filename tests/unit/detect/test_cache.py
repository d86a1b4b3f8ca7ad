"""The span cache: what hits, what is bounded, and that no text stays in it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from penname.detect.cache import CachedDetector
from penname.detect.contract import DetectionError, Segment
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

KEY = bytes(range(32))


class Counting:
    """A detector that finds one span per word and remembers what it was asked."""

    def __init__(self) -> None:
        self.version = "1"
        self.asked: list[str] = []

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        if any(segment.text == "broken" for segment in segments):
            raise DetectionError("broken")
        self.asked += [segment.text for segment in segments]
        return [
            tuple(Span(i, i + 1, "PERSON", 0.9, "test") for i in range(len(s.text.split())))
            for s in segments
        ]


async def test_same_text_is_asked_once() -> None:
    """A history that comes again costs nothing, and the order of the answers is kept."""
    inner = Counting()
    cached = CachedDetector(inner, KEY)
    first = await cached.detect([Segment("a b"), Segment("c")])
    second = await cached.detect([Segment("c"), Segment("new one here"), Segment("a b")])
    assert inner.asked == ["a b", "c", "new one here"]
    assert second == [first[1], second[1], first[0]]
    assert (cached.hits, cached.misses) == (2, 3)


async def test_equal_segments_of_one_call_merge() -> None:
    """The same text twice in one call is analysed once."""
    inner = Counting()
    answers = await CachedDetector(inner, KEY).detect([Segment("a"), Segment("a"), Segment("a")])
    assert inner.asked == ["a"]
    assert len(answers) == 3


async def test_hint_and_version_are_in_the_key() -> None:
    """Another hint or another detector version is another question."""
    inner = Counting()
    cached = CachedDetector(inner, KEY)
    await cached.detect([Segment("a", "x"), Segment("a", "y"), Segment("xa", "")])
    inner.version = "2"
    await cached.detect([Segment("a", "x")])
    assert inner.asked == ["a", "a", "xa", "a"]


async def test_names_are_in_the_key() -> None:
    """What patterns alone found is no answer for a text in which names are wanted too."""
    inner = Counting()
    cached = CachedDetector(inner, KEY)
    for names in (False, True, False):
        await cached.detect([Segment("a", "x", names)])
    assert inner.asked == ["a", "a"]


async def test_profile_is_in_the_key() -> None:
    """What one policy wants found is no answer for another; equal profiles share."""
    inner = Counting()
    cached = CachedDetector(inner, KEY)
    for profile in (EVERYTHING, Profile.of(["PERSON"]), Profile.of(["PERSON"]), EVERYTHING):
        await cached.detect([Segment("a")], profile)
    assert inner.asked == ["a", "a"]


async def test_entries_are_bounded() -> None:
    """The entry that was used longest ago goes first."""
    inner = Counting()
    cached = CachedDetector(inner, KEY, max_entries=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        await cached.detect([Segment(text)])
    assert inner.asked == ["a", "b", "c", "b"]


async def test_spans_are_bounded() -> None:
    """The number of spans kept is bounded, and a text with more than all is not kept."""
    inner = Counting()
    cached = CachedDetector(inner, KEY, max_spans=5)
    for text in ("a a a", "b b", "c c", "w " * 6, "b b", "w " * 6):
        await cached.detect([Segment(text)])
    assert inner.asked == ["a a a", "b b", "c c", "w " * 6, "w " * 6]
    assert cached._spans == 4


async def test_failure_keeps_nothing() -> None:
    """A failed detection is never remembered as "nothing found"."""
    cached = CachedDetector(Counting(), KEY)
    for _ in range(2):
        with pytest.raises(DetectionError):
            await cached.detect([Segment("fine"), Segment("broken")])
    assert cached.hits == 0


async def test_cache_holds_no_text() -> None:
    """Nothing in the cache quotes a text; a lone surrogate code point is no problem."""
    cached = CachedDetector(Counting(), KEY)
    await cached.detect([Segment("Maria \ud800")])
    assert "Maria" not in f"{cached!r}{vars(cached)!r}"


def test_short_keys_are_refused() -> None:
    """A key that can be guessed would make the digests guessable."""
    with pytest.raises(ValueError, match="16 to 64 bytes"):
        CachedDetector(Counting(), b"short")
