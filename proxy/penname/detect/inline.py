"""A Detector in the calling process: for `penname scan` and tests. Blocks while it works."""

from __future__ import annotations

from collections.abc import Sequence

from penname.detect.contract import Segment
from penname.detect.engine import Engine
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span


class InlineDetector:
    """The engine behind the Detector protocol."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def version(self) -> str:
        return self._engine.version

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """One tuple of spans per segment, in order. Raises DetectionError."""
        return self._engine.analyze_batch(segments, profile)
