"""Ways of cutting bytes into chunks, for the tests of incremental parsers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

# Every cut in two costs size x size bytes of parsing: keep it to small inputs.
_EVERY_CUT_UP_TO = 400


def cut(data: bytes, *places: int) -> list[bytes]:
    """`data` cut at the given offsets (any order; equal ones give empty chunks)."""
    edges = [0, *sorted(places), len(data)]
    return [data[a:b] for a, b in itertools.pairwise(edges)]


def every_way(data: bytes) -> Iterator[list[bytes]]:
    """Whole; byte by byte; every cut in two (small inputs); some random cuts (same each run)."""
    yield [data]
    yield [data[i : i + 1] for i in range(len(data))]
    if len(data) <= _EVERY_CUT_UP_TO:
        for place in range(len(data) + 1):
            yield cut(data, place)
    rng = random.Random(len(data))
    for _ in range(8):
        yield cut(data, *(rng.randint(0, len(data)) for _ in range(rng.randint(1, 12))))
