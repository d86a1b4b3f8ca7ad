"""Windows side by side, for PyTorch: like lengths together, so that little is padding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from penname.detect.ner.pieces import PAD
from penname.train.windows import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded: [windows, pieces], and right tags [words, tags]."""

    pieces: Tensor
    kinds: Tensor
    words: Tensor
    mask: Tensor
    right: Tensor

    @property
    def count(self) -> int:
        """Words in all windows."""
        return len(self.right)


def batches(found: Sequence[Window], pieces: int, rng: random.Random) -> Iterator[Batch]:
    """All windows in batches of about `pieces` pieces, like lengths together, in any order."""
    order = sorted(range(len(found)), key=lambda at: (len(found[at].pieces), rng.random()))
    groups: list[list[Window]] = [[]]
    for at in order:
        longest = len(found[at].pieces)
        if groups[-1] and (len(groups[-1]) + 1) * longest > pieces:
            groups.append([])
        groups[-1].append(found[at])
    rng.shuffle(groups)
    for group in groups:
        if group:
            yield batch(group)


def batch(group: Sequence[Window]) -> Batch:
    """Windows as one batch."""
    shape = (len(group), max(len(one.pieces) for one in group))
    pieces, kinds, words = np.full(shape, PAD), np.zeros(shape, np.int64), np.full(shape, -1)
    before = 0
    for row, one in enumerate(group):
        size = len(one.pieces)
        pieces[row, :size] = one.pieces
        kinds[row, :size] = one.kinds
        words[row, :size] = np.where(one.words >= 0, one.words + before, -1)
        before += len(one.right)
    return Batch(
        torch.from_numpy(pieces),
        torch.from_numpy(kinds),
        torch.from_numpy(words),
        torch.from_numpy(pieces != PAD),
        torch.from_numpy(np.concatenate([one.right for one in group])),
    )
