"""Which logs a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.cli.audit.places import logs_in, one_log
from penname.cli.exits import Exit, Failure


def log(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seg-00000000.alog").touch()
    return folder


def test_a_log_is_itself(tmp_path: Path) -> None:
    """A folder with segments is one log, whatever is below it."""
    log(tmp_path)
    log(tmp_path / "deeper")
    assert logs_in(str(tmp_path)) == [tmp_path]
    assert one_log(str(tmp_path)) == tmp_path


def test_logs_below_are_found(tmp_path: Path) -> None:
    """A folder of logs gives all of them, by name; other folders and links are passed over."""
    found = [log(tmp_path / "b"), log(tmp_path / "a" / "x"), log(tmp_path / "a" / "y")]
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "b")
    assert logs_in(str(tmp_path)) == sorted(found)
    with pytest.raises(Failure, match=r"holds 3 logs; name one: .*/a/x") as caught:
        one_log(str(tmp_path))
    assert caught.value.exit_code == Exit.USAGE


def test_log_without_log_files_is_one(tmp_path: Path) -> None:
    """Keys without their segments are a log, too: a verifier has to say what is missing."""
    (tmp_path / "seg-00000000.keys").touch()
    assert logs_in(str(tmp_path)) == [tmp_path]


def test_no_log_is_told(tmp_path: Path) -> None:
    """A folder without any log, and what is no folder, are wrong usage."""
    for place, words in ((tmp_path, "no audit log is in it"), (tmp_path / "x", "is not a folder")):
        with pytest.raises(Failure, match=words) as caught:
            logs_in(str(place))
        assert caught.value.exit_code == Exit.USAGE
