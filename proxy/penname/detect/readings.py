"""Detection in every reading of a text: as it came, and under each view.

A find in a view counts only where the view says something else than the raw text: what
reads the same in both is judged once, in the raw text with its own surroundings. For a pattern
the characters next to a find belong to what it reads: in `card_4111…` only the border differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from penname.detect.contract import Segment
from penname.detect.recognizers import NAMES_BY_WORDS
from penname.text.spans import Span
from penname.text.views import View, views

Analyze = Callable[[Sequence[Segment]], list[tuple[Span, ...]]]

#: Types that models for names find: by the sentence, not by the border.
BY_SENTENCE = frozenset(
    {"PERSON", "LOCATION", "ORGANIZATION", "NRP", "DATE_TIME", "TITLE", "JOB_TITLE"}
)


def in_all_readings(segments: Sequence[Segment], analyze: Analyze) -> list[tuple[Span, ...]]:
    """The spans of each segment, in offsets of its raw text, from the text and its views.

    `analyze` is called once, with the segments followed by their views.
    """
    readings = [
        (index, view) for index, segment in enumerate(segments) for view in views(segment.text)
    ]
    asked = [
        replace(segments[i], text=view.text, names=segments[i].names and view.names)
        for i, view in readings
    ]
    answers = analyze([*segments, *asked])
    found = [_Finds(segment.text) for segment in segments]
    for one, segment, spans in zip(found, segments, answers, strict=False):
        one.take(_allowed(segment, spans))
    rest = zip(readings, asked, answers[len(segments) :], strict=True)
    for (index, view), segment, spans in rest:
        found[index].take_from(view, _allowed(segment, spans))
    return [one.spans for one in found]


def _allowed(segment: Segment, spans: Iterable[Span]) -> Iterable[Span]:
    """Without names by titles and labels where no names are wanted, such as in the model's own
    words: they are found by patterns, but are names all the same."""
    if segment.names:
        return spans
    return [span for span in spans if span.recognizer not in NAMES_BY_WORDS]


class _Finds:
    """The spans of one text. Of two that say the same of the same place the surer one stays."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[tuple[int, int, str, str], Span] = {}

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._spans.values())

    def take(self, spans: Iterable[Span]) -> None:
        for span in spans:
            # The recognizer counts: what one in shadow mode found must not hide another's find.
            key = (span.start, span.end, span.entity_type, span.recognizer)
            known = self._spans.get(key)
            if known is None or span.score > known.score:
                self._spans[key] = span

    def take_from(self, view: View, spans: Iterable[Span]) -> None:
        for span in spans:
            border = 0 if span.entity_type in BY_SENTENCE else 1
            if view.reads_otherwise(self._text, span.start, span.end, border):
                self.take(
                    replace(span, start=start, end=end, view=view.name)
                    for start, end in view.raw_parts(span.start, span.end)
                )
