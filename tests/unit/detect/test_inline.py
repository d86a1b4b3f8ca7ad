"""The detector in the same process."""

from __future__ import annotations

from penname.detect.contract import Segment
from penname.detect.engine import Engine
from penname.detect.inline import InlineDetector


async def test_inline_answers_like_the_engine(engine: Engine) -> None:
    """The protocol adds nothing to the engine's spans, and shares its version."""
    detector = InlineDetector(engine)
    segments = [Segment("Maria Schmidt"), Segment("")]
    assert await detector.detect(segments) == engine.analyze_batch(segments)
    assert detector.version == engine.version
