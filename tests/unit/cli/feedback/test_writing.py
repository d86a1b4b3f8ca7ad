"""Files that change together."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.cli.exits import Failure
from penname.cli.feedback.writing import Change, read_before, write_all


def changes(*files: tuple[Path, bytes]) -> dict[Path, Change]:
    return {path: Change(path, read_before(path), after) for path, after in files}


def test_all_are_written(tmp_path: Path) -> None:
    """A new file and an old one, which keeps its mode; a link stays a link."""
    old, new, link = tmp_path / "old", tmp_path / "a" / "new", tmp_path / "link"
    old.write_bytes(b"1")
    old.chmod(0o640)
    link.symlink_to(old)
    write_all(changes((link, b"2"), (new, b"3")))
    assert (old.read_bytes(), new.read_bytes(), link.is_symlink()) == (b"2", b"3", True)
    assert old.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a", "link", "old"]


def test_one_that_fails_undoes_all(tmp_path: Path) -> None:
    """Where the last cannot be written, the first are as they were, and new ones are gone."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"1")
    bad = {tmp_path / "x": Change(old / "x", None, b"3")}
    with pytest.raises(Failure, match=r"old/x: "):
        write_all(changes((old, b"2"), (new, b"2")) | bad)
    assert [one.name for one in tmp_path.iterdir()] == ["old"]
    assert old.read_bytes() == b"1"


def test_foreign_changes_are_kept(tmp_path: Path) -> None:
    """What somebody wrote in the meantime is not written over."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    planned = changes((path, b"2"))
    path.write_bytes(b"theirs")
    with pytest.raises(Failure, match="changed in the meantime"):
        write_all(planned)
    assert path.read_bytes() == b"theirs"


def test_unreadable_file_is_told(tmp_path: Path) -> None:
    """A folder has no bytes."""
    with pytest.raises(Failure, match="directory"):
        read_before(tmp_path)
