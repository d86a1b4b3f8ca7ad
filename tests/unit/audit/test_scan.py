"""Scanning files: lines with their places, pieces of what is no line, names that may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.audit import scan
from penname.audit.model import AuditError
from penname.audit.scan import GoneError, LineReader, list_log, printable, total_bytes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(b"one\n\nthree\nfour")
    return tmp_path / "file"


def test_lines_come_with_their_places(path: Path) -> None:
    """Each whole line has a number, a first byte and an end; what has no LF is a rest."""
    with LineReader(path) as reader:
        found = [(line, reader.number, reader.start, reader.position) for line in reader]
        assert found == [(b"one", 1, 0, 4), (b"", 2, 4, 5), (b"three", 3, 5, 11)]
        assert (reader.rest, reader.is_too_long, reader.size()) == (True, False, 15)


def test_last_line_can_be_taken_back(path: Path) -> None:
    """A line that does not count leaves number and position as before."""
    with LineReader(path) as reader:
        lines = iter(reader)
        next(lines)
        next(lines)
        reader.step_back()
        assert (reader.number, reader.position) == (1, 4)


def test_pieces_are_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer than a line may be comes in pieces, of which none is a whole line."""
    monkeypatch.setattr(scan, "MAX_LINE", 3)
    with LineReader(path) as reader:
        assert [*reader] == [b"one", b""]
        assert reader.is_too_long
        expected = [(b"thre", False), (b"e\n", False), (b"four", False)]
        assert [*reader.pieces(reader.position)] == expected
        assert [*reader.pieces(0)][:2] == [(b"one\n", True), (b"\n", True)]


def test_missing_files_have_gone(tmp_path: Path) -> None:
    """A file that is not there is told from one that cannot be read; both are audit errors."""
    with pytest.raises(GoneError, match="nothing"):
        LineReader(tmp_path / "nothing")
    with pytest.raises(AuditError, match="ordinary") as caught:
        LineReader(tmp_path)
    assert not isinstance(caught.value, GoneError)


def test_listing_is_of_segments_only(tmp_path: Path) -> None:
    """Segments ascend; keys and the writer's own files are none; the first stray name is told."""
    for name in ("seg-00000010.alog", "seg-00000002.alog", "seg-00000003.keys", "lock", "seg-.tmp"):
        (tmp_path / name).touch()
    assert list_log(tmp_path).numbers == (2, 10)
    assert list_log(tmp_path).stray == ""
    for name in ("seg-b", "seg-a"):
        (tmp_path / name).touch()
    assert list_log(tmp_path).stray == "seg-a"


def test_names_can_be_shown() -> None:
    """Control characters, halves of pairs and endless names do not reach a terminal."""
    assert printable("seg-\x1b[2J\n\udcff" + "x" * 99) == "seg-?[2J??" + "x" * 70


def test_sizes_are_added(tmp_path: Path) -> None:
    """Files that are not there weigh nothing."""
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "b").write_bytes(b"345")
    assert total_bytes(tmp_path, iter(["a", "b", "c"])) == 5
