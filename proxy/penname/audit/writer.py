"""The writer: what happens to a log, step by step, in one thread and without an event loop.

It owns the folder (its lock), the open segment and the ballast. Everything that fails ends in
one place, `_poison`: the segment is left and the next one is opened, from the last state that
was acknowledged; what was not acknowledged is sealed again there. Where no segment can be
opened, records are refused (`failure` says why) until one can, at most every `retry_s`.
Intervals go by the monotonic clock alone; the wall clock only stands in records.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from penname.audit.backlog import Outcome
from penname.audit.ballast import Ballast, is_full
from penname.audit.files import advice, reason
from penname.audit.lines import Checkpoint
from penname.audit.lock import FolderLock
from penname.audit.losses import Losses
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.prepared import Prepared, prepared
from penname.audit.record import AuditRecord
from penname.audit.recovery import recover
from penname.audit.segment import Log, Position, Segment, prepare

#: In how many segments a batch is tried: one that fails, one on a full disk, one more.
_TRIES = 3
_NOTHING = AuditRecord()


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """Sizes in bytes, times in seconds.

    `segment_*`: when a segment is ended. `alive_s`: how long nothing may be written. `queue_*`:
    how much may wait. `ballast_bytes`: room kept for a full disk; 0 for none. `retry_s`: how
    often a log that fails is tried again. `stall_s`: after which time one write counts as a
    failure, for `healthy`. `close_s`: how long an end may take.
    """

    segment_bytes: int = 64 * 1024 * 1024
    segment_s: float = 300.0
    alive_s: float = 60.0
    queue_count: int = 4096
    queue_bytes: int = 64 * 1024 * 1024
    ballast_bytes: int = 8 * 1024 * 1024
    retry_s: float = 1.0
    stall_s: float = 10.0
    close_s: float = 10.0


class Writer:
    """Writes one log. One thread only, but for `failure`, `head` and `has_ballast`."""

    def __init__(
        self,
        log: Log,
        settings: JournalSettings,
        *,
        on_rotation: Callable[[], None] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.log = log
        self._settings = settings
        self._monotonic = monotonic
        self._on_rotation = on_rotation
        self._lock = FolderLock(log.folder)
        self._ballast = Ballast(log.folder, settings.ballast_bytes)
        self._position: Position | None = None
        self._segment: Segment | None = None
        self._opened = self._touched = self._retry_at = self._ballast_at = 0.0
        #: Why records are refused, for people; empty where they are not.
        self.failure = ""
        #: How often a segment was left because something failed.
        self.failures = 0
        self.head: Checkpoint | None = None
        self.losses = Losses()

    @property
    def has_ballast(self) -> bool:
        return self._ballast.whole

    @property
    def may_try(self) -> bool:
        """Whether an entry has a chance: all is well, or it is time to try again."""
        return not self.failure or self._monotonic() >= self._retry_at

    @property
    def segment(self) -> int:
        """The number of the open segment, or of the one that would be opened next."""
        if self._segment is not None:
            return self._segment.number
        return self._position.seg if self._position is not None else 0

    def start(self) -> None:
        """Takes the folder and opens a segment. Raises AuditError; the folder is then free."""
        self._lock.acquire()
        try:
            self._position = recover(self.log.folder, self.log.origin)
            self._ballast.make()
            self._ballast_at = self._monotonic()
            self._secured([])
        except BaseException:
            self._lock.release()
            raise

    def write(self, entries: Sequence[Entry]) -> list[Outcome]:
        """Makes entries durable together; for each its receipt, or why there is none."""
        ready: list[Prepared] = []
        outcomes: list[Outcome | None] = []
        for entry in entries:
            try:
                ready.append(prepared(entry))
                outcomes.append(None)
            except AuditError as error:
                outcomes.append(error)
        try:
            done: list[Outcome] = list(self._durable(ready))
        except AuditError as error:
            done = [AuditError(str(error)) for _ in ready]  # each is raised in a place of its own
        self._count_lost(len(entries) - sum(isinstance(one, Receipt) for one in done))
        following = iter(done)
        return [next(following) if one is None else one for one in outcomes]

    def record(self, entry: Entry) -> Receipt:
        """Makes one entry durable. Raises AuditError."""
        (outcome,) = self.write([entry])
        if isinstance(outcome, AuditError):
            raise outcome
        return outcome

    def rotate(self, why: str) -> None:
        """Ends the segment and opens the next. `why` is one of the format's four reasons."""
        segment = self._segment
        if segment is not None:
            entry = Entry("rotate", _NOTHING, detail={"why": why})
            try:
                segment.append([prepared(entry)], self.log.now())
                self._leave(segment, segment.position)
            except Exception as error:  # noqa: BLE001 - see _secured
                self._poison(segment, error)
        try:
            self._secured([])
        except AuditError:
            return  # `failure` says so, and `tick` tries again
        self._rotated()

    def tick(self) -> None:
        """What time asks for: trying again, rotation, a sign of life, the ballast."""
        now = self._monotonic()
        if self.failure or self.losses.pending()[0]:
            self._try_again(now)
        segment = self._segment
        if segment is None:
            return
        if not self._ballast.whole and now - self._ballast_at >= self._settings.retry_s:
            self._ballast_at = now
            self._ballast.make()
        if segment.size >= self._settings.segment_bytes:
            self.rotate("size")
        elif segment.records and now - self._opened >= self._settings.segment_s:
            self.rotate("age")
        elif now - self._touched >= self._settings.alive_s:
            self.write([Entry("alive", _NOTHING)])

    def close(self) -> None:
        """Writes the last record and gives the folder free. Raises nothing."""
        try:
            if self._segment is not None:
                self.write([Entry("close", _NOTHING)])
        finally:
            if self._segment is not None:
                self._leave(self._segment, self._segment.position)
            self._lock.release()

    def drop(self) -> None:
        """Closes the files and nothing else: for a child process, which owns none of them."""
        if self._segment is not None:
            self._segment.close()
        self._lock.release()

    def _durable(self, batch: Sequence[Prepared]) -> list[Receipt]:
        """The receipts of a batch; a `gap` record goes with it where something was lost."""
        if self.failure and self._monotonic() < self._retry_at:
            raise AuditError(self.failure)
        lost, since = self.losses.pending()
        if lost:
            gap = Entry("gap", _NOTHING, detail={"lost": lost, "since": since})
            batch = [*batch, prepared(gap)]
        receipts = self._secured(batch)
        if lost:
            self.losses.told(lost, self.log.now())
            receipts.pop()
        return receipts

    def _secured(self, batch: Sequence[Prepared]) -> list[Receipt]:
        """The receipts of a batch (which may be empty), in a segment that is open. Raises
        AuditError after some tries."""
        said: Exception | None = None
        for _ in range(_TRIES):
            segment = self._segment
            try:
                if segment is None:
                    segment = self._open()
                receipts = segment.append(batch, self.log.now()) if batch else []
            except Exception as error:  # noqa: BLE001 - nobody is told that a record is durable
                self._poison(segment, error)
                said = error
                continue
            self.head = segment.checkpoint
            self._touched = self._monotonic()
            self.failure = ""
            return receipts
        self._retry_at = self._monotonic() + self._settings.retry_s
        self.failure = self._explained(said)
        raise AuditError(self.failure)

    def _open(self) -> Segment:
        if self._position is None:
            raise AuditError("the writer was not started")
        segment = prepare(self.log, self._position)
        try:
            segment.publish()
        except BaseException:
            segment.close()
            if segment.published:  # it is part of the log, though nobody knows how safely
                self._position = segment.poisoned()
            raise
        self._segment = segment
        self._opened = self._monotonic()
        return segment

    def _poison(self, segment: Segment | None, error: Exception) -> None:
        """Leaves a segment whose state nobody knows; gives the ballast up on a full disk."""
        self.failures += 1
        if segment is not None:
            self._leave(segment, segment.poisoned())
        if is_full(error):
            self._ballast.release()
            self._ballast_at = self._monotonic()

    def _leave(self, segment: Segment, position: Position) -> None:
        segment.close()
        self._segment = None
        self._position = position

    def _rotated(self) -> None:
        if self._on_rotation is not None:
            self._on_rotation()

    def _try_again(self, now: float) -> None:
        if now >= self._retry_at:
            try:
                self._durable([])
            except AuditError:
                return

    def _count_lost(self, count: int) -> None:
        if count:
            self.losses.add(count, self.log.now())

    def _explained(self, error: Exception | None) -> str:
        if isinstance(error, OSError):
            said = f"{reason(error)}); {advice(error)}"
        else:
            said = f"{type(error).__name__}); this is an error of penname, please report it"
        return f"audit log {self.log.folder}: no record can be written ({said}"
