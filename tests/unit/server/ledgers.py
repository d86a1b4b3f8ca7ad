"""A ledger of the test's: keeps what is recorded, holds it back or fails when told to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from penname.audit.model import AuditError, Entry, Receipt


@dataclass
class FakeLedger:
    """`fails` names the events that cannot be recorded, `held` those that wait for `let`."""

    fails: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)
    soon: asyncio.Event = field(default_factory=asyncio.Event)
    is_well: bool = True

    async def record(self, entry: Entry) -> Receipt | None:
        if entry.event in self.held:
            self.reached.set()
            await self.let.wait()
        if entry.event in self.fails:
            raise AuditError("the disk is full")
        self.entries.append(entry)
        return Receipt("test/log", len(self.entries), bytes([len(self.entries)]) * 32)

    def record_soon(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.soon.set()

    @property
    def events(self) -> list[str]:
        return [entry.event for entry in self.entries]
