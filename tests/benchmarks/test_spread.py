"""Best minus worst group, and what of it is chance."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.detect.spread import on_other_names, spread, wilson


def test_spread_of_known_shares() -> None:
    """The spread is the best share minus the worst, in points."""
    outcomes = np.array([[1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 0, 0]], dtype=np.bool_)
    told = spread(outcomes)
    assert (told.points, told.worst, told.best) == (50.0, 1, 0)


def test_equal_groups_are_chance() -> None:
    """Groups that do not differ show a spread by chance, and nearly none beyond it."""
    outcomes = np.random.default_rng(3).random((40, 400)) < 0.9
    told = spread(outcomes)
    assert told.points == pytest.approx(told.by_chance, abs=2.5)
    assert told.points > 4
    assert abs(told.beyond) < 2
    assert told.low < 2


def test_true_difference_is_beyond() -> None:
    """A group that is really worse stays so on the other half of the cells."""
    rng = np.random.default_rng(4)
    outcomes = rng.random((20, 1000)) < 0.95
    outcomes[7] = rng.random(1000) < 0.75
    told = spread(outcomes)
    assert told.worst == 7
    assert told.beyond == pytest.approx(20, abs=4)
    assert told.low < told.beyond < told.high


def test_spread_repeats_with_seed() -> None:
    """The same outcomes give the same numbers."""
    outcomes = np.random.default_rng(5).random((5, 60)) < 0.5
    assert spread(outcomes) == spread(outcomes)


def test_wilson_holds_the_share() -> None:
    """The interval has the share in it, and never leaves 0 to 1."""
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == pytest.approx(1)
    low, high = wilson(90, 100)
    assert 0.82 < low < 0.9 < high < 0.95
    assert wilson(0, 0) == (0.0, 1.0)


def test_one_odd_name_is_not_its_group() -> None:
    """A group that only one of many names makes worse is not worse with other names."""
    names = [[f"{group} {cell % 20}" for cell in range(400)] for group in range(3)]
    outcomes = np.ones((3, 400), np.bool_)
    outcomes[1, ::20] = False
    assert spread(outcomes).points == pytest.approx(5.0)
    assert on_other_names(outcomes, names) < 1


def test_a_worse_group_is_worse_with_any_names() -> None:
    """What all names of a group share stays."""
    names = [[f"{group} {cell % 20}" for cell in range(400)] for group in range(3)]
    outcomes = np.ones((3, 400), np.bool_)
    outcomes[1, : 400 // 4] = False
    assert on_other_names(outcomes, names) == pytest.approx(25.0)
