"""Where a command's data goes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from penname.cli.audit.writing import lines_to
from penname.cli.exits import Exit, Failure


def test_stdout_gets_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file lines go to standard output."""
    with lines_to(None) as put:
        put("one")
        put("two")
    assert capsys.readouterr().out == "one\ntwo\n"


def test_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    """The name comes last, and only its owner can read the file."""
    path = tmp_path / "out"
    with lines_to(str(path)) as put:
        put("one")
        assert not path.exists()
    assert path.read_text() == "one\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def break_off(out: Path) -> None:
    with lines_to(str(out)) as put:
        put("one")
        raise Failure("broken", Exit.USAGE)


def come_late(out: Path) -> None:
    with lines_to(str(out)) as put:
        put("one")
        out.write_text("other")


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    """What breaks off in the middle leaves no file."""
    with pytest.raises(Failure, match="broken"):
        break_off(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that comes meanwhile is kept."""
    path = tmp_path / "out"
    with pytest.raises(Failure, match="File exists"):
        come_late(path)
    assert path.read_text() == "other"
    assert list(tmp_path.iterdir()) == [path]
