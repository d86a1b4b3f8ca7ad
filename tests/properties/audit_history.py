"""A log with a history, for test_audit_oracle: who made it knows what a verifier must say.

The log is written by penname's writer; what the writer may not do here (erasing, wrapping anew,
retiring) is done by hand, as docs/audit-format.md says.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from penname.audit.model import Entry, Receipt
from penname.audit.recipients import new_identity
from penname.audit.record import AuditRecord
from penname.audit.segment import Log
from penname.audit.tree import Tree
from penname.audit.writer import JournalSettings, Writer

READER = new_identity("reader", seed=bytes(range(32))).recipient
SETTINGS = JournalSettings(ballast_bytes=0, retry_s=0.0)
SCOPES: tuple[tuple[str, ...], ...] = ((), ("tenant:a",), ("tenant:a", "subject:b"))


@dataclass(frozen=True)
class Accounts:
    """A record that something else depends on: without it the verdict is this one."""

    index: int
    verdict: str


@dataclass
class History:
    """What was done. `acknowledged` is what callers were told; nothing of it may be lost."""

    folder: Path
    random: Random
    acknowledged: list[Receipt] = field(default_factory=list)
    accounts: list[Accounts] = field(default_factory=list)
    snapshots: list[tuple[Path, int]] = field(default_factory=list)
    writer: Writer | None = None

    # --- what a writer does ----------------------------------------------------------------------

    def start(self) -> None:
        """Goes on where the log ended; nothing where a writer is there."""
        if self.writer is None:
            log = Log(self.folder, "test/1", (READER,), bytes(32), lambda: "", self.clock)
            self.writer = Writer(log, SETTINGS)
            self.writer.start()

    def clock(self) -> float:
        return 1_795_000_000.0 + self.random.randrange(-1000, 1000)

    def running(self) -> Writer:
        self.start()
        assert self.writer is not None
        return self.writer

    def append(self, count: int, scopes: int = 0, event: str = "request") -> None:
        entries = [Entry(event, AuditRecord(), SCOPES[scopes]) for _ in range(count)]
        for outcome in self.running().write(entries):
            assert isinstance(outcome, Receipt), outcome
            self.acknowledged.append(outcome)

    def detailed(self, event: str, detail: dict[str, Any]) -> int:
        receipt = self.running().record(Entry(event, AuditRecord(), detail=detail))
        self.acknowledged.append(receipt)
        return receipt.index

    def rotate(self) -> None:
        self.running().rotate("order")

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None

    def poison(self, count: int) -> None:
        """The sync of a batch fails, once: the batch stands there and counts for nothing."""
        real, calls = os.fdatasync, iter([OSError(5, "planted")])

        def sync(descriptor: int) -> None:
            if error := next(calls, None):
                raise error
            real(descriptor)

        with patch("os.fdatasync", sync):
            self.append(count)

    def crash(self, count: int, kept: float, damage: str) -> None:
        """The process ends while a batch is written, of which only a part comes to the disk."""
        writer = self.running()
        path = Layout.of(self.folder).last.path
        before = path.stat().st_size
        writer.write([Entry("request", AuditRecord()) for _ in range(count)])
        writer.drop()
        self.writer = None
        raw = path.read_bytes()
        if path != Layout.of(self.folder).last.path:
            return  # the batch went to a new segment
        keep = before + int((len(raw) - before) * kept)
        lost = {"cut": b"", "zeros": bytes(len(raw) - keep), "garbage": b"\xff\n" * 9}[damage]
        path.write_bytes(raw[:keep] + (lost if keep < len(raw) else b""))

    # --- what people do --------------------------------------------------------------------------

    def scope_lines(self) -> list[tuple[int, bytes]]:
        """Key lines of scopes in closed segments that the log still has."""
        return [
            (each.seg, line)
            for each in Layout.of(self.folder).segments[:-1]
            for line in each.keys.read_bytes().splitlines()
            if b'"kind":"scope"' in line
        ]

    def erase(self, which: int) -> None:
        lines = self.scope_lines()
        if lines:
            seg, line = lines[which % len(lines)]
            ref = sha256(line).hexdigest()
            index = self.detailed("erase", {"lines": [{"seg": seg, "ref": ref}]})
            self.accounts.append(Accounts(index, "tampered"))
            self.change_keys(seg, line, b"")

    def rewrap(self, which: int) -> None:
        lines = self.scope_lines()
        if lines:
            seg, line = lines[which % len(lines)]
            new = line.replace(b'"to":[', b'"to":[{"id":"%016x","kem":"x25519","box":""},' % which)
            old_ref, ref = sha256(line).hexdigest(), sha256(new).hexdigest()
            detail = {"lines": [{"seg": seg, "old": old_ref, "new": ref}]}
            self.accounts.append(Accounts(self.detailed("rewrap", detail), "tampered"))
            self.change_keys(seg, line, new + b"\n")

    def change_keys(self, seg: int, line: bytes, new: bytes) -> None:
        path = self.folder / f"seg-{seg:08d}.keys"
        path.write_bytes(path.read_bytes().replace(line + b"\n", new))

    def retire(self, count: int) -> None:
        layout = Layout.of(self.folder)
        gone = layout.segments[: min(count, len(layout.segments) - 1)]
        if gone:
            head = layout.segments[len(gone)].header
            frontier = [bytes.fromhex(each) for each in head["frontier"]]
            root = Tree(head["first"], frontier).root().hex()
            detail = {"from": gone[0].seg, "to": gone[-1].seg, "size": head["first"], "root": root}
            self.accounts = [each for each in self.accounts if each.verdict == "tampered"]
            self.accounts.append(Accounts(self.detailed("retire", detail), "incomplete"))
            for each in gone:
                each.path.unlink()
                each.keys.unlink()

    def snapshot(self) -> None:
        """Somebody copies the folder, to put it back later."""
        if any(self.folder.glob("*.alog")):
            copy = self.folder.with_name(f"copy-{len(self.snapshots)}")
            shutil.copytree(self.folder, copy)
            self.snapshots.append((copy, len(self.acknowledged)))


@dataclass
class Part:
    """One segment. `end`: how far it counts, by the next header, or its last whole checkpoint."""

    seg: int
    path: Path
    raw: bytes
    header: dict[str, Any]
    end: int = 0
    torn: Any = None
    is_last: bool = False

    @property
    def keys(self) -> Path:
        return self.path.with_suffix(".keys")

    @property
    def lines(self) -> list[bytes]:
        """The lines that count, with their LF."""
        return self.raw[: self.end].splitlines(keepends=True)

    def checkpoints(self) -> Iterator[tuple[int, int]]:
        """(byte behind it, leaves under it) of each checkpoint that counts."""
        position = 0
        for line in self.lines:
            position += len(line)
            if line.startswith(b"C "):
                yield position, json.loads(line[2:])["n"]


@dataclass
class Layout:
    """Where the segments of a folder end. Reads what the writer wrote before any damage."""

    segments: list[Part]

    @property
    def last(self) -> Part:
        return self.segments[-1]

    @property
    def first_leaf(self) -> int:
        first: int = self.segments[0].header["first"]
        return first

    @classmethod
    def of(cls, folder: Path) -> Layout:
        parts = []
        for path in sorted(folder.glob("*.alog")):
            raw = path.read_bytes()
            header = json.loads(raw.split(b"\n")[0][2:])
            parts.append(Part(header["seg"], path, raw, header))
        for part, following in pairwise(parts):
            part.torn = following.header["torn"]
            part.end = part.torn["after"] if part.torn else len(part.raw)
        if parts:
            parts[-1].is_last = True
            parts[-1].end = _signed_end(parts[-1].raw)
        return cls(parts)


def _signed_end(raw: bytes) -> int:
    position = end = 0
    for line in raw.splitlines(keepends=True):
        position += len(line)
        if line.startswith(b"C {") and line.endswith(b"}\n"):
            end = position
    return end
