"""What waits for a sink: bounded, oldest out first, and without texts."""

from __future__ import annotations

import gc

from penname.audit import flat
from penname.audit.flat import Lost
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.server.sink_queue import Queue, Waiting, checkpoint_event, lost_event, record_event
from tests.unit.server.collector import ORIGIN, TIME


def item(number: int, size: int = 10) -> Waiting:
    return Waiting(f"k{number}", size, lambda form: {"uid": f"k{number}"})


def filled(count: int, size: int, *items: Waiting) -> Queue:
    queue = Queue(count, size)
    for one in items:
        queue.offer(one)
    return queue


def keys(items: list[Waiting]) -> list[str]:
    return [one.key for one in items]


def test_first_in_first_out() -> None:
    """Events leave in the order in which they came, bounded by number and bytes."""
    queue = filled(10, 1000, *(item(number) for number in range(6)))
    assert keys(queue.take(2, 1000)) == ["k0", "k1"]
    assert keys(queue.take(10, 25)) == ["k2", "k3"]
    assert keys(queue.take(10, 1)) == ["k4"]
    assert (len(queue), queue.size) == (1, 10)


def test_full_queue_drops_oldest() -> None:
    """A queue with too many, or too large ones, gives up its oldest and remembers which."""
    queue = filled(3, 1000, *(item(number) for number in range(5)))
    assert keys(queue.take(9, 999)) == ["k2", "k3", "k4"]
    assert (queue.dropped, queue.lost(), queue.lost()) == (2, Lost(2, "k0", "k1"), None)


def test_bytes_are_bounded() -> None:
    """Few large events are as bad as many small ones; one that never fits goes itself."""
    queue = filled(100, 25, item(0), item(1), item(2), item(3, size=99))
    assert (len(queue), queue.size, queue.dropped) == (0, 0, 4)


def test_queue_holds_no_text() -> None:
    """Bodies, searches and reasons are let go of when an event is offered."""
    content = Content(masked="m" * 1000, original="o" * 1000)
    record = AuditRecord(content=content, about={"value": "x"}, reason="why", model="gpt")
    waiting = record_event(ORIGIN, 3, TIME, "request", record, None)
    del record
    assert not [one for one in gc.get_referrers(content) if isinstance(one, AuditRecord)]
    assert waiting.make(flat)["model"] == "gpt"
    assert "gpt" not in repr(waiting)


def test_size_counts_long_names() -> None:
    """A model name of a megabyte counts as one: clients choose it."""
    small = record_event(ORIGIN, 3, TIME, "request", AuditRecord(), None)
    large = record_event(ORIGIN, 3, TIME, "request", AuditRecord(model="m" * 1_000_000), None)
    rows = record_event(
        ORIGIN, 3, TIME, "request", AuditRecord(findings=(FindingRow("PERSON", "mask"),)), None
    )
    assert small.size < rows.size < large.size
    assert large.size > 1_000_000


def test_other_events_have_keys() -> None:
    """Checkpoints and summaries have keys of their own."""
    assert checkpoint_event(f"{ORIGIN} 9 ab sig", TIME).key == f"{ORIGIN}/checkpoint/9"
    assert lost_event(Lost(2, "a/1", "a/2"), TIME).make(flat)["dropped"] == 2
