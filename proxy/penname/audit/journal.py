"""The journal: any number of callers, one thread that writes, receipts when it is durable.

Group commit without a timer: while one batch is being synced the next one gathers, and all
that waits is taken at once. So one caller waits for one sync, and many callers share one.

A caller that does not wait any longer (cancelled, timed out) changes nothing: its record is
written all the same. A process that was forked from the writer's has no writer: its copy
of the journal refuses everything and lets go of the files.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
import weakref
from base64 import b64encode
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from penname.audit.backlog import Backlog, FullError, Waiting, resolve, size_of
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.orders import serve
from penname.audit.recipients import Recipient
from penname.audit.retention import Retention
from penname.audit.segment import Log
from penname.audit.writer import JournalSettings, Writer

__all__ = ["Journal", "JournalSettings", "JournalStats"]

#: How often the thread looks at what nobody wakes it for, in seconds.
_LOOK_S = 0.5


def _for_ever() -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class JournalStats:
    """Counts since the start. `dropped`: entries that got no receipt, for whatever reason.

    `failures`: how often a segment had to be left. `waiting`: entries in the queue now.
    """

    records: int
    batches: int
    failures: int
    dropped: int
    waiting: int
    waiting_bytes: int
    segment: int


class Journal:
    """One log, written by a thread of this process. All methods may be called by any thread.

    `policy_digest` is asked when a segment is opened; `retention_s`, how long closed segments
    are kept in seconds (0: for ever), after each rotation.
    """

    def __init__(
        self,
        folder: Path,
        origin: str,
        recipients: Sequence[Recipient],
        label_key: bytes,
        *,
        policy_digest: Callable[[], str],
        settings: JournalSettings | None = None,
        retention_s: Callable[[], float] = _for_ever,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings or JournalSettings()
        log = Log(folder, origin, tuple(recipients), label_key, policy_digest, clock)
        self._log = log
        self._retention = Retention(folder, retention_s, self.write, clock=clock)
        self._writer = Writer(log, self._settings, on_rotation=self._retention.look_soon)
        self._backlog = Backlog(self._settings.queue_count, self._settings.queue_bytes)
        self._thread: threading.Thread | None = None
        self._rotate_why = ""
        self._ending = False
        self._refuses = f"audit log {folder}: it is not open"
        self._batch: list[Waiting] = []
        self._busy_since = self._orders_at = 0.0
        self._records = self._batches = 0

    def __repr__(self) -> str:
        return f"Journal({self._log.origin!r}, segment={self._writer.segment})"

    def start(self) -> None:
        """Takes the folder, goes on where the log ended, and starts the thread.

        Raises AuditError: another process writes there, the log is damaged, it cannot be written.
        """
        if self._thread is not None:
            raise AuditError(f"audit log {self._log.folder}: a journal is started once")
        self._writer.start()
        self._refuses = ""
        self._thread = threading.Thread(target=self._run, name="audit-writer", daemon=True)
        _STARTED.add(self)
        self._thread.start()
        self._retention.look_soon()

    def submit(self, entry: Entry) -> Future[Receipt]:
        """A future of the receipt. Raises AuditError at once where nothing can be written."""
        future: Future[Receipt] = Future()
        self._put(Waiting(entry, size_of(entry), future, None))
        return future

    def submit_soon(self, entry: Entry, loop: asyncio.AbstractEventLoop) -> asyncio.Future[Receipt]:
        """As `submit`, for the loop's own thread; never blocks."""
        future: asyncio.Future[Receipt] = loop.create_future()
        self._put(Waiting(entry, size_of(entry), future, loop))
        return future

    def write(self, entry: Entry, timeout_s: float | None = 30.0) -> Receipt:
        """Waits until the entry is durable: for commands. Raises AuditError."""
        try:
            return self.submit(entry).result(timeout_s)
        except TimeoutError:
            raise AuditError(
                f"audit log {self._log.folder}: nothing was written within {timeout_s:g} s"
            ) from None

    def rotate(self, why: str) -> None:
        """Asks for a new segment, soon: `policy` or `order`."""
        self._rotate_why = why
        self._backlog.wake()

    def close(self) -> None:
        """Writes what waits and a `close` record, and ends the thread; within `close_s`.

        A disk that hangs longer is left alone: whoever still waits gets AuditError.
        """
        self._refuses = self._refuses or f"audit log {self._log.folder}: it was closed"
        thread, self._ending = self._thread, True
        if thread is None or thread is threading.current_thread():
            return
        self._backlog.wake()
        thread.join(self._settings.close_s)
        self._retention.finish(self._settings.close_s)
        if thread.is_alive():
            self._fail_all(f"audit log {self._log.folder}: the disk did not answer in time")

    @property
    def healthy(self) -> bool:
        """Whether records can be written, as far as is known."""
        return not self.failure

    @property
    def accepts_requests(self) -> bool:
        """Whether new requests should be taken: there is also room for their answers."""
        return not self.failure and self._writer.has_ballast

    @property
    def failure(self) -> str:
        """What is wrong, for people; empty where nothing is."""
        if self._refuses or self._writer.failure:
            return self._refuses or self._writer.failure
        since = self._busy_since
        waited = time.monotonic() - since if since else 0.0
        if waited > self._settings.stall_s:
            return f"audit log {self._log.folder}: a write has not returned for {waited:.0f} s"
        return ""

    @property
    def head(self) -> str | None:
        """The last checkpoint as an anchor: `ORIGIN SIZE ROOT SIGNATURE`."""
        said = self._writer.head
        if said is None:
            return None
        signature = b64encode(said.signature).decode()
        return f"{self._log.origin} {said.n} {said.root.hex()} {signature}"

    @property
    def stats(self) -> JournalStats:
        return JournalStats(
            self._records,
            self._batches,
            self._writer.failures,
            self._writer.losses.total,
            len(self._backlog),
            self._backlog.bytes,
            self._writer.segment,
        )

    def _put(self, one: Waiting) -> None:
        try:
            if self._refuses or not self._writer.may_try:
                raise AuditError(self._refuses or self._writer.failure)
            self._backlog.put(one)
        except AuditError as error:
            self._writer.losses.add(1, self._log.now())
            if isinstance(error, FullError):
                raise FullError(f"audit log {self._log.folder}: {error}") from None
            raise

    def _run(self) -> None:
        backlog, writer = self._backlog, self._writer
        wait_s = min(_LOOK_S, self._settings.retry_s)
        try:
            while True:
                self._batch = backlog.take(0 if self._ending else wait_s)
                if self._batch:
                    self._write_batch()
                elif self._ending:
                    break
                self._busy_since = time.monotonic()
                self._look()
                self._busy_since = 0.0
        finally:
            # Also where something unforeseen ends the thread: nobody may wait for ever.
            self._refuses = self._refuses or f"audit log {self._log.folder}: its writer has ended"
            backlog.shut()
            writer.close()
            self._fail_all(self._refuses)

    def _write_batch(self) -> None:
        batch = self._batch
        self._busy_since = time.monotonic()
        outcomes = self._writer.write([one.entry for one in batch])
        self._batch = []
        self._batches += 1
        self._records += sum(isinstance(one, Receipt) for one in outcomes)
        resolve(batch, outcomes)

    def _look(self) -> None:
        if self._rotate_why:
            why, self._rotate_why = self._rotate_why, ""
            self._writer.rotate(why)
        self._writer.tick()
        now = time.monotonic()
        if now >= self._orders_at:
            self._orders_at = now + _LOOK_S
            serve(self._log.folder, self._writer)

    def _fail_all(self, why: str) -> None:
        left = [*self._batch, *self._backlog.take(0)]
        self._batch = []
        if left:
            self._writer.losses.add(len(left), self._log.now())
            resolve(left, [AuditError(why)] * len(left))

    def _was_forked(self) -> None:
        """In a child process: the thread is not there, and the files are not ours."""
        if self._thread is not None:
            self._refuses = f"audit log {self._log.folder}: another process writes it"
            self._thread = None
            self._writer.drop()


#: Journals of this process with a thread, for what happens at a fork.
_STARTED: weakref.WeakSet[Journal] = weakref.WeakSet()


def _forked() -> None:
    for one in list(_STARTED):
        one._was_forked()


os.register_at_fork(after_in_child=_forked)
