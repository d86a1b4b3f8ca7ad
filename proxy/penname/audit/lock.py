"""One writer for each folder: a lock file, held as long as the writer lives.

The lock is the kernel's (flock), so it ends with the process, however that ends; the file
stays and says who wrote last.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from pathlib import Path

from penname.audit.files import reason
from penname.audit.model import AuditError

NAME = "lock"


class LockedError(AuditError):
    """Another process writes this log."""


class FolderLock:
    """The lock on a log's folder. Makes the folder, owner-only, where there is none."""

    __slots__ = ("_descriptor", "_folder")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor = -1

    def acquire(self) -> None:
        """Raises LockedError at once where it is taken, AuditError where it cannot be."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_open_folder(self._folder)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self._folder / NAME, flags, 0o600)
        except OSError as error:
            raise AuditError(
                f"audit log {self._folder}: the folder cannot be used ({reason(error)});"
                " it must be a folder that this process may write"
            ) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            if not isinstance(error, BlockingIOError):
                raise AuditError(
                    f"audit log {self._folder}: it cannot be locked ({reason(error)});"
                    " put it on a local file system"
                ) from None
            raise LockedError(
                f"audit log {self._folder}: another process{holder} writes it; every process"
                " needs a folder of its own"
            ) from None
        self._descriptor = descriptor
        with contextlib.suppress(OSError):  # a full disk; it only serves the message above
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _holder(descriptor: int) -> str:
    said = os.pread(descriptor, 20, 0).strip()
    return f" ({said.decode()})" if said.isdigit() else ""


def _refuse_open_folder(folder: Path) -> None:
    mode = folder.stat().st_mode
    if mode & stat.S_IWOTH:
        raise AuditError(
            f"audit log {folder}: everybody on this machine may write into the folder; chmod o-w it"
        )
