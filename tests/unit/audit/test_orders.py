"""Orders: how a command has something written by whoever writes the log."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from penname.audit.erasure import destroy, plan_erase
from penname.audit.journal import Journal
from penname.audit.model import AuditError, Entry
from penname.audit.orders import Done, Order, carry_out, changing, serve
from penname.audit.reader import LogReader
from penname.audit.record import AuditRecord, Content
from penname.audit.writer import Writer
from tests.audit_journals import (
    IDENTITY,
    LABEL_KEY,
    SMALL,
    a_journal,
    a_log,
    a_request,
    read_back,
)
from tests.audit_second import second_verdict

REVEAL = Entry("reveal", AuditRecord(actor="ann", reason="ticket 12", about={"records": [3]}))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Journal]:
    journal = a_journal(tmp_path)
    journal.start()
    yield journal
    journal.close()


def left_orders(folder: Path) -> list[str]:
    return [one.name for one in (folder / "orders").glob("*") if one.name != "lock"]


def test_running_writers_answer(tmp_path: Path, running: Journal) -> None:
    """While a proxy writes the log, it writes the command's record too, and says where."""
    running.write(a_request())
    done = carry_out(tmp_path, Order(entries=(REVEAL, REVEAL)), a_journal(tmp_path))
    running.close()
    records = {one.n: one for one in read_back(tmp_path)}
    assert [one.index for one in done.receipts] == [2, 3]
    assert records[2].event == "reveal"
    assert records[2].said == REVEAL.record.as_json()
    assert records[3].leaf == done.receipts[1].leaf
    assert left_orders(tmp_path) == []


def test_free_logs_are_opened(tmp_path: Path) -> None:
    """Where nobody writes the log, the command does, and leaves it closed."""
    with pytest.raises(AuditError, match="no such folder"):
        carry_out(tmp_path / "none", Order(), a_journal(tmp_path / "none"))
    done = carry_out(tmp_path, Order(entries=(REVEAL,)), a_journal(tmp_path))
    assert len(done.receipts) == 1
    assert [one.event for one in read_back(tmp_path)] == ["reveal", "close"]
    following = a_journal(tmp_path)
    following.start()
    following.close()


def test_segments_end_by_order(tmp_path: Path, running: Journal) -> None:
    """An order can end the segment, and says which one is open then."""
    done = carry_out(tmp_path, Order(rotate=True, entries=(REVEAL,)), a_journal(tmp_path))
    running.close()
    assert done.segment == 1
    rotate, reveal, close = read_back(tmp_path)
    assert (rotate.seg, rotate.detail) == (0, {"why": "order"})
    assert (reveal.seg, close.seg) == (1, 1)


def test_erasures_reach_running_writers(tmp_path: Path, running: Journal) -> None:
    """Erased while a proxy writes: what was written before is gone, what comes later is not."""
    for tenant in ("acme", "other"):
        running.write(a_request("before", tenant))
    below = carry_out(tmp_path, Order(rotate=True), a_journal(tmp_path)).segment
    running.write(a_request("meanwhile", "acme"))
    with changing(tmp_path):
        plan = plan_erase(tmp_path, ["tenant:acme"], label_key=LABEL_KEY, below=below)
        entries = tuple(Entry("erase", AuditRecord(), detail=one) for one in plan.details())
        carry_out(tmp_path, Order(entries=entries), a_journal(tmp_path))
        assert destroy(tmp_path, plan.lines) == 1
    running.write(a_request("after", "acme"))
    running.close()
    assert second_verdict(tmp_path, "", "")[0] == "ok"
    with LogReader(tmp_path, [IDENTITY]) as reader:
        found = [
            (one.record.request_id if one.record else "", one.erased)
            for one in reader.records(events=("request",))
        ]
    assert found == [("", True), ("before", False), ("meanwhile", False), ("after", False)]


def test_writers_that_do_not_answer(tmp_path: Path) -> None:
    """An order that nobody carries out in time is withdrawn, with a message that says so."""
    writer = Writer(a_log(tmp_path), SMALL)
    writer.start()  # holds the folder, and looks at no orders
    with pytest.raises(AuditError, match=f"{tmp_path}.*did not answer"):
        carry_out(tmp_path, Order(rotate=True), a_journal(tmp_path), timeout_s=0.05)
    assert left_orders(tmp_path) == []
    assert serve(tmp_path, writer) == 0
    writer.close()


