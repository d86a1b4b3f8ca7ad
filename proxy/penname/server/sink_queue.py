"""What waits for one sink: bounded by number and by bytes. The oldest goes when it is full.

Nothing here waits or sends, so a full queue costs the one who offers nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from penname.audit import flat
from penname.audit.exports import Form
from penname.audit.flat import Lost
from penname.audit.record import AuditRecord

#: Rough bytes of an event without its texts, and of one row of findings.
_BASE, _ROW = 600, 250


@dataclass(frozen=True, slots=True)
class Waiting:
    """One event on its way to a sink. `make` turns it into a form's object, later."""

    key: str
    size: int
    make: Callable[[Form], dict[str, Any]] = field(repr=False)


def record_event(
    origin: str,
    index: int,
    time: str,
    event: str,
    record: AuditRecord,
    detail: Mapping[str, Any] | None,
) -> Waiting:
    """A record of the log. What must not leave is let go of here: a queue holds no text of
    a request, and a sink that hangs no more memory than the queue's bound."""
    if record.content is not None or record.about or record.reason:
        record = replace(record, content=None, about={}, reason="")
    size = _BASE + _ROW * (len(record.findings) + len(record.shadow)) + _texts(record)
    return Waiting(
        flat.uid_of(origin, index),
        size,
        lambda form: form.exported(origin, index, time, event, record, detail),
    )


def checkpoint_event(text: str, time: str) -> Waiting:
    """A signed checkpoint, as an anchor's text."""
    key = str(flat.checkpoint(text, time)["uid"])
    return Waiting(key, _BASE, lambda form: form.checkpoint(text, time))


def lost_event(lost: Lost, time: str) -> Waiting:
    """That events were given up before this one."""
    return Waiting(f"{lost.last}/dropped", _BASE, lambda form: form.dropped(lost, time))


def _texts(record: AuditRecord) -> int:
    """Bytes, roughly, of the texts that others chose: they may be long."""
    texts = (record.model, record.tenant, record.subject, record.client, record.route)
    return sum(map(len, texts))


class Queue:
    """First in, first out. `offer` never fails: it drops the oldest, and remembers that."""

    def __init__(self, count: int, size: int) -> None:
        self._items: deque[Waiting] = deque()
        self._count = count
        self._room = size
        self._size = 0
        self._lost: Lost | None = None
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._items)

    @property
    def size(self) -> int:
        """Bytes, roughly, of what waits."""
        return self._size

    def offer(self, item: Waiting) -> None:
        """Puts one behind the others."""
        self._items.append(item)
        self._size += item.size
        while len(self._items) > self._count or self._size > self._room:
            gone = self._items.popleft()
            self._size -= gone.size
            self.give_up((gone,))

    def take(self, count: int, size: int) -> list[Waiting]:
        """The oldest, at most `count` and about `size` bytes of them; one at least, if any."""
        taken: list[Waiting] = []
        while self._items and len(taken) < count and (not taken or size >= self._items[0].size):
            item = self._items.popleft()
            self._size -= item.size
            size -= item.size
            taken.append(item)
        return taken

    def give_up(self, items: tuple[Waiting, ...] | list[Waiting]) -> None:
        """Counts events that no longer go to the sink."""
        for item in items:
            first = item.key if self._lost is None else self._lost.first
            count = 1 if self._lost is None else self._lost.count + 1
            self._lost = Lost(count, first, item.key)
            self.dropped += 1

    def lost(self) -> Lost | None:
        """What was given up since the last call."""
        lost, self._lost = self._lost, None
        return lost
