"""What an exchange needs from the world: protocols that `server/app` fills in.

`async` here means only "may wait": nothing in this room imports asyncio, so a
test can drive an exchange with any event loop, or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from penname.detect.contract import Segment
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span


class Detector(Protocol):
    """Text to spans. Spans come unfiltered (any score) and may overlap."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could yield other spans."""
        ...

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """One tuple of spans per segment, in order. Raises DetectionError.

        `profile` says which types are wanted, and what a policy's own recognizers find. Types
        that are not wanted may be missing from the answer.
        """
        ...


class Calendar(Protocol):
    """Which day it is (allow entries end)."""

    def __call__(self) -> dt.date: ...
