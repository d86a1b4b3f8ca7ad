"""Reading a log: what opens, what stays shut and why, filters, following."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from penname.audit.lines import KeyLine, Torn, key_line, parse_key_line, reference
from penname.audit.reader import LogReader, ReadRecord, stamp
from penname.audit.recipients import Identity, new_identity
from penname.audit.record import AuditRecord, Content
from penname.audit.seal import unwrapped, wrapped
from penname.audit.stored import ReadError
from tests.unit.audit.making import ORIGIN, LogMaker

DPO = new_identity("dpo")
ESCROW = new_identity("escrow", "xwing")
STRANGER = new_identity("stranger")


@pytest.fixture
def log(tmp_path: Path) -> LogMaker:
    """A log with an open segment, for two recipients."""
    maker = LogMaker(tmp_path / "log", [DPO, ESCROW])
    maker.segment()
    return maker


def ids(reads: Iterator[ReadRecord] | list[ReadRecord]) -> list[str]:
    return [one.record.request_id if one.record else "-" for one in reads]


def erase(log: LogMaker, seg: int, ref: str, *, drop: bool = True) -> None:
    log.add("erase", detail={"lines": [{"seg": seg, "ref": ref}]})
    log.checkpoint()
    if drop:
        log.drop_key(ref, seg)


def rewrap(log: LogMaker, seg: int, identity: Identity) -> None:
    """All lines of a segment for another recipient, as `erasure.rewrap` does it."""
    path = log.folder / f"seg-{seg:08d}.keys"
    named, lines = [], []
    for raw in path.read_bytes().splitlines():
        line: KeyLine = parse_key_line(raw)
        secret = unwrapped(ORIGIN, line, [DPO])
        lines.append(key_line(wrapped(ORIGIN, line, secret, [identity.recipient])))
        named.append({"seg": seg, "old": reference(raw), "new": reference(lines[-1])})
    log.add("rewrap", detail={"lines": named})
    log.checkpoint()
    path.write_bytes(b"".join(line + b"\n" for line in lines))


@pytest.mark.parametrize("identity", [DPO, ESCROW])
def test_recipients_read_every_record(log: LogMaker, identity: Identity) -> None:
    """Records of all segments come in order, with their places, opened."""
    log.batch("a", "b", scopes=("tenant:acme",))
    log.segment()
    log.batch("c")
    with LogReader(log.folder, [identity]) as reader:
        found = list(reader.records())
        assert reader.origin == ORIGIN
    assert ids(found) == ["a", "b", "c"]
    places = [(one.index, one.segment, one.line_no, one.time) for one in found]
    assert places == [
        (1, 0, 3, "2026-11-24T00:00:00.000Z"),
        (2, 0, 4, "2026-11-24T00:01:00.000Z"),
        (4, 1, 3, "2026-11-24T00:02:00.000Z"),
    ]
    assert not any(one.erased or one.no_key or one.problem for one in found)


@pytest.mark.parametrize("identities", [(), (STRANGER,)])
def test_others_read_what_is_clear(log: LogMaker, identities: tuple[Identity, ...]) -> None:
    """Without an identity that fits there are time, event and details, and no error."""
    log.batch("a", scopes=("tenant:acme",))
    log.add("rotate", detail={"why": "size"})
    log.checkpoint()
    first, last = LogReader(log.folder, identities).records()
    assert (first.event, first.record, first.no_key, first.erased) == ("request", None, True, False)
    assert (last.event, last.detail) == ("rotate", {"why": "size"})


def test_older_segments_may_be_for_others(log: LogMaker) -> None:
    """A new recipient reads from his first segment on; the rest says `no_key`."""
    log.batch("a")
    log.identities = [STRANGER]
    log.segment()
    log.batch("b")
    reader = LogReader(log.folder, [STRANGER])
    assert [one.no_key for one in reader.records()] == [True, False]
    both = LogReader(log.folder, [STRANGER, DPO])
    assert ids(both.records()) == ["a", "b"]


def test_many_closed_records_cost_no_memory(log: LogMaker) -> None:
    """The error that says why a segment is shut does not grow with each record."""
    log.batch(*["a"] * 50)
    reader = LogReader(log.folder, [STRANGER])
    list(reader.records())
    assert reader._current is not None
    error = reader._current[1]
    assert isinstance(error, Exception)
    depth, trace = 0, error.__traceback__
    while trace is not None:
        depth, trace = depth + 1, trace.tb_next
    assert depth < 10


def test_erased_records_say_so(log: LogMaker) -> None:
    """Where a scope's key was destroyed its records are `erased`; others open."""
    log.batch("a", scopes=("tenant:acme", "subject:u-1"))
    log.batch("b", scopes=("tenant:acme",))
    log.batch("c")
    subject = log.sealer.scope("subject:u-1").ref
    log.segment()
    erase(log, 0, subject)
    with LogReader(log.folder, [DPO]) as reader:
        found = list(reader.records())
    assert ids(found) == ["-", "b", "c", ""]
    assert [one.erased for one in found] == [True, False, False, False]
    assert [one.erased for one in LogReader(log.folder).records()] == [True, False, False, False]


