"""Where a log goes on after a start: what its last segment says, and whether it may.

A crash can damage only the last batch, because batches are synced one by one. So damage with
two or more good checkpoints behind it was not a crash, and the log is not continued: a new
segment would make it look whole. The files are read and never changed, but for what a writer
that ended leaves behind (temporary files, signing keys that were used).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from penname.audit import files
from penname.audit.lines import (
    MAX_LINE,
    NO_HASH,
    Checkpoint,
    FormatError,
    Header,
    Sealed,
    Torn,
    parse_line,
)
from penname.audit.model import AuditError
from penname.audit.notes import is_signed, signing_key
from penname.audit.segment import Position, beginning
from penname.audit.tree import Tree, leaf_hash

_CHUNK = 1 << 20


class RefusedError(AuditError):
    """The log cannot be continued as it is; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log goes: the tree behind the last good checkpoint of segment `seg`.

    `end` is the byte behind that checkpoint's line; `tail` says whether bytes stand there.
    """

    header: Header
    checkpoint: Checkpoint
    frontier: tuple[bytes, ...]
    last: bytes
    end: int
    tail: bool

    @property
    def origin(self) -> str:
        return self.header.origin

    @property
    def seg(self) -> int:
        return self.header.seg

    @property
    def size(self) -> int:
        return self.checkpoint.n


def head_of(folder: Path) -> Head | None:
    """The head of the log in a folder; None where it has no segment. Changes nothing.

    Raises RefusedError where the last segment is damaged, AuditError where it cannot be read.
    """
    try:
        numbers = files.segments(folder) if folder.is_dir() else []
        return _head(folder, numbers[-1]) if numbers else None
    except OSError as error:
        raise _unreadable(folder, error) from None


def recover(folder: Path, origin: str) -> Position:
    """Where the writer, which holds the folder's lock, goes on. Raises as `head_of`.

    Also where the log is another's, or the key for its next segment is missing.
    """
    try:
        head = head_of(folder)
        if head is not None and head.origin != origin:
            raise RefusedError(
                f"audit log {folder}: it is the log {head.origin}, not {origin}; use the folder"
                " of this log, or an empty one"
            )
        _clear_up(folder, head)
        return _fresh(folder) if head is None else _continued(folder, head)
    except OSError as error:
        raise _unreadable(folder, error) from None


def _unreadable(folder: Path, error: OSError) -> AuditError:
    where = Path(error.filename).name if isinstance(error.filename, str) else "a file"
    return AuditError(
        f"audit log {folder}: {where} cannot be read ({files.reason(error)}); its files must be"
        " ordinary files that this process may read and write"
    )


def _clear_up(folder: Path, head: Head | None) -> None:
    """Removes temporary files, signing keys that were used, key lines of retired segments."""
    left = list(files.temporaries(folder))
    if head is not None:
        first = files.segments(folder)[0]
        used = (one for one in files.signing_keys(folder) if one <= head.seg)
        left += (folder / files.signing_name(one) for one in used)
        retired = (one for one in files.key_files(folder) if one < first)
        left += (folder / files.keys_name(one) for one in retired)
    for path in left:
        path.unlink(missing_ok=True)


def _fresh(folder: Path) -> Position:
    """A log begins, unless what lies there says that one was here."""
    keys = files.signing_keys(folder)
    if any(number > 1 for number in keys):
        raise RefusedError(
            f"audit log {folder}: the segments are gone ({files.signing_name(max(keys))} shows"
            " that there were some); put them back, or use an empty folder for a new log"
        )
    return beginning()


def _continued(folder: Path, head: Head) -> Position:
    number = head.seg + 1
    beyond = [one for one in files.signing_keys(folder) if one > number + 1]
    if beyond:
        raise RefusedError(
            f"audit log {folder}: segments behind {head.seg} are gone"
            f" ({files.signing_name(max(beyond))} shows that there were some); put them back, or"
            " keep the folder as evidence and begin a new log in an empty one"
        )
    path = folder / files.signing_name(number)
    try:
        key = signing_key(files.read(path, 64))
    except (FileNotFoundError, ValueError):
        key = None
    if key is None or key.public != head.header.next:
        raise RefusedError(
            f"audit log {folder}: {path.name}, with which segment {number} must be signed, is"
            " missing or another (was the folder restored from a copy?); put the file back, or"
            " keep the folder as it is and begin a new log in an empty one"
        )
    torn = _torn(folder, head) if head.tail else None
    return Position(number, head.size, head.frontier, head.last, key, torn)


def _torn(folder: Path, head: Head) -> Torn:
    """What stands behind the last good checkpoint, synced before it is described."""
    try:
        descriptor = files.open_for_reading(folder / files.log_name(head.seg))
        with os.fdopen(descriptor, "rb") as file:
            os.fsync(descriptor)
            file.seek(head.end)
            digest, size = hashlib.sha256(), 0
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        return Torn(head.end, None, None)
    return Torn(head.end, size, digest.digest())


# --- reading the last segment --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _State:
    """The tree behind a checkpoint that is as it must be, and the byte behind its line."""

    checkpoint: Checkpoint
    frontier: tuple[bytes, ...]
    last: bytes
    end: int


class _Reader:
    """Follows the lines of one segment as long as they are what a writer makes."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._tree = Tree()
        self._last = NO_HASH
        self._leaves = 0
        self.header: Header | None = None
        self.state: _State | None = None

    def takes(self, line: bytes, end: int) -> bool:
        """Whether the line may stand here; `end` is the byte behind its LF."""
        try:
            said = parse_line(line)
        except FormatError:
            return False
        if isinstance(said, Checkpoint):
            return self._checkpoint(said, end)
        if isinstance(said, Sealed):
            return self._record(said, line)
        return self._header(said, line)

    def _header(self, said: Header, line: bytes) -> bool:
        if self.header is not None or said.seg != self._number:
            return False
        try:
            self._tree = Tree(said.first, said.frontier)
        except ValueError:
            return False
        self.header = said
        self._leaf(line)
        return True

    def _record(self, said: Sealed, line: bytes) -> bool:
        fits = (
            self.state is not None  # a record never stands before the first checkpoint
            and said.clear.n == self._tree.size
            and said.clear.p == self._last[:4].hex()
        )
        if fits:
            self._leaf(line)
        return fits

    def _checkpoint(self, said: Checkpoint, end: int) -> bool:
        fits = (
            self.header is not None
            and self._leaves > 0
            and said.n == self._tree.size
            and said.root == self._tree.root()
            and _is_signed(self.header, said)
        )
        if fits:
            self.state = _State(said, self._tree.frontier(), self._last, end)
            self._leaves = 0
        return fits

    def _leaf(self, line: bytes) -> None:
        self._last = leaf_hash(line)
        self._tree.append(self._last)
        self._leaves += 1


