"""Any history of a log, then any damage: both verifiers say what whoever did it knows.

`PENNAME_SOAK=20` makes twenty times as many examples.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penname.audit.anchors import parse_anchors
from penname.audit.model import AuditError
from penname.audit.verify import verify
from tests.audit_second import second_verdict
from tests.properties.audit_history import History, Layout, Part

EXAMPLES = 60 * int(os.environ.get("PENNAME_SOAK", "1"))
TAMPERED, INCOMPLETE, OK = "tampered", "incomplete", "ok"

small = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(1, 4), st.integers(0, 2)),
        st.tuples(st.just("append"), st.integers(1, 4), st.integers(0, 2)),
        st.tuples(st.just("rotate")),
        st.tuples(st.just("close")),
        st.tuples(st.just("start")),
        st.tuples(st.just("poison"), st.integers(1, 3)),
        st.tuples(st.just("erase"), small),
        st.tuples(st.just("rewrap"), small),
        st.tuples(st.just("retire"), st.integers(1, 2)),
        st.tuples(st.just("snapshot")),
        st.tuples(
            st.just("crash"),
            st.integers(1, 3),
            st.floats(0, 1),
            st.sampled_from(["cut", "cut", "zeros", "garbage"]),
        ),
    ),
    min_size=2,
    max_size=12,
)


def lived(folder: Path, steps: list[tuple[object, ...]], seed: int) -> History:
    """A log with this history. A crash that left more than a cut is followed by a start."""
    history = History(folder, Random(seed))
    history.start()
    for name, *arguments in steps:
        getattr(history, str(name))(*arguments)
        if name == "crash" and arguments[-1] != "cut":
            history.start()
    return history


def both(folder: Path, trust_root: str, anchors: list[str]) -> str:
    """The verdict, which has to be the same by both verifiers, with the same code."""
    text = "\n".join(anchors)
    verdict, code, where = second_verdict(folder, trust_root, text)
    report = verify(folder, trust_root=trust_root or None, anchors=parse_anchors(text))
    found = report.problem.code if report.problem else ""
    assert (report.verdict, found) == (verdict, code), (where, report.problem)
    return verdict


@settings(max_examples=EXAMPLES, deadline=None)
@given(steps=STEPS, seed=st.integers(0, 99), data=st.data())
def test_damage_gives_the_verdict_it_must(
    steps: list[tuple[object, ...]], seed: int, data: st.DataObject
) -> None:
    """Nothing that was done to a log passes unseen, and nothing that a writer did is seen."""
    with tempfile.TemporaryDirectory() as name:
        history = lived(Path(name) / "log", steps, seed)
        if history.writer is not None:
            history.writer.drop()
        layout = Layout.of(history.folder)
        told = [each for each in history.acknowledged if each.index >= layout.first_leaf]
        known = data.draw(st.booleans(), label="anchors")
        anchors = [str(each) for each in told] if known else []
        first = next((str(each) for each in told if each.index == 0), "") if known else ""
        before = INCOMPLETE if layout.last.end < len(layout.last.raw) else OK
        assert both(history.folder, first, [str(each) for each in told]) == before
        damage = data.draw(st.sampled_from(DAMAGES), label="damage")
        expected = damage(history, layout, known, data)
        assert both(history.folder, first, anchors) in expected


# --- damages: each gives the verdicts of which one must come out ---------------------------------


def flipped(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """A bit of a segment."""
    part = data.draw(st.sampled_from(layout.segments))
    at = data.draw(st.integers(0, len(part.raw) - 1))
    raw = bytearray(part.raw)
    raw[at] ^= 1 << data.draw(st.integers(0, 7))
    part.path.write_bytes(raw)
    if at >= part.end:
        return _behind(part)
    lines = part.lines
    # Whoever breaks the last checkpoint, or the line feed before it, leaves a tail.
    breaks_last = at >= part.end - len(lines[-1]) - 1 and len(lines) > 2
    return {TAMPERED, INCOMPLETE} if part.is_last and breaks_last else {TAMPERED}


def cut(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """The end of a segment is gone."""
    part = data.draw(st.sampled_from(layout.segments))
    at = data.draw(st.integers(0, len(part.raw) - 1))
    if data.draw(st.booleans()):
        at = data.draw(st.sampled_from([end for end, _ in part.checkpoints()]))
    part.path.write_bytes(part.raw[:at])
    if at == len(part.raw):  # nothing was cut; a crash may have left a tail before
        return {_as_before(layout)}
    if not part.is_last:
        return {TAMPERED} if at < part.end else _behind(part)
    kept = [each for each in part.checkpoints() if each[0] <= at]
    if not kept:
        return {TAMPERED}
    end, size = kept[-1]
    return _without(history, size, known, OK if end == at else INCOMPLETE)


def line_moved(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """A line is gone, stands there twice, or in its neighbour's place."""
    part = data.draw(st.sampled_from(layout.segments))
    lines = part.lines
    at = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["deleted", "twice", "swapped"]))
    if how == "swapped":
        at = min(at, len(lines) - 2)
        new = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    else:
        new = [*lines[:at], *([lines[at]] * (2 if how == "twice" else 0)), *lines[at + 1 :]]
    part.path.write_bytes(b"".join(new) + part.raw[part.end :])
    if how == "twice" and at == len(lines) - 1 and not part.is_last:
        return _behind(part)
    if how != "deleted" or at < 2 or not lines[at].startswith(b"C "):
        return {TAMPERED}
    if at < len(lines) - 1:  # the next checkpoint speaks of the same leaves
        return {TAMPERED} if part.torn else {_as_before(layout)}
    return {TAMPERED} if not part.is_last else {TAMPERED, INCOMPLETE}


