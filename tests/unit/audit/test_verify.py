"""Verifying: messages for people, logs that are written meanwhile, folders that are odd."""

from __future__ import annotations

import itertools
import os
import tracemalloc
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from penname.audit import scan
from penname.audit import verify as module
from penname.audit.anchors import AnchorError, parse_anchor
from penname.audit.lines import reference
from penname.audit.model import AuditError
from penname.audit.report import Report
from penname.audit.verify import verify
from tests.audit_logs import LogMaker, long_log, usual_log


def at_once(folder: Path, **more: object) -> Report:
    """The verdict without waiting for a writer."""
    return verify(folder, patience_s=0, **more)  # type: ignore[arg-type]


def problem(log: LogMaker, folder: Path) -> tuple[str, str]:
    """Place and message of the first problem."""
    found = at_once(log.write(folder)).problem
    assert found is not None
    return found.place, found.message


def notes(report: Report) -> dict[str, str]:
    return {note.code: note.message for note in report.notes}


# --- what a report says ---------------------------------------------------------------------


def test_good_log_is_reported(tmp_path: Path) -> None:
    """A log as it was written: its name, its size, its events, its head."""
    log = usual_log()
    report = at_once(log.write(tmp_path))
    assert (report.verdict, report.problem, report.notes) == ("ok", None, ())
    assert (report.origin, report.size, report.good, report.first) == (log.origin, 18, 18, 0)
    assert (report.segments, report.head) == (3, log.tree.root())
    assert sum(report.events.values()) == 15
    assert report.events["rotate"] == 2


