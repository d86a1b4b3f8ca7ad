"""The log's head carried out of reach: into log lines, sinks and a shared folder."""

from __future__ import annotations

import asyncio
import base64
import logging
from itertools import count
from pathlib import Path

import pytest

from penname.audit.model import AuditError
from penname.server.anchoring import Anchoring, anchor_file, anchoring, own_anchor
from tests.unit.server.ledgers import FakeLedger

_SIGNATURE = base64.b64encode(bytes(64)).decode()


def head(origin: str, size: int) -> str:
    return f"{origin} {size} {size:064x} {_SIGNATURE}"


class FakeJournal:
    def __init__(self, head: str | None) -> None:
        self.head = head


def carried(
    text: str | None, folder: Path | None = None, origin: str = "eu/1"
) -> tuple[Anchoring, FakeJournal, FakeLedger, list[str]]:
    journal, ledger, told = FakeJournal(text), FakeLedger(), list[str]()
    minutes = count(step=61)
    work = Anchoring(
        journal, ledger, folder=folder, origin=origin, tell=told.append, clock=lambda: next(minutes)
    )
    return work, journal, ledger, told


async def test_new_heads_are_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """Each new head is one log line and one event of the sinks; an old one is none."""
    work, journal, _, told = carried(None)
    with caplog.at_level(logging.INFO):
        await work.step()
        for size in (5, 5, 6):
            journal.head = head("eu/1", size)
            await work.step()
    assert told == [head("eu/1", 5), head("eu/1", 6)]
    lines = [vars(record)["checkpoint"] for record in caplog.records]
    assert lines == told


async def test_replicas_record_each_other(tmp_path: Path) -> None:
    """A replica leaves its own head and records each new one of the others, once."""
    first, journal, mine, _ = carried(head("eu/1", 5), tmp_path)
    second, _, others, _ = carried(head("eu/2", 7), tmp_path, "eu/2")
    await first.step()
    await second.step()
    journal.head = head("eu/1", 6)
    await first.step()
    journal.head = head("eu/1", 8)
    await first.step()
    assert [entry.detail for entry in mine.entries] == [
        {"origin": "eu/2", "size": 7, "root": f"{7:064x}", "sig": _SIGNATURE}
    ]
    assert [dict(entry.detail or {})["size"] for entry in others.entries] == [5]
    assert mine.events == ["anchor"]


async def test_replicas_do_not_keep_each_other_busy(tmp_path: Path) -> None:
    """Another's head is recorded at most once a minute, however often it changes."""
    journal, ledger = FakeJournal(head("eu/1", 5)), FakeLedger()
    work = Anchoring(journal, ledger, folder=tmp_path, origin="eu/1", clock=lambda: 0.0)
    for size in (7, 8, 9):
        anchor_file(tmp_path, "eu/2").write_text(head("eu/2", size))
        journal.head = head("eu/1", size)
        await work.step()
    assert [dict(entry.detail or {})["size"] for entry in ledger.entries] == [7]


def test_own_anchor_is_read_back(tmp_path: Path) -> None:
    """What a log has left is found again under its origin; nothing there is no anchor."""
    assert own_anchor(tmp_path, "eu/1") is None
    anchor_file(tmp_path, "eu/1").write_text(head("eu/1", 5) + "\n")
    found = own_anchor(tmp_path, "eu/1")
    assert found is not None
    assert (found.origin, found.size, found.hash.hex()) == ("eu/1", 5, f"{5:064x}")


@pytest.mark.parametrize("content", ["", "nonsense", "eu/1/0/" + "0" * 64, "x" * 5000, "\xe9"])
def test_damaged_own_anchor_stops_the_start(tmp_path: Path, content: str) -> None:
    """An anchor that cannot be read is not passed over: it may hide that the log was cut."""
    anchor_file(tmp_path, "eu/1").write_text(content)
    with pytest.raises(AuditError, match="not an anchor"):
        own_anchor(tmp_path, "eu/1")


async def test_strange_files_are_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Another replica's damaged file is told about and stops nothing."""
    (tmp_path / "x.anchor").write_text("nonsense")
    work, _, ledger, _ = carried(head("eu/1", 5), tmp_path)
    await work.step()
    assert ledger.entries == []
    assert "audit_anchor_unreadable" in caplog.text


async def test_missing_folder_is_no_outage(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the shared folder cannot be used, that is logged, and the head is still told."""
    work, _, _, told = carried(head("eu/1", 5), tmp_path / "gone")
    await work.step()
    assert told
    assert "audit_anchors_failed" in caplog.text


async def test_last_head_is_told_at_the_end() -> None:
    """Steps go on while it is open, and one is taken when it closes."""
    work, journal, _, told = carried(head("eu/1", 5))
    async with anchoring(work, every_s=0.001), asyncio.timeout(20):
        while not told:  # noqa: ASYNC110 - the step is what is waited for
            await asyncio.sleep(0.001)
    async with anchoring(work, every_s=600):
        journal.head = head("eu/1", 9)
    assert told == [head("eu/1", 5), head("eu/1", 9)]
