"""Smaller networks from larger ones: fewer layers, and fewer inner numbers in each.

Of the inner numbers of a layer those stay that carry most into what follows: the mean of
their squares over sample texts, times the squared length of their outgoing weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from penname.train.batches import Batch
from penname.train.network import Network


def shortened(network: Network, layers: Sequence[int]) -> Network:
    """A network of only the given layers, in their order."""
    made = Network(replace(network.size, layers=len(layers)), network.dropout.p)
    made.load_state_dict(network.state_dict(), strict=False)
    for number, layer in enumerate(layers):
        made.layers[number].load_state_dict(network.layers[layer].state_dict())
    return made


def narrowed(network: Network, inner: int, samples: Iterable[Batch]) -> Network:
    """A network whose layers keep their `inner` most useful inner numbers."""
    if inner >= network.size.inner:
        return network
    used = _energies(network, samples)
    made = Network(replace(network.size, inner=inner), network.dropout.p)
    kept = {
        name: value
        for name, value in network.state_dict().items()
        if ".inner." not in name and ".outer." not in name
    }
    made.load_state_dict(kept, strict=False)
    with torch.no_grad():
        for ours, theirs, energy in zip(made.layers, network.layers, used, strict=True):
            weight = energy * theirs.outer.weight.square().sum(0)
            best = weight.topk(inner).indices.sort().values
            ours.inner.weight.copy_(theirs.inner.weight[best])
            ours.inner.bias.copy_(theirs.inner.bias[best])
            ours.outer.weight.copy_(theirs.outer.weight[:, best])
            ours.outer.bias.copy_(theirs.outer.bias)
    return made


def _energies(network: Network, samples: Iterable[Batch]) -> list[Tensor]:
    sums = [torch.zeros(network.size.inner) for _ in network.layers]
    network.eval()

    def note(at: int) -> None:

        def hook(_module: object, _inputs: object, output: Tensor) -> None:
            sums[at] += torch.nn.functional.gelu(output).square().flatten(0, -2).sum(0)

        hooks.append(network.layers[at].inner.register_forward_hook(hook))

    hooks: list[Any] = []
    for at in range(len(sums)):
        note(at)
    with torch.no_grad():
        for one in samples:
            network(one.pieces, one.kinds, one.mask)
    for hook in hooks:
        hook.remove()
    return sums
