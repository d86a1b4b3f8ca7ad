"""What finding and masking is worth, counted. Pure.

Offsets are code points, half open. A value is *covered* when no letter and no digit of it
stays readable, whatever the types of the spans over it: a dot or a space that stays tells
nothing. A value without any letter or digit is covered when all of it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(slots=True)
class Counts:
    """Sums over texts. `gold` values were to be found, `found` spans were.

    exact       gold values that a span has to the character
    touched     gold values that a span shares a letter or digit with
    covered     gold values of which no letter or digit stays outside all spans
    right       spans that share a letter or digit with a gold value
    """

    gold: int = 0
    found: int = 0
    exact: int = 0
    touched: int = 0
    covered: int = 0
    right: int = 0

    def add(self, other: Counts) -> None:
        for name in ("gold", "found", "exact", "touched", "covered", "right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def exact_precision(self) -> float:
        return ratio(self.exact, self.found)

    @property
    def exact_recall(self) -> float:
        return ratio(self.exact, self.gold)

    @property
    def exact_f1(self) -> float:
        return ratio(2 * self.exact, self.found + self.gold)

    @property
    def precision(self) -> float:
        """Share of spans that are about a value, even if not to the character."""
        return ratio(self.right, self.found)

    @property
    def recall(self) -> float:
        """Share of values that some span touches."""
        return ratio(self.touched, self.gold)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def covered_share(self) -> float:
        return ratio(self.covered, self.gold)


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`; nothing of nothing is not a number, so that no table shows it as 0."""
    return part / whole if whole else float("nan")


def count(text: str, gold: Iterable[Place], found: Iterable[Place]) -> Counts:
    """How the spans of one text stand to its values. Equal spans count once."""
    values, spans = set(gold), set(found)
    telling = {at for value in values for at in _telling(text, value)}
    span_mask = mask(text, spans)
    return Counts(
        gold=len(values),
        found=len(spans),
        exact=len(values & spans),
        touched=sum(any(span_mask[at] for at in _telling(text, value)) for value in values),
        covered=sum(is_covered(text, value, span_mask) for value in values),
        right=sum(not telling.isdisjoint(range(*span)) for span in spans),
    )


def mask(text: str, spans: Iterable[Place]) -> bytearray:
    """One byte for each code point: 1 where a span is. Spans outside of the text are cut."""
    covered = bytearray(len(text))
    for start, end in spans:
        start, end = max(0, start), min(len(text), end)
        covered[start:end] = b"\1" * max(0, end - start)
    return covered


def is_covered(text: str, place: Place, covered: Sequence[int]) -> bool:
    """Whether nothing that tells is left of a value under a mask."""
    return all(covered[at] for at in _telling(text, place))


def over_masked(text: str, gold: Iterable[Place], found: Iterable[Place]) -> tuple[int, int]:
    """(characters outside all values that a span covers, characters outside all values)."""
    values, spans = mask(text, gold), mask(text, found)
    wrong = sum(1 for value, span in zip(values, spans, strict=True) if span and not value)
    return wrong, values.count(0)


def _telling(text: str, place: Place) -> Sequence[int]:
    whole = range(*place)
    return [at for at in whole if text[at].isalnum()] or whole
