"""A body on its way, as far as a record may keep it, and the hash of all of it."""

from __future__ import annotations

import hashlib

#: Bytes of one body that a record keeps at most.
MAX_CONTENT = 4 * 1024 * 1024


class Kept:
    """Takes a body in pieces. `room`: how many bytes of it may be kept; 0 for none."""

    __slots__ = ("_hash", "_keeps", "_parts", "_room", "size")

    def __init__(self, room: int) -> None:
        self._hash = hashlib.sha256()
        self._parts: list[bytes] = []
        self._room = room
        self._keeps = room > 0
        self.size = 0

    def __repr__(self) -> str:
        return f"Kept({self.size} bytes)"

    def add(self, data: bytes) -> None:
        self._hash.update(data)
        self.size += len(data)
        if self._keeps:
            self._parts.append(data[: max(0, self._room)])
            self._room -= len(data)

    @property
    def truncated(self) -> bool:
        """Whether only a part could be kept."""
        return self._keeps and self._room < 0

    @property
    def sha256(self) -> str:
        """Hex; empty where nothing came."""
        return self._hash.hexdigest() if self.size else ""

    @property
    def text(self) -> str:
        return b"".join(self._parts).decode("utf-8", "replace")
