"""Records durable within a time, or a failure that is counted."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

import pytest

from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.record import AuditRecord
from penname.server.ledger import JournalLedger

ENTRY = Entry("request", AuditRecord(request_id="r-1"))
RECEIPT = Receipt("test/log", 7, b"\7" * 32)


class Counted:
    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def recorded(self, event: str, seconds: float) -> None:
        assert seconds >= 0
        self.seen[f"+{event}"] += 1

    def not_recorded(self, event: str) -> None:
        self.seen[f"-{event}"] += 1


class FakeJournal:
    def __init__(self, outcome: Receipt | Exception | None = RECEIPT) -> None:
        self.outcome = outcome
        self.accepts_requests = True
        self.healthy = True
        self.asked: list[Entry] = []

    def submit_soon(self, entry: Entry, loop: asyncio.AbstractEventLoop) -> asyncio.Future[Receipt]:
        self.asked.append(entry)
        future: asyncio.Future[Receipt] = loop.create_future()
        if isinstance(self.outcome, Receipt):
            future.set_result(self.outcome)
        elif self.outcome is not None:
            future.set_exception(self.outcome)
        return future


async def test_receipt_comes_back() -> None:
    """A durable record gives its receipt, is counted, and goes to the sinks."""
    counted, followed = Counted(), []
    ledger = JournalLedger(
        FakeJournal(),
        counts=counted,
        follower=lambda *said: followed.append(said),
        clock=lambda: 9.0,
    )
    assert await ledger.record(ENTRY) == RECEIPT
    assert counted.seen == {"+request": 1}
    assert followed == [(RECEIPT, 9.0, ENTRY)]


@pytest.mark.parametrize("outcome", [AuditError("the disk is full"), None])
async def test_failure_blocks(outcome: Exception | None, caplog: pytest.LogCaptureFixture) -> None:
    """What fails or takes too long is an error by default, counted, and in the log."""
    counted = Counted()
    ledger = JournalLedger(FakeJournal(outcome), counts=counted, patience_s=0.01)
    with caplog.at_level(logging.ERROR), pytest.raises(AuditError):
        await ledger.record(ENTRY)
    assert counted.seen == {"-request": 1}
    assert [record.message for record in caplog.records] == ["audit_failed"]


@pytest.mark.parametrize("outcome", [AuditError("the disk is full"), None])
async def test_failure_may_pass(outcome: Exception | None) -> None:
    """With `on_audit_failure: allow` it is counted, and there is no receipt."""
    counted = Counted()
    ledger = JournalLedger(FakeJournal(outcome), counts=counted, patience_s=0.01, blocks=False)
    assert await ledger.record(ENTRY) is None
    assert counted.seen == {"-request": 1}
    assert ledger.is_well


async def test_full_disk_takes_no_requests() -> None:
    """Where room is only left for answers under way, new requests fail at once, answers do not."""
    journal = FakeJournal()
    journal.accepts_requests = False
    ledger = JournalLedger(journal, counts=Counted())
    assert not ledger.is_well
    with pytest.raises(AuditError):
        await ledger.record(ENTRY)
    assert journal.asked == []
    assert await ledger.record(Entry("response", AuditRecord())) == RECEIPT


async def test_close_waits_for_the_rest() -> None:
    """Records that nobody waits for are written before the log is closed; failures are counted."""
    counted = Counted()
    good, bad = FakeJournal(), FakeJournal(AuditError("gone"))
    for journal in (good, bad):
        ledger = JournalLedger(journal, counts=counted)
        ledger.record_soon(Entry("response", AuditRecord()))
        await ledger.close()
        await ledger.close()
    assert counted.seen == {"+response": 1, "-response": 1}