def test_writers_that_end_are_replaced(tmp_path: Path) -> None:
    """A writer that ends before it answers leaves the order to the command."""
    writer = Writer(a_log(tmp_path), SMALL)
    writer.start()
    found: list[Done] = []

    def command() -> None:
        found.append(carry_out(tmp_path, Order(entries=(REVEAL,)), a_journal(tmp_path)))

    thread = threading.Thread(target=command)
    thread.start()
    while not (tmp_path / "orders").exists() or not left_orders(tmp_path):
        pass
    writer.close()
    thread.join(30)
    assert [one.segment for one in found] == [1]


def test_old_orders_are_dropped(tmp_path: Path) -> None:
    """What a command that is gone has left is not carried out any more."""
    writer = Writer(a_log(tmp_path), SMALL)
    writer.start()
    orders = tmp_path / "orders"
    orders.mkdir()
    said = {"until": time.time() - 1, "rotate": True, "entries": []}
    (orders / "1.json").write_text(json.dumps(said))
    assert serve(tmp_path, writer) == 1
    assert writer.segment == 0
    assert left_orders(tmp_path) == []
    writer.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"until": 1e300, "rotate": false, "entries": [1]}',
        b'{"until": 1e300, "rotate": false, "entries": [{"event": "no", "record": {},'
        b' "scopes": [], "detail": null}]}',
        b'{"until": 1e300, "rotate": false, "entries": [{"event": "reveal", "record":'
        b' {"actor": 1}, "scopes": [], "detail": null}]}',
    ],
)
def test_odd_orders_are_answered(tmp_path: Path, content: bytes) -> None:
    """A file that is no order gets an error, and stops neither the writer nor the next order."""
    writer = Writer(a_log(tmp_path), SMALL)
    writer.start()
    orders = tmp_path / "orders"
    orders.mkdir()
    (orders / "1.json").write_bytes(content)
    (orders / "2.json").symlink_to("/etc/hostname")
    assert serve(tmp_path, writer) == 2
    for name in ("1.done", "2.done"):
        assert "error" in json.loads((orders / name).read_bytes())
    assert writer.failure == ""
    writer.close()


def test_failing_logs_say_so(tmp_path: Path, running: Journal) -> None:
    """An entry that cannot be a record: the command gets the reason."""
    wrong = Order(entries=(Entry("erase", AuditRecord()),))
    with pytest.raises(AuditError, match=f"{tmp_path}.*details"):
        carry_out(tmp_path, wrong, a_journal(tmp_path))


def test_orders_hold_no_values(tmp_path: Path) -> None:
    """An order lies on the disk in clear, so values and texts are refused."""
    for entry in (
        Entry("reveal", AuditRecord(), values=frozenset({("PERSON", "x")})),
        Entry("reveal", AuditRecord(content=Content(masked="x"))),
    ):
        with pytest.raises(ValueError, match="never holds"):
            carry_out(tmp_path, Order(entries=(entry,)), a_journal(tmp_path))
    assert not (tmp_path / "orders").exists()


def test_changes_exclude_each_other(tmp_path: Path) -> None:
    """Two commands never change key files at the same time."""
    with (
        changing(tmp_path),
        pytest.raises(AuditError, match="another command"),
        changing(tmp_path),
    ):
        pass
    with changing(tmp_path):
        pass


def test_other_users_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command run as another user would leave files that stop the proxy."""
    journal = a_journal(tmp_path)
    journal.start()
    journal.close()
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(AuditError, match=f"belongs to user {owner}"):
        carry_out(tmp_path, Order(), a_journal(tmp_path))


def test_unusable_folders_are_named(tmp_path: Path) -> None:
    """Where `orders` cannot be a folder, the message says what is wrong."""
    (tmp_path / "orders").write_bytes(b"")
    with pytest.raises(AuditError, match=f"{tmp_path}.*orders"):
        carry_out(tmp_path, Order(), a_journal(tmp_path))
    with pytest.raises(AuditError, match=f"{tmp_path}.*orders"), changing(tmp_path):
        pass


@pytest.mark.parametrize("event", ["request", "response", "refused", "gap", "anchor", "close"])
def test_requests_cannot_be_ordered(tmp_path: Path, running: Journal, event: str) -> None:
    """Whoever may leave orders cannot have the proxy sign what never was."""
    order = Order(entries=(Entry(event, AuditRecord(decision="forwarded")),))
    with pytest.raises(AuditError, match="cannot have such a record"):
        carry_out(tmp_path, order, a_journal(tmp_path))
    running.close()
    assert [one.event for one in read_back(tmp_path)] == ["close"]
