"""Room kept for a full disk, so that what is in flight can still be recorded.

A file of a fixed size lies in the log's folder. When the disk is full it is given up: the
answers under way get their records, and no new request is taken until it could be made again.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

NAME = "ballast"
#: What "full" looks like: the file system, or the quota of this user.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Ballast:
    """The file `ballast` of `size` bytes; with size 0 there is none and nothing is missing."""

    __slots__ = ("_path", "_size", "whole")

    def __init__(self, folder: Path, size: int) -> None:
        self._path = folder / NAME
        self._size = size
        self.whole = size == 0

    def make(self) -> bool:
        """Makes it where it is missing; False where there is no room. Blocks are really taken."""
        if not self.whole:
            try:
                self._allocate()
            except OSError:
                self.release()
            else:
                self.whole = True
        return self.whole

    def release(self) -> None:
        """Gives its room back. Raises nothing: whatever fails shows at the next write."""
        if self._size:
            self.whole = False
            try:
                self._path.unlink(missing_ok=True)
            except OSError:
                return

    def _allocate(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self._path, flags, 0o600)
        try:
            os.ftruncate(descriptor, self._size)
            os.posix_fallocate(descriptor, 0, self._size)
        finally:
            os.close(descriptor)


def is_full(error: BaseException) -> bool:
    """Whether the disk or the quota is used up."""
    return isinstance(error, OSError) and error.errno in FULL
