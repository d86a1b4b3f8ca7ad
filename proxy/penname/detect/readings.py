"""Detection in every reading of a text: as it came, and under each view.

A find in a view counts only where the view says something else than the raw text: what
reads the same in both is judged once, in the raw text with its own surroundings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from penname.detect.contract import Segment
from penname.text.spans import Span
from penname.text.views import View, views

Analyze = Callable[[Sequence[Segment]], list[tuple[Span, ...]]]


def in_all_readings(segments: Sequence[Segment], analyze: Analyze) -> list[tuple[Span, ...]]:
    """The spans of each segment, in offsets of its raw text, from the text and its views.

    `analyze` is called once, with the segments followed by their views.
    """
    readings: list[tuple[int, View]] = [
        (index, view) for index, segment in enumerate(segments) for view in views(segment.text)
    ]
    asked = [*segments, *(replace(segments[i], text=view.text) for i, view in readings)]
    answers = analyze(asked)
    found = [list(spans) for spans in answers[: len(segments)]]
    for (index, view), spans in zip(readings, answers[len(segments) :], strict=True):
        raw = segments[index].text
        # The recognizer counts: what one in shadow mode found must not hide another's find.
        seen = {(span.start, span.end, span.entity_type, span.recognizer) for span in found[index]}
        for span in spans:
            start, end = view.to_raw(span.start, span.end)
            same = raw[start:end] == view.text[span.start : span.end]
            if not same and (start, end, span.entity_type, span.recognizer) not in seen:
                found[index].append(replace(span, start=start, end=end, view=view.name))
    return [tuple(spans) for spans in found]
