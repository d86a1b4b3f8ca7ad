"""The two barriers of the audit log: nothing goes out that is not recorded, in and out."""

from __future__ import annotations

import asyncio
import json

import pytest

from penname.exchange.refusal import Refusal
from tests.unit.server.ledgers import FakeLedger
from tests.unit.server.test_handler import (
    BODY,
    SURROGATE,
    VALUE,
    answering,
    never,
    ok,
    proxying,
    sent,
)
from tests.unit.server.wire import Serve, ask, connect, read_answer, read_request

_STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)


def streaming(*chunks: bytes) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(_STREAM)
        for chunk in chunks:
            writer.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        writer.write(b"0\r\n\r\n")
        await reader.read()

    return serve


async def test_request_waits_for_its_record() -> None:
    """No byte reaches the upstream before the request's record is durable."""
    seen: list[bytes] = []
    ledger = FakeLedger(held=frozenset({"request"}))
    async with (
        proxying(answering(ok(b"{}"), seen), ledger=ledger) as (port, _),
        connect(port) as (reader, writer),
    ):
        writer.write(sent())
        await ledger.reached.wait()
        assert seen == []
        ledger.let.set()
        answer = await read_answer(reader)
    assert answer.status == 200
    assert len(seen) == 1
    assert ledger.events == ["request", "response"]


async def test_unrecorded_request_is_refused() -> None:
    """Where the request cannot be recorded, nothing is sent, and it may be tried again."""
    ledger = FakeLedger(fails=frozenset({"request"}))
    async with proxying(never, ledger=ledger) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 503
    assert json.loads(answer.body)["error"]["code"] == "audit_unavailable"
    assert answer.headers["x-should-retry"] == "true"
    assert [(one.event, one.record.outcome) for one in ledger.entries] == [("response", "not sent")]


async def test_whole_answer_waits_for_its_record() -> None:
    """No byte of a whole answer reaches the client before its record is durable."""
    ledger = FakeLedger(held=frozenset({"response"}))
    body = b'{"a":"' + SURROGATE + b'"}'
    async with (
        proxying(answering(ok(body)), ledger=ledger) as (port, _),
        connect(port) as (reader, writer),
    ):
        writer.write(sent())
        await ledger.reached.wait()
        assert not reader._buffer  # type: ignore[attr-defined]
        ledger.let.set()
        answer = await read_answer(reader)
    assert VALUE in answer.body
    assert answer.headers["x-penname-receipt"] == "test/log/1/" + "01" * 32


async def test_unrecorded_answer_is_not_given() -> None:
    """Where the answer cannot be recorded, the client gets an error that asks for no repeat."""
    ledger = FakeLedger(fails=frozenset({"response"}))
    async with proxying(answering(ok(b'{"a":"' + SURROGATE + b'"}')), ledger=ledger) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 503
    assert VALUE not in answer.body
    assert answer.headers["x-should-retry"] == "false"
    assert ledger.events == ["request"]


async def test_stream_end_waits_for_its_record() -> None:
    """What comes before the end is not held up; the end is."""
    ledger = FakeLedger(held=frozenset({"response"}))
    async with (
        proxying(streaming(b"first chunk", b"last chunk"), ledger=ledger) as (port, _),
        connect(port) as (reader, writer),
    ):
        writer.write(sent())
        got = await reader.readuntil(b"first chunk"[:-3])
        await ledger.reached.wait()
        assert b"0\r\n\r\n" not in got
        ledger.let.set()
        rest = await reader.readuntil(b"0\r\n\r\n")
    assert rest


async def test_unrecorded_stream_is_cut() -> None:
    """A stream whose record fails says so and stays without its terminator."""
    ledger = FakeLedger(fails=frozenset({"response"}))
    async with proxying(streaming(b"data: 1\n\n"), ledger=ledger) as (port, _):
        answer = await ask(port, sent())
    assert not answer.complete
    assert b"audit_unavailable" in answer.body


@pytest.mark.parametrize(
    ("code", "decision"), [("pii_blocked", "blocked"), ("invalid_json", "refused")]
)
async def test_refusals_are_recorded(code: str, decision: str) -> None:
    """A refusal has one record, with its code, before it is answered; and a receipt."""
    ledger = FakeLedger()
    async with proxying(never, trouble=Refusal(451, code, "no"), ledger=ledger) as (port, _):
        answer = await ask(port, sent(body=b'"trouble"'))
    (entry,) = ledger.entries
    assert (entry.event, entry.record.decision, entry.record.code) == ("refused", decision, code)
    assert entry.record.status == answer.status == 451
    assert answer.headers["x-penname-receipt"].startswith("test/log/1/")


async def test_unrecorded_refusal_says_so() -> None:
    """A refusal that cannot be recorded is answered with the audit log's failure."""
    ledger = FakeLedger(fails=frozenset({"refused"}))
    async with proxying(never, ledger=ledger) as (port, _):
        answer = await ask(port, sent("/v1/nothing"))
    assert answer.status == 503
    assert json.loads(answer.body)["error"]["code"] == "audit_unavailable"


async def test_failed_upstream_is_recorded() -> None:
    """A request that was recorded as sent has a second record, whatever became of it."""

    async def hang_up(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    ledger = FakeLedger()
    async with proxying(hang_up, ledger=ledger) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 502
    assert ledger.events == ["request", "response"]
    assert ledger.entries[1].record.outcome == "failed"
    assert ledger.entries[1].record.status == 502


async def test_leaving_client_is_recorded() -> None:
    """A client that leaves in the middle has its record too."""
    going = asyncio.Event()

    async def hang(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        going.set()
        await reader.read()

    ledger = FakeLedger()
    async with proxying(hang, ledger=ledger) as (port, _):
        async with connect(port) as (_, writer):
            writer.write(sent())
            await going.wait()
        await ledger.soon.wait()
    assert ledger.events == ["request", "response"]
    assert ledger.entries[1].record.outcome == "client left"


async def test_leaving_early_is_recorded() -> None:
    """A client that leaves while its request is being recorded: the log says "not sent"."""
    ledger = FakeLedger(held=frozenset({"request"}))
    async with proxying(never, ledger=ledger) as (port, _):
        async with connect(port) as (_, writer):
            writer.write(sent())
            await ledger.reached.wait()
        await ledger.soon.wait()
    assert [(one.event, one.record.outcome) for one in ledger.entries] == [("response", "not sent")]


async def test_records_name_the_request() -> None:
    """Both records say who, what and where, and hash both bodies; no body without a policy."""
    ledger = FakeLedger()
    async with proxying(answering(ok(b"{}")), ledger=ledger, scope_header="x-team") as (port, _):
        answer = await ask(port, sent(x_team="blue"))
    request, response = (entry.record for entry in ledger.entries)
    assert request.request_id == response.request_id == answer.headers["x-penname-request-id"]
    assert (request.route, request.tenant, request.upstream) == ("openai.chat", "blue", "openai")
    assert ledger.entries[0].scopes == ledger.entries[1].scopes == ("tenant:blue",)
    assert request.bytes_in == len(BODY)
    assert len(request.body_sha256) == len(request.masked_sha256) == 64
    assert request.body_sha256 != request.masked_sha256
    assert request.content is None
    assert (response.status, response.outcome) == (200, "complete")