def test_progress_is_told_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress grows from stretch to stretch, up to all bytes of the segments."""
    monkeypatch.setattr("penname.audit.verify_segment.TELL_EVERY", 300)
    told: list[tuple[int, int]] = []
    log = usual_log()
    verify(log.write(tmp_path), progress=lambda done, total: told.append((done, total)))
    total = sum(len(data) for name, data in log.files.items() if name.endswith(".alog"))
    assert told == sorted(told)
    assert {one[1] for one in told} == {total}
    assert told[-1] == (total, total)
    assert len(told) > 6


def cases() -> list[tuple[str, Callable[[LogMaker], object], str, str]]:
    """Name, damage, and place and message of what is found."""

    def lines(change: Callable[[list[bytes]], object], seg: int = 0) -> Callable[..., object]:
        def act(log: LogMaker) -> None:
            found = log.lines(seg)
            change(found)
            log.put(found, seg)

        return act

    def part(line: int, old: bytes, new: bytes, seg: int = 0) -> Callable[..., object]:
        return lines(
            lambda found: found.__setitem__(line - 1, found[line - 1].replace(old, new, 1)), seg
        )

    first, second = "seg-00000000.alog", "seg-00000001.alog"
    return [
        (
            "altered",
            part(4, b'"e":"', b'"e":"'.replace(b":", b": ")),
            f"{first}:5",
            "record 2 was altered (record 1 before it in the same batch cannot be confirmed);"
            " record 0 verifies",
        ),
        (
            "altered alone in its batch",
            part(3, b"request", b"refused", 1),
            f"{second}:4",
            "record 8 was altered; records 0–7 verify",
        ),
        (
            "last of a batch",
            part(5, b"request", b"refused"),
            f"{first}:6",
            "one of records 1–3 was altered, most likely the last; record 0 verifies",
        ),
        (
            "header",
            part(1, b"maker/1", b"maker/2", 1),
            f"{second}:2",
            "the header of segment 1 was altered; records 0–6 verify",
        ),
        (
            "broken",
            part(4, b"\t", b"\t!"),
            f"{first}:4",
            "record 2 was altered: line 4 of seg-00000000.alog is not as the format says"
            " (a record's content is not base64); record 0 verifies",
        ),
        (
            "deleted",
            lines(lambda found: found.__delitem__(slice(2, 4))),
            f"{first}:3",
            "records 1–2 are missing; record 0 verifies",
        ),
        (
            "number",
            part(4, b'"n":2', b'"n":4711'),
            f"{first}:4",
            "record 2 was altered: it says that it is record 4,711; record 0 verifies",
        ),
        (
            "swapped",
            lines(lambda found: found.insert(2, found.pop(3))),
            f"{first}:3",
            "records are out of order: 2 stands where 1 must; record 0 verifies",
        ),
        (
            "twice",
            lines(lambda found: found.insert(4, found[2])),
            f"{first}:5",
            "record 1 stands where 3 must: it was repeated, or moved; record 0 verifies",
        ),
        (
            "end of a batch",
            lines(lambda found: found.pop(4)),
            f"{first}:5",
            "record 3 is missing; record 0 verifies",
        ),
        (
            "checkpoint says less",
            part(6, b'"n":4', b'"n":2'),
            f"{first}:6",
            "records 2–3 are too many; record 0 verifies",
        ),
        (
            "checkpoint again",
            lines(lambda found: found.insert(6, found[5])),
            f"{first}:7",
            "a checkpoint over 4 records stands where one over more must; records 0–3 verify",
        ),
        (
            "closed segment cut",
            lines(lambda found: found.__delitem__(slice(6, None))),
            f"{second}:1",
            "records 4–6 are missing: the end of segment 0 was cut; records 0–3 verify",
        ),
        (
            "closed segment cut in a batch",
            lines(lambda found: found.pop()),
            f"{first}:10",
            "the end of segment 0 is not as segment 1 found it: bytes behind record 5 were added,"
            " altered or cut off; records 0–5 verify",
        ),
        (
            "segment gone",
            lambda log: log.delete(1),
            second,
            "segment 1 is missing, with records 7–12 by what segment 2 says; records 0–6 verify",
        ),
        (
            "key gone",
            lambda log: log.drop_key(0, reference(log.lines(0, "keys")[1])),
            "seg-00000000.keys",
            "a key that record 1 needs is missing from seg-00000000.keys, or was altered, and"
            " nothing in the log accounts for it; without it records 0–17 verify",
        ),
        (
            "start gone",
            lambda log: log.delete(0).delete(1),
            first,
            "segments 0–1 are not there, and nothing in the log says that they were retired",
        ),
        (
            "end gone",
            lambda log: log.delete(2),
            "seg-00000002.alog",
            "segment 2 is missing: segment 1 says that another follows; records 0–12 verify",
        ),
        (
            "tail",
            lambda log: log.files[log.name()].extend(b"R {"),
            "seg-00000002.alog:10",
            "3 bytes at the end of seg-00000002.alog are not signed: a crash left them, or somebody"
            " put them there; records 0–17 verify",
        ),
        (
            "end of a segment without a checkpoint",
            lines(lambda found: found.__setitem__(slice(2, None), found[4:5])),
            f"{first}:3",
            "records 1–2 are missing; record 0 verifies",
        ),
        (
            "records put in",
            part(6, b'"n":4', b'"n":9'),
            f"{first}:6",
            "records 4–8 are missing; record 0 verifies",
        ),
        (
            "segment that begins nowhere",
            part(1, b'"first":0', b'"first":3'),
            f"{first}:1",
            "segment 0 does not say where it begins; no record before it verifies",
        ),
        (
            "segment gone before another that cannot be read",
            lambda log: log.delete(1).put([b"what", *log.lines(2)[1:]], 2),
            second,
            "segment 1 is missing; records 0–6 verify",
        ),
        (
            "segment of no place",
            part(1, b'"first":7', b'"first":3', 1),
            f"{second}:1",
            "segment 1 begins with record 3, but 7 stand before it; records 0–6 verify",
        ),
    ]


@pytest.mark.parametrize(
    ("act", "place", "message"),
    [one[1:] for one in cases()],
    ids=[one[0] for one in cases()],
)
def test_messages_are_for_people(
    act: Callable[[LogMaker], object], place: str, message: str, tmp_path: Path
) -> None:
    """The message says which records, and what verifies; the place is file and line."""
    log = usual_log()
    act(log)
    assert problem(log, tmp_path) == (place, message)


def test_one_record_in_a_batch_is_exact(tmp_path: Path) -> None:
    """Where a batch has one record, it is named, and all before it verify."""
    log = LogMaker().open()
    for _ in range(20):
        log.batch("request")
    lines = log.lines()
    lines[30] = lines[30].replace(b"request", b"refused")
    log.put(lines)
    assert problem(log, tmp_path)[1] == "record 15 was altered; records 0–14 verify"


def test_altered_checkpoints_are_told_apart(tmp_path: Path) -> None:
    """A root that is another is told from records that are others."""
    log = usual_log()
    root = log.checkpoints[1].root.hex().encode()
    lines = log.lines()
    lines[5] = lines[5].replace(root, b"0" * 64)
    log.put(lines)
    expected = "the checkpoint over records 1–3 was altered, but not these; record 0 verifies"
    assert problem(log, tmp_path)[1] == expected
    signature = b64encode(log.checkpoints[1].signature)
    lines[5] = lines[5].replace(signature, b64encode(bytes(64)))
    log.put(lines)
    expected = "records 1–3 or the checkpoint over them was altered; record 0 verifies"
    assert problem(log, tmp_path)[1] == expected


# --- anchors and trust roots ------------------------------------------------------------------


def test_anchors_are_counted(tmp_path: Path) -> None:
    """Anchors of this log are compared; those of others and of retired records are told."""
    log = usual_log()
    receipts = [log.receipt(index) for index in range(log.size)]
    known = [*receipts, log.checkpoint(0), log.checkpoint(), usual_log("b", "other").receipt(3)]
    anchors = [parse_anchor(one) for one in known]
    report = at_once(log.write(tmp_path), anchors=anchors, trust_root=log.receipt(0))
    assert (report.verdict, report.anchors) == ("ok", 20)
    assert notes(report)["other-anchors"].startswith("1 anchor is of other logs")
    report = at_once(log.retire(0).write(tmp_path), anchors=anchors)
    assert (report.verdict, report.anchors, report.first) == ("ok", 12, 7)
    assert notes(report)["retired-anchors"].startswith("8 anchors are of retired records")
    assert "retired" in notes(report)


def test_anchor_at_the_retired_start_counts(tmp_path: Path) -> None:
    """A checkpoint of exactly what was retired is compared with the first header."""
    log = usual_log()
    right, wrong = log.checkpoint(3), usual_log("other").checkpoint(3)
    folder = log.retire(0).write(tmp_path)
    assert at_once(folder, anchors=[parse_anchor(right)]).anchors == 1
    found = at_once(folder, anchors=[parse_anchor(wrong)]).problem
    assert found is not None
    assert found.code == "anchor-mismatch"


def test_checkpoint_of_another_tree_says_all(tmp_path: Path) -> None:
    """A checkpoint speaks of all records under it, a receipt of one."""
    log, other = usual_log(), usual_log("other")
    folder = log.write(tmp_path)
    spans = []
    for text in (other.checkpoint(1), other.receipt(5)):
        found = at_once(folder, anchors=[parse_anchor(text)]).problem
        assert found is not None
        spans.append((found.first, found.last, found.index))
    assert spans == [(0, 3, 3), (5, 5, 5)]


def test_trust_root_must_be_one(tmp_path: Path) -> None:
    """What is no receipt of record 0 is no trust root; the log is not looked at."""
    log = usual_log()
    with pytest.raises(AnchorError, match="record 0"):
        verify(tmp_path / "nowhere", trust_root=log.receipt(1))


# --- notes --------------------------------------------------------------------------------------


def test_notes_tell_what_is_not_wrong(tmp_path: Path) -> None:
    """Torn ends, missing ends, gaps, clocks, erased and rewrapped keys are told, once each."""
    log = LogMaker().open().batch("request", scopes=("tenant:a", "tenant:b")).record("request")
    log.open(log.tear(cut=5)).open()
    log.record("gap", detail={"lost": 1200, "since": "2026-11-24T00:00:00.000Z"})
    log.record("request", t="2020-01-01T00:00:00.000Z").sign()
    one, two = (reference(line) for line in log.lines(0, "keys")[1:])
    log.rewrap(0, one)
    log.erase((0, two))
    log.erase((2, log.keylines[2]), drop=False)
    found = notes(at_once(log.write(tmp_path)))
    assert found == {
        "torn-tail": "1 segment ends with a write that a crash or an error cut off (first: segment"
        " 0); nothing of it was acknowledged",
        "no-end": "2 segments were left without an end (first: segment 0): the writer was"
        " killed, or could not write on",
        "still-open": "segment 2 has no end yet: its writer is at work, or was killed",
        "erased-key": "1 key was destroyed by order (erase): what they opened can be read by"
        " nobody",
        "rewrapped-key": "1 key was wrapped for other recipients",
        "erased-key-there": "1 key is still there although erased: erasing was not finished, or a"
        " copy was put back",
        "gap": "1,200 records could not be written (gap)",
        "clock-backwards": "the clock went back 1 time",
    }


# --- a writer at work ---------------------------------------------------------------------------


def meanwhile(folder: Path, act: Callable[[], object], at: int = 1, **more: object) -> Report:
    """Verifies while `act` happens: behind the lines of the segment that is read `at`-th."""
    heard = 0

    def hear(_done: int, _total: int) -> None:
        nonlocal heard
        heard += 1
        if heard == at:
            act()

    return verify(folder, progress=hear, patience_s=0, **more)  # type: ignore[arg-type]


def test_log_that_rotates_meanwhile(tmp_path: Path) -> None:
    """A segment that appears once the last one was read belongs to the log."""
    log = LogMaker().open().batch("request").end()
    folder = log.write(tmp_path)
    report = meanwhile(folder, lambda: log.open().batch("request").write(folder))
    assert (report.verdict, report.segments, report.size) == ("ok", 2, log.size)
    assert report.events == {"request": 2, "rotate": 1}


def test_several_segments_appear_meanwhile(tmp_path: Path) -> None:
    """However many segments appear, all are verified."""
    log = LogMaker().open().rotate().batch("request").end()
    folder = log.write(tmp_path)
    report = meanwhile(folder, lambda: log.open().rotate().rotate().write(folder), at=2)
    assert (report.verdict, report.segments, report.size) == ("ok", 5, log.size)


def test_batch_that_is_half_written(tmp_path: Path) -> None:
    """A batch that was half there is read again once the writer has gone on."""
    log = LogMaker().open().batch("request")
    whole = log.clone().batch("request", "response")
    folder = whole.clone().write(tmp_path)
    data = whole.files[whole.name()]
    (folder / whole.name()).write_bytes(data[:-120])
    report = meanwhile(folder, lambda: whole.write(folder))
    assert (report.verdict, report.size) == ("ok", whole.size)


def test_writer_is_given_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that has not gone on yet is waited for."""
    log = LogMaker().open().batch("request").end()
    folder = log.write(tmp_path)
    monkeypatch.setattr("penname.audit.verify.time.sleep", lambda _s: log.open().write(folder))
    assert verify(folder, patience_s=60).verdict == "ok"


