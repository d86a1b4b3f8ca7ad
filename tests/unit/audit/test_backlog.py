"""The queue between callers and the writer's thread."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from penname.audit.backlog import Backlog, FullError, Waiting, resolve, size_of
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.record import AuditRecord, Content

RECEIPT = Receipt("penname/test", 1, bytes(32))


def waiting(size: int = 1) -> Waiting:
    return Waiting(Entry("request", AuditRecord()), size, Future(), None)


def test_all_that_waits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A take empties the queue, in order, and its room is free again."""
    backlog = Backlog(3, 100)
    entries = [waiting(30) for _ in range(3)]
    for one in entries:
        backlog.put(one)
    assert (len(backlog), backlog.bytes) == (3, 90)
    with pytest.raises(FullError, match="3 records"):
        backlog.put(waiting())
    assert backlog.take(0) == entries
    assert (len(backlog), backlog.bytes) == (0, 0)
    assert backlog.take(0) == []


def test_bytes_are_bounded() -> None:
    """Entries wait up to a size; one that is larger than all room goes in alone."""
    backlog = Backlog(10, 100)
    backlog.put(waiting(1000))
    with pytest.raises(FullError):
        backlog.put(waiting(1))
    backlog.take(0)
    backlog.put(waiting(100))
    with pytest.raises(FullError):
        backlog.put(waiting(1))


def test_takers_are_woken() -> None:
    """Who waits gets what comes, and can be woken for nothing."""
    backlog = Backlog(10, 100)
    taken: list[list[Waiting]] = []
    turns = [threading.Event(), threading.Event()]

    def take() -> None:
        for turn in turns:
            taken.append(backlog.take(60))
            turn.set()

    thread = threading.Thread(target=take)
    thread.start()
    one = waiting()
    backlog.put(one)
    assert turns[0].wait(60)
    while not turns[1].is_set():
        backlog.wake()
    thread.join(60)
    assert taken == [[one], []]


def test_nothing_is_lost_between_many() -> None:
    """Whatever the threads' order, each entry is taken once."""
    backlog = Backlog(100_000, 1 << 40)
    taken: list[Waiting] = []
    done = threading.Event()

    def take() -> None:
        while not done.is_set() or len(backlog):
            taken.extend(backlog.take(0.0001))

    def put() -> None:
        for _ in range(2000):
            backlog.put(waiting())

    taker = threading.Thread(target=take)
    putters = [threading.Thread(target=put) for _ in range(4)]
    for one in (taker, *putters):
        one.start()
    for one in putters:
        one.join(60)
    done.set()
    taker.join(60)
    assert len(taken) == len(set(map(id, taken))) == 8000


def test_shut_queues_take_nothing_in() -> None:
    """What waits can still be taken out."""
    backlog = Backlog(10, 100)
    one = waiting()
    backlog.put(one)
    backlog.shut()
    with pytest.raises(AuditError, match="closed"):
        backlog.put(waiting())
    assert backlog.take(0) == [one]


def test_everybody_is_told() -> None:
    """Each gets its own outcome; who gave up is passed over."""
    good, bad, gone = waiting(), waiting(), waiting()
    gone.future.cancel()
    resolve([good, bad, gone], [RECEIPT, AuditError("full"), RECEIPT])
    assert good.future.result() == RECEIPT
    assert str(bad.future.exception()) == "full"
    assert gone.future.cancelled()


def test_contents_count() -> None:
    """An entry is as large as the texts in it."""
    texts = Content(masked="x" * 10_000, original="y" * 20_000)
    small, large = AuditRecord(), AuditRecord(content=texts)
    assert size_of(Entry("request", large)) - size_of(Entry("request", small)) > 30_000
