"""Where events go: a file, stdout, an HTTP collector. An end may hang; nothing else then does.

A write that hangs is waited for again by the next attempt, and never doubled.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import select
import stat
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Protocol

from penname.server.sink_http import HttpEnd
from penname.server.sink_specs import SinkSpec
from penname.server.sink_threads import Blocking

_STDOUT = 1


class End(Protocol):
    """Takes lines. Raises SinkError, OSError or TimeoutError; then nobody has to have them."""

    async def send(self, lines: bytes) -> None: ...

    async def close(self) -> None: ...


class _BlockingEnd(ABC):
    """An end whose writing blocks."""

    def __init__(self, thread: Blocking, timeout_s: float) -> None:
        self._thread = thread
        self._timeout_s = timeout_s
        self._writing: asyncio.Future[None] | None = None

    async def send(self, lines: bytes) -> None:
        # after a time-out the same lines come again: they are still being written
        if self._writing is None:
            self._writing = self._thread.run(lambda: self._write(lines))
        await asyncio.wait({self._writing}, timeout=self._timeout_s)
        if not self._writing.done():
            raise TimeoutError
        written, self._writing = self._writing, None
        written.result()

    async def close(self) -> None:
        await asyncio.wait({self._thread.run(self._shut)}, timeout=0.2)

    @abstractmethod
    def _write(self, lines: bytes) -> None:
        """In the sink's thread. Raises OSError."""

    def _shut(self) -> None:  # noqa: B027 - stdout is not ours to close
        """In the sink's thread."""


class StdoutEnd(_BlockingEnd):
    """Whole lines to descriptor 1: what else prints there keeps its own lines.

    Past Python's buffer, whose lock a write that hangs would keep. A pipe takes PIPE_BUF
    bytes in one piece, so as many lines go at once as fit; a longer one goes alone.
    """

    def _write(self, lines: bytes) -> None:
        waiting = b""
        for line in lines.splitlines(keepends=True):
            if waiting and len(waiting) + len(line) > select.PIPE_BUF:
                _write_all(waiting)
                waiting = b""
            waiting += line
        _write_all(waiting)


class FileEnd(_BlockingEnd):
    """Whole lines at the end of a plain file; new files are for the owner only (0600).

    The path is looked at before each write, so that a file that logrotate has moved away
    is left, and a new one begun. A write that was cut short (a full disk) is taken back.
    """

    def __init__(self, path: Path, thread: Blocking, timeout_s: float) -> None:
        super().__init__(thread, timeout_s)
        self._path = path
        self._file = -1
        self._torn = False

    def _write(self, lines: bytes) -> None:
        self._follow()
        # a line that another end of this process's life left unended is ended first
        data = b"\n" + lines if self._torn else lines
        size = os.fstat(self._file).st_size
        written = 0
        try:
            while written < len(data):
                written += os.write(self._file, memoryview(data)[written:])
        except OSError:
            self._take_back(size, written)
            raise
        self._torn = False

    def _take_back(self, size: int, written: int) -> None:
        """Cuts off what was written of the lines, unless somebody wrote behind it; the next
        attempt opens the file anew and looks how it ends."""
        with contextlib.suppress(OSError):
            if written and os.fstat(self._file).st_size == size + written:
                os.ftruncate(self._file, size)
        self._shut()

    def _follow(self) -> None:
        """Opens the file that has the path now. Raises OSError."""
        if self._file >= 0:
            opened = os.fstat(self._file)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.stat(self._path), opened):
                    return
            self._shut()
        # reading too, to see how it ends
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        self._file = os.open(self._path, flags, 0o600)
        found = os.fstat(self._file)
        if not stat.S_ISREG(found.st_mode):
            self._shut()
            raise OSError(errno.EINVAL, "not a plain file")
        self._torn = found.st_size > 0 and os.pread(self._file, 1, found.st_size - 1) != b"\n"

    def _shut(self) -> None:
        if self._file >= 0:
            file, self._file = self._file, -1
            os.close(file)


def _write_all(data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(_STDOUT, rest) :]


def end_of(spec: SinkSpec, thread: Blocking, timeout_s: float, token_file: Path | None) -> End:
    """The end that a sink's configuration names."""
    if spec.kind == "stdout":
        return StdoutEnd(thread, timeout_s)
    if spec.kind == "file":
        return FileEnd(Path(spec.target), thread, timeout_s)
    return HttpEnd(spec.target, thread, timeout_s, token_file)