def test_unfinished_erasure_still_opens(log: LogMaker) -> None:
    """A key that a crash left there opens: the reader says what is, not what should be."""
    log.batch("a", scopes=("tenant:acme",))
    erase(log, 0, log.sealer.scope("tenant:acme").ref, drop=False)
    assert ids(LogReader(log.folder, [DPO]).records())[0] == "a"


def test_rewrapped_segments_open(log: LogMaker) -> None:
    """After rewrapping the new recipient reads and the old one has no key."""
    log.batch("a", scopes=("tenant:acme",))
    log.segment()
    rewrap(log, 0, STRANGER)
    assert ids(LogReader(log.folder, [STRANGER]).records()) == ["a", "-"]
    assert [one.no_key for one in LogReader(log.folder, [DPO]).records()] == [True, False]


def test_missing_key_is_an_error(log: LogMaker) -> None:
    """A key line that is gone without a record is a ReadError with the place."""
    log.batch("a", scopes=("tenant:acme",))
    log.drop_key(log.sealer.scope("tenant:acme").ref)
    reader = LogReader(log.folder, [DPO])
    with pytest.raises(ReadError, match=r"^seg-00000000.alog:3: record 1 .*missing"):
        list(reader.records())


def test_missing_keys_file_is_an_error(log: LogMaker) -> None:
    """Without its `.keys` file a segment does not open, and that is said."""
    log.batch("a")
    log.keys.unlink()
    with pytest.raises(ReadError, match="missing"):
        list(LogReader(log.folder, [DPO]).records())
    (read,) = LogReader(log.folder, [DPO]).records(lenient=True)
    assert "missing" in read.problem


def test_erased_segment_key_says_so(log: LogMaker) -> None:
    """A segment whose own key was destroyed is erased as a whole."""
    log.batch("a")
    own = log.references()[0]
    log.segment()
    erase(log, 0, own)
    first = next(LogReader(log.folder, [DPO]).records())
    assert (first.erased, first.record) == (True, None)


def flip(path: Path, mark: bytes) -> None:
    """Changes the first character behind a mark to another one of base64."""
    content = bytearray(path.read_bytes())
    at = content.index(mark) + len(mark)
    content[at] = ord("A") if content[at] != ord("A") else ord("B")
    path.write_bytes(bytes(content))


def test_altered_record_is_an_error(log: LogMaker) -> None:
    """A changed ciphertext is a ReadError; leniently its record says so, and the rest opens."""
    log.batch("a", "b", "c", "d")
    line = log.path.read_bytes().splitlines()[3]
    flip(log.path, line[: line.index(b"\t") + 1])
    with pytest.raises(ReadError, match=r"^seg-00000000.alog:4: record 2 .*altered"):
        list(LogReader(log.folder, [DPO]).records())
    found = list(LogReader(log.folder, [DPO]).records(lenient=True))
    # The third is bound to the line before it, so it does not open either.
    assert ids(found) == ["a", "-", "-", "d"]
    assert all("altered" in one.problem for one in found[1:3])


