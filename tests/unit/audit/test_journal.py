"""The journal: callers, one thread, receipts."""

from __future__ import annotations

import asyncio
import gc
import os
import stat
import threading
from concurrent.futures import CancelledError
from concurrent.futures import wait as wait_for
from pathlib import Path

import pytest

from penname.audit.backlog import FullError
from penname.audit.journal import JournalSettings
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.record import AuditRecord, Content
from tests.audit_journals import (
    ORIGIN,
    a_journal,
    a_request,
    holds,
    parts,
    read_back,
)

WAIT_S = 30


def test_acknowledged_records_are_there(tmp_path: Path) -> None:
    """What has a receipt can be read back, under that index and hash, with its content."""
    journal = a_journal(tmp_path / "log")
    journal.start()
    receipts = {name: journal.write(a_request(name)) for name in ("r-1", "r-2", "r-3")}
    journal.close()
    records = read_back(tmp_path / "log")
    assert all(holds(records, receipt, name) for name, receipt in receipts.items())
    assert [one.event for one in records] == ["request"] * 3 + ["close"]


def test_many_threads_share_batches(tmp_path: Path) -> None:
    """Receipts of many threads are all different, and fewer syncs than records were needed."""
    journal = a_journal(tmp_path)
    journal.start()
    futures = [journal.submit(a_request(f"r-{one}")) for one in range(500)]
    wait_for(futures, WAIT_S)
    receipts = {one.result().index for one in futures}
    stats = journal.stats
    journal.close()
    assert len(receipts) == 500
    assert stats.records == 500
    assert stats.batches < 500


async def test_event_loop_gets_receipts(tmp_path: Path) -> None:
    """Futures of an event loop are resolved in that loop."""
    journal = a_journal(tmp_path)
    journal.start()
    loop = asyncio.get_running_loop()
    futures = [journal.submit_soon(a_request(f"r-{one}"), loop) for one in range(50)]
    receipts = await asyncio.wait_for(asyncio.gather(*futures), WAIT_S)
    journal.close()
    assert [one.index for one in receipts] == sorted(one.index for one in receipts)
    assert all(one.origin == ORIGIN for one in receipts)


async def test_cancelled_waiters_change_nothing(tmp_path: Path) -> None:
    """Who stops waiting is no error, and the record is written all the same."""
    journal = a_journal(tmp_path)
    journal.start()
    loop = asyncio.get_running_loop()
    gone = journal.submit_soon(a_request("gone"), loop)
    gone.cancel()
    also_gone = journal.submit(a_request("also gone"))
    also_gone.cancel()
    await asyncio.wait_for(journal.submit_soon(a_request("stays"), loop), WAIT_S)
    journal.close()
    names = [one.said.get("request_id") for one in read_back(tmp_path)]
    assert names[:3] == ["gone", "also gone", "stays"]
    with pytest.raises(CancelledError):
        also_gone.result(0)


def test_closed_loops_are_no_error(tmp_path: Path) -> None:
    """A loop that has ended before its receipt came does not stop the writer."""
    journal = a_journal(tmp_path)
    journal.start()
    loop = asyncio.new_event_loop()
    journal.submit_soon(a_request("r-1"), loop).cancel()
    loop.close()
    journal.write(a_request("r-2"))
    journal.close()
    assert [one.event for one in read_back(tmp_path)] == ["request", "request", "close"]


def test_full_queues_refuse_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too much waits, a submit fails instead of waiting; the rest is written."""
    entered, go_on = threading.Event(), threading.Event()
    sync = os.fdatasync

    def slow(descriptor: int) -> None:
        entered.set()
        go_on.wait(WAIT_S)
        sync(descriptor)

    journal = a_journal(tmp_path, JournalSettings(queue_count=3, ballast_bytes=0))
    journal.start()
    monkeypatch.setattr(os, "fdatasync", slow)
    first = journal.submit(a_request("r-1"))
    entered.wait(WAIT_S)
    waiting = [journal.submit(a_request(f"w-{one}")) for one in range(3)]
    with pytest.raises(FullError, match="wait to be written"):
        journal.submit(a_request("too many"))
    go_on.set()
    wait_for([first, *waiting], WAIT_S)
    journal.close()
    records = read_back(tmp_path)
    assert [one.detail["lost"] for one in records if one.event == "gap"] == [1]
    assert sum(one.event == "request" for one in records) == 4


def test_bytes_bound_the_queue_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large contents are counted with their size; one larger than the queue still goes in."""
    entered, go_on = threading.Event(), threading.Event()
    sync = os.fdatasync

    def slow(descriptor: int) -> None:
        entered.set()
        go_on.wait(WAIT_S)
        sync(descriptor)

    journal = a_journal(tmp_path, JournalSettings(queue_bytes=100_000, ballast_bytes=0))
    journal.start()
    monkeypatch.setattr(os, "fdatasync", slow)
    large = Entry("request", AuditRecord(content=Content(masked="x" * 200_000)))
    futures = [journal.submit(a_request("r-1"))]
    entered.wait(WAIT_S)
    futures.append(journal.submit(large))
    with pytest.raises(FullError):
        journal.submit(a_request("r-2"))
    go_on.set()
    wait_for(futures, WAIT_S)
    assert all(isinstance(one.result(), Receipt) for one in futures)
    journal.close()


