"""Key lines as they stand now: by reference, after rewrapping, after erasing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from penname.audit import files
from penname.audit import keyring as module
from penname.audit.keyring import Changes, Keyring, KeysFile, changes_of
from penname.audit.lines import MAX_LINE, FormatError, parse_key_line, reference
from penname.audit.recipients import new_identity
from penname.audit.stored import ReadError
from tests.unit.audit.making import LogMaker

A, B, C, D = (digit * 64 for digit in "abcd")


def rewrapped(*pairs: tuple[str, str], seg: int = 0) -> dict[str, list[dict[str, object]]]:
    return {"lines": [{"seg": seg, "old": old, "new": new} for old, new in pairs]}


def erased(*refs: str, seg: int = 0) -> dict[str, list[dict[str, object]]]:
    return {"lines": [{"seg": seg, "ref": ref} for ref in refs]}


@pytest.fixture
def log(tmp_path: Path) -> LogMaker:
    maker = LogMaker(tmp_path / "log", [new_identity("dpo")])
    maker.segment()
    return maker


def test_heirs_follow_the_chain() -> None:
    """All lines that rewrapping leads to are heirs, over several steps and branches."""
    changes = Changes()
    changes.note("rewrap", rewrapped((A, B), (A, C), (A, B)))
    changes.note("rewrap", rewrapped((B, D)))
    assert changes.heirs(0, A) == [A, B, C, D]
    assert changes.heirs(1, A) == [A]


def test_circles_end() -> None:
    """A chain that a stranger closed to a circle is no endless loop."""
    changes = Changes()
    changes.note("rewrap", rewrapped((A, B), (B, A), (C, C)))
    assert changes.heirs(0, A) == [A, B]
    assert changes.heirs(0, C) == [C]


def test_erasing_an_heir_erases() -> None:
    """What was rewrapped and then erased is erased, also under its first reference."""
    changes = Changes()
    changes.note("rewrap", rewrapped((A, B)))
    assert not changes.is_erased(0, A)
    changes.note("erase", erased(B))
    assert changes.is_erased(0, A)
    assert not changes.is_erased(1, A)


def test_other_events_change_nothing() -> None:
    """Only `erase` and `rewrap` say something about key lines."""
    changes = Changes()
    changes.note("request", None)
    changes.note("anchor", {"origin": "x"})
    assert not changes.erased
    assert not changes.rewrapped


def test_lines_are_found_by_hash(log: LogMaker) -> None:
    """Each line of the file is found by its reference, others are not."""
    log.batch("a", scopes=("tenant:acme",))
    ring = Keyring(log.folder)
    for ref, kind in zip(log.references(), ("segment", "scope"), strict=True):
        line = ring.line(0, ref)
        assert line is not None
        assert line.kind == kind
    assert ring.line(0, A) is None
    assert ring.line(1, log.references()[0]) is None
    ring.close()


def test_rewrapped_line_is_found(log: LogMaker) -> None:
    """A reference leads over rewrap records to the line that is there."""
    old = log.sealer.scope("tenant:acme")
    new = SegmentLines(log).again("tenant:acme")
    log.keys.write_bytes(log.keys.read_bytes() + new + b"\n")
    log.add("rewrap", detail=rewrapped((old.ref, reference(new))))
    log.checkpoint()
    ring = Keyring(log.folder)
    assert ring.line(0, old.ref) == parse_key_line(new)
    assert ring.is_there(0, old.ref)
    assert not ring.is_erased(0, old.ref)


class SegmentLines:
    """Other lines for the scopes of a maker's open segment."""

    def __init__(self, log: LogMaker) -> None:
        self.log = log

    def again(self, name: str) -> bytes:
        first = self.log.sealer.scope(name)
        self.log.sealer.forget(first.ref)
        return self.log.sealer.scope(name).line


def test_erased_line_is_known(log: LogMaker) -> None:
    """A line that is gone is erased only if a record says so."""
    log.batch("a", scopes=("tenant:acme",))
    log.batch("b", scopes=("tenant:other",))
    _, acme, other = log.references()
    log.segment()
    log.add("erase", detail=erased(acme))
    log.checkpoint()
    log.drop_key(acme, 0)
    log.drop_key(other, 0)
    ring = Keyring(log.folder)
    assert not ring.is_there(0, acme)
    assert ring.is_erased(0, acme)
    assert not ring.is_erased(0, other)


def test_changes_count_when_signed(log: LogMaker) -> None:
    """A change behind the last checkpoint, or in a damaged line, accounts for nothing."""
    log.add("erase", detail=erased(A))
    log.write(b'R {"e":"erase"}\tAA==\n')
    log.write(b'X "erase"\n')
    assert not changes_of(log.folder).erased
    log.checkpoint()
    assert changes_of(log.folder).erased == {(0, A)}


def test_changes_pass_over_headers(log: LogMaker) -> None:
    """A line that has the word but is no record changes nothing."""
    log.write(log.path.read_bytes().split(b"\n")[0].replace(b'"penname/test"', b'"erase"') + b"\n")
    log.checkpoint()
    assert not changes_of(log.folder).erased


def test_ring_notes_later_changes(log: LogMaker) -> None:
    """A change that comes while the log is followed counts at once."""
    ring = Keyring(log.folder)
    ring.note("erase", erased(A))
    assert not ring.is_erased(0, A), "it is not in the log"
    ring.note("erase", erased(A))
    assert ring.is_erased(0, A)


