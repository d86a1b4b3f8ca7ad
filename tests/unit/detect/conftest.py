"""One engine for all tests of the room: loading the model takes seconds."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from penname.detect.contract import Segment
from penname.detect.engine import Engine, build_engine

#: (entity type, value)
Found = set[tuple[str, str]]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return build_engine()


@pytest.fixture
def found(engine: Engine) -> Callable[..., Found]:
    """The values that the engine finds in a text with at least the default score."""

    def find(text: str, hint: str = "", least: float = 0.4) -> Found:
        spans = engine.analyze(Segment(text, hint))
        return {(s.entity_type, text[s.start : s.end]) for s in spans if s.score >= least}

    return find


@pytest.fixture
def make() -> Callable[..., str]:
    """Random words from a fixed seed: credentials are made up at run time, never committed."""
    source = random.Random(20261123)

    def word(length: int, letters: str = string.ascii_letters + string.digits) -> str:
        return "7" + "".join(source.choice(letters) for _ in range(length - 1))

    return word