def test_hanging_disks_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync that does not return makes the journal unhealthy, and an end waits only so long."""
    go_on = threading.Event()
    sync = os.fdatasync

    def hanging(descriptor: int) -> None:
        go_on.wait(WAIT_S)
        sync(descriptor)

    journal = a_journal(tmp_path, JournalSettings(stall_s=0.01, close_s=0.2, ballast_bytes=0))
    journal.start()
    monkeypatch.setattr(os, "fdatasync", hanging)
    future = journal.submit(a_request())
    while journal.healthy:
        pass
    assert "has not returned" in journal.failure
    journal.close()
    with pytest.raises(AuditError, match="did not answer in time"):
        future.result(0)
    go_on.set()


async def test_loops_stay_responsive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the disk hangs, the event loop runs, and a waiter may give up."""
    go_on = threading.Event()
    sync = os.fdatasync

    def hanging(descriptor: int) -> None:
        go_on.wait(WAIT_S)
        sync(descriptor)

    journal = a_journal(tmp_path)
    journal.start()
    monkeypatch.setattr(os, "fdatasync", hanging)
    loop = asyncio.get_running_loop()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(journal.submit_soon(a_request("late"), loop), 0.01)
    following = journal.submit_soon(a_request("next"), loop)
    go_on.set()
    await asyncio.wait_for(following, WAIT_S)
    journal.close()
    assert [one.event for one in read_back(tmp_path)] == ["request", "request", "close"]


def test_journals_refuse_before_and_after(tmp_path: Path) -> None:
    """Before its start and after its end a journal takes nothing, and says so."""
    journal = a_journal(tmp_path)
    with pytest.raises(AuditError, match="not open"):
        journal.submit(a_request())
    healthy = [journal.healthy]
    assert journal.head is None
    journal.start()
    healthy.append(journal.healthy)
    journal.close()
    journal.close()
    healthy.append(journal.healthy)
    assert healthy == [False, True, False]
    with pytest.raises(AuditError, match="closed"):
        journal.submit(a_request())
    with pytest.raises(AuditError, match="once"):
        journal.start()


def test_second_writers_are_refused(tmp_path: Path) -> None:
    """A folder has one writer; the message names the folder."""
    journal = a_journal(tmp_path)
    journal.start()
    with pytest.raises(AuditError, match=f"{tmp_path}.*another process") as caught:
        a_journal(tmp_path).start()
    assert str(os.getpid()) in str(caught.value)
    journal.close()
    following = a_journal(tmp_path)
    following.start()
    following.close()


def test_heads_are_anchors(tmp_path: Path) -> None:
    """The head is the last checkpoint as the text of an anchor."""
    journal = a_journal(tmp_path)
    journal.start()
    receipt = journal.write(a_request())
    head = journal.head
    journal.close()
    assert head is not None
    origin, size, root, _ = head.split(" ")
    assert (origin, int(size)) == (ORIGIN, receipt.index + 1)
    assert f'"r":"{root}"'.encode() in b"".join(parts(tmp_path)[0].lines)


def test_rotation_opens_the_next_segment(tmp_path: Path) -> None:
    """Asked for, a segment ends with a rotate record that says why."""
    journal = a_journal(tmp_path)
    journal.start()
    journal.write(a_request("r-1"))
    journal.rotate("policy")
    journal.write(a_request("r-2"))
    while journal.stats.segment == 0:
        pass
    journal.close()
    events = [(one.seg, one.event, one.detail) for one in read_back(tmp_path)]
    assert ("rotate", {"why": "policy"}) in [one[1:] for one in events]
    assert events[-1][:2] == (1, "close")


def test_files_are_private(tmp_path: Path) -> None:
    """Folder and files are for their owner alone."""
    folder = tmp_path / "new" / "log"
    journal = a_journal(folder, JournalSettings(ballast_bytes=4096))
    journal.start()
    journal.write(a_request(tenant="acme"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
    journal.close()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_children_have_no_journal(tmp_path: Path) -> None:
    """A forked process cannot write, and does not keep the folder locked."""
    journal = a_journal(tmp_path)
    journal.start()
    journal.write(a_request("parent"))
    ready, done = os.pipe(), os.pipe()
    child = _forked_child(journal, ready[1], done[0])
    assert os.read(ready[0], 1) == b"r"
    journal.write(a_request("parent again"))
    journal.close()
    following = a_journal(tmp_path)
    following.start()  # the child still lives
    following.close()
    os.write(done[1], b"x")
    assert os.waitpid(child, 0)[1] == 0
    for one in (*ready, *done):
        os.close(one)
    assert len(read_back(tmp_path)) == 4


def _forked_child(journal: object, says: int, waits: int) -> int:
    gc.collect()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        try:
            journal.submit(a_request("child"))  # type: ignore[attr-defined]
        except AuditError:
            os.write(says, b"r")
            os.read(waits, 1)
            code = 0
    finally:
        os._exit(code)


def test_nothing_shows_in_reprs(tmp_path: Path) -> None:
    """A journal's repr says its log, and no key."""
    assert repr(a_journal(tmp_path)) == "Journal('penname/test-1', segment=0)"