@pytest.mark.parametrize("line", [0, 1])
def test_altered_boxes_are_errors(log: LogMaker, line: int) -> None:
    """A changed key line is not the one that is named, so a key is missing."""
    log.batch("a", scopes=("tenant:acme",))
    lines = log.keys.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b'"box":"', b'"box":"AAAA')
    log.keys.write_bytes(b"".join(lines))
    with pytest.raises(ReadError, match="missing or was altered"):
        list(LogReader(log.folder, [DPO]).records())


def test_key_line_that_is_none_is_damage(log: LogMaker) -> None:
    """A reference to what is no key line is a ReadError, not a crash."""
    log.batch("a")
    bad = b"K {" + b" " * 100 + b"}"
    named = {"seg": 0, "old": log.references()[0], "new": reference(bad)}
    log.add("rewrap", detail={"lines": [named]})
    log.checkpoint()
    log.keys.write_bytes(bad + b"\n")
    with pytest.raises(ReadError, match="key line is not one"):
        list(LogReader(log.folder, [DPO]).records())


def test_key_of_another_segment_is_damage(log: LogMaker) -> None:
    """A rewrap record cannot give a segment the key of another one."""
    log.batch("a")
    log.segment()
    other = log.keys.read_bytes()
    named = {"seg": 0, "old": log.references(0)[0], "new": reference(other[:-1])}
    log.add("rewrap", detail={"lines": [named]})
    log.checkpoint()
    (log.folder / "seg-00000000.keys").write_bytes(other)
    with pytest.raises(ReadError, match="commits"):
        list(LogReader(log.folder, [DPO]).records())


@pytest.mark.parametrize("plain", [b"", b"\0[]", b"\1xx", b'\0{"status":"x"}', b"\0" + b"[" * 9999])
def test_strange_plaintexts_are_errors(log: LogMaker, plain: bytes) -> None:
    """A record that decrypts to what is no record is a ReadError that quotes nothing."""
    log.add("request", plain)
    log.checkpoint()
    with pytest.raises(ReadError, match=r"^seg-00000000.alog:3: record 1 "):
        list(LogReader(log.folder, [DPO]).records())


def test_times_and_events_filter(log: LogMaker) -> None:
    """`since` is included, `until` is not; times of any zone are compared in UTC."""
    log.batch("a", "b", "c", "d")
    log.add("alive")
    log.checkpoint()
    reader = LogReader(log.folder, [DPO])
    minute = [datetime(2026, 11, 24, 0, at, tzinfo=UTC) for at in range(5)]
    assert ids(reader.records(since=minute[1], until=minute[3])) == ["b", "c"]
    zone = timezone(timedelta(hours=2))
    assert ids(reader.records(since=minute[3].astimezone(zone))) == ["d", ""]
    assert [one.event for one in reader.records(events={"alive"})] == ["alive"]
    assert ids(reader.records(until=minute[1], events=["request"])) == ["a"]
    assert ids(reader.records(since=datetime.max.replace(tzinfo=UTC))) == []
    assert len(ids(reader.records(since=datetime.min.replace(tzinfo=UTC)))) == 5


def test_unwanted_records_are_not_opened(log: LogMaker) -> None:
    """What a filter leaves out may be damaged without harm."""
    log.add("alive", b"nonsense")
    log.batch("a")
    assert ids(LogReader(log.folder, [DPO]).records(events=["request"])) == ["a"]


def test_stamp_is_as_in_lines() -> None:
    """Times are written as lines have them."""
    assert stamp(datetime(2026, 11, 24, 9, 30, 1, 250_999, UTC)) == "2026-11-24T09:30:01.250Z"


@pytest.mark.parametrize("segments", [1, 2, 3, 7])
def test_one_record_is_found(log: LogMaker, segments: int) -> None:
    """A record is found by its index in any number of segments; headers are none."""
    wanted: dict[int, str] = {}
    for number in range(segments):
        if number:
            log.segment()
        wanted |= dict(zip(log.batch(f"{number}a", f"{number}b"), "ab", strict=True))
    reader = LogReader(log.folder, [DPO])
    for index in range(log.tree.size + 3):
        read = reader.at(index)
        if index in wanted:
            assert read is not None
            assert read.index == index
            assert ids([read])[0].endswith(wanted[index])
        else:
            assert read is None


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 99])
def test_last_records_cross_segments(log: LogMaker, count: int) -> None:
    """The last records come in order, out of as many segments as it takes."""
    log.batch("a", "b")
    log.segment()
    log.segment()
    log.batch("c", "d")
    log.add("request")
    assert ids(LogReader(log.folder, [DPO]).last(count)) == ["a", "b", "c", "d"][-count or 4 :]


