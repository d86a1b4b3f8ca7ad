"""What was worked out for a text before, by keyed digest: an agent resends its history.

Kept are digests, offsets, entity types and scores; never a text or a value. A wrong
entry cannot arise: the key covers everything that the result depends on.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from penname.exchange.account import Judged

#: About 100 MB with the typical handful of spans per text.
MAX_ENTRIES = 100_000


class Memory:
    """LRU of judged texts and of texts that passed the egress check. `key`: 16 to 64 bytes."""

    def __init__(self, key: bytes, *, max_entries: int = MAX_ENTRIES) -> None:
        self._key = key
        self._max = max_entries
        self._judged: OrderedDict[bytes, Judged] = OrderedDict()
        self._clean: OrderedDict[bytes, None] = OrderedDict()

    def __repr__(self) -> str:
        return f"Memory({len(self._judged)} judged, {len(self._clean)} clean)"

    def digest(self, *parts: str | bytes) -> bytes:
        """A keyed digest (BLAKE2b, 16 bytes) of parts, each with its length before it."""
        state = hashlib.blake2b(digest_size=16, key=self._key)
        for part in parts:
            raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
            state.update(len(raw).to_bytes(8, "big"))
            state.update(raw)
        return state.digest()

    def judged(self, key: bytes) -> Judged | None:
        found = self._judged.get(key)
        if found is not None:
            self._judged.move_to_end(key)
        return found

    def keep_judged(self, key: bytes, judged: Judged) -> None:
        self._judged[key] = judged
        if len(self._judged) > self._max:
            self._judged.popitem(last=False)

    def is_clean(self, key: bytes) -> bool:
        if key not in self._clean:
            return False
        self._clean.move_to_end(key)
        return True

    def keep_clean(self, key: bytes) -> None:
        self._clean[key] = None
        if len(self._clean) > self._max:
            self._clean.popitem(last=False)
