"""What goes into the log and what comes back: entries, receipts, and how it fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.audit.record import AuditRecord

FORMAT = "alog/1"
#: Event -> whether its line has details in clear (docs/audit-format.md, 2.2).
EVENTS: Mapping[str, bool] = {
    "request": False,
    "response": False,
    "refused": False,
    "reveal": False,
    "alive": False,
    "close": False,
    "rotate": True,
    "gap": True,
    "anchor": True,
    "erase": True,
    "rewrap": True,
    "retire": True,
}


class AuditError(Exception):
    """A record could not be made durable, or a log cannot be continued.

    The message is for people and never holds anything of a record.
    """


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a record stands in a log: whoever keeps it can show later that the log was changed.

    `leaf` is the 32-byte hash of the record's line, `index` its place in the tree.
    """

    origin: str
    index: int
    leaf: bytes

    def __str__(self) -> str:
        return f"{self.origin}/{self.index}/{self.leaf.hex()}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record to be written.

    `scopes` are the names of the erasure scopes (`tenant:acme`, `subject:u-17`) that its key
    depends on; `values` the (entity type, value) pairs that it can be found by; `detail` what
    its line says in clear, for the events that have such.
    """

    event: str
    record: AuditRecord
    scopes: tuple[str, ...] = ()
    values: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    detail: Mapping[str, Any] | None = None
