"""Makes logs for tests of what reads them: line by line, without the writer.

A `LogMaker` does what it is told, so it also makes what no writer would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from penname.audit.lines import (
    Checkpoint,
    Clear,
    Header,
    Torn,
    checkpoint_line,
    clear_json,
    header_line,
    record_line,
    reference,
)
from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord, plaintext
from penname.audit.seal import SegmentSealer
from penname.audit.tree import Tree, leaf_hash

ORIGIN = "penname/test"
LABEL_KEY = bytes(range(32))
EMPTY = AuditRecord()


class LogMaker:
    """A log in `folder`. Signatures are zeros: readers do not look at them."""

    def __init__(self, folder: Path, identities: Sequence[Identity]) -> None:
        self.folder = folder
        self.identities = list(identities)
        self.tree = Tree()
        self.last = bytes(32)
        self.seg = -1
        self.minute = 0
        self.sealer: SegmentSealer
        folder.mkdir(exist_ok=True)

    @property
    def path(self) -> Path:
        return self.folder / f"seg-{self.seg:08d}.alog"

    @property
    def keys(self) -> Path:
        return self.folder / f"seg-{self.seg:08d}.keys"

    def segment(self, torn: Torn | None = None) -> None:
        """Begins the next segment, with its first checkpoint."""
        self.seg += 1
        recipients = [one.recipient for one in self.identities]
        self.sealer = SegmentSealer(ORIGIN, self.seg, recipients, LABEL_KEY)
        self._written: set[str] = set()
        header = Header(
            ORIGIN,
            self.seg,
            self.tree.size,
            self.tree.frontier(),
            self.last,
            bytes(32),
            bytes(32),
            self.time(),
            self.sealer.commit,
            reference(self.sealer.key_line),
            torn,
            "",
            "penname/test",
        )
        self.keys.write_bytes(self.sealer.key_line + b"\n")
        self._leaf(header_line(header))
        self.checkpoint()

    def time(self) -> str:
        moment = datetime(2026, 11, 24) + timedelta(minutes=self.minute)  # noqa: DTZ001
        return moment.isoformat(timespec="milliseconds") + "Z"

    def add(
        self,
        event: str = "request",
        record: AuditRecord | Mapping[str, Any] | bytes = EMPTY,
        scopes: Iterable[str] = (),
        values: Iterable[tuple[str, str]] = (),
        detail: Mapping[str, Any] | None = None,
    ) -> int:
        """A record, without a checkpoint; its index. Bytes are sealed as they are."""
        keys = [self.sealer.scope(name) for name in scopes]
        with self.keys.open("ab") as file:
            for key in keys:
                if key.ref not in self._written:
                    self._written.add(key.ref)
                    file.write(key.line + b"\n")
        refs = tuple(sorted(key.ref for key in keys))
        index = self.tree.size
        tokens = tuple(self.sealer.tokens(refs, values))
        clear = clear_json(
            Clear(index, self.time(), event, self.last[:4].hex(), refs, tokens, detail)
        )
        if not isinstance(record, bytes):
            said = record.as_json() if isinstance(record, AuditRecord) else record
            record = plaintext(said)
        self._leaf(record_line(clear, self.sealer.seal(index, self.last, clear, record, refs)))
        self.minute += 1
        return index

    def checkpoint(self) -> None:
        self.write(checkpoint_line(Checkpoint(self.tree.size, self.tree.root(), bytes(64))) + b"\n")

    def write(self, data: bytes) -> None:
        """Bytes behind what stands in the open segment, whatever they are."""
        with self.path.open("ab") as file:
            file.write(data)

    def batch(self, *requests: str, scopes: Iterable[str] = ()) -> list[int]:
        """Requests with these ids, and a checkpoint."""
        made = [self.add("request", AuditRecord(request_id=one), scopes) for one in requests]
        self.checkpoint()
        return made

    def references(self, seg: int | None = None) -> list[str]:
        """The references of the lines of a `.keys` file."""
        path = self.keys if seg is None else self.folder / f"seg-{seg:08d}.keys"
        return [reference(line) for line in path.read_bytes().splitlines()]

    def drop_key(self, ref: str, seg: int | None = None) -> None:
        """Takes a line out of a `.keys` file."""
        path = self.keys if seg is None else self.folder / f"seg-{seg:08d}.keys"
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(one for one in lines if reference(one[:-1]) != ref))

    def _leaf(self, line: bytes) -> None:
        self.write(line + b"\n")
        self.last = leaf_hash(line)
        self.tree.append(self.last)


def label_of_line(line: bytes) -> str:
    """The label of a key line."""
    label = json.loads(line[2:])["label"]
    assert isinstance(label, str)
    return label
