"""One open segment: how it comes to be, and how a batch of records gets onto the disk.

The order of the steps is that of docs/audit-format.md, 5. Whatever fails here poisons the
segment: nothing is written to it or synced again and its keys are not used again, because
after a failed sync nobody knows what is on the disk (the kernel may drop the pages and say
so only once), and a ciphertext under the same key and nonce could be there already. The
owner then opens the next segment from `position`, the last state that was acknowledged.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from penname import __version__
from penname.audit import files
from penname.audit.lines import (
    NO_HASH,
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
from penname.audit.model import Receipt
from penname.audit.notes import SigningKey, new_signing_key, sign
from penname.audit.prepared import Prepared
from penname.audit.recipients import Recipient
from penname.audit.seal import SegmentSealer
from penname.audit.tree import Tree, leaf_hash

#: The last second that a time in a record can say.
_LAST_SECOND = 253_402_300_799.0


@dataclass(frozen=True, slots=True)
class Log:
    """What all segments of one log share. `clock` is the wall clock, in seconds since 1970."""

    folder: Path
    origin: str
    recipients: tuple[Recipient, ...]
    label_key: bytes = field(repr=False)
    policy_digest: Callable[[], str]
    clock: Callable[[], float]

    def now(self) -> str:
        """The time as records say it."""
        return stamp(self.clock())


@dataclass(frozen=True, slots=True)
class Position:
    """Where a log goes on: the next segment's number and signing key, and the tree so far.

    `last` is the hash of the last leaf, `torn` what the next header says of the tail before it.
    """

    seg: int
    size: int
    frontier: tuple[bytes, ...]
    last: bytes
    signing: SigningKey
    torn: Torn | None = None


def beginning() -> Position:
    """The position of a log that has no segment yet."""
    return Position(0, 0, (), NO_HASH, new_signing_key())


def stamp(seconds: float) -> str:
    """`2026-11-24T09:30:00.000Z`. Clocks that are far off are held at the ends of the calendar."""
    moment = datetime.fromtimestamp(min(max(seconds, 0.0), _LAST_SECOND), UTC)
    return moment.isoformat(timespec="milliseconds")[:-6] + "Z"


class Segment:
    """The segment that is being written. One thread only.

    Made by `prepare`, in the folder since `publish`. `size` is the file's in bytes, `records`
    how many there are that say more than that the writer is alive.
    """

    def __init__(self, log: Log, before: Position, following: SigningKey) -> None:
        self._log = log
        self._following = following
        self._key = before.signing.loaded()
        self._sealer = SegmentSealer(log.origin, before.seg, log.recipients, log.label_key)
        self._tree = Tree(before.size, before.frontier)
        self._refs: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._written: set[str] = set()
        self._log_fd = self._keys_fd = -1
        self.number = before.seg
        self.published = False
        self.records = self.size = 0
        self.checkpoint: Checkpoint
        self.position: Position

    @property
    def commit(self) -> bytes:
        return self._sealer.commit

    @property
    def key_line(self) -> bytes:
        return self._sealer.key_line

    def begin(self, header: Header) -> None:
        """Steps 2 of opening: the files, under names that count for nothing yet."""
        line = header_line(header)
        leaf = leaf_hash(line)
        self._tree.append(leaf)
        checkpoint = self._signed()
        data = b"%b\n%b\n" % (line, checkpoint_line(checkpoint))
        keys, draft = self._path(files.keys_name), self._draft()
        for path in (keys, draft):
            path.unlink(missing_ok=True)  # of a writer that ended at this point
        self._keys_fd = files.create(keys)
        files.write(self._keys_fd, self._sealer.key_line + b"\n")
        os.fsync(self._keys_fd)
        self._log_fd = files.create(draft)
        files.write(self._log_fd, data)
        os.fsync(self._log_fd)
        # The format does not ask for it: no crash may leave a segment without its keys.
        files.sync_folder(self._log.folder)
        self._acknowledged(checkpoint, leaf, len(data))

    def publish(self) -> None:
        """Steps 3 and 4: from here on the segment is part of the log, whatever else fails."""
        path = self._path(files.log_name)
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "the next segment is there already", str(path))
        self._draft().rename(path)
        self.published = True
        files.sync_folder(self._log.folder)
        self._path(files.signing_name).unlink(missing_ok=True)

    def append(self, batch: Sequence[Prepared], now: str) -> list[Receipt]:
        """Makes records durable, in their order; their receipts. Raises OSError and others.

        `batch` is not empty. After any exception the segment is poisoned.
        """
        references = self._references(batch)
        tree, sealer, origin, last = self._tree, self._sealer, self._log.origin, self.position.last
        lines: list[bytes] = []
        receipts: list[Receipt] = []
        for one, refs in zip(batch, references, strict=True):
            entry = one.entry
            index = tree.size
            tokens = tuple(sealer.tokens(refs, entry.values)) if entry.values else ()
            head = Clear(index, now, entry.event, last[:4].hex(), refs, tokens, entry.detail)
            clear = clear_json(head)
            line = record_line(clear, sealer.seal(index, last, clear, one.plain, refs))
            last = leaf_hash(line)
            tree.append(last)
            lines.append(line)
            receipts.append(Receipt(origin, index, last))
        checkpoint = self._signed()
        lines += (checkpoint_line(checkpoint), b"")
        data = b"\n".join(lines)
        files.write(self._log_fd, data)
        os.fdatasync(self._log_fd)
        self._acknowledged(checkpoint, last, len(data))
        self.records += sum(one.entry.event != "alive" for one in batch)
        return receipts

    def poisoned(self) -> Position:
        """Where to go on after a failure: nobody knows what stands behind the last checkpoint."""
        before = self.position
        torn = Torn(self.size, None, None)
        return Position(before.seg, before.size, before.frontier, before.last, before.signing, torn)

    def close(self) -> None:
        """Closes the files; syncs and writes nothing. May be called again."""
        for descriptor in (self._log_fd, self._keys_fd):
            if descriptor >= 0:
                _close(descriptor)
        self._log_fd = self._keys_fd = -1

    def _references(self, batch: Sequence[Prepared]) -> list[tuple[str, ...]]:
        """The `k` of each record; the key lines that they need are synced."""
        found, known = [], self._refs
        fresh: list[bytes] = []
        for one in batch:
            scopes = one.entry.scopes
            refs = known.get(scopes)
            if refs is None:
                refs = known[scopes] = self._new_references(scopes, fresh)
            found.append(refs)
        if fresh:
            files.write(self._keys_fd, b"".join(fresh))
            os.fdatasync(self._keys_fd)
        return found

    def _new_references(self, scopes: tuple[str, ...], fresh: list[bytes]) -> tuple[str, ...]:
        keys = [self._sealer.scope(name) for name in scopes]
        for key in keys:
            if key.ref not in self._written:
                self._written.add(key.ref)
                fresh.append(key.line + b"\n")
        return tuple(sorted({key.ref for key in keys}))

    def _signed(self) -> Checkpoint:
        size, root = self._tree.size, self._tree.root()
        return Checkpoint(size, root, sign(self._key, self._log.origin, size, root))

    def _acknowledged(self, checkpoint: Checkpoint, last: bytes, more: int) -> None:
        self.checkpoint = checkpoint
        self.size += more
        tree = self._tree
        self.position = Position(self.number + 1, tree.size, tree.frontier(), last, self._following)

    def _path(self, name: Callable[[int], str]) -> Path:
        return self._log.folder / name(self.number)

    def _draft(self) -> Path:
        path = self._path(files.log_name)
        return path.with_name(path.name + files.TEMPORARY)


def prepare(log: Log, before: Position) -> Segment:
    """Steps 1 and 2 of opening the segment behind a position. Raises OSError."""
    following = new_signing_key()
    files.put(log.folder / files.signing_name(before.seg + 1), following.private)
    segment = Segment(log, before, following)
    header = Header(
        origin=log.origin,
        seg=before.seg,
        first=before.size,
        frontier=before.frontier,
        prev=before.last,
        key=before.signing.public,
        next=following.public,
        time=log.now(),
        commit=segment.commit,
        keyline=reference(segment.key_line),
        torn=before.torn,
        policy=log.policy_digest(),
        software=f"penname/{__version__}",
    )
    try:
        segment.begin(header)
    except BaseException:
        segment.close()
        raise
    return segment


def _close(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return  # the kernel has let go of it all the same; what counts was synced before
