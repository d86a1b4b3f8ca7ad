"""A small, honest detector for tests of the pure rooms: patterns only, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from penname.detect.contract import DetectionError, Segment
from penname.detect.readings import in_all_readings
from penname.policy.finder import find
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

PATTERNS = (
    ("EMAIL_ADDRESS", re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("PERSON", re.compile(r"\b(?:Maria Schmidt|Jörg Müller|Ann Lee|Zoë O'Neil)\b")),
    ("CREDIT_CARD", re.compile(r"(?<!\d)4\d{15}(?!\d)")),
    ("PRIVATE_KEY", re.compile(r"-----BEGIN PRIVATE KEY-----")),
)


class PatternDetector:
    """Finds made-up names, e-mail addresses and card-shaped numbers, and what a profile's own
    recognizers find (without context). `calls` counts texts."""

    version = "pattern-test/1"

    def __init__(self, patterns: Sequence[tuple[str, re.Pattern[str]]] = PATTERNS) -> None:
        self.calls = 0
        self._patterns = patterns

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.calls += len(segments)
        return in_all_readings(segments, lambda asked: self._read(asked, profile))

    def _read(self, segments: Sequence[Segment], profile: Profile) -> list[tuple[Span, ...]]:
        wanted = profile.wanted
        patterns = [one for one in self._patterns if wanted is None or one[0] in wanted]
        return [
            (
                *(
                    Span(match.start(), match.end(), name, 0.9, "test")
                    for name, pattern in patterns
                    if segment.names or name != "PERSON"
                    for match in pattern.finditer(segment.text)
                ),
                *(
                    Span(start, end, spec.entity_type, score, spec.name)
                    for spec in profile.recognizers
                    for start, end, score in find(spec, segment.text)
                ),
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