def test_patience_has_an_end(tmp_path: Path) -> None:
    """A segment that does not come is missing."""
    folder = LogMaker().open().end().write(tmp_path)
    found = verify(folder, patience_s=0.03).problem
    assert found is not None
    assert found.code == "missing-end"


def test_growth_without_end_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes half batches for ever is not followed for ever."""
    monkeypatch.setattr(module, "_ROUNDS", 5)
    log = LogMaker().open()
    log.files[log.name()] += b"R"
    folder = log.write(tmp_path)

    def grow(_done: int, _total: int) -> None:
        with (folder / log.name()).open("ab") as file:
            file.write(b"R")

    found = verify(folder, progress=grow, patience_s=0.05).problem
    assert found is not None
    assert found.code == "unsigned-tail"


def test_keys_that_are_erased_meanwhile(tmp_path: Path) -> None:
    """Keys that go once their segment was read are looked up in the records behind it."""
    log = LogMaker().open().batch("request", scopes=("tenant:a",)).rotate().batch("alive")
    folder = log.write(tmp_path)
    name = reference(log.lines(0, "keys")[1])
    for at in (1, 2):
        copy = log.clone()
        folder = copy.write(tmp_path / str(at))

        def act(copy: LogMaker = copy, folder: Path = folder) -> None:
            copy.erase((0, name)).write(folder)

        report = meanwhile(folder, act, at)
        assert report.verdict == "ok"
        assert ("erased-key" in notes(report)) == (at == 1)


def test_keys_of_the_last_segment_erased_meanwhile(tmp_path: Path) -> None:
    """The record of the erasure may come once the last line was read."""
    log = LogMaker().open().batch("request", scopes=("tenant:a",))
    folder = log.write(tmp_path)
    name = reference(log.lines(0, "keys")[1])
    report = meanwhile(folder, lambda: log.erase((0, name)).write(folder))
    assert report.verdict == "ok"
    assert "erased-key" in notes(report)


def test_segments_that_are_retired_meanwhile(tmp_path: Path) -> None:
    """A log whose beginning goes while it is read is read again from where it begins now."""
    log = usual_log()
    folder = log.write(tmp_path)
    report = meanwhile(folder, lambda: log.retire(1).write(folder))
    assert (report.verdict, report.first, report.segments) == ("ok", 13, 1)


def test_start_that_is_retired_step_by_step(tmp_path: Path) -> None:
    """A log of which some retired segments are still there is looked at again."""
    log = usual_log().retire(1, drop=False)
    folder = log.delete(0).write(tmp_path)
    report = meanwhile(folder, lambda: log.delete(1).write(folder), at=2)
    assert (report.verdict, report.first) == ("ok", 13)


def test_folder_that_never_keeps_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are listed but never there end in an error, not in a verdict."""
    monkeypatch.setattr(module, "list_log", lambda _folder: scan.Listing((0, 1)))
    with pytest.raises(AuditError, match="go away"):
        verify(LogMaker().open().end().write(tmp_path))


