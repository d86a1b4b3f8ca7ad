"""Why a span has its score: for `penname policy explain`. Holds no text, as spans do."""

from __future__ import annotations

from dataclasses import dataclass

from penname.text.spans import Span


@dataclass(frozen=True, slots=True)
class Explained:
    """A span, the score that its recognizer gave, what words nearby added, and the rule.

    `pattern` names the pattern or list within the recognizer (`patterns.0`, `terms`), or is
    the recognizer's name where it has only one way.
    """

    span: Span
    base_score: float
    boost: float
    pattern: str


@dataclass(frozen=True, slots=True)
class TracedSpan(Span):
    """A span on its way to an Explained: goes through the readings like any other."""

    base_score: float = 0.0
    pattern: str = ""

    def explained(self) -> Explained:
        span = Span(self.start, self.end, self.entity_type, self.score, self.recognizer, self.view)
        boost = round(self.score - self.base_score, 4)
        return Explained(span, self.base_score, boost, self.pattern)
