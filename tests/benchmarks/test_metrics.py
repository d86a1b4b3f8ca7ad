"""What the benchmarks count: easy to get wrong, so each rule has an example."""

from __future__ import annotations

import math

import pytest

from benchmarks.detect.metrics import Counts, count, is_covered, mask, over_masked, ratio

TEXT = "Ask J. Smith, please."
SMITH = (4, 12)


def test_exact_needs_both_ends() -> None:
    """A span counts as exact only with the value's start and end."""
    assert count(TEXT, [SMITH], [SMITH]).exact == 1
    assert count(TEXT, [SMITH], [(4, 13)]).exact == 0


def test_covered_by_several_spans() -> None:
    """Spans of any number cover a value together; what is no letter and no digit may stay."""
    told = count(TEXT, [SMITH], [(4, 5), (7, 12)])
    assert (told.covered, told.exact, told.touched, told.right) == (1, 0, 1, 2)


@pytest.mark.parametrize("span", [(4, 11), (5, 12), (7, 12)])
def test_one_letter_left_uncovers(span: tuple[int, int]) -> None:
    """A value of which one letter stays readable is not covered."""
    assert count(TEXT, [SMITH], [span]).covered == 0


def test_wider_span_covers_too() -> None:
    """What masks more than the value covers it, and is right, but not exact."""
    told = count(TEXT, [SMITH], [(0, len(TEXT))])
    assert (told.covered, told.right, told.exact) == (1, 1, 0)


def test_touching_only_punctuation_misses() -> None:
    """A span that shares no letter or digit with a value has not found it."""
    told = count(TEXT, [SMITH], [(5, 7), (12, 14)])
    assert (told.touched, told.right, told.found) == (0, 0, 2)


def test_value_of_marks_only() -> None:
    """A value without letters and digits is covered when all of it is."""
    assert is_covered("a --- b", (2, 5), mask("a --- b", [(2, 5)]))
    assert not is_covered("a --- b", (2, 5), mask("a --- b", [(2, 4)]))


def test_equal_spans_count_once() -> None:
    """Two recognizers with the same find are one find."""
    assert count(TEXT, [SMITH], [SMITH, SMITH]).found == 1


def test_precision_and_recall() -> None:
    """Recall is of values, precision of spans; F1 is their harmonic mean."""
    told = count(TEXT, [(0, 3), SMITH], [(4, 5), (7, 12), (14, 20)])
    assert told.recall == 0.5
    assert told.precision == pytest.approx(2 / 3)
    assert told.f1 == pytest.approx(2 * 0.5 * (2 / 3) / (0.5 + 2 / 3))
    assert told.exact_f1 == 0


def test_exact_f1_of_sums() -> None:
    """Sums over texts are added first, divided then."""
    sums = Counts()
    sums.add(count("ab cd", [(0, 2)], [(0, 2)]))
    sums.add(count("ab cd", [(0, 2), (3, 5)], []))
    assert sums.exact_recall == pytest.approx(1 / 3)
    assert sums.exact_precision == 1
    assert sums.exact_f1 == pytest.approx(0.5)
    assert sums.covered_share == pytest.approx(1 / 3)


def test_nothing_of_nothing_is_no_number() -> None:
    """A share of nothing is not 0: a table must not show it as a failure."""
    assert math.isnan(ratio(0, 0))
    assert math.isnan(Counts().covered_share)


def test_over_masked_outside_values() -> None:
    """Over-mask counts the characters that no value has, of all such characters."""
    assert over_masked("0123456789", [(2, 4)], [(3, 6), (5, 7)]) == (3, 8)


def test_mask_cuts_at_edges() -> None:
    """Spans that reach out of the text are cut, never wrapped around."""
    assert mask("abc", [(-2, 1), (2, 9), (5, 7), (2, 1)]) == bytearray([1, 0, 1])
