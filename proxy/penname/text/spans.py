"""Spans: where a value stands in a text. A span never holds the text itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: The view of a value that was found in the text as it came.
RAW = "raw"


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

    def shifted(self, by: int) -> Span:
        """The same span, `by` code points further right."""
        return Span(
            self.start + by, self.end + by, self.entity_type, self.score, self.recognizer, self.view
        )


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of the spans overlaps `start:end`."""
    return any(span.start < end and start < span.end for span in spans)
