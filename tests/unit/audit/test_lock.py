"""The lock on a log's folder."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest

from penname.audit.lock import FolderLock, LockedError
from penname.audit.model import AuditError
from tests.audit_faults import Faults


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    """The second is refused at once, also within a process, until the first lets go."""
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire()
    with pytest.raises(LockedError, match=rf"{tmp_path}.*\({os.getpid()}\)"):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    second.release()


def test_odd_lock_files_are_no_harm(tmp_path: Path) -> None:
    """What stands in the file is only shown where it is a number."""
    held = FolderLock(tmp_path)
    held.acquire()
    (tmp_path / "lock").write_bytes(b"\x1b[31m evil")
    with pytest.raises(LockedError) as caught:
        FolderLock(tmp_path).acquire()
    assert "another process writes it" in str(caught.value)
    held.release()


def test_full_disks_can_be_locked(tmp_path: Path) -> None:
    """That the holder cannot be noted down keeps nobody from starting."""
    lock = FolderLock(tmp_path)
    with Faults(0, for_calls=9, error=errno.ENOSPC, names=("ftruncate", "pwrite")):
        lock.acquire()
    lock.release()


def test_missing_locks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without locks cannot hold a log."""

    def missing(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", missing)
    with pytest.raises(AuditError, match="local file system") as caught:
        FolderLock(tmp_path).acquire()
    assert not isinstance(caught.value, LockedError)
