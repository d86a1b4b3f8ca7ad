"""Long calls in slices: no text may keep a worker to itself for long.

A text is cut at white space into cores of about `SIZE` characters. Each core is read
together with some text before it (context) and after it (a value that begins in the core
may end behind it), and keeps the spans that begin in the core. So every value of up to
`BEHIND` characters is found whole, by exactly one slice, whatever the cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from penname.detect.contract import Segment
from penname.text.spans import Span

SIZE = 80_000
BEFORE = 500
#: The longest single value is a PEM private key (RSA 8192 bits: 6.4 kB).
BEHIND = 7_000
#: Below so many characters a call is not worth sharing.
_SHARE = 8_000
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of segment number `index`: what is read, and where its core lies in it."""

    index: int
    segment: Segment
    offset: int
    core_start: int
    core_end: int


def sliced(segments: Sequence[Segment]) -> list[Slice]:
    """All segments in slices, in order; a short segment is one slice."""
    return [part for index, segment in enumerate(segments) for part in _slices(index, segment)]


def _slices(index: int, segment: Segment) -> Iterable[Slice]:
    text = segment.text
    if len(text) <= SIZE + BEHIND:
        yield Slice(index, segment, 0, 0, len(text))
        return
    start = 0
    while start < len(text):
        end = _cut(text, start + SIZE)
        left, right = max(0, start - BEFORE), min(len(text), end + BEHIND)
        yield Slice(index, replace(segment, text=text[left:right]), left, start, end)
        start = end


def _cut(text: str, wanted: int) -> int:
    """The end of a core: the last line end or white space before `wanted`, else the next one.

    A run without white space (base64) is never cut: its decoding depends on its start.
    """
    if wanted >= len(text):
        return len(text)
    floor = wanted - SIZE // 4
    line = text.rfind("\n", floor, wanted)
    if line >= 0:
        return line + 1
    space = text.rfind(" ", floor, wanted)
    if space >= 0:
        return space + 1
    following = _SPACE.search(text, wanted)
    return len(text) if following is None else following.end()


def merged(
    count: int, slices: Sequence[Slice], found: Sequence[tuple[Span, ...]]
) -> list[tuple[Span, ...]]:
    """The spans of each of `count` segments, from those of their slices."""
    spans: list[list[Span]] = [[] for _ in range(count)]
    for part, here in zip(slices, found, strict=True):
        for span in here:
            if part.core_start <= span.start + part.offset < part.core_end:
                spans[part.index].append(span.shifted(part.offset) if part.offset else span)
    return [tuple(each) for each in spans]


def batches(lengths: Sequence[int], workers: int) -> list[list[int]]:
    """Indices of parts in runs, one call to a worker each: small enough that all workers
    have some of it and none has more than about SIZE characters at a time."""
    bound = max(_SHARE, min(SIZE, -(-sum(lengths) // workers)))
    runs: list[list[int]] = []
    room = 0
    for number, length in enumerate(lengths):
        if not runs or length > room:
            runs.append([])
            room = bound
        runs[-1].append(number)
        room -= length
    return runs