@pytest.mark.parametrize("make", [Path.mkdir, lambda _: None])
def test_no_log_is_an_error(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder without segments, or none at all, is a ReadError."""
    make(tmp_path / "x")
    with pytest.raises(ReadError):
        LogReader(tmp_path / "x")


def test_closed_reader_holds_nothing_open(log: LogMaker) -> None:
    """After `close` no file is open, also where records were not read to the end."""
    log.batch("a", "b")
    before = len(list(Path("/proc/self/fd").iterdir()))
    with LogReader(log.folder, [DPO]) as reader:
        reads = reader.records()
        next(reads)
        del reads
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


class Script:
    """Does one thing more at each wait, and ends when there is none."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)

    def __call__(self) -> bool:
        if not self.steps:
            return False
        self.steps.pop(0)()
        return True


def test_following_shows_what_comes(log: LogMaker) -> None:
    """Records come as their checkpoints land, over the borders of segments, each once."""
    log.batch("old")

    def two_at_once() -> None:
        log.batch("e")
        log.segment()
        log.segment()
        log.batch("f")

    script = Script(
        lambda: log.batch("a"),
        lambda: log.add("request", AuditRecord(request_id="b")),
        log.checkpoint,
        log.segment,
        lambda: log.batch("c", scopes=("tenant:acme",)),
        lambda: log.batch("d", scopes=("tenant:other",)),
        two_at_once,
    )
    reader = LogReader(log.folder, [DPO])
    assert ids(reader.follow(script)) == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(("first", "left"), [(0, "abcd"), (2, "bcd"), (3, "cd"), (5, "d"), (9, "")])
def test_following_starts_where_told(log: LogMaker, first: int, left: str) -> None:
    """With `first` it begins at that index, in whichever segment it is."""
    log.batch("a", "b")
    log.segment()
    log.batch("c", "d")
    assert "".join(ids(LogReader(log.folder, [DPO]).follow(Script(), first=first))) == left


def test_following_misses_no_record(log: LogMaker) -> None:
    """A batch whose sync failed is written again in the next segment, and shown from there."""
    log.batch("a")
    end, tree, last = log.path.stat().st_size, log.tree.copy(), log.last

    def fail() -> None:
        log.batch("b", "c")

    def again() -> None:
        log.tree, log.last = tree, last
        log.segment(Torn(end, None, None))
        log.batch("b", "c", "d")

    found = list(LogReader(log.folder, [DPO]).follow(Script(fail, again)))
    assert ids(found) == ["b", "c", "b", "c", "d"]
    assert [(one.segment, one.index) for one in found[2:]] == [(1, 3), (1, 4), (1, 5)]


def test_following_learns_of_erasures(log: LogMaker) -> None:
    """An erasure that comes while the log is followed counts at once."""
    log.batch("a", scopes=("tenant:acme",))
    ref = log.sealer.scope("tenant:acme").ref

    def later() -> None:
        index = log.add("request", AuditRecord(request_id="b"), ["tenant:acme"])
        assert index
        log.checkpoint()

    reader = LogReader(log.folder, [DPO])
    script = Script(lambda: erase(log, 0, ref), later)
    found = list(reader.follow(script, first=0))
    assert [one.erased for one in found] == [False, False, True]


def test_reader_hides_texts(log: LogMaker) -> None:
    """A record's texts stand in no repr."""
    log.add("request", AuditRecord(content=Content("Ann Example")))
    log.checkpoint()
    (read,) = LogReader(log.folder, [DPO]).records()
    assert read.record is not None
    assert read.record.content == Content("Ann Example")
    assert "Ann" not in repr(read)
