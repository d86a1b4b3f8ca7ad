"""What stands around an exchange from which nothing is sent: an ear at its detector, one scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from penname.detect.contract import Segment
from penname.exchange.ports import Detector
from penname.mask.vault import VaultScope
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span


class Listener:
    """A detector that notes what it was asked and what it answered."""

    def __init__(self, inner: Detector) -> None:
        self._inner = inner
        self.heard: list[tuple[Segment, tuple[Span, ...]]] = []

    @property
    def version(self) -> str:
        return self._inner.version

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        found = await self._inner.detect(segments, profile)
        self.heard.extend(zip(segments, found, strict=True))
        return found


@dataclass(frozen=True, slots=True)
class OneScope:
    """The same vault scope for whoever asks."""

    scope: VaultScope

    def open(self, kind: str, conversation: str, ttl_s: float) -> VaultScope:
        return self.scope


def located(text: str, heard: Iterable[tuple[Segment, tuple[Span, ...]]]) -> Iterator[Span]:
    """The spans of what was detected in, with offsets in the case's text.

    A text that is JSON is detected in string by string; a string stands in the text as it
    is unless something of it is escaped.
    """
    position = 0
    for segment, spans in heard:
        at = text.find(segment.text, position)
        if at >= 0:
            yield from (span.shifted(at) for span in spans)
            position = at + len(segment.text)
