"""A network in ONNX for tests, written byte by byte: it looks each piece up in a table.

ONNX is a protobuf message; the numbers below are those of the fields in onnx.proto.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FLOAT, _INT64 = 1, 7


def lookup(
    table: NDArray[np.float32],
    inputs: tuple[str, ...] = ("pieces", "kinds"),
    output: str = "logits",
) -> bytes:
    """The row of the table for each number of the first input; the other inputs are unused."""
    initializer = _message(
        *((1, size) for size in table.shape), (2, _FLOAT), (8, "table"), (9, table.tobytes())
    )
    node = _message((1, "table"), (1, inputs[0]), (2, output), (4, "Gather"))
    graph = _message(
        (1, node),
        (2, "tiny"),
        (5, initializer),
        *((11, _value(name, _INT64, (1, "n"))) for name in inputs),
        (12, _value(output, _FLOAT, (1, "n", table.shape[1]))),
    )
    return _message((1, 8), (7, graph), (8, _message((2, 13))))


def _value(name: str, kind: int, shape: tuple[int | str, ...]) -> bytes:
    dimensions = (_message((1, size) if isinstance(size, int) else (2, size)) for size in shape)
    tensor = _message((1, kind), (2, _message(*((1, one) for one in dimensions))))
    return _message((1, name), (2, _message((1, tensor))))


def _message(*fields: tuple[int, int | str | bytes]) -> bytes:
    parts = []
    for number, value in fields:
        if isinstance(value, int):
            parts.append(_varint(number << 3) + _varint(value))
        else:
            content = value.encode() if isinstance(value, str) else value
            parts.append(_varint(number << 3 | 2) + _varint(len(content)) + content)
    return b"".join(parts)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))