def appended(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """Bytes behind a segment's end."""
    part = data.draw(st.sampled_from(layout.segments))
    more = data.draw(st.sampled_from([b"\0" * 8, b"x", b"\n", b"R {}\t\n", part.lines[0]]))
    part.path.write_bytes(part.raw + more)
    return {INCOMPLETE} if part.is_last else _behind(part)


def segment_gone(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """The files of a segment."""
    at = data.draw(st.integers(0, len(layout.segments) - 1))
    part = layout.segments[at]
    part.path.unlink()
    part.keys.unlink()
    if len(layout.segments) == 1 or (at == 0 and not part.is_last):
        return {INCOMPLETE}
    if not part.is_last:
        return {TAMPERED}
    left = layout.segments[at - 1]
    if left.torn:  # what the writer did not count may count now
        return {OK, INCOMPLETE, TAMPERED}
    ended = b'"e":"rotate"' in left.lines[-2]
    return _without(history, part.header["first"], known, INCOMPLETE if ended else OK)


def key_gone(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """A segment's key line, or the file that it stands in."""
    part = data.draw(st.sampled_from(layout.segments))
    raw = part.keys.read_bytes()
    how = data.draw(st.sampled_from(["file", "line", "bit"]))
    if how == "file":
        part.keys.unlink()
    elif how == "line":
        part.keys.write_bytes(raw.split(b"\n", 1)[1])
    else:
        at = data.draw(st.integers(0, raw.index(b"\n")))
        part.keys.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    return {TAMPERED}


def rolled_back(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    """The folder as it was; only somebody who knows of later records can say so."""
    if not history.snapshots:
        return {_as_before(layout)}
    copy, count = data.draw(st.sampled_from(history.snapshots))
    shutil.rmtree(history.folder)
    shutil.copytree(copy, history.folder)
    was = _as_before(Layout.of(history.folder))
    return {TAMPERED} if known and count < len(history.acknowledged) else {was}


def nothing(history: History, layout: Layout, known: bool, data: st.DataObject) -> set[str]:
    return {_as_before(layout)}


DAMAGES: list[Callable[[History, Layout, bool, st.DataObject], set[str]]] = [
    *(flipped, flipped, cut, cut, line_moved, line_moved, appended, segment_gone, key_gone),
    *(rolled_back, nothing),
]


def _as_before(layout: Layout) -> str:
    return INCOMPLETE if layout.last.end < len(layout.last.raw) else OK


def _behind(part: Part) -> set[str]:
    """Bytes behind a segment's end were changed."""
    if part.is_last:
        return {INCOMPLETE}
    return {OK, INCOMPLETE} if part.torn and part.torn["size"] is None else {TAMPERED}


def _without(history: History, size: int, known: bool, verdict: str) -> set[str]:
    """All leaves from `size` on are gone, and the log would otherwise have this verdict."""
    gone = [each.verdict for each in history.accounts if each.index >= size]
    if TAMPERED in gone or (known and any(e.index >= size for e in history.acknowledged)):
        return {TAMPERED}
    return {INCOMPLETE} if INCOMPLETE in gone else {verdict}


@settings(max_examples=EXAMPLES, deadline=None)
@given(batches=st.lists(st.integers(1, 3), min_size=1, max_size=5), data=st.data())
def test_restart_hides_no_more_than_a_crash_could(batches: list[int], data: st.DataObject) -> None:
    """A writer goes on behind damage to the last batch only, and who has a receipt of it sees."""
    with tempfile.TemporaryDirectory() as name:
        history = History(Path(name) / "log", Random(0))
        for count in batches:
            history.append(count)
        history.running().drop()
        history.writer = None
        part = Layout.of(history.folder).last
        at = data.draw(st.integers(0, len(part.raw) - 1))
        raw = bytearray(part.raw)
        raw[at] ^= 1 << data.draw(st.integers(0, 7))
        part.path.write_bytes(raw)
        hit = part.raw[:at].count(b"\n")
        behind = part.lines[hit + 1 + (part.raw[at] == 10) :]  # a line feed ends two
        if hit < 2 or sum(line.startswith(b"C ") for line in behind) > 1:
            with pytest.raises(AuditError):
                history.start()
            return
        receipts = [str(each) for each in history.acknowledged]
        history.start()
        history.close()
        assert both(history.folder, "", []) == OK
        assert both(history.folder, "", receipts) == TAMPERED
