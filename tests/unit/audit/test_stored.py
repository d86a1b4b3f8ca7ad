"""The lines of a log in its files: headers, ends, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.audit import stored as module
from penname.audit.lines import MAX_LINE, Torn
from penname.audit.recipients import new_identity
from penname.audit.stored import (
    ReadError,
    SegmentFile,
    following_header,
    header_of,
    segments,
)
from penname.audit.tree import leaf_hash
from tests.unit.audit.making import ORIGIN, LogMaker


@pytest.fixture
def log(tmp_path: Path) -> LogMaker:
    maker = LogMaker(tmp_path / "log", [new_identity("dpo")])
    maker.segment()
    return maker


def indices(log: LogMaker, seg: int = 0) -> list[int]:
    with SegmentFile(log.folder, seg) as file:
        end = file.end(following_header(log.folder, seg))
        return [one.sealed.clear.n for one in file.records(end)]


def test_records_have_their_places(log: LogMaker) -> None:
    """Each record comes with its line's number and the hash of the leaf before."""
    log.batch("a", "b")
    log.batch("c")
    raw = log.path.read_bytes().splitlines()
    with SegmentFile(log.folder, 0) as file:
        assert (file.header.origin, file.header.seg) == (ORIGIN, 0)
        found = list(file.records(file.end(None)))
    assert [(one.segment, one.line_no, one.sealed.clear.n) for one in found] == [
        (0, 3, 1),
        (0, 4, 2),
        (0, 6, 3),
    ]
    before = [raw[0], raw[2], raw[3]]
    assert [one.prev_leaf for one in found] == [leaf_hash(line) for line in before]
    assert [one.leaf for one in found] == [leaf_hash(raw[at]) for at in (2, 3, 5)]


def test_unsigned_tail_is_not_shown(log: LogMaker) -> None:
    """What stands behind the last checkpoint does not count, whatever it is."""
    made = log.batch("a")
    log.add("request")
    assert indices(log) == made
    log.write(b'R {"n"')
    assert indices(log) == made
    log.write(b"C half\nC {}\nC {")
    assert indices(log) == made


@pytest.mark.parametrize("length", [0, 1, 2, 3, 100, 65533, 65534, 65535, 65536, 65537, 200_000])
def test_checkpoint_is_found_behind_any_tail(log: LogMaker, length: int) -> None:
    """The last checkpoint is found however long the tail is, at every border of a block."""
    made = log.batch("a")
    log.write(b"\0" * length)
    assert indices(log) == made


def test_many_false_checkpoints_are_passed(log: LogMaker) -> None:
    """Lines that only begin like a checkpoint are none."""
    made = log.batch("a")
    log.write(b"C \n" * 50_000)
    assert indices(log) == made


def test_torn_tail_ends_where_header_says(log: LogMaker) -> None:
    """A segment with a follower counts up to the byte that the next header names."""
    made = log.batch("a")
    end = log.path.stat().st_size
    log.batch("unsure")
    log.segment(Torn(end, None, None))
    log.batch("b")
    assert indices(log, 0) == made
    assert len(indices(log, 1)) == 1


def test_torn_behind_the_end_is_bounded(log: LogMaker) -> None:
    """A header that names a byte behind the file's end leads to no error of its own."""
    made = log.batch("a")
    log.segment(Torn(10**9, None, None))
    assert indices(log, 0) == made


def test_torn_in_a_line_is_an_error(log: LogMaker) -> None:
    """A header that cuts a line in two is a ReadError with the line's number."""
    log.batch("a")
    end = log.path.stat().st_size
    log.segment(Torn(end - 3, None, None))
    with pytest.raises(ReadError, match=r"seg-00000000.alog:4: .*cut off"):
        indices(log, 0)


