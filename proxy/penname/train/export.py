"""A trained network as the ONNX file that the package ships: int8 weights, few nodes.

Linear maps are onnxruntime's DynamicQuantizeMatMul with one scale per output and no zero
points. Weights take 7 of the 8 bits: on processors without VNNI two products are summed in 16
bits, which 8-bit weights overflow. Embeddings are int8 with one scale per row.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from penname.detect.ner.tags import TAGS
from penname.train.network import Network

_MICROSOFT = "com.microsoft"
_WEIGHT_MOST, _ROW_MOST = 63, 127
_EPSILON = 1e-12

Array = NDArray[Any]


class _Graph:
    """An ONNX graph that grows node by node; names are given here."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.values: list[Any] = []

    def constant(self, name: str, array: Array) -> str:
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **said: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **said))
        return name

    def linear(self, source: str, name: str, weight: Array, bias: Array) -> str:
        """`source` times a weight [out, in], plus its bias."""
        scales = np.abs(weight).max(1) / _WEIGHT_MOST
        scales[scales == 0] = 1
        whole = np.rint(weight / scales[:, None]).astype(np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            [
                source,
                self.constant(f"{name}.weight", whole.T),
                self.constant(f"{name}.scales", scales.astype(np.float32)),
                "",
                self.constant(f"{name}.bias", bias),
            ],
            name,
            _MICROSOFT,
        )

    def norm(self, source: str, name: str, module: Any) -> str:
        return self.node(
            "LayerNormalization",
            [
                source,
                self.constant(f"{name}.weight", _array(module.weight)),
                self.constant(f"{name}.bias", _array(module.bias)),
            ],
            name,
            epsilon=_EPSILON,
            axis=-1,
        )

    def row(self, numbers: str, name: str, weight: Array) -> str:
        """The rows of an embedding."""
        scales = np.abs(weight).max(1, keepdims=True) / _ROW_MOST
        scales[scales == 0] = 1
        whole = np.rint(weight / scales).astype(np.int8)
        rows = self.node(
            "Gather", [self.constant(f"{name}.weight", whole), numbers], f"{name}.rows"
        )
        scale = self.constant(f"{name}.scales", scales.astype(np.float32))
        factors = self.node("Gather", [scale, numbers], f"{name}.factors")
        plain = self.node("Cast", [rows], f"{name}.plain", to=TensorProto.FLOAT)
        return self.node("Mul", [plain, factors], name)


def exported(network: Network) -> bytes:
    """The network as an ONNX file: pieces and kinds [batch, n] to logits [batch, n, tags]."""
    graph = _Graph()
    states = _embedded(graph, network)
    for number, layer in enumerate(network.layers):
        states = _layer(graph, f"layer{number}", states, layer)
    graph.linear(states, "logits", _array(network.head.weight), _array(network.head.bias))
    whole = helper.make_graph(
        graph.nodes,
        "penname-names",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["windows", "length"])
            for name in ("pieces", "kinds")
        ],
        [
            helper.make_tensor_value_info(
                "logits", TensorProto.FLOAT, ["windows", "length", len(TAGS)]
            )
        ],
        graph.values,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(
        whole, opset_imports=opsets, ir_version=10, producer_name="penname train"
    )
    return bytes(model.SerializeToString())


def _embedded(graph: _Graph, network: Network) -> str:
    words = graph.row("pieces", "words", _array(network.pieces.weight))
    kinds = graph.node(
        "Gather", [graph.constant("kinds.weight", _array(network.kinds.weight)), "kinds"], "kind"
    )
    shape = graph.node("Shape", ["pieces"], "shape", start=1, end=2)
    zero = graph.constant("zero", np.array([0], np.int64))
    places = graph.constant("places.weight", _array(network.positions.weight))
    here = graph.node("Slice", [places, zero, shape, zero], "places")
    sums = graph.node("Add", [graph.node("Add", [words, kinds], "words+kinds"), here], "sums")
    return graph.norm(sums, "embedded", network.norm)


def _layer(graph: _Graph, name: str, states: str, layer: Any) -> str:
    parts = (layer.query, layer.key, layer.value)
    query, key, value = (
        graph.linear(states, f"{name}.{part}", _array(one.weight), _array(one.bias))
        for part, one in zip(("query", "key", "value"), parts, strict=True)
    )
    heard = graph.node(
        "MultiHeadAttention",
        [query, key, value],
        f"{name}.heard",
        _MICROSOFT,
        num_heads=layer.heads,
    )
    joined = graph.linear(
        heard, f"{name}.joined", _array(layer.joined.weight), _array(layer.joined.bias)
    )
    states = graph.norm(
        graph.node("Add", [states, joined], f"{name}.sum1"), f"{name}.norm1", layer.joined_norm
    )
    inner = graph.linear(
        states, f"{name}.inner", _array(layer.inner.weight), _array(layer.inner.bias)
    )
    thought = graph.node("Gelu", [inner], f"{name}.thought", _MICROSOFT)
    outer = graph.linear(
        thought, f"{name}.outer", _array(layer.outer.weight), _array(layer.outer.bias)
    )
    return graph.norm(
        graph.node("Add", [states, outer], f"{name}.sum2"), f"{name}.norm2", layer.outer_norm
    )


def _array(weights: Any) -> Array:
    return np.asarray(weights.detach().numpy(), np.float32)
