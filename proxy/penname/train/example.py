"""One text to learn from, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from penname.detect.ner.labels import LABELS


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands in a text: offsets in code points, half open, and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its marks, by start, none inside another.

    `told` are the labels whose values are all marked: of any other label the text may hold
    values that nobody marked (a corpus of names says nothing of its dates), and the model is
    not blamed for finding them. `kind` is what results and mixtures are broken down by.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    kind: str = ""
    told: frozenset[str] = frozenset(LABELS)

    def __repr__(self) -> str:
        return f"Example({self.kind}, <{len(self.text)} characters>, {len(self.marks)} marks)"
