"""Files of a log: private, never replaced by accident, never through a link."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from penname.audit import files
from tests.audit_faults import Faults


def test_names_sort_as_numbers(tmp_path: Path) -> None:
    """Segments are found by number; other names are none."""
    for name in (files.log_name(10), files.log_name(9), "seg-1.alog", "seg-00000001.alog.bak"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / files.keys_name(3)).write_bytes(b"")
    (tmp_path / files.signing_name(11)).write_bytes(b"")
    assert files.segments(tmp_path) == [9, 10]
    assert files.key_files(tmp_path) == [3]
    assert files.signing_keys(tmp_path) == [11]


def test_new_files_are_new(tmp_path: Path) -> None:
    """What is there is never taken for a new file, a dangling link neither."""
    (tmp_path / "there").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "link"):
        with pytest.raises(FileExistsError):
            files.create(tmp_path / name)
    assert not (tmp_path / "nowhere").exists()


def test_files_are_for_their_owner(tmp_path: Path) -> None:
    """Whatever the umask is, nobody else may read."""
    before = os.umask(0)
    try:
        files.put(tmp_path / "file", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_short_writes_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that takes only a part is never continued."""
    real = os.write
    with (tmp_path / "file").open("wb", buffering=0) as file:
        monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:1]))
        with pytest.raises(files.ShortWriteError):
            files.write(file.fileno(), b"two")


@pytest.mark.parametrize("at", range(6))
def test_files_change_whole_or_not(tmp_path: Path, at: int) -> None:
    """Whichever step fails, the file has its old content or its new one, and nothing else lies
    there."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with Faults(at, half=True) as faults:
        if at < 4:
            with pytest.raises(OSError, match="Input/output"):
                files.put(path, b"new content")
    assert path.read_bytes() in (b"old", b"new content")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert faults.count > at or at >= 4


def test_reading_is_bounded(tmp_path: Path) -> None:
    """A file that is longer than it may be is not read into memory."""
    (tmp_path / "file").write_bytes(b"12345")
    assert files.read(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        files.read(tmp_path / "file", 4)


def test_links_are_not_read(tmp_path: Path) -> None:
    """A link in the place of a file is an error."""
    (tmp_path / "link").symlink_to("/etc/hostname")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        files.read(tmp_path / "link", 100)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EROFS, "may write"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EMFILE, "ulimit -n"),
        (errno.EIO, "disk"),
    ],
)
def test_advice_fits_the_error(number: int, word: str) -> None:
    """Each kind of failure comes with what to do about it."""
    assert word in files.advice(OSError(number, ""))
    assert files.reason(OSError(number, "said")) == "said"
    assert files.reason(files.ShortWriteError()) == "only a part was written"
