"""A model folder read back as a network, to go on learning from it: `export` the other way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from penname.detect.ner.plain_words import PlainWords, unpacked
from penname.train.network import Network, Size


class ModelError(Exception):
    """A folder that holds no model of ours."""


Read = tuple[Network, tuple[str, ...], tuple[str, ...], PlainWords]


def read(folder: Path, dropout: float) -> Read:
    """(network, vocabulary, names, words) of a folder that `making.write` wrote. Raises
    ModelError."""
    try:
        model = onnx.load(str(folder / "model.onnx"))
        json.loads((folder / "model.json").read_text(encoding="utf-8"))
        words, names = (
            tuple((folder / file).read_text(encoding="utf-8").splitlines())
            for file in ("vocabulary.txt", "names.txt")
        )
        kept = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
        plain = unpacked((folder / "words.npz").read_bytes())
        return _network(kept, dropout), words, names, plain
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"{folder.name} holds no model of penname's") from error


def _network(kept: dict[str, Any], dropout: float) -> Network:
    layers = len([name for name in kept if name.endswith(".inner.weight")])
    pieces, width = kept["words.weight"].shape
    size = Size(
        pieces=pieces,
        layers=layers,
        inner=kept["layer0.inner.weight"].shape[1],
        width=width,
        positions=len(kept["places.weight"]),
    )
    made = Network(size, dropout)
    with torch.no_grad():
        made.pieces.weight.copy_(torch.tensor(kept["words.weight"] * kept["words.scales"]))
        made.positions.weight.copy_(torch.tensor(kept["places.weight"]))
        made.kinds.weight.copy_(torch.tensor(kept["kinds.weight"]))
        _norm(made.norm, kept, "embedded")
        for number, layer in enumerate(made.layers):
            for part in ("query", "key", "value", "joined", "inner", "outer"):
                _linear(layer.get_submodule(part), kept, f"layer{number}.{part}")
            _norm(layer.joined_norm, kept, f"layer{number}.norm1")
            _norm(layer.outer_norm, kept, f"layer{number}.norm2")
        _linear(made.head, kept, "logits")
    return made


def _linear(module: Any, kept: dict[str, Any], name: str) -> None:
    weight = kept[f"{name}.weight"].astype(np.float32) * kept[f"{name}.scales"]
    module.weight.copy_(torch.tensor(weight.T))
    module.bias.copy_(torch.tensor(kept[f"{name}.bias"]))


def _norm(module: Any, kept: dict[str, Any], name: str) -> None:
    module.weight.copy_(torch.tensor(kept[f"{name}.weight"]))
    module.bias.copy_(torch.tensor(kept[f"{name}.bias"]))
