"""What stands around an exchange from which nothing is sent: an ear at its detector, one scope."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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

    A text that is JSON is detected in string by string: each stands in the text as it is, or
    with escapes. Spans of what is written in yet another way are left out.
    """
    position = 0
    for segment, spans in heard:
        for written in (_as_it_is, _escaped, _escaped_ascii):
            whole = written(segment.text)
            at = text.find(whole, position)
            if at >= 0:
                position = at + len(whole)
                for span in spans:
                    start = at + len(written(segment.text[: span.start]))
                    end = at + len(written(segment.text[: span.end]))
                    yield replace(span, start=start, end=end)
                break


def _as_it_is(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _escaped_ascii(text: str) -> str:
    return json.dumps(text)[1:-1]
