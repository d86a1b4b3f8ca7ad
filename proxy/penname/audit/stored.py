"""The lines of a log as they lie in its files, read from the front, in bounded memory.

A record counts up to the last checkpoint that was acknowledged: up to what the next header's
`torn` says, else up to the last whole checkpoint line (docs/audit-format.md, 5). What stands
behind it is never shown. Nothing is verified here; that is what `verify` is for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from penname.audit import files
from penname.audit.lines import (
    MAX_LINE,
    Checkpoint,
    FormatError,
    Header,
    Sealed,
    parse_line,
)
from penname.audit.model import AuditError
from penname.audit.tree import leaf_hash

_BUFFER = 1024 * 1024
#: A checkpoint line is at most 2 + 6 + 16 + 7 + 64 + 7 + 88 + 2 bytes and its LF.
_MAX_CHECKPOINT = 256
_BLOCK = 64 * 1024


class ReadError(AuditError):
    """A log cannot be read. The message says where (`file:line`), and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies in its segment; `previous` is the line of the leaf before it."""

    segment: int
    line_no: int
    sealed: Sealed
    previous: bytes = field(repr=False)

    @property
    def prev_leaf(self) -> bytes:
        """The hash of the leaf before. 32 bytes."""
        return leaf_hash(self.previous)

    @property
    def leaf(self) -> bytes:
        """The hash of the record's own line. 32 bytes."""
        return leaf_hash(b"R %b\t%b" % (self.sealed.clear_json, self.sealed.box_b64))


class SegmentFile:
    """One segment, read forward; it may grow meanwhile. Raises ReadError.

    `header` is its first line. Use it in a `with`, or call `close`.
    """

    def __init__(self, folder: Path, seg: int) -> None:
        self.seg = seg
        self.name = files.log_name(seg)
        try:
            self._file = os.fdopen(files.open_for_reading(folder / self.name), "rb", _BUFFER)
        except OSError as error:
            raise ReadError(f"{self.name}: {files.reason(error)}") from None
        self._at = 0
        self._line_no = 0
        try:
            raw = self._next_line(None)
            self.header = self._header(raw)
        except ReadError:
            self._file.close()
            raise
        self._previous = raw

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def end(self, following: Header | None) -> int:
        """The byte behind the last acknowledged checkpoint. `following`: the next header."""
        size = os.fstat(self._file.fileno()).st_size
        if following is not None and following.torn is not None:
            return min(following.torn.after, size)
        return self._checkpointed(size)

    def lines(self, end: int) -> Iterator[bytes]:
        """The lines (without LF) from where the last call ended up to byte `end`."""
        while self._at < end:
            yield self._next_line(end)

    def records(self, end: int) -> Iterator[Stored]:
        """The records from where the last call ended up to byte `end`."""
        for raw in self.lines(end):
            start = raw[:2]
            if start == b"C ":
                continue
            if start != b"R ":
                raise ReadError(f"{self._place}: a line of an unknown kind")
            try:
                parsed = parse_line(raw)
            except FormatError as error:
                raise ReadError(f"{self._place}: {error}") from None
            previous, self._previous = self._previous, raw
            yield Stored(self.seg, self._line_no, parsed, previous)  # type: ignore[arg-type]

    @property
    def _place(self) -> str:
        return f"{self.name}:{self._line_no}"

    def _next_line(self, end: int | None) -> bytes:
        self._line_no += 1
        try:
            raw = self._file.readline(MAX_LINE + 1)
        except OSError as error:
            raise ReadError(f"{self._place}: {files.reason(error)}") from None
        self._at += len(raw)
        if raw[-1:] != b"\n" or (end is not None and self._at > end):
            raise ReadError(f"{self._place}: the line is cut off, or too long")
        return raw[:-1]

    def _header(self, raw: bytes) -> Header:
        try:
            parsed = parse_line(raw)
        except FormatError as error:
            raise ReadError(f"{self.name}:1: {error}") from None
        if not isinstance(parsed, Header) or parsed.seg != self.seg:
            raise ReadError(f"{self.name}:1: this is not the header of segment {self.seg}")
        return parsed

    def _checkpointed(self, size: int) -> int:
        """The end of the last whole checkpoint line that is not yet read; else where we are."""
        descriptor = self._file.fileno()
        # A line's LF stands before the next line's C, so the search begins one byte earlier.
        least = self._at - 1
        most = size
        while most > least:
            start = max(least, most - _BLOCK)
            # Two bytes more, for a mark that begins in this block and ends in the next.
            block = os.pread(descriptor, most - start + 2, start)
            found = len(block)
            while (found := block.rfind(b"\nC ", 0, found + 2)) >= 0:
                if end := self._checkpoint_end(start + found + 1):
                    return end
            most = start
        return self._at

    def _checkpoint_end(self, at: int) -> int:
        line, lf, _ = os.pread(self._file.fileno(), _MAX_CHECKPOINT, at).partition(b"\n")
        if not lf:
            return 0
        try:
            is_checkpoint = isinstance(parse_line(line), Checkpoint)
        except FormatError:
            return 0
        return at + len(line) + 1 if is_checkpoint else 0


def segments(folder: Path) -> list[int]:
    """The segments that are there, ascending. Raises ReadError."""
    try:
        return files.segments(folder)
    except OSError as error:
        raise ReadError(f"{folder}: {files.reason(error)}") from None


def header_of(folder: Path, seg: int) -> Header:
    """A segment's header. Raises ReadError."""
    with SegmentFile(folder, seg) as file:
        return file.header


def following_header(folder: Path, seg: int) -> Header | None:
    """The header of the next segment; None where it is not there, or is none."""
    try:
        return header_of(folder, seg + 1)
    except ReadError:
        return None
