"""Segments that are older than they may be kept are deleted, beside the writing.

After each rotation a thread of its own looks at the beginnings of the oldest segments, so a
long clean-up never holds up a record. The `retire` record is durable before a file goes.

Age is told by the wall clock, as records say it: nothing else outlives a restart. So that a
clock that jumps ahead deletes nothing, it is not believed to go faster than the monotonic one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from penname.audit.erasure import plan_retire, remove
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.orders import changing
from penname.audit.record import AuditRecord


class Retention:
    """Deletes what is older than `seconds()`; 0 or less keeps everything.

    `write` makes an entry durable, or raises AuditError.
    """

    def __init__(
        self,
        folder: Path,
        seconds: Callable[[], float],
        write: Callable[[Entry], Receipt],
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._seconds = seconds
        self._write = write
        self._clock = clock
        self._monotonic = monotonic
        self._began = (clock(), monotonic())
        self._mutex = threading.Lock()
        self._thread: threading.Thread | None = None
        #: Why the last try failed, for people; it is tried again after the next rotation.
        self.failure = ""

    def look_soon(self) -> None:
        """Looks in a thread of its own; not where one is still at it."""
        busy = self._thread is not None and self._thread.is_alive()
        if self._seconds() > 0 and not busy:
            thread = threading.Thread(target=self.look, name="audit-retention", daemon=True)
            self._thread = thread
            thread.start()

    def finish(self, wait_s: float) -> None:
        """Waits for a clean-up that is under way, so that it is not broken off."""
        thread = self._thread
        if thread is not None:
            thread.join(wait_s)

    def look(self) -> int:
        """Deletes what is too old; how many segments. Raises nothing."""
        if not self._mutex.acquire(blocking=False):
            return 0
        try:
            count = self._retired()
        except AuditError as error:
            self.failure = str(error)
            return 0
        finally:
            self._mutex.release()
        self.failure = ""
        return count

    def now(self) -> float:
        """The wall clock, as far as it is believed."""
        wall, elapsed = self._began[0], self._monotonic() - self._began[1]
        return min(self._clock(), wall + elapsed)

    def _retired(self) -> int:
        kept_s = self._seconds()
        limit = self.now() - kept_s
        if kept_s <= 0 or limit <= 0:
            return 0
        with changing(self._folder):
            plan = plan_retire(self._folder, datetime.fromtimestamp(limit, UTC))
            if plan is None:
                return 0
            for detail in plan.details():
                self._write(Entry("retire", AuditRecord(reason="retention"), detail=detail))
            remove(self._folder, plan)
        return plan.last - plan.first + 1
