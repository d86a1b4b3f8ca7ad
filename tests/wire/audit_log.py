"""The audit log of the wire tests: a real journal, its reader, and what must hold at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from penname.audit.journal import Journal, JournalSettings
from penname.audit.reader import LogReader, ReadRecord
from penname.audit.recipients import Identity, new_identity
from penname.server.ledger import JournalLedger
from penname.server.metrics import Metrics

ORIGIN = "penname/wire"


@dataclass(frozen=True, slots=True)
class WireLog:
    """A log under way, and the identity that reads it."""

    folder: Path
    identity: Identity
    journal: Journal
    ledger: JournalLedger
    metrics: Metrics = field(repr=False)

    def records(self) -> list[ReadRecord]:
        """All records that a request caused, opened."""
        events = ("request", "response", "refused")
        with LogReader(self.folder, [self.identity]) as reader:
            return list(reader.records(events=events))

    def files(self) -> bytes:
        """Every byte of every file in the folder."""
        return b"\n".join(
            path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()
        )


@contextmanager
def wire_log(
    folder: Path,
    *,
    patience_s: float = 5.0,
    blocks: bool = True,
    settings: JournalSettings | None = None,
) -> Iterator[WireLog]:
    """A journal in a folder, started and closed again."""
    identity = new_identity("wire")
    journal = Journal(
        folder,
        ORIGIN,
        [identity.recipient],
        b"l" * 32,
        policy_digest=lambda: "d" * 64,
        settings=settings,
    )
    metrics = Metrics()
    ledger = JournalLedger(journal, counts=metrics, patience_s=patience_s, blocks=blocks)
    journal.start()
    try:
        yield WireLog(folder, identity, journal, ledger, metrics)
    finally:
        journal.close()
