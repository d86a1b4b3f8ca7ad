"""The audit log through real clients: what is recorded, and what happens when it cannot be."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import anthropic
import openai
import pytest

from penname.audit.journal import JournalSettings
from penname.audit.record import AuditRecord
from penname.audit.verify import verify
from tests.unit.server.wire import ask
from tests.wire.audit_log import WireLog, wire_log
from tests.wire.ends import End, made_key, open_end
from tests.wire.penname_app import running_penname
from tests.wire.planted import Planted
from tests.wire.scenarios import anthropic as messages
from tests.wire.scenarios import chat
from tests.wire.upstream.app import Upstream

_QUICK = JournalSettings(retry_s=0.05)


@asynccontextmanager
async def recorded(
    upstream: Upstream,
    folder: Path,
    *,
    content: str = "masked",
    patience_s: float = 5.0,
    blocks: bool = True,
) -> AsyncIterator[tuple[WireLog, End, int]]:
    """penname with a log of its own; gives the log, clients and the port."""
    async with AsyncExitStack() as stack:
        log = stack.enter_context(
            wire_log(folder / "log", patience_s=patience_s, blocks=blocks, settings=_QUICK)
        )
        url = await stack.enter_async_context(running_penname(upstream.url, log.ledger, content))
        end = open_end(f"{url}/openai/v1", f"{url}/anthropic", made_key(1))
        stack.push_async_callback(end.close)
        yield log, end, int(url.rpartition(":")[2])


def of(log: WireLog, event: str) -> list[AuditRecord]:
    return [one.record for one in log.records() if one.event == event and one.record is not None]


async def test_request_and_answer_are_recorded(
    upstream: Upstream, planted: Planted, tmp_path: Path
) -> None:
    """Both records name the call; the sealed one has the very words, the files have none."""
    async with recorded(upstream, tmp_path, content="sealed") as (log, end, _):
        await chat.streamed(end, planted)
        (request,), (response,) = of(log, "request"), of(log, "response")
    assert request.request_id == response.request_id
    assert (request.decision, request.route) == ("forwarded", "openai.chat")
    assert (response.outcome, response.status, response.streamed) == ("complete", 200, True)
    assert request.content is not None
    assert planted.email in request.content.original
    assert planted.email not in request.content.masked
    assert {row.entity_type for row in request.findings} >= {"EMAIL_ADDRESS", "PERSON"}
    assert response.content is not None
    assert response.content.masked.startswith("data: ")
    assert response.content.original.endswith("data: [DONE]\n\n")
    assert planted.email.encode() not in log.files()
    assert verify(log.folder).verdict == "ok"


async def test_bodies_can_stay_out(upstream: Upstream, planted: Planted, tmp_path: Path) -> None:
    """With `audit.content: none` there are facts and hashes, and no text."""
    async with recorded(upstream, tmp_path, content="none") as (log, end, _):
        await messages.whole(end, planted)
        (request,), (response,) = of(log, "request"), of(log, "response")
    assert request.content is response.content is None
    assert len(request.body_sha256) == len(response.masked_sha256) == 64


def _failing(_descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


async def test_broken_disk_sends_nothing(
    upstream: Upstream, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk fails nothing is sent and penname is not ready; then it goes on."""
    async with recorded(upstream, tmp_path) as (log, end, port):
        await chat.whole(end, planted)
        seen = len(upstream.recorded)
        with monkeypatch.context() as broken:
            broken.setattr(os, "fdatasync", _failing)
            broken.setattr(os, "fsync", _failing)
            with pytest.raises(openai.InternalServerError) as refused:
                await chat.whole(end, planted)
            with pytest.raises(anthropic.APIStatusError):
                await messages.whole(end, planted)
            ready = await ask(port, b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert ready.status == 503
            assert json.loads(ready.body)["audit"] == "failing"
        assert len(upstream.recorded) == seen
        assert refused.value.status_code == 503
        await _until(lambda: log.ledger.is_well)
        await chat.whole(end, planted)
        assert len(upstream.recorded) == seen + 1
    report = verify(log.folder)
    assert report.verdict == "ok"
    assert report.events["gap"] == 1


async def test_hanging_disk_sends_nothing(
    upstream: Upstream, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that hangs is a refusal within the patience; probes are answered all the while."""
    let = threading.Event()
    real = os.fdatasync

    def hanging(descriptor: int) -> None:
        let.wait(60)
        real(descriptor)

    async with recorded(upstream, tmp_path, patience_s=0.3) as (log, end, port):
        await chat.whole(end, planted)
        seen = len(upstream.recorded)
        with monkeypatch.context() as slow:
            slow.setattr(os, "fdatasync", hanging)
            with pytest.raises(openai.InternalServerError):
                await chat.whole(end, planted)
            alive = await ask(port, b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
            assert alive.status == 200
            let.set()
        assert len(upstream.recorded) == seen
        await _until(lambda: log.ledger.is_well)
        await chat.whole(end, planted)
    assert verify(log.folder).verdict == "ok"


async def test_failure_may_be_passed_over(
    upstream: Upstream, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `on_audit_failure: allow` answers go on, and the log says later what it lacks."""
    async with recorded(upstream, tmp_path, blocks=False) as (log, end, _):
        with monkeypatch.context() as broken:
            broken.setattr(os, "fdatasync", _failing)
            broken.setattr(os, "fsync", _failing)
            assert await chat.whole(end, planted)
        await _until(lambda: log.journal.healthy)
        assert await chat.whole(end, planted)
    assert verify(log.folder).events["gap"] == 1


async def test_receipts_lead_to_records(
    upstream: Upstream, planted: Planted, tmp_path: Path
) -> None:
    """The receipt in the answer's header is that of the request's record."""
    async with recorded(upstream, tmp_path) as (log, end, _):
        raw = await end.openai.models.with_raw_response.list()
        receipt = raw.headers["x-penname-receipt"]
    origin, index, _ = receipt.rsplit("/", 2)
    assert origin == "penname/wire"
    (request,) = [one for one in log.records() if one.event == "request"]
    assert request.index == int(index)
    assert request.record is not None
    assert request.record.request_id == raw.headers["x-penname-request-id"]


async def _until(is_so: Callable[[], bool]) -> None:
    """Waits for something that another thread does."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - the writer's thread sets no event of this loop
            await asyncio.sleep(0.01)
