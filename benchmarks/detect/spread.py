"""How far apart groups are: the best group's share minus the worst's, and how sure that is. Pure.

The design is paired: every group has one outcome in every cell (a template, letters, a form),
so cells are what is drawn anew, for all groups at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Outcomes = NDArray[np.bool_]
Counts = NDArray[np.float64]

_DRAWS, _SHUFFLES = 1000, 200


@dataclass(frozen=True, slots=True)
class Spread:
    """In percentage points. `low` and `high`: 95 % interval (basic bootstrap over cells, which
    takes off what the best of many noisy groups is too good by). `by_chance`: the spread that
    the same outcomes show on average when groups are shuffled in each cell. `beyond`: best and
    worst are chosen on one half of the cells and compared on the other, on average over many
    halves; 0 when only chance sets groups apart. `worst` and `best`: the rows."""

    points: float
    low: float
    high: float
    by_chance: float
    beyond: float
    worst: int
    best: int


def spread(outcomes: Outcomes, seed: int = 1) -> Spread:
    """The spread of a matrix with a row for each group and a column for each cell."""
    rng = np.random.default_rng(seed)
    groups, cells = outcomes.shape
    shares = outcomes.mean(axis=1)
    points = float(np.ptp(shares))
    weights = rng.multinomial(cells, np.full(cells, 1 / cells), size=_DRAWS)
    drawn = np.ptp(weights @ outcomes.T.astype(np.float64) / cells, axis=1)
    few, many = np.quantile(drawn, [0.025, 0.975])
    shuffled = [np.ptp(rng.permuted(outcomes, axis=0).mean(axis=1)) for _ in range(_SHUFFLES)]
    return Spread(
        points=100 * points,
        low=100 * max(0.0, 2 * points - float(many)),
        high=100 * min(1.0, 2 * points - float(few)),
        by_chance=100 * float(np.mean(shuffled)) if groups > 1 else 0.0,
        beyond=100 * float(np.mean([_on_other_half(outcomes, rng) for _ in range(_SHUFFLES)])),
        worst=int(shares.argmin()),
        best=int(shares.argmax()),
    )


def on_other_names(outcomes: Outcomes, names: Sequence[Sequence[str]], seed: int = 1) -> float:
    """The spread in points that single names do not explain: best and worst group are chosen with
    one half of each group's names and compared with the other half, on average over many halves.

    `names` says whose name stands in each cell of each group. A group has few names, and one
    that happens to be a common word makes the whole group look bad: that luck is taken out here.
    """
    rng = np.random.default_rng(seed)
    numbers = [np.unique(row, return_inverse=True) for row in names]
    told = [_by_name(row, outcomes[at]) for at, (_, row) in enumerate(numbers)]
    return 100 * float(np.mean([_other_names_once(told, rng) for _ in range(_SHUFFLES)]))


def _by_name(numbers: NDArray[np.intp], outcomes: Outcomes) -> tuple[Counts, Counts]:
    """How often each name was found, and how often it stood somewhere."""
    right = np.bincount(numbers, weights=outcomes.astype(np.float64))
    return right.astype(np.float64), np.bincount(numbers).astype(np.float64)


def _other_names_once(told: Sequence[tuple[Counts, Counts]], rng: np.random.Generator) -> float:
    shares = np.zeros((2, len(told)))
    for at, (right, of) in enumerate(told):
        chosen = rng.permutation(len(of)) < len(of) / 2
        for half, part in enumerate((chosen, ~chosen)):
            shares[half, at] = right[part].sum() / max(1.0, of[part].sum())
    first, second = shares
    return float(second[first.argmax()] - second[first.argmin()])


def _on_other_half(outcomes: Outcomes, rng: np.random.Generator) -> float:
    order = rng.permutation(outcomes.shape[1])
    half = len(order) // 2
    if not half:
        return 0.0
    first, second = (outcomes[:, part].mean(axis=1) for part in (order[:half], order[half:]))
    return float(second[first.argmax()] - second[first.argmin()])


def wilson(right: int, of: int) -> tuple[float, float]:
    """95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, right / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)
