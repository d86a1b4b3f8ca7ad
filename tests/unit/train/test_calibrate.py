"""Thresholds: where the F of a group is best."""

from __future__ import annotations

import numpy as np
import pytest

from penname.detect.ner.tags import NUMBERS, TAGS
from penname.train.calibrate import WITHOUT, f_beta, thresholds

_CITY, _DATE = NUMBERS["CITY"][0], NUMBERS["DATE"][0]
_GROUPS = {"LOCATION": ("CITY",), "DATE": ("DATE",)}


def _words(*words: tuple[float, int]) -> tuple[np.ndarray, np.ndarray]:
    """(chance of a city, the right tag) of some words."""
    chances = np.zeros((len(words), len(TAGS)), np.float32)
    right = np.zeros((len(words), len(TAGS)), np.float32)
    for row, (chance, tag) in enumerate(words):
        chances[row, _CITY] = chance
        chances[row, 0] = 1 - chance
        right[row, tag] = 1
    return chances, right


def test_threshold_parts_right_from_wrong() -> None:
    """Between the surest wrong word and the least sure right one."""
    found = thresholds(*_words((0.9, _CITY), (0.6, _CITY), (0.4, 0), (0.1, 0)), _GROUPS, 1.0)
    assert 0.4 < found["LOCATION"] <= 0.6
    assert found["DATE"] == WITHOUT


def test_recall_counts_more_with_beta() -> None:
    """With a large beta a wrong word is worth a found one."""
    words = _words((0.3, _CITY), (0.9, _CITY), (0.5, 0), (0.5, 0), (0.5, 0))
    assert thresholds(*words, _GROUPS, 3.0)["LOCATION"] <= 0.3
    assert thresholds(*words, _GROUPS, 0.3)["LOCATION"] > 0.5


def test_untold_words_do_not_count() -> None:
    """A word that nobody searched for cities is neither right nor wrong."""
    chances, right = _words((0.9, _CITY), (0.9, 0))
    right[1, _CITY] = 0.2
    assert thresholds(chances, right, _GROUPS, 1.0)["LOCATION"] == pytest.approx(0.2)


def test_f_of_nothing_is_nothing() -> None:
    """No words, no F."""
    none = np.zeros(0, bool)
    assert f_beta(none, none, 1.0) == 0.0
