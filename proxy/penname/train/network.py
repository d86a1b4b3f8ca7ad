"""The network, in PyTorch: a small BERT encoder that gives each word its tags.

BERT (Devlin et al. 2019, arXiv 1810.04805) with layer normalisation after each half of a
layer, plus one thing of our own: the kind of a word (its case and layout, `ner.pieces`) is
added to its pieces' embeddings, since an uncased vocabulary has thrown it away.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from penname.detect.ner.pieces import KINDS
from penname.detect.ner.tags import TAGS

_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes of a network: pieces in its vocabulary, layers, and widths in numbers."""

    pieces: int
    layers: int
    inner: int
    width: int = 384
    heads: int = 12
    positions: int = 192


class Layer(nn.Module):  # type: ignore[misc]  # mypy does not see PyTorch
    """Attention, then two linear maps with a GELU between; each added to what came in."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.query = nn.Linear(size.width, size.width)
        self.key = nn.Linear(size.width, size.width)
        self.value = nn.Linear(size.width, size.width)
        self.joined = nn.Linear(size.width, size.width)
        self.joined_norm = nn.LayerNorm(size.width, eps=_EPSILON)
        self.inner = nn.Linear(size.width, size.inner)
        self.outer = nn.Linear(size.inner, size.width)
        self.outer_norm = nn.LayerNorm(size.width, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States [batch, pieces, width] to states; `mask` [batch, 1, 1, pieces] is true inside."""
        heard = scaled_dot_product_attention(
            self._parts(self.query(states)),
            self._parts(self.key(states)),
            self._parts(self.value(states)),
            attn_mask=mask,
        )
        heard = heard.transpose(1, 2).flatten(2)
        states = self.joined_norm(states + self.dropout(self.joined(heard)))
        return self.outer_norm(states + self.dropout(self.outer(self.thought(states))))

    def thought(self, states: Tensor) -> Tensor:
        """The inner numbers of the second half."""
        return gelu(self.inner(states))

    def _parts(self, states: Tensor) -> Tensor:
        return states.unflatten(2, (self.heads, -1)).transpose(1, 2)


class Network(nn.Module):  # type: ignore[misc]  # mypy does not see PyTorch
    """Pieces and kinds to states, and states of words to tags."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(size.pieces, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.kinds = nn.Embedding(KINDS, size.width)
        self.norm = nn.LayerNorm(size.width, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.head = nn.Linear(size.width, len(TAGS))

    def forward(self, pieces: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Pieces and kinds [batch, pieces] to states [batch, pieces, width]."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.pieces(pieces) + self.positions(places) + self.kinds(kinds)
        states = self.dropout(self.norm(states))
        inside = mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, inside)
        return states

    def tags(self, states: Tensor, words: Tensor, count: int) -> Tensor:
        """Logits [count, tags] of words: the mean over their pieces.

        `words` [batch, pieces] numbers the word of each piece; negative where there is none.
        """
        inside = words >= 0
        numbers = words[inside]
        sums = states.new_zeros(count, states.shape[2]).index_add(0, numbers, states[inside])
        pieces = torch.bincount(numbers, minlength=count).clamp(min=1)
        logits: Tensor = self.head(sums / pieces[:, None])
        return logits
