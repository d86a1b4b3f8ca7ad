"""Which made texts are worth learning from: those that the network does not get right yet.

Most made texts are easy after one course, and learning from them changes nothing. Reading costs
a fifth of learning, so of many texts the ones with the worst words are kept, and few others
(selective backpropagation, Jiang et al. 2019).
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

#: Of what is kept, the share that chance keeps, whatever the network thinks of it.
_ANYHOW = 0.25


def hardest(worst: NDArray[np.float32], share: float, rng: random.Random) -> list[int]:
    """Which texts to keep, in order: a share of them, mostly those with the smallest `worst`.

    `worst` is for each text the smallest chance that a network gives to what is right of a word.
    """
    kept = round(len(worst) * share)
    if kept >= len(worst):
        return list(range(len(worst)))
    anyhow = set(rng.sample(range(len(worst)), round(kept * _ANYHOW)))
    rest = [int(at) for at in np.argsort(worst, kind="stable") if int(at) not in anyhow]
    return sorted(anyhow.union(rest[: kept - len(anyhow)]))
