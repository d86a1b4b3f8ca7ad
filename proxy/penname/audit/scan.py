"""Reading the files of a log that nobody vouches for: names, ordinary files, bounded lines.

Everything that the system refuses becomes AuditError with the file's name. A file that has
gone since the folder was listed is GoneError: the log may have been retired meanwhile.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from penname.audit.lines import MAX_LINE
from penname.audit.model import AuditError

_SEGMENT = re.compile(r"seg-([0-9]{8})\.(alog|keys)")
#: Never waits for the other end of a pipe, never follows a link.
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_BUFFER = 1 << 20


class GoneError(AuditError):
    """A file that was listed is not there any more."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The segments of a folder, ascending, and the first name that none may have."""

    numbers: tuple[int, ...]
    stray: str = ""


def list_log(folder: Path) -> Listing:
    """The log in a folder. Raises AuditError where it cannot be listed."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith("seg-"))
    except OSError as error:
        raise unreadable(folder, error) from None
    numbers, stray = [], ""
    for name in names:
        match = _SEGMENT.fullmatch(name)
        if match is None and not name.endswith(".tmp"):
            stray = stray or printable(name)
        elif match is not None and match[2] == "alog":
            numbers.append(int(match[1]))
    return Listing(tuple(numbers), stray)


def printable(name: str) -> str:
    """A file's name as it may be shown: bounded, and without control characters."""
    return "".join(c if c.isprintable() else "?" for c in name[:80])


def total_bytes(folder: Path, names: Iterator[str]) -> int:
    """The size of files together; those that are not there count nothing."""
    total = 0
    for name in names:
        try:
            total += os.lstat(folder / name).st_size
        except OSError:
            continue
    return total


def unreadable(path: Path, error: OSError) -> AuditError:
    reason = error.strerror or type(error).__name__
    if error.errno == errno.ELOOP:
        return AuditError(f"{path}: is a symbolic link; a log's files are ordinary ones")
    if isinstance(error, FileNotFoundError):
        return GoneError(f"{path}: cannot be read ({reason})")
    return AuditError(f"{path}: cannot be read ({reason})")


class LineReader:
    """The lines of a file, one after the other, without their LF.

    `number` is the last line's, counted from 1, `start` its first byte and `position` the byte
    behind its LF. It ends where no whole line follows; then `rest` says whether bytes do: those
    of a line without LF, or (`is_too_long`) of one that is longer than any may be.
    """

    def __init__(self, path: Path, buffer: int = _BUFFER) -> None:
        self._path = path
        self.number = self.start = self.position = 0
        self.rest = self.is_too_long = False
        try:
            descriptor = os.open(path, _FLAGS)
        except OSError as error:
            raise unreadable(path, error) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise AuditError(f"{path}: is not an ordinary file")
        self._file = open(descriptor, "rb", buffering=buffer)  # noqa: SIM115 - see __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[bytes]:
        readline = self._file.readline
        try:
            while raw := readline(MAX_LINE + 1):
                if raw[-1] != 10:
                    self.rest, self.is_too_long = True, len(raw) > MAX_LINE
                    return
                self.number += 1
                self.start = self.position
                self.position += len(raw)
                yield raw[:-1]
        except OSError as error:
            raise unreadable(self._path, error) from None

    def step_back(self) -> None:
        """The last line does not count."""
        self.number, self.position = self.number - 1, self.start

    def pieces(self, position: int) -> Iterator[tuple[bytes, bool]]:
        """What follows from a byte on, in pieces that are no longer than a line may be.

        Each comes with whether it is a whole line, LF and all.
        """
        try:
            self._file.seek(position)
            begins = True
            while raw := self._file.readline(MAX_LINE + 1):
                ends = raw[-1] == 10
                yield raw, begins and ends
                begins = ends
        except OSError as error:
            raise unreadable(self._path, error) from None

    def size(self) -> int:
        """The file's length now."""
        return os.fstat(self._file.fileno()).st_size
