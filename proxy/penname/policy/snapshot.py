"""Files as they were at one moment: read once, kept, and checked for having changed since."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from penname.policy.problems import Place, PolicyError, Problem

Read = Callable[[Path], bytes]


class Snapshot:
    """Files as they were when they were first read: each is read once, and its error kept."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._found: dict[Path, bytes | OSError] = {}
        self._stamps: dict[Path, object] = {}

    @property
    def asked(self) -> tuple[Path, ...]:
        """What was read, or was not there."""
        return tuple(self._found)

    @property
    def files(self) -> tuple[Path, ...]:
        """What was read, in order, without what could not be."""
        return tuple(path for path, found in self._found.items() if isinstance(found, bytes))

    def read(self, path: Path) -> bytes:
        """The bytes of a regular file, as `read` of `load.py` gives them. Raises OSError."""
        key = lexical(path)
        if key not in self._found:
            self._stamps[key] = _stamp(key)
            self._found[key] = self._read_now(key)
        found = self._found[key]
        if isinstance(found, OSError):
            raise found
        return found

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted, without the hidden ones. Raises PolicyError."""
        try:
            names = _names(folder)
        except OSError as error:
            raise PolicyError([unreadable(folder, error)]) from None
        self._stamps[lexical(folder)] = names
        return names

    def is_steady(self) -> bool:
        """Whether everything that was read is still what it was."""
        return all(_stamp(path) == stamp for path, stamp in self._stamps.items())

    def _read_now(self, path: Path) -> bytes | OSError:
        try:
            # a pipe would be waited for without end
            if not stat.S_ISREG(os.stat(path).st_mode):
                return OSError(errno.EINVAL, "Not a regular file")
            return self._read(path)
        except OSError as error:
            return error


def unreadable(path: Path, error: OSError) -> Problem:
    """The problem of a file or folder that cannot be read."""
    words = f"cannot be read: {error.strerror or type(error).__name__}"
    return Problem(str(path), Place(1, 1), "", words)


def lexical(path: Path) -> Path:
    """The absolute path, not resolved: a link keeps its own name."""
    return Path(os.path.abspath(path))


def _names(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def _stamp(path: Path) -> object:
    """What changes when a file is written or replaced, or when a folder gains or loses a name."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            return _names(path)
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
