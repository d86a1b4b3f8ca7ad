"""The choice of texts: the hardest ones, some others, never more than asked."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.train.hardest import hardest

_CHANCES = st.lists(st.floats(0, 1, width=32), max_size=60)


def test_the_hardest_are_kept() -> None:
    """Three quarters of what is kept are the worst; the rest is drawn."""
    worst = np.linspace(1, 0, 100, dtype=np.float32)
    kept = hardest(worst, 0.4, random.Random(1))
    assert len(kept) == 40
    assert set(range(70, 100)) <= set(kept)
    assert min(kept) < 50


@pytest.mark.parametrize("share", [1.0, 2.0])
def test_all_are_kept_in_order(share: float) -> None:
    """A share of all leaves nothing out."""
    assert hardest(np.array([0.5, 0.1], np.float32), share, random.Random(1)) == [0, 1]


@given(_CHANCES, st.floats(0, 1), st.integers(0, 9))
def test_as_many_as_asked(chances: list[float], share: float, seed: int) -> None:
    """So many, each once, in order, the same for the same seed."""
    worst = np.array(chances, np.float32)
    kept = hardest(worst, share, random.Random(seed))
    assert len(kept) == min(len(chances), round(len(chances) * share))
    assert kept == sorted(set(kept))
    assert kept == hardest(worst, share, random.Random(seed))