# --- odd folders --------------------------------------------------------------------------------


def test_other_names_are_refused(tmp_path: Path) -> None:
    """A name that only looks like a segment's is a problem; the writer's own files are none."""
    folder = usual_log().write(tmp_path)
    for name in ("lock", "ballast", "sign-00000003.key", "seg-00000001.alog.tmp", "orders"):
        (folder / name).write_bytes(b"whatever")
    (folder / "seg-00000009.keys").write_bytes(b"of a segment that never was")
    assert at_once(folder).verdict == "ok"
    for name in ("seg-0000000a.alog", "seg-1.alog", "seg-00000001.alog~", "seg-\x1b[2J", "seg-"):
        (folder / name).write_bytes(b"")
        found = at_once(folder).problem
        (folder / name).unlink()
        assert found is not None
        assert (found.code, found.place) == ("wrong-segment", name.replace("\x1b", "?"))


@pytest.mark.parametrize("kind", ["alog", "keys"])
@pytest.mark.parametrize("thing", ["link", "folder", "pipe"])
def test_only_ordinary_files_are_read(kind: str, thing: str, tmp_path: Path) -> None:
    """A link, a folder or a pipe under the name of a segment's file is an error that names it."""
    folder = usual_log().write(tmp_path / "log")
    path = folder / f"seg-00000001.{kind}"
    if thing == "link":
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.unlink()
        (os.mkdir if thing == "folder" else os.mkfifo)(path)
    with pytest.raises(AuditError, match=path.name):
        at_once(folder)


