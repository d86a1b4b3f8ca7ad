"""A small, honest detector for tests of the pure rooms: patterns only, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from penname.detect.contract import DetectionError, Segment
from penname.detect.readings import in_all_readings
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

PATTERNS = (
    ("EMAIL_ADDRESS", re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("PERSON", re.compile(r"\b(?:Maria Schmidt|Jörg Müller|Ann Lee|Zoë O'Neil)\b")),
    ("CREDIT_CARD", re.compile(r"(?<!\d)4\d{15}(?!\d)")),
    ("PRIVATE_KEY", re.compile(r"-----BEGIN PRIVATE KEY-----")),
)


class PatternDetector:
    """Finds made-up names, e-mail addresses and card-shaped numbers. `calls` counts texts."""

    version = "pattern-test/1"

    def __init__(self) -> None:
        self.calls = 0

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.calls += len(segments)
        return in_all_readings(segments, self._read)

    @staticmethod
    def _read(segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        return [
            tuple(
                Span(match.start(), match.end(), name, 0.9, "test")
                for name, pattern in PATTERNS
                for match in pattern.finditer(segment.text)
            )
            for segment in segments
        ]


class BrokenDetector:
    """Always fails: nothing may leave."""

    version = "broken/1"

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        raise DetectionError("planted failure")
