"""Thresholds: for each group of labels, from which chance on a word counts as found.

The threshold of a group is the one that maximises F-beta over the words of examples that the
network never learned from, among those that are told of the group's labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from penname.detect.ner.tags import NUMBERS, TAGS

Array = NDArray[np.float32]

#: Thresholds that are tried: below, everything is found; above, hardly anything.
GRID: tuple[float, ...] = tuple(round(0.2 + 0.02 * step, 2) for step in range(31))
#: What a group without any example gets.
WITHOUT = 0.5


def thresholds(
    chances: Array, right: Array, groups: Mapping[str, Sequence[str]], beta: float
) -> dict[str, float]:
    """The best threshold of each group, from chances and right tags [words, tags] of words."""
    return {name: _best(*_seen(chances, right, labels), beta) for name, labels in groups.items()}


def _seen(chances: Array, right: Array, labels: Sequence[str]) -> tuple[Array, NDArray[np.bool_]]:
    """The group's chance of each word that is told of it, and whether it belongs to it."""
    columns = [number for label in labels for number in NUMBERS[label]]
    others = [number for number in range(len(TAGS)) if number not in columns]
    inside = right[:, columns].max(1) == 1
    told = inside | (right[:, columns].max(1) == 0)
    pure = told & ~(inside & (right[:, others].max(1) == 1))
    return chances[pure][:, columns].sum(1), inside[pure]


def _best(chances: Array, inside: NDArray[np.bool_], beta: float) -> float:
    if not inside.any():
        return WITHOUT
    scores = [f_beta(chances >= threshold, inside, beta) for threshold in GRID]
    return GRID[int(np.argmax(scores))]


def f_beta(found: NDArray[np.bool_], inside: NDArray[np.bool_], beta: float) -> float:
    """F-beta (van Rijsbergen 1979) of what was found against what is inside."""
    hits = float((found & inside).sum())
    missed, wrong = float((inside & ~found).sum()), float((found & ~inside).sum())
    total = (1 + beta**2) * hits + beta**2 * missed + wrong
    return (1 + beta**2) * hits / total if total else 0.0