def test_folders_that_cannot_be_listed(tmp_path: Path) -> None:
    """What is no folder is an error that names it."""
    (tmp_path / "file").touch()
    for name in ("file", "nowhere"):
        with pytest.raises(AuditError, match=name):
            at_once(tmp_path / name)


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says of a file comes with its name."""
    folder = usual_log().write(tmp_path)

    def refuse(path: Path, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("penname.audit.scan.os.open", refuse)
    with pytest.raises(AuditError, match=r"seg-00000000\.alog: cannot be read \(Permission"):
        at_once(folder)


@pytest.mark.parametrize("at", [1, 2])
def test_disks_that_fail(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle of a file comes with the file's name."""
    folder = usual_log().write(tmp_path)
    with scan.LineReader(folder / "seg-00000000.alog") as reader:
        lines = iter(reader)
        next(lines)
        monkeypatch.setattr(reader, "_file", FailingFile(reader._file))
        with pytest.raises(AuditError, match=r"seg-00000000\.alog: cannot be read"):
            list(reader if at == 1 else reader.pieces(0))


class FailingFile:
    """A file of a disk that gives up."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readline(self, _size: int) -> bytes:
        raise OSError(5, "Input/output error")

    def seek(self, _position: int) -> int:
        raise OSError(5, "Input/output error")

    def close(self) -> None:
        self._file.close()


def test_chains_of_rewraps_take_linear_time(tmp_path: Path) -> None:
    """Many keys that lead into one long chain of rewraps are followed once, not each."""
    log = LogMaker().open()
    names = [f"{number:064x}" for number in range(1, 4001)]
    log.record("request", k=tuple(names[:2000]))
    chain = [{"seg": 0, "old": old, "new": new} for old, new in itertools.pairwise(names)]
    chain += [{"seg": 0, "old": names[0], "new": one} for one in (names[2], names[0])]
    log.record("rewrap", detail={"lines": chain}).sign()
    erased = log.clone().erase((0, names[-1]), drop=False)
    report = at_once(erased.write(tmp_path))
    assert (report.verdict, notes(report)["erased-key"][:10]) == ("ok", "2,000 keys")
    found = at_once(log.write(tmp_path)).problem
    assert found is not None
    assert found.code == "missing-key"


def test_line_that_a_rewrap_leads_to_must_be_right(tmp_path: Path) -> None:
    """A line that a chain ends with is judged like any other."""
    log = LogMaker().open().batch("request", scopes=("tenant:a",))
    log.files[log.name(0, "keys")] += b"K what\n"
    old, wrong = reference(log.lines(0, "keys")[1]), reference(b"K what")
    lines = [{"seg": 0, "old": old, "new": "0" * 64}, {"seg": 0, "old": "0" * 64, "new": wrong}]
    log.record("rewrap", detail={"lines": lines}).sign().drop_key(0, old)
    assert problem(log, tmp_path) == (
        "seg-00000000.keys:2",
        "line 2 of seg-00000000.keys is not a key line of this segment; records 0–2 verify",
    )


def test_lines_without_end_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is longer than any may be is read in pieces, and is a bad one."""
    monkeypatch.setattr(scan, "MAX_LINE", 1000)
    log = usual_log()
    lines = log.lines(2)
    lines.insert(2, b"x" * 5000)
    found = at_once(log.put(lines, 2).write(tmp_path)).problem
    assert found is not None
    assert (found.code, found.line) == ("bad-line", 3)
    del lines[3:]
    found = at_once(log.put(lines, 2).write(tmp_path)).problem
    assert found is not None
    assert found.code == "unsigned-tail"


def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """Ten times as many records take no more memory."""
    peaks = []
    for count in (2_000, 20_000):
        folder = long_log(tmp_path / str(count), count, length=40)
        tracemalloc.start()
        assert at_once(folder).verdict == "ok"
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
