"""One sink at work: it takes what waits, sends it, and tries again until it is there."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from penname.audit import flat
from penname.audit.exports import FORMS
from penname.server.sink_ends import End, end_of
from penname.server.sink_http import SinkError
from penname.server.sink_queue import Queue, Waiting, lost_event
from penname.server.sink_specs import SinkSpec
from penname.server.sink_threads import Blocking

_LOG = logging.getLogger("penname.sinks")

#: An event takes under 0.1 ms to make. Without a rest a batch would hold the interpreter's
#: lock for its switch interval (5 ms) each time that a request wants to go on.
_BREATH, _BREATH_S = 8, 0.0002


@dataclass(frozen=True, slots=True)
class SinkSettings:
    """Bounds of each sink: events, bytes (roughly) and seconds.

    `timeout_s` is for one attempt in all. After a failed one the sink waits `retry_s`, then
    twice as long each time, up to `retry_max_s`. `close_s`: how long the end may take to
    send what still waits.
    """

    queue_count: int = 10_000
    queue_bytes: int = 16 * 1024 * 1024
    batch_count: int = 500
    batch_bytes: int = 512 * 1024
    timeout_s: float = 5.0
    retry_s: float = 0.5
    retry_max_s: float = 30.0
    close_s: float = 5.0
    log_every_s: float = 60.0


@dataclass(frozen=True, slots=True)
class SinkStats:
    """Counts since the start; `queued` is now. `healthy`: the last attempt went well."""

    sent: int
    dropped: int
    rejected: int
    failures: int
    queued: int
    healthy: bool


class Sink:
    """One sink: its queue, and the task that empties it."""

    def __init__(
        self,
        name: str,
        spec: SinkSpec,
        token_file: Path | None,
        settings: SinkSettings,
        clock: Callable[[], float],
    ) -> None:
        self._name = name
        self._form = FORMS[spec.form]
        self._settings = settings
        self._clock = clock
        self._queue = Queue(settings.queue_count, settings.queue_bytes)
        self._thread = Blocking(f"sink {name}")
        self._end: End = end_of(spec, self._thread, settings.timeout_s, token_file)
        self._wake = asyncio.Event()
        self._finish = asyncio.Event()
        self._closed = False
        self._limit = settings.batch_count
        self._pause_s = 0.0
        self._sent = self._rejected = self._failures = 0
        self._healthy = True
        self._told_at = -settings.log_every_s
        self._told_failure = False
        self._told_dropped = 0
        self._before_end = 0

    @property
    def stats(self) -> SinkStats:
        return SinkStats(
            sent=self._sent,
            dropped=self._queue.dropped,
            rejected=self._rejected,
            failures=self._failures,
            queued=len(self._queue),
            healthy=self._healthy,
        )

    def offer(self, item: Waiting) -> None:
        """Puts an event on the queue; after the end it only counts."""
        if self._closed:
            self._queue.give_up((item,))
            return
        self._queue.offer(item)
        self._wake.set()
        if self._queue.dropped > self._told_dropped and self._may_tell():
            self._tell("sink_full")

    def finish(self) -> None:
        """Asks `run` to end once nothing waits. No pause is waited for any more."""
        self._before_end = self._queue.dropped
        self._finish.set()
        self._wake.set()

    async def run(self) -> None:
        """Sends until `finish` was called and nothing waits."""
        while True:
            batch = self._queue.take(self._limit, self._settings.batch_bytes)
            if not batch:
                if self._finish.is_set():
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            if lost := self._queue.lost():
                batch.insert(0, lost_event(lost, flat.time_text(self._clock())))
            await self._deliver(batch)

    async def close(self) -> None:
        """Lets go of the end. What still waits is given up, and said so."""
        self._closed = True
        self._queue.give_up(self._queue.take(len(self._queue), self._queue.size))
        if self._queue.dropped > self._before_end:
            self._tell("sink_left")
        with contextlib.suppress(OSError, TimeoutError):
            await self._end.close()
        self._thread.stop()

    async def _deliver(self, batch: list[Waiting]) -> None:
        """Sends a batch, as often as it takes. Cancelled, it counts the rest as dropped."""
        try:
            while batch:
                part, rest = batch[: self._limit], batch[self._limit :]
                lines = await self._thread.run(partial(self._lines, part))
                if await self._is_sent(lines):
                    batch = rest
                elif len(part) > 1:
                    self._limit = len(part) // 2  # to find the one that is not wanted
                else:
                    self._rejected += 1
                    batch = rest
                    await self._rest()
        except asyncio.CancelledError:
            self._queue.give_up(batch)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the sink goes on
            self._queue.give_up(batch)
            self._failed(type(error).__name__)
            await self._rest()

    async def _is_sent(self, lines: bytes) -> bool:
        """Whether the end has taken them, after any time; False when it does not want them."""
        while lines:
            try:
                await self._end.send(lines)
            except SinkError as error:
                self._failed(str(error), error.retry_s)
                if error.rejected:
                    return False
            except Exception as error:  # noqa: BLE001 - whatever it is, nothing else may fail by it
                self._failed(type(error).__name__)
            else:
                self._went_well(lines.count(b"\n"))
                break
            await self._rest()
        return True

    def _lines(self, batch: Sequence[Waiting]) -> bytes:
        """The events as NDJSON: ASCII only, so that nothing in a text can be taken for a line's
        end. In the sink's thread, which lets others run after every few."""
        lines = []
        for number, item in enumerate(batch, start=1):
            if number % _BREATH == 0:
                time.sleep(_BREATH_S)
            try:
                said = item.make(self._form)
                lines.append(json.dumps(said, separators=(",", ":"), allow_nan=False))
            except Exception:  # noqa: BLE001 - no writer makes such; the events beside it must go
                self._rejected += 1
        return "".join(f"{line}\n" for line in lines).encode("ascii")

    def _went_well(self, count: int) -> None:
        self._sent += count
        self._pause_s = 0.0
        self._limit = min(self._settings.batch_count, self._limit * 2)
        self._healthy = True
        if self._told_failure:
            self._told_failure = False
            self._tell("sink_back", level=logging.INFO)

    def _failed(self, word: str, retry_s: float = 0.0) -> None:
        self._failures += 1
        self._healthy = False
        longest = self._settings.retry_max_s
        pause = max(self._pause_s * 2, self._settings.retry_s, retry_s)
        self._pause_s = min(pause, longest)
        if self._may_tell():
            self._told_failure = True
            self._tell("sink_failed", word)

    async def _rest(self) -> None:
        """Waits before the next attempt; at the end hardly at all."""
        pause = self._pause_s * random.uniform(0.5, 1.0)  # noqa: S311 - so that replicas spread
        if self._finish.is_set():
            await asyncio.sleep(min(pause, 0.1))
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._finish.wait()

    def _may_tell(self) -> bool:
        return time.monotonic() - self._told_at >= self._settings.log_every_s

    def _tell(self, event: str, word: str = "none", level: int = logging.WARNING) -> None:
        self._told_at = time.monotonic()
        self._told_dropped = self._queue.dropped
        extra = {"sink": self._name, "dropped": self._queue.dropped, "error": word}
        _LOG.log(level, event, extra=extra)
