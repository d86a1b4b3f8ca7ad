"""The detection engine for commands that work in their own process."""

from __future__ import annotations

from penname.cli.exits import Exit, Failure
from penname.detect.config import EngineConfig, EngineError
from penname.detect.engine import Engine, build_engine
from penname.detect.inline import InlineDetector
from penname.exchange.ports import Detector


def engine() -> Engine:
    """The engine with its model loaded (seconds). Raises Failure."""
    try:
        return build_engine(EngineConfig())
    except EngineError as error:
        raise Failure(str(error), Exit.USAGE) from None


def engine_detector() -> Detector:
    """The engine behind the Detector protocol. Raises Failure."""
    return InlineDetector(engine())