def test_changes_are_read_again(log: LogMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that goes while somebody reads is accounted for; the log is read again only then."""
    log.batch("a", scopes=("tenant:acme",))
    log.batch("b", scopes=("tenant:other",))
    _, acme, other = log.references()
    log.segment()
    ring = Keyring(log.folder)
    assert not ring.is_there(0, A)
    calls: list[Path] = []

    def counted(folder: Path) -> Changes:
        calls.append(folder)
        return changes_of(folder)

    monkeypatch.setattr(module, "changes_of", counted)
    assert not ring.is_there(0, B)
    assert calls == [], "the log has not grown"
    log.add("erase", detail=erased(acme))
    new = SegmentLines(log).again("tenant:other")
    log.add("rewrap", detail=rewrapped((other, reference(new))))
    log.checkpoint()
    log.drop_key(acme, 0)
    log.drop_key(other, 0)
    with (log.folder / "seg-00000000.keys").open("ab") as file:
        file.write(new + b"\n")
    assert ring.is_there(0, other)
    assert not ring.is_there(0, acme)
    assert ring.is_erased(0, acme)
    log.batch("c")
    for _ in range(3):
        assert not ring.is_there(0, acme)
        assert not ring.is_there(0, C)
    assert len(calls) == 2, "once for the two, once for what nothing accounts for"


def test_new_lines_are_found(log: LogMaker) -> None:
    """Lines that are appended, or stand in a file that took another's place, are found."""
    ring = Keyring(log.folder)
    assert ring.line(0, A) is None
    log.batch("a", scopes=("tenant:acme",))
    _, scope = log.references()
    assert ring.line(0, scope) is not None
    content = log.keys.read_bytes()
    other = SegmentLines(log).again("tenant:acme")
    draft = log.folder / "x.tmp"
    draft.write_bytes(content + other + b"\n")
    os.replace(draft, log.keys)
    assert ring.line(0, reference(other)) is not None
    log.keys.unlink()
    assert ring.line(0, A) is None
    assert ring.line(0, scope) is None


def test_strange_lines_are_passed_over(log: LogMaker) -> None:
    """Lines that nothing leads to may hold anything; one without LF is not there."""
    good = log.keys.read_bytes()
    _, torn = SegmentLines(log), log.sealer.scope("tenant:acme")
    log.keys.write_bytes(b"\0\xff\n\n{}\n" + good + torn.line)
    ring = Keyring(log.folder)
    assert ring.line(0, reference(good[:-1])) is not None
    assert ring.line(0, torn.ref) is None
    log.keys.write_bytes(good + torn.line + b"\n")
    assert ring.line(0, torn.ref) is not None


def test_endless_line_hides_nothing(log: LogMaker) -> None:
    """A line beyond all bounds is passed over in bounded memory; the next one is found."""
    good = log.keys.read_bytes()
    with log.keys.open("r+b") as file:
        file.truncate(MAX_LINE * 2 + 5)
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + good)
    assert Keyring(log.folder).line(0, reference(good[:-1])) is not None


def test_line_that_is_led_to_must_be_one(log: LogMaker) -> None:
    """What stands where a reference leads must be a key line."""
    bad = b"K {" + b" " * 100 + b"}"
    log.keys.write_bytes(bad + b"\n")
    ring = Keyring(log.folder)
    with pytest.raises(FormatError):
        ring.line(0, reference(bad))
    assert ring.is_there(0, reference(bad))


@pytest.mark.parametrize("line", [b"", b"K {}", b"R " + b"x" * 100])
def test_what_is_no_key_line_is_not_kept(log: LogMaker, line: bytes) -> None:
    """Short lines, of which a file can hold very many, and others take no memory."""
    log.keys.write_bytes((line + b"\n") * 3)
    assert not Keyring(log.folder).is_there(0, reference(line))


def test_erased_line_is_not_found_again(log: LogMaker) -> None:
    """A line that was found once is not found any more when its file is replaced without it."""
    log.batch("a", scopes=("tenant:acme",))
    _, scope = log.references()
    keys = KeysFile(log.keys)
    assert keys.find(scope) is not None
    files.put(log.keys, log.sealer.key_line + b"\n")
    assert keys.find(scope) is None


def test_place_that_holds_other_bytes_is_no_line(
    log: LogMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is overwritten in place gives no bytes of another line."""
    ref = log.references()[0]
    keys = KeysFile(log.keys)
    assert keys.find(ref) is not None
    log.keys.write_bytes(log.keys.read_bytes().replace(b"box", b"xob"))
    monkeypatch.setattr(keys, "_refresh", lambda: None)
    assert keys.find(ref) is None


def test_no_segments_is_an_extent(tmp_path: Path) -> None:
    """A ring of a folder without a log finds nothing, and says so without an error."""
    ring = Keyring(tmp_path)
    assert not ring.is_there(0, A)
    assert not ring.is_erased(0, A)


def test_few_files_stay_open(log: LogMaker) -> None:
    """However many segments are read, few files are open; none after `close`."""
    refs = [log.references()[0]]
    for _ in range(9):
        log.segment()
        refs.append(log.references()[0])
    before = len(os.listdir("/proc/self/fd"))
    ring = Keyring(log.folder)
    for _ in range(2):
        assert all(ring.line(seg, ref) is not None for seg, ref in enumerate(refs))
    assert len(os.listdir("/proc/self/fd")) <= before + module._MOST_OPEN
    ring.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_unreadable_files_are_errors(log: LogMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.keys` file that is no file, or that the disk does not give, is a ReadError."""
    ref = log.references()[0]
    keys = KeysFile(log.keys)
    assert keys.find(ref) is not None

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pread", fail)
        with pytest.raises(ReadError, match="Input/output"):
            keys.find(ref)
    keys.close()
    log.keys.unlink()
    log.keys.symlink_to("/dev/null")
    with pytest.raises(ReadError, match=r"seg-00000000.keys"):
        KeysFile(log.keys).find(ref)
