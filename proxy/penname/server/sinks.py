"""Sinks: the audit log's events for a SIEM, beside the requests and never in their way.

Theory. `offer` puts an event on the queue of each sink and returns: that is all that a
request pays. Each sink has its own queue, task, thread and time-out. Its task takes what
waits, turns it into the sink's form, sends it, and tries again until it is there, so a sink
gets every event at least once, in order, while the process lives. A queue that is full
drops its oldest; what was dropped is counted, logged once a minute, and told to the sink
itself when it is back, with the keys of the first and the last. The log has what a sink
lacks: `penname audit export` fills the gap, and ORIGIN/INDEX tells what came twice.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from penname.audit import flat
from penname.audit.model import Entry, Receipt
from penname.audit.record import AuditRecord
from penname.server.sink import Sink, SinkSettings, SinkStats
from penname.server.sink_queue import Waiting, checkpoint_event, record_event
from penname.server.sink_specs import SinkSpec, parse_sinks

__all__ = ["SinkSet", "SinkSettings", "SinkSpec", "SinkStats", "parse_sinks"]

DEFAULTS = SinkSettings()


class SinkSet:
    """All sinks of one process. `offer` and `offer_checkpoint` belong to the event loop.

    `clock` gives Unix time in seconds. Use it as `async with`, or `start` and `close`.
    """

    def __init__(
        self,
        specs: Sequence[SinkSpec],
        *,
        token_file: Path | None = None,
        settings: SinkSettings = DEFAULTS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clock = clock
        self._settings = settings
        self._sinks: dict[str, Sink] = {}
        seen: Counter[str] = Counter()
        for spec in specs:
            seen[str(spec)] += 1
            name = str(spec) if seen[str(spec)] == 1 else f"{spec}-{seen[str(spec)]}"
            self._sinks[name] = Sink(name, spec, token_file, settings, clock)
        self._tasks: list[asyncio.Task[None]] = []

    def __bool__(self) -> bool:
        return bool(self._sinks)

    async def start(self) -> None:
        """Begins to send. What was offered before is sent too."""
        self._tasks = [
            asyncio.create_task(sink.run(), name=f"sink {name}")
            for name, sink in self._sinks.items()
        ]

    async def close(self) -> None:
        """Sends what waits, for at most `close_s`; the rest is counted as dropped."""
        for sink in self._sinks.values():
            sink.finish()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._settings.close_s)
            for task in late:
                task.cancel()
            await asyncio.wait(self._tasks)
        for sink in self._sinks.values():
            await sink.close()
        self._tasks = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def offer(
        self,
        origin: str,
        index: int,
        time: str,
        event: str,
        record: AuditRecord,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """One record that is durable. Returns at once, whatever the sinks do.

        `time` as in the line (`flat.time_text` makes it of Unix time), `detail` its clear part.
        """
        if self._sinks:
            self._put(record_event(origin, index, time, event, record, detail))

    def follow(self, receipt: Receipt, at: float, entry: Entry) -> None:
        """The same for a ledger: what was recorded, and when (Unix time)."""
        where = (receipt.origin, receipt.index, flat.time_text(at))
        self.offer(*where, entry.event, entry.record, entry.detail)

    def offer_checkpoint(self, text: str) -> None:
        """An anchor `ORIGIN SIZE ROOT SIGNATURE`."""
        if self._sinks:
            self._put(checkpoint_event(text, flat.time_text(self._clock())))

    @property
    def stats(self) -> Mapping[str, SinkStats]:
        """By the sink's name (`ocsf:file`, and `ocsf:file-2` for a second one)."""
        return {name: sink.stats for name, sink in self._sinks.items()}

    def _put(self, item: Waiting) -> None:
        for sink in self._sinks.values():
            sink.offer(item)
