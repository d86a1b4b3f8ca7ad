"""Room kept for a full disk."""

from __future__ import annotations

import errno
from pathlib import Path

from penname.audit.ballast import Ballast, is_full
from tests.audit_faults import Faults


def test_ballast_takes_real_blocks(tmp_path: Path) -> None:
    """The file is no hole: giving it up frees its size. One that is there already is kept."""
    ballast = Ballast(tmp_path, 1 << 20)
    assert ballast.make()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 1 << 20
    assert Ballast(tmp_path, 1 << 20).make()
    ballast.release()
    assert not (tmp_path / "ballast").exists()


def test_no_room_leaves_no_file(tmp_path: Path) -> None:
    """Where it cannot be made whole it takes nothing."""
    for at in range(3):
        ballast = Ballast(tmp_path, 4096)
        with Faults(at, error=errno.ENOSPC):
            assert not ballast.make()
        assert not (tmp_path / "ballast").exists()


def test_ballast_can_be_left_out(tmp_path: Path) -> None:
    """Of size 0 there is none, and nothing is missing."""
    ballast = Ballast(tmp_path, 0)
    assert ballast.make()
    ballast.release()
    assert ballast.whole
    assert list(tmp_path.iterdir()) == []


def test_failures_to_release_are_no_errors(tmp_path: Path) -> None:
    """Whatever keeps it there shows at the next write."""
    ballast = Ballast(tmp_path, 4096)
    ballast.make()
    with Faults(0):
        ballast.release()
    assert not ballast.whole


def test_full_is_disk_or_quota() -> None:
    """Only these make the ballast go."""
    assert is_full(OSError(errno.ENOSPC, ""))
    assert is_full(OSError(errno.EDQUOT, ""))
    assert not is_full(OSError(errno.EIO, ""))
    assert not is_full(ValueError())