def _head(folder: Path, number: int) -> Head:
    path = folder / files.log_name(number)
    reader = _Reader(number)
    with os.fdopen(files.open_for_reading(path), "rb", _CHUNK) as file:
        size = os.fstat(file.fileno()).st_size
        for line, end in _lines(file):
            if not reader.takes(line, end):
                break
        state = reader.state
        if state is None or reader.header is None:
            raise RefusedError(
                f"audit log {folder}: {path.name} is damaged at its beginning, which a crash"
                " cannot do; keep it as evidence, put a good copy back, or begin a new log in an"
                " empty folder"
            )
        if state.end < size:
            _refuse_later_checkpoints(file, reader.header, state, path)
    header = reader.header
    return Head(header, state.checkpoint, state.frontier, state.last, state.end, state.end < size)


def _is_signed(header: Header, said: Checkpoint) -> bool:
    return is_signed(header.key, said.signature, header.origin, said.n, said.root)


def _refuse_later_checkpoints(file: BinaryIO, header: Header, state: _State, path: Path) -> None:
    """Raises RefusedError where more than one batch was written behind the damage."""
    file.seek(state.end)
    later: set[int] = set()
    for line, _ in _lines(file):
        if line.startswith(b"C "):
            said = _checkpoint(line)
            if said is not None and said.n > state.checkpoint.n and _is_signed(header, said):
                later.add(said.n)
        if len(later) > 1:
            raise RefusedError(
                f"audit log {path.parent}: {path.name} is damaged behind record"
                f" {state.checkpoint.n - 1}, with good records behind the damage, which a crash"
                " cannot do; run `penname audit verify` on it, keep it as evidence, put a good"
                " copy back, or begin a new log in an empty folder"
            )


def _checkpoint(line: bytes) -> Checkpoint | None:
    try:
        said = parse_line(line)
    except FormatError:
        return None
    return said if isinstance(said, Checkpoint) else None


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Whole lines without their LF, each with the byte behind it; what has no LF is no line.

    A stretch that is longer than any line is passed over in pieces, as lines that are none.
    """
    end = file.tell()
    while line := file.readline(MAX_LINE + 1):
        end += len(line)
        if line.endswith(b"\n"):
            yield line[:-1], end
        elif len(line) > MAX_LINE:
            yield b"", end
