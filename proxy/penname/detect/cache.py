"""Spans remembered by a keyed digest of the text: a chat resends its history each turn.

What is kept: digests and spans (offsets, types, scores). Never a text or a
value; and since the digest is keyed with a secret of this process, the cache
cannot be asked whether a guessed text was seen.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from penname.detect.contract import Segment
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

_MAX_ENTRIES = 50_000
_MAX_SPANS = 500_000


class _Detector(Protocol):
    @property
    def version(self) -> str: ...

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]: ...


class CachedDetector:
    """A Detector in front of another. Drops what was used longest ago.

    `key` is 16 to 64 secret bytes. `max_spans` bounds memory beside the number of
    entries: one text may have thousands of spans.
    """

    def __init__(
        self,
        inner: _Detector,
        key: bytes,
        *,
        max_entries: int = _MAX_ENTRIES,
        max_spans: int = _MAX_SPANS,
    ) -> None:
        if not 16 <= len(key) <= 64:
            raise ValueError("the cache key must have 16 to 64 bytes")
        self._inner = inner
        self._key = key
        self._max_entries = max_entries
        self._max_spans = max_spans
        self._entries: OrderedDict[bytes, tuple[Span, ...]] = OrderedDict()
        self._spans = 0
        self.hits = 0
        self.misses = 0

    def __repr__(self) -> str:
        return f"CachedDetector(<{len(self._entries)} entries>)"

    @property
    def version(self) -> str:
        return self._inner.version

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """One tuple of spans per segment, in order. Raises DetectionError; then nothing of
        this call is kept. Equal segments of one call are analysed once."""
        digests = [self._digest(segment, profile) for segment in segments]
        known: dict[bytes, tuple[Span, ...]] = {}
        missing: dict[bytes, Segment] = {}
        for digest, segment in zip(digests, segments, strict=True):
            spans = self._entries.get(digest)
            if spans is None:
                missing.setdefault(digest, segment)
            else:
                self._entries.move_to_end(digest)
                known[digest] = spans
        if missing:
            found = await self._inner.detect(list(missing.values()), profile)
            known.update(zip(missing, found, strict=True))
            for digest in missing:
                self._keep(digest, known[digest])
        self.hits += len(segments) - len(missing)
        self.misses += len(missing)
        return [known[digest] for digest in digests]

    def _digest(self, segment: Segment, profile: Profile) -> bytes:
        """16 bytes of keyed BLAKE2b over version, profile, names or not, hint and text, each with
        its length before it (a lone surrogate code point is a text like any other)."""
        digest = hashlib.blake2b(digest_size=16, key=self._key)
        names = "names" if segment.names else ""
        for part in (self._inner.version, profile.digest, names, segment.hint, segment.text):
            raw = part.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "big"))
            digest.update(raw)
        return digest.digest()

    def _keep(self, digest: bytes, spans: tuple[Span, ...]) -> None:
        if len(spans) > self._max_spans:
            return
        self._spans += len(spans) - len(self._entries.pop(digest, ()))
        self._entries[digest] = spans
        while len(self._entries) > self._max_entries or self._spans > self._max_spans:
            _, dropped = self._entries.popitem(last=False)
            self._spans -= len(dropped)
