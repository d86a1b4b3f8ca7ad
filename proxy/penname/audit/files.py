"""The files of a log: their names, and the few ways in which they are opened and synced.

All is owner-only (0600 in a 0700 folder). Nothing here follows a symbolic link or replaces a
file that is there, but by `os.replace` of a temporary one, which ends in `.tmp`. All raise OSError.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

LOG, KEYS = ".alog", ".keys"
TEMPORARY = ".tmp"
_SEGMENT = re.compile(r"seg-([0-9]{8})\.alog")
_KEYS = re.compile(r"seg-([0-9]{8})\.keys")
_SIGNING = re.compile(r"sign-([0-9]{8})\.key")
_BASE = os.O_CLOEXEC | os.O_NOFOLLOW


class ShortWriteError(OSError):
    """The system took only a part of what was written, and said no reason."""

    def __init__(self) -> None:
        super().__init__(errno.EIO, "only a part was written")


def log_name(seg: int) -> str:
    return f"seg-{seg:08d}{LOG}"


def keys_name(seg: int) -> str:
    return f"seg-{seg:08d}{KEYS}"


def signing_name(seg: int) -> str:
    return f"sign-{seg:08d}.key"


def segments(folder: Path) -> list[int]:
    """The numbers of the segments that are there, ascending."""
    return _numbers(folder, _SEGMENT)


def key_files(folder: Path) -> list[int]:
    return _numbers(folder, _KEYS)


def signing_keys(folder: Path) -> list[int]:
    return _numbers(folder, _SIGNING)


def _numbers(folder: Path, pattern: re.Pattern[str]) -> list[int]:
    found = (pattern.fullmatch(name) for name in os.listdir(folder))
    return sorted(int(one[1]) for one in found if one is not None)


def create(path: Path) -> int:
    """A descriptor of a new file; never an existing one."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BASE, 0o600)


def open_for_reading(path: Path) -> int:
    return os.open(path, os.O_RDONLY | _BASE)


def open_for_appending(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | _BASE)


def write(descriptor: int, data: bytes) -> None:
    """One write; what is not taken whole is an error, because the rest may never fit."""
    if os.write(descriptor, data) != len(data):
        raise ShortWriteError


def write_new(path: Path, data: bytes) -> None:
    """A new file with this content, synced."""
    descriptor = create(path)
    try:
        write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(path: Path, data: bytes) -> None:
    """The file with this content, whole or not at all: temporary name, sync, rename, sync."""
    temporary = path.with_name(path.name + TEMPORARY)
    temporary.unlink(missing_ok=True)
    try:
        write_new(temporary, data)
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path, at_most: int) -> bytes:
    """The content of a small file; EFBIG where it is longer than `at_most` bytes."""
    with os.fdopen(open_for_reading(path), "rb") as file:
        content = file.read(at_most + 1)
    if len(content) > at_most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def temporaries(folder: Path) -> Iterator[Path]:
    for name in os.listdir(folder):
        if name.endswith(TEMPORARY):
            yield folder / name


def reason(error: OSError) -> str:
    """What the system said, without the path, which messages name themselves."""
    return error.strerror or type(error).__name__


def advice(error: OSError) -> str:
    """What to do about it, for whoever runs the machine."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room on the folder's file system"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR):
        return "it must be a folder that this process may write"
    if error.errno == errno.EFBIG:
        return "raise the limit on the size of files (ulimit -f)"
    if error.errno == errno.EMFILE:
        return "raise the limit on open files (ulimit -n)"
    if isinstance(error, ShortWriteError):
        return "make room, or raise the limit on the size of files (ulimit -f)"
    return "look at the disk and the system's log"
