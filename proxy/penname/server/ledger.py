"""The audit log as requests see it: durable within a time, or an AuditError.

`on_audit_failure: block` (the default) refuses what cannot be recorded. `allow` lets it
pass and counts it; the journal writes a `gap` record once it can write again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from penname.audit.model import AuditError, Entry, Receipt
from penname.server.ports import RecordCounts

_LOG = logging.getLogger("penname.audit")
#: How often a failing log is written about, in seconds.
_SAY_EVERY_S = 10.0


class Journal(Protocol):
    """What is asked of `audit.journal.Journal`."""

    @property
    def healthy(self) -> bool: ...

    @property
    def accepts_requests(self) -> bool:
        """False also where what is left of the disk is for answers to requests under way."""
        ...

    def submit_soon(
        self, entry: Entry, loop: asyncio.AbstractEventLoop
    ) -> asyncio.Future[Receipt]: ...


#: Gets each record once it is durable: for sinks. Must not wait.
Follower = Callable[[Receipt, float, Entry], None]


class JournalLedger:
    """Puts a journal behind the handler's port. `patience_s`: how long a record may take."""

    def __init__(
        self,
        journal: Journal,
        *,
        blocks: bool = True,
        patience_s: float = 5.0,
        counts: RecordCounts,
        follower: Follower | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._journal = journal
        self._blocks = blocks
        self._patience_s = patience_s
        self._counts = counts
        self._follower = follower
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._said_at = float("-inf")

    @property
    def is_well(self) -> bool:
        """Always, where a log that fails may be passed over."""
        return not self._blocks or self._journal.accepts_requests

    async def record(self, entry: Entry) -> Receipt | None:
        """Returns once the record is durable. Raises AuditError where that is asked for."""
        began = time.perf_counter()
        try:
            if entry.event == "request" and self._has_room_for_answers_only:
                raise AuditError("the disk is full: the audit log takes no new requests")
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(self._patience_s):
                receipt = await self._journal.submit_soon(entry, loop)
        except (AuditError, TimeoutError) as error:
            self._failed(entry, error)
            if self._blocks:
                raise AuditError("the audit log could not be written in time") from error
            return None
        self._counts.recorded(entry.event, time.perf_counter() - began)
        if self._follower is not None:
            self._follower(receipt, self._clock(), entry)
        return receipt

    @property
    def _has_room_for_answers_only(self) -> bool:
        """Where it fails altogether the journal itself says no, and counts what it has lost."""
        return self._journal.healthy and not self._journal.accepts_requests

    def record_soon(self, entry: Entry) -> None:
        """Writes a record that nobody waits for; `close` does."""
        task = asyncio.get_running_loop().create_task(self._quietly(entry))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Waits for what nobody waited for."""
        if self._tasks:
            await asyncio.wait(set(self._tasks))

    async def _quietly(self, entry: Entry) -> None:
        try:
            await self.record(entry)
        except AuditError:
            return  # counted and logged already; the answer has gone its way

    def _failed(self, entry: Entry, error: Exception) -> None:
        self._counts.not_recorded(entry.event)
        now = time.monotonic()
        if now - self._said_at >= _SAY_EVERY_S:
            self._said_at = now
            name = "TimeoutError" if isinstance(error, TimeoutError) else "AuditError"
            _LOG.error("audit_failed", extra={"error": name, "stage": entry.event})
