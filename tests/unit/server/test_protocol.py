"""The listening side against slow, broken and greedy clients, over real sockets."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from penname.server import protocol
from penname.server.config import ConfigError, Limits
from penname.server.protocol import ClientHandler, ClientServer, require_c_parser
from tests.unit.server.wire import ask, connect, post, read_answer, serving

#: A header timeout that ends soon, beside a keep-alive time that a test never sees the end of.
QUICK = Limits(header_timeout_s=0.2, keepalive_s=3600)


async def echo(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


async def trickle(writer: asyncio.StreamWriter) -> None:
    """A header that grows for ever."""
    writer.write(b"POST / HTTP/1.1\r\nhost: x\r\nx-a: ")
    while True:
        writer.write(b"a")
        await asyncio.sleep(0.05)


async def test_silent_connection_is_closed() -> None:
    """A client that says nothing is closed after the header timeout, without an answer."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, _):
        assert await reader.read() == b""


async def test_slow_headers_are_closed() -> None:
    """Header bytes that trickle in do not move the deadline."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, writer):
        task = asyncio.create_task(trickle(writer))
        # Who still writes to a closed connection may lose what was answered.
        with suppress(ConnectionError):
            await reader.read()
        task.cancel()


async def test_half_headers_are_answered() -> None:
    """Whoever has begun a request is told that it was too slow."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nhost")
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_slow_second_headers_are_closed() -> None:
    """The deadline runs again from the first byte of the next request."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, writer):
        writer.write(post("/", b"one"))
        assert (await read_answer(reader)).body == b"one"
        writer.write(b"POST / HTTP/1.1\r\n")
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_idle_connection_outlives_header_timeout() -> None:
    """Between requests the header timeout does not run."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, writer):
        for body in (b"one", b"two"):
            writer.write(post("/", body))
            assert (await read_answer(reader)).body == body
            await asyncio.sleep(0.4)


async def test_idle_connection_is_closed_in_the_end() -> None:
    """After the keep-alive time it is closed, without an answer."""
    limits = Limits(header_timeout_s=3600, keepalive_s=0.2)
    async with serving(echo, limits) as port, connect(port) as (reader, writer):
        writer.write(post("/", b"one"))
        assert (await read_answer(reader)).body == b"one"
        assert await reader.read() == b""


async def test_slow_handler_is_left_alone() -> None:
    """Neither timer touches a request that is being handled or uploaded."""

    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(0.4)
        return await echo(request)

    async with serving(slow, QUICK) as port, connect(port) as (reader, writer):
        whole = post("/", b"abcdef")
        writer.write(whole[:-3])
        await asyncio.sleep(0.3)
        writer.write(whole[-3:])
        assert (await read_answer(reader)).body == b"abcdef"


async def test_header_limits_are_enforced() -> None:
    """One header too long, or one too many, is 400 and quotes nothing."""
    limits = Limits(max_header_bytes=1000, max_headers=20)
    async with serving(echo, limits) as port:
        long = await ask(port, post("/", b"", x_a="canary" * 200))
        many = await ask(port, post("/", b"", **{f"x_{n}": "canary" for n in range(30)}))
        fine = await ask(port, post("/", b"ok", x_a="b" * 900))
    assert (long.status, many.status, fine.status) == (400, 400, 200)
    assert b"canary" not in long.body + many.body


async def test_garbage_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    """A request that is not HTTP appears neither in the answer nor in the log."""
    async with serving(echo) as port:
        answer = await ask(port, b"canary ada@example.org\r\n\r\n")
    assert answer.status == 400
    assert b"canary" not in answer.body
    assert "canary" not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)


async def test_handler_crash_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    """An exception's text stays out of the answer and of the log."""

    async def crash(_request: web.Request) -> web.Response:
        raise KeyError("canary")

    async with serving(crash) as port:
        answer = await ask(port, post("/", b""))
    assert answer.status == 500
    assert b"canary" not in answer.body
    assert "canary" not in caplog.text


async def test_bodies_arrive_undecoded() -> None:
    """aiohttp does not decode request bodies behind our back."""
    async with serving(echo) as port:
        answer = await ask(port, post("/", b"not gzip at all", content_encoding="gzip"))
    assert (answer.status, answer.body) == (200, b"not gzip at all")


async def test_client_that_leaves_cancels() -> None:
    """The handler is cancelled as soon as its client is gone."""
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def wait(_request: web.Request) -> web.Response:
        started.set()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return web.Response()

    async with serving(wait) as port:
        async with connect(port) as (_, writer):
            writer.write(post("/", b""))
            await started.wait()
        async with asyncio.timeout(30):
            await cancelled.wait()


async def test_pipelined_requests_are_answered() -> None:
    """Two requests in one write give two answers in order."""
    async with serving(echo, QUICK) as port, connect(port) as (reader, writer):
        writer.write(post("/", b"one") + post("/", b"two"))
        assert (await read_answer(reader)).body == b"one"
        assert (await read_answer(reader)).body == b"two"


async def test_unknown_limits_are_an_error() -> None:
    """A limit that aiohttp does not know is not dropped in silence."""
    server = ClientServer(echo, header_timeout_s=1, max_hedaers=3)
    with pytest.raises(TypeError):
        server()


def test_c_parser_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the C parser the server refuses to start."""
    require_c_parser()

    class Fallback:
        __module__ = "aiohttp.http_parser"

    monkeypatch.setattr(protocol, "HttpRequestParser", Fallback)
    with pytest.raises(ConfigError):
        require_c_parser()


async def test_aiohttp_internals_are_there() -> None:
    """The names this room hooks into exist in the installed aiohttp."""
    handler = ClientServer(echo, header_timeout_s=1)()
    assert isinstance(handler, ClientHandler)
    for name in ("_waiter", "_messages", "_current_request", "_loop"):
        assert hasattr(handler, name)
