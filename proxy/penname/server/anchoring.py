"""Carrying the log's head out of reach: what shows later that its end was cut off.

Every 10 s the latest checkpoint goes into the log lines and to the sinks. With a directory
that replicas share (`audit_anchors`) each also leaves it there in a file of its own, and
records those of the others in its own log. So whoever rolls one replica back would have to
roll all of them back, and the place where the log lines go.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from penname.audit.anchors import Anchor, parse_anchor
from penname.audit.model import AuditError, Entry
from penname.audit.record import AuditRecord
from penname.server.ports import Ledger

_LOG = logging.getLogger("penname.audit")
EVERY_S = 10.0
#: How often the others' heads are recorded. Recording one makes a new head of one's own: done
#: at every step, idle replicas would keep each other busy for ever.
OTHERS_S = 60.0
_SUFFIX = ".anchor"
#: An anchor is one line; what is longer is none.
_MAX_BYTES = 4096


class Journal(Protocol):
    """What is asked of `audit.journal.Journal`."""

    @property
    def head(self) -> str | None:
        """The latest checkpoint as the text of an anchor."""
        ...


def anchor_file(folder: Path, origin: str) -> Path:
    """Where a log's latest checkpoint stands in the shared directory."""
    return folder / f"{origin.replace('/', '~')}{_SUFFIX}"


def own_anchor(folder: Path, origin: str) -> Anchor | None:
    """The checkpoint that this log has left in the shared directory.

    Raises AuditError where the file is there but cannot be read.
    """
    path = anchor_file(folder, origin)
    try:
        return None if not path.exists() else _read(path)
    except (OSError, ValueError):
        raise AuditError(
            f"{path}: is not an anchor. Whether the log was rolled back cannot be told; look at "
            "it, verify the log with your other anchors, and remove the file if all is well"
        ) from None


def _read(path: Path) -> Anchor:
    """Raises OSError and ValueError."""
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError("is too long")
    anchor = parse_anchor(data.decode("ascii").strip())
    if anchor.is_receipt:
        raise ValueError("is a receipt")
    return anchor


class Anchoring:
    """Carries one log's head out, and the others' heads into it. `step` does it once."""

    def __init__(
        self,
        journal: Journal,
        ledger: Ledger,
        *,
        folder: Path | None = None,
        origin: str = "",
        tell: Callable[[str], None] = lambda _text: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._journal = journal
        self._ledger = ledger
        self._folder = folder
        self._origin = origin
        self._tell = tell
        self._clock = clock
        self._told = ""
        self._seen: dict[str, str] = {}
        self._looked_at = float("-inf")

    async def step(self) -> None:
        """Errors of the shared directory are logged: it is no reason to refuse requests."""
        head = self._journal.head
        if head is None or head == self._told:
            return
        self._told = head
        _LOG.info("audit_checkpoint", extra={"checkpoint": head})
        self._tell(head)
        if self._folder is not None:
            try:
                others = await asyncio.to_thread(self._exchange, self._folder, head)
            except OSError as error:
                _LOG.error("audit_anchors_failed", extra={"error": type(error).__name__})
                return
            for anchor in others:
                self._ledger.record_soon(_entry(anchor))

    def _exchange(self, folder: Path, head: str) -> list[Anchor]:
        """Leaves the head, and gives the others' that are new. Raises OSError."""
        mine = anchor_file(folder, self._origin)
        fresh = mine.with_suffix(".tmp")
        with fresh.open("w", encoding="ascii") as file:
            file.write(head + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(mine)
        return self._others(folder, mine)

    def _others(self, folder: Path, mine: Path) -> list[Anchor]:
        """The others' heads that are new. Raises OSError."""
        if self._clock() - self._looked_at < OTHERS_S:
            return []
        self._looked_at = self._clock()
        found = []
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            if path == mine:
                continue
            try:
                anchor = _read(path)
            except (OSError, ValueError):
                _LOG.warning("audit_anchor_unreadable")
                continue
            if self._seen.get(path.name) != str(anchor):
                self._seen[path.name] = str(anchor)
                found.append(anchor)
        return found


def _entry(anchor: Anchor) -> Entry:
    detail = {
        "origin": anchor.origin,
        "size": anchor.size,
        "root": anchor.hash.hex(),
        "sig": anchor.signature,
    }
    return Entry("anchor", AuditRecord(), detail=detail)


@asynccontextmanager
async def anchoring(work: Anchoring, every_s: float = EVERY_S) -> AsyncIterator[None]:
    """Does a step every 10 s for as long as it is open, and one at the end."""

    async def again() -> None:
        while True:
            await asyncio.sleep(every_s)
            await work.step()

    task = asyncio.create_task(again())
    try:
        yield
    finally:
        task.cancel()
        await work.step()
