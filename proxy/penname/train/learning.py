"""Learning: AdamW over batches, a warm-up and a linear decay, lower rates in lower layers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from penname.train.batches import Batch
from penname.train.network import Network


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast is learned: the highest rate, its share of warm-up, and decays."""

    highest: float = 4e-4
    warm_up: float = 0.06
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    clip: float = 1.0


def loss_of(logits: Tensor, right: Tensor) -> Tensor:
    """Mean over words of −log of the (weighted) sum of right tags' chances."""
    chances = torch.log_softmax(logits, dim=-1)
    masked = chances + right.clamp(min=1e-9).log()
    return -torch.logsumexp(masked, dim=-1).mean()


class Learner:
    """One course of learning over a known number of steps."""

    def __init__(self, network: Network, rates: Rates, steps: int) -> None:
        self._network = network
        self._rates = rates
        self._steps = steps
        self._done = 0
        self._optimizer = torch.optim.AdamW(
            _groups(network, rates), lr=rates.highest, betas=(0.9, 0.98)
        )
        self._highest = [group["lr"] for group in self._optimizer.param_groups]

    def learn(self, batches: Iterable[Batch], said: Callable[[float, int], None]) -> None:
        """Learns from each batch once; tells the loss and the pieces of each to `said`."""
        self._network.train()
        for batch in batches:
            said(self._step(batch), batch.pieces.numel())

    def _step(self, batch: Batch) -> float:
        self._optimizer.zero_grad(set_to_none=True)
        states = self._network(batch.pieces, batch.kinds, batch.mask)
        loss = loss_of(self._network.tags(states, batch.words, batch.count), batch.right)
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), self._rates.clip)
        share = self._share()
        for group, highest in zip(self._optimizer.param_groups, self._highest, strict=True):
            group["lr"] = highest * share
        self._optimizer.step()
        self._done += 1
        return float(loss.detach())

    def _share(self) -> float:
        """Of the highest rate: up during the warm-up, then down to nothing."""
        warm = max(1, int(self._steps * self._rates.warm_up))
        if self._done < warm:
            return (self._done + 1) / warm
        return max(0.0, (self._steps - self._done) / max(1, self._steps - warm))


def _groups(network: Network, rates: Rates) -> Iterator[dict[str, object]]:
    depth = len(network.layers)
    for name, weights in network.named_parameters():
        if name.startswith("layers."):
            above = depth - int(name.split(".")[1])
        else:
            above = 0 if name.startswith(("head", "kinds")) else depth + 1
        plain = weights.ndim < 2 or "norm" in name
        yield {
            "params": [weights],
            "lr": rates.highest * rates.layer_decay**above,
            "weight_decay": 0.0 if plain else rates.weight_decay,
        }
