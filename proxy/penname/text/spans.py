"""Spans: where a value stands in a text. A span never holds the text itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

#: The view of a value that was found in the text as it came.
RAW = "raw"
#: The view of a part of a value that was cut over several texts.
SEAM = "seam"


@dataclass(frozen=True, slots=True)
class Span:
    """One detected value: offsets in code points, half open, into the raw text.

    `score` is the recognizer's confidence, 0 to 1. `view` names the decoded
    reading in which the value was found (`raw` for the text as it came).
    """

    start: int
    end: int
    entity_type: str
    score: float
    recognizer: str
    view: str = RAW

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"bad span offsets {self.start}:{self.end}")

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    def shifted(self, by: int) -> Span:
        """The same span, `by` code points further right."""
        return Span(
            self.start + by, self.end + by, self.entity_type, self.score, self.recognizer, self.view
        )


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of the spans overlaps `start:end`."""
    return any(span.start < end and start < span.end for span in spans)


class Cover:
    """Places (start, end) that may hold others, asked in logarithmic time."""

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        #: How far the places reach that begin at one of these or before.
        self._reach = list(accumulate((end for _, end in ordered), max))

    def holds(self, span: Span) -> bool:
        """Whether a span lies within one of these."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end
