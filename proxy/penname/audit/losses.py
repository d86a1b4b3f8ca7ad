"""Records that could not be written, counted until a `gap` record says so in the log."""

from __future__ import annotations

import threading


class Losses:
    """How many entries were refused or failed, and since when. For any thread."""

    __slots__ = ("_count", "_mutex", "_since", "total")

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._count = 0
        self._since = ""
        self.total = 0

    def add(self, count: int, now: str) -> None:
        """`now` as a record says the time; kept for the first that is lost."""
        with self._mutex:
            if not self._count:
                self._since = now
            self._count += count
            self.total += count

    def pending(self) -> tuple[int, str]:
        """How many no gap record speaks of yet, and since when; 0 where there are none."""
        with self._mutex:
            return self._count, self._since

    def told(self, count: int, now: str) -> None:
        """A durable record speaks of `count` of them; the rest were lost from `now` on."""
        with self._mutex:
            self._count -= count
            self._since = now