def test_following_header_may_be_damaged(log: LogMaker) -> None:
    """Where the next header is none, the last whole checkpoint counts."""
    made = log.batch("a")
    log.segment()
    log.path.write_bytes(b"H {}\n")
    assert following_header(log.folder, 0) is None
    assert indices(log, 0) == made


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"X what", "unknown kind"),
        (b"", "unknown kind"),
        (b"H {}", "unknown kind"),
        (b"R {}\tAA==", "member"),
        (b"R \xff\tAA==", "JSON"),
    ],
)
def test_wrong_lines_name_their_place(log: LogMaker, line: bytes, words: str) -> None:
    """A line that is no record is a ReadError that names it."""
    log.write(line + b"\n")
    log.checkpoint()
    with pytest.raises(ReadError, match=rf"^seg-00000000.alog:3: .*{words}"):
        indices(log)


@pytest.mark.parametrize("content", [b"", b"\n", b"C {}\n", b"H {}\n", b"H {", b"\0" * 100_000])
def test_wrong_headers_are_refused(log: LogMaker, content: bytes) -> None:
    """A file without a header is a ReadError."""
    log.path.write_bytes(content)
    with pytest.raises(ReadError, match=r"^seg-00000000.alog:1: "):
        header_of(log.folder, 0)


def test_header_of_another_segment_is_refused(log: LogMaker) -> None:
    """A file that was renamed is not the segment of its name."""
    log.path.rename(log.folder / "seg-00000001.alog")
    with pytest.raises(ReadError, match="segment 1"):
        header_of(log.folder, 1)


def test_checkpoint_is_no_header(log: LogMaker) -> None:
    """A well-formed line of another kind is no header."""
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(lines[1] + lines[0])
    with pytest.raises(ReadError, match="header of segment 0"):
        header_of(log.folder, 0)


def test_too_long_line_is_refused(log: LogMaker) -> None:
    """A line that no LF ends within the bound is refused without reading on."""
    with log.path.open("r+b") as file:
        file.truncate(0)
        file.truncate(MAX_LINE + 100)
    with pytest.raises(ReadError, match="too long"):
        header_of(log.folder, 0)


def test_symbolic_links_are_not_followed(log: LogMaker) -> None:
    """A segment must be a file of its own."""
    (log.folder / "seg-00000001.alog").symlink_to(log.path)
    with pytest.raises(ReadError, match=r"seg-00000001.alog: "):
        header_of(log.folder, 1)


def test_segments_are_listed_in_order(log: LogMaker) -> None:
    """Segments are numbers in ascending order; other names are not."""
    for _ in range(11):
        log.segment()
    (log.folder / "seg-1.alog").touch()
    (log.folder / "lock").touch()
    assert segments(log.folder) == list(range(12))
    with pytest.raises(ReadError):
        segments(log.folder / "none")


def test_file_is_read_on_as_it_grows(log: LogMaker) -> None:
    """Records come once, each when its checkpoint is there."""
    log.batch("a")
    with SegmentFile(log.folder, 0) as file:
        assert len(list(file.records(file.end(None)))) == 1
        log.add("request")
        assert list(file.records(file.end(None))) == []
        log.checkpoint()
        log.batch("c")
        assert [one.sealed.clear.n for one in file.records(file.end(None))] == [2, 3]
        assert list(file.records(file.end(None))) == []


def test_failing_disk_is_a_read_error(log: LogMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk says file and line."""

    class Failing:
        def readline(self, _size: int) -> bytes:
            raise OSError(5, "Input/output error")

        def close(self) -> None:
            """There is nothing to close."""

    file = SegmentFile(log.folder, 0)
    file.close()
    monkeypatch.setattr(file, "_file", Failing())
    with pytest.raises(ReadError, match=r"seg-00000000.alog:2: Input/output error"):
        list(file.lines(10_000))


def test_stored_hides_its_lines(log: LogMaker) -> None:
    """A repr shows no raw line."""
    log.batch("a")
    with SegmentFile(log.folder, 0) as file:
        (one,) = file.records(file.end(None))
    assert "previous" not in repr(one)
    assert module.Stored.__name__ in repr(one)
