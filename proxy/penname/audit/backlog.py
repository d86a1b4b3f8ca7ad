"""What waits to be written: a bounded queue between the callers and the writer's thread.

Callers never wait for room: a full queue is an error at once, because an event loop must not
block and requests must not pile up. All that a batch resolved is handed to an event loop in
one call, so a batch costs one wake-up whatever its size.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from concurrent.futures import InvalidStateError as AlreadyDoneError
from dataclasses import dataclass

from penname.audit.model import AuditError, Entry, Receipt

#: What an entry takes beside its texts, roughly, in bytes.
_ENTRY_BYTES = 2048

Outcome = Receipt | AuditError


class FullError(AuditError):
    """More waits to be written than may wait."""


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """An entry with whoever waits for its receipt. `loop` is that of an asyncio future."""

    entry: Entry
    size: int
    future: Future[Receipt] | asyncio.Future[Receipt]
    loop: asyncio.AbstractEventLoop | None


class Backlog:
    """Many callers put, one thread takes. At most `count` entries and `size` bytes wait."""

    __slots__ = ("_asleep", "_bytes", "_mutex", "_queue", "_shut", "_wake", "count", "size")

    def __init__(self, count: int, size: int) -> None:
        self.count = count
        self.size = size
        self._queue: deque[Waiting] = deque()
        self._bytes = 0
        self._mutex = threading.Lock()
        # Held while there is nothing to wake for; a lock wakes faster than a condition.
        self._wake = threading.Lock()
        self._wake.acquire()
        self._asleep = self._shut = False

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def bytes(self) -> int:
        return self._bytes

    def put(self, one: Waiting) -> None:
        """Raises FullError at once where there is no room, AuditError where it is shut."""
        with self._mutex:
            if self._shut:
                raise AuditError("the audit log was closed")
            # A single entry larger than all the room is taken while nothing else waits.
            if len(self._queue) >= self.count or (
                self._queue and self._bytes + one.size > self.size
            ):
                raise FullError(
                    f"{len(self._queue)} records ({self._bytes} bytes) wait to be written already"
                )
            self._queue.append(one)
            self._bytes += one.size
            if self._asleep:
                self._asleep = False
                self._wake.release()

    def take(self, wait_s: float) -> list[Waiting]:
        """All that waits; where there is nothing, what comes within `wait_s`, or nothing."""
        with self._mutex:
            if self._queue or wait_s <= 0:
                return self._drained()
            self._asleep = True
        woken = self._wake.acquire(timeout=wait_s)
        with self._mutex:
            if not woken and not self._asleep:
                self._wake.acquire()  # the wake-up came between the time-out and here
            self._asleep = False
            return self._drained()

    def shut(self) -> None:
        """From here on nothing is taken in; what waits can still be taken out."""
        with self._mutex:
            self._shut = True

    def wake(self) -> None:
        """Ends a wait, for whoever wants the writer's attention."""
        with self._mutex:
            if self._asleep:
                self._asleep = False
                self._wake.release()

    def _drained(self) -> list[Waiting]:
        taken = list(self._queue)
        self._queue.clear()
        self._bytes = 0
        return taken


def size_of(entry: Entry) -> int:
    """How much memory an entry takes, roughly, in bytes; takes no time that grows with it."""
    content = entry.record.content
    if content is None:
        return _ENTRY_BYTES
    return _ENTRY_BYTES + sys.getsizeof(content.masked) + sys.getsizeof(content.original)


def resolve(batch: Sequence[Waiting], outcomes: Iterable[Outcome]) -> None:
    """Tells everybody. Who does not wait any longer, and a loop that has ended, are no error."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Receipt], Outcome]]] = {}
    for one, outcome in zip(batch, outcomes, strict=True):
        if isinstance(one.future, Future):
            _settle(one.future, outcome)
        elif one.loop is not None:
            loops.setdefault(one.loop, []).append((one.future, outcome))
    for loop, pairs in loops.items():
        try:
            loop.call_soon_threadsafe(_settle_all, pairs)
        except RuntimeError:
            continue  # the loop is closed, so nobody waits there


def _settle_all(pairs: list[tuple[asyncio.Future[Receipt], Outcome]]) -> None:
    for future, outcome in pairs:
        if not future.done():
            if isinstance(outcome, AuditError):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)


def _settle(future: Future[Receipt], outcome: Outcome) -> None:
    try:
        if isinstance(outcome, AuditError):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
    except AlreadyDoneError:
        return  # cancelled by whoever waited
