"""No byte of a closed log can be another, no line can go, no key line that is named can change.

Logs are made, then damaged in one place. The verdict is never ok, the verifier never fails, and
both verifiers say the same.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from penname.audit.lines import reference
from penname.audit.report import Report
from penname.audit.verify import verify
from tests.audit_logs import LogMaker, usual_log
from tests.audit_second import second_verdict


@lru_cache
def closed_log() -> LogMaker:
    """A log of three segments with an end, a torn tail before it, an erasure and a rewrap."""
    log = usual_log().open().batch("request", scopes=("subject:u-1",)).record("request")
    log.open(log.tear(cut=9)).batch("request", scopes=("subject:u-1", "tenant:b"))
    log.rewrap(3, reference(log.lines(3, "keys")[1]))
    log.erase((4, reference(log.lines(4, "keys")[1])))
    return log.batch("close")


def verdict(log: LogMaker) -> Report:
    """The verdict on a log's files, on which both verifiers agree."""
    with tempfile.TemporaryDirectory() as name:
        folder = log.write(Path(name))
        report = verify(folder, patience_s=0)
        second = second_verdict(folder, "", "")
        assert (report.verdict, (report.problem and report.problem.code) or "") == second[:2]
    return report


logs = st.sampled_from([name for name in closed_log().files if name.endswith(".alog")])


@settings(max_examples=400, deadline=None)
@given(name=logs, place=st.floats(0, 1, exclude_max=True), value=st.integers(1, 255))
@example(name="seg-00000000.alog", place=0.0, value=1)
@example(name="seg-00000004.alog", place=1 - 1e-9, value=1)
@example(name="seg-00000003.alog", place=1 - 1e-9, value=1)
def test_no_byte_can_be_another(name: str, place: float, value: int) -> None:
    """A single byte of any `.alog` that is another gives another verdict than ok."""
    log = closed_log().clone()
    data = log.files[name]
    data[int(place * len(data))] ^= value
    report = verdict(log)
    assert report.verdict != "ok"
    assert report.problem is not None
    assert report.problem.message


@settings(max_examples=200, deadline=None)
@given(name=logs, place=st.floats(0, 1, exclude_max=True), size=st.integers(1, 3))
def test_no_bytes_can_go(name: str, place: float, size: int) -> None:
    """Bytes that are taken out of any `.alog` show, unless they are whole checkpoints."""
    log = closed_log().clone()
    data = log.files[name]
    position = int(place * len(data))
    del data[position : position + size]
    assert verdict(log).verdict != "ok"


@settings(max_examples=200, deadline=None)
@given(name=logs, place=st.floats(0, 1), more=st.binary(min_size=1, max_size=3))
def test_no_bytes_can_come(name: str, place: float, more: bytes) -> None:
    """Bytes that are put into any `.alog` show."""
    log = closed_log().clone()
    position = int(place * len(log.files[name]))
    log.files[name][position:position] = more
    assert verdict(log).verdict != "ok"


def test_no_line_can_go() -> None:
    """Each line that is taken out shows, but for a checkpoint between two others of a segment."""
    whole = closed_log()
    for name in whole.files:
        if not name.endswith(".alog"):
            continue
        lines = bytes(whole.files[name]).splitlines(keepends=True)
        last = max(at for at, line in enumerate(lines) if line.startswith(b"C "))
        for at, line in enumerate(lines):
            log = whole.clone()
            log.files[name] = bytearray(b"".join([*lines[:at], *lines[at + 1 :]]))
            is_between = line.startswith(b"C ") and 1 < at < last
            report = verdict(log)
            if is_between and not _has_torn_tail(name):
                assert (report.verdict, report.head) == ("ok", verdict(whole).head)
            else:
                assert report.verdict != "ok"


def _has_torn_tail(name: str) -> bool:
    """Then byte A is another once anything before it is gone."""
    return name == "seg-00000003.alog"


@settings(max_examples=100, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), value=st.integers(1, 255), seg=st.integers(0, 4))
def test_no_key_that_is_named_can_change(place: float, value: int, seg: int) -> None:
    """A byte of a `.keys` file that is another shows: every line in these is named."""
    log = closed_log().clone()
    data = log.files[log.name(seg, "keys")]
    data[int(place * len(data))] ^= value
    report = verdict(log)
    assert report.problem is not None
    assert report.problem.code == "missing-key"


def test_no_key_that_is_named_can_go() -> None:
    """Each key line that is taken out shows."""
    whole = closed_log()
    assert verdict(whole).verdict == "ok"
    for seg in range(5):
        for line in whole.lines(seg, "keys"):
            assert verdict(whole.clone().drop_key(seg, reference(line))).verdict == "tampered"
        log = whole.clone()
        del log.files[log.name(seg, "keys")][-1:]  # a line without its LF is none
        assert verdict(log).verdict == "tampered"


@settings(max_examples=200, deadline=None)
@given(
    files=st.dictionaries(
        st.sampled_from([f"seg-{n:08d}.{kind}" for n in (0, 1, 9) for kind in ("alog", "keys")]),
        st.lists(
            st.one_of(
                st.binary(max_size=80),
                st.sampled_from([b"H {}", b"C {", b"R {}\tAAAA", b"K {}", b"\n", b"\r\n", b""]),
                st.sampled_from(closed_log().lines(0)),
                st.sampled_from(closed_log().lines(0, "keys")),
            ),
            max_size=8,
        ),
    )
)
def test_any_bytes_have_a_verdict(files: dict[str, list[bytes]]) -> None:
    """Whatever stands in the files of a log, verifying ends with a verdict."""
    log = LogMaker()
    log.files = {name: bytearray(b"\n".join(lines)) for name, lines in files.items()}
    report = verdict(log)
    assert (report.verdict == "ok") == (report.problem is None)
