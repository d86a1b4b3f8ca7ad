"""The detection engine for commands that work in their own process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

from penname.cli.exits import Exit, Failure
from penname.cli.plugins import allowed
from penname.detect.config import DEFAULT, EngineConfig, EngineError, parse_models
from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, build_engine
from penname.detect.inline import InlineDetector
from penname.exchange.ports import Detector
from penname.policy.recognizers import Profile
from penname.text.spans import Span


def engine_config() -> EngineConfig:
    """What PENNAME_NAMES and PENNAME_PLUGINS say, as for the server. Raises Failure."""
    said = os.environ.get("PENNAME_NAMES")
    try:
        models = DEFAULT if said is None else parse_models(said)
    except ValueError as error:
        raise Failure(f"PENNAME_NAMES: {error}", Exit.USAGE) from None
    return EngineConfig(models, plugins=allowed())


def engine() -> Engine:
    """The engine with its model loaded (seconds). Raises Failure."""
    try:
        return build_engine(engine_config())
    except EngineError as error:
        raise Failure(str(error), Exit.USAGE) from None


def engine_detector() -> Detector:
    """The engine behind the Detector protocol. Raises Failure."""
    return InlineDetector(engine())


def spans_of(
    text: str, profile: Profile, detector: Callable[[], Detector] | None = None
) -> tuple[Span, ...]:
    """What is found in one text. `detector` replaces the engine. Raises Failure."""

    async def ask() -> tuple[Span, ...]:
        return (await (detector or engine_detector)().detect([Segment(text)], profile))[0]

    try:
        return asyncio.run(ask())
    except DetectionError as error:
        raise Failure(str(error), Exit.USAGE) from None
