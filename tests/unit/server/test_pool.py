"""An answer nobody asked for must never reach the next request on its connection.

Each way in which an upstream (or something between) can send one is played
twice: against aiohttp's own connector, to show that the danger is real in the
installed version, and against ours.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp.connector import Connection

from penname.server.pool import UpstreamConnector, UpstreamRequest, in_scope
from tests.unit.server.wire import raw_upstream, read_request

SessionMaker = Callable[[], AbstractAsyncContextManager[aiohttp.ClientSession]]
HONEST = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhonest"
HONEST_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhonest\r\n0\r\n\r\n"
POISON = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"


@asynccontextmanager
async def plain() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@asynccontextmanager
async def guarded() -> AsyncIterator[aiohttp.ClientSession]:
    connector = UpstreamConnector()
    async with aiohttp.ClientSession(connector=connector, request_class=UpstreamRequest) as session:
        yield session


async def ask(session: aiohttp.ClientSession, port: int, body: bytes = b"{}") -> str:
    url = f"http://127.0.0.1:{port}/"
    method = "POST" if body else "GET"
    timeout = aiohttp.ClientTimeout(total=30)
    async with session.request(method, url, data=body, timeout=timeout) as response:
        return (await response.read()).decode()


async def second_answer(
    session_maker: SessionMaker,
    first_bytes: bytes,
    *,
    pause: float = 0.0,
    late: bytes = b"",
    body: bytes = b"{}",
) -> tuple[str, int]:
    """What the second of two requests gets, when the first one's connection sends
    `first_bytes` in one write and `late` after `pause` seconds. Others are honest."""
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        mine = connections
        await read_request(reader)
        writer.write(first_bytes if mine == 1 else HONEST)
        if mine == 1 and late:
            await asyncio.sleep(pause)
            writer.write(late)
        while True:
            await read_request(reader)
            writer.write(HONEST)

    async with raw_upstream(serve) as port, session_maker() as session:
        assert await ask(session, port, body) == "honest"
        await asyncio.sleep(pause * 2)
        try:
            return await ask(session, port, body), connections
        except (aiohttp.ClientError, TimeoutError) as error:
            return type(error).__name__, connections


WAYS: dict[str, dict[str, Any]] = {
    "chunked and glued": {"first_bytes": HONEST_CHUNKED + POISON},
    "late while idle": {"first_bytes": HONEST, "late": POISON, "pause": 0.05},
    "cut in the middle": {
        "first_bytes": HONEST + POISON[:25],
        "late": POISON[25:],
        "pause": 0.05,
    },
    "only its first byte": {"first_bytes": HONEST + POISON[:1]},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("body", [b"{}", b""])
async def test_stray_answers_are_dropped(way: str, body: bytes) -> None:
    """However it arrives, the second request goes to a fresh connection and gets its own answer."""
    assert await second_answer(guarded, **WAYS[way], body=body) == ("honest", 2)


async def test_plain_connector_mixes_answers() -> None:
    """aiohttp's own pool hands a stray answer to the next request: the reason for ours."""
    assert await second_answer(plain, **WAYS["late while idle"]) == ("poison", 1)


async def test_clean_connections_are_reused() -> None:
    """Without stray bytes both requests use one connection, whatever the framing."""
    for first in (HONEST, HONEST_CHUNKED, HONEST + b"\r\n"):
        assert await second_answer(guarded, first) == ("honest", 1)


async def test_glued_answers_never_pool() -> None:
    """A whole second answer in the same write, with a length, is dropped too."""
    assert await second_answer(guarded, HONEST + POISON) == ("honest", 2)


@contextmanager
def threaded_upstream() -> Iterator[tuple[int, list[socket.socket]]]:
    """An upstream in a thread, so that it can act while the event loop is held.

    Yields its port and the connections accepted so far."""
    server = socket.create_server(("127.0.0.1", 0))
    accepted: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(30)
            try:
                while connection.recv(65536):
                    connection.sendall(HONEST)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            accepted.append(connection)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], accepted
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


async def answer_after_strike(session_maker: SessionMaker, body: bytes) -> str:
    """The stray answer is in the kernel's buffer, unread, when the next request begins."""
    with threaded_upstream() as (port, accepted):
        async with session_maker() as session:
            assert await ask(session, port, body) == "honest"
            accepted[0].sendall(POISON)
            time.sleep(0.05)  # noqa: ASYNC251 - the loop must not run now
            return await ask(session, port, body)


async def test_plain_connector_loses_the_race() -> None:
    """aiohttp writes the request and then reads the older bytes as its answer."""
    assert await answer_after_strike(plain, b"{}") == "poison"


@pytest.mark.parametrize("body", [b"{}", b""])
async def test_unread_stray_answers_are_seen(body: bytes) -> None:
    """Bytes that the loop has not read yet are seen before the request is written."""
    assert await answer_after_strike(guarded, body) == "honest"


async def test_strike_after_checkout_fails_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes between checkout and write fail the request; it is not answered by them."""
    with threaded_upstream() as (port, accepted):
        async with guarded() as session:
            assert await ask(session, port) == "honest"
            send = UpstreamRequest.send

            async def struck(self: UpstreamRequest, conn: Connection) -> aiohttp.ClientResponse:
                accepted[0].sendall(POISON)
                time.sleep(0.05)  # noqa: ASYNC251 - the loop must not run now
                return await send(self, conn)

            monkeypatch.setattr(UpstreamRequest, "send", struck)
            with pytest.raises(aiohttp.ClientConnectionError):
                await ask(session, port)


async def test_upstream_that_speaks_first_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes on a fresh connection before the request are stray, too."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(POISON)
        await read_request(reader)
        writer.write(HONEST)
        await reader.read()

    async with raw_upstream(serve) as port, guarded() as session:
        connector = session.connector
        assert connector is not None
        connect = connector.connect

        async def slow_connect(*args: Any, **kwargs: Any) -> Connection:
            connection = await connect(*args, **kwargs)
            await asyncio.sleep(0.02)
            return connection

        monkeypatch.setattr(connector, "connect", slow_connect)
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask(session, port)


async def test_early_answer_is_accepted() -> None:
    """An upstream may answer before it has read the body: that is HTTP, not a stray answer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HONEST)
        await reader.read()

    async with raw_upstream(serve) as port, guarded() as session:
        assert await ask(session, port, b"{" + b" " * 500_000 + b"}") == "honest"


async def test_scopes_do_not_share_connections() -> None:
    """Bytes in flight while a request is written cannot be told from its answer; so a
    connection serves one scope only, and the worst case stays with one client."""
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            await read_request(reader)
            writer.write(HONEST)

    async with raw_upstream(serve) as port, guarded() as session:
        url = f"http://127.0.0.1:{port}/"
        for scope in ("one", "one", "two", "one", "two"):
            async with session.post(url, data=b"{}", middlewares=[in_scope(scope)]) as response:
                assert await response.read() == b"honest"
    assert connections == 2


async def test_closed_idle_connection_is_replaced() -> None:
    """A connection that the upstream closed while idle is not used, even if the loop
    has not seen the end yet."""
    with threaded_upstream() as (port, accepted):
        async with guarded() as session:
            assert await ask(session, port) == "honest"
            accepted[0].shutdown(socket.SHUT_RDWR)
            time.sleep(0.02)  # noqa: ASYNC251 - the loop must not run now
            assert await ask(session, port) == "honest"
            assert len(accepted) == 2


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"),
        ("POST", b"HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        ("POST", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        ("POST", b"HTTP/1.1 100 Continue\r\n\r\n" + HONEST),
    ],
)
async def test_answers_without_body_are_reused(method: str, answer: bytes) -> None:
    """Responses that have no body leave a clean connection, too."""
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            await read_request(reader)
            writer.write(answer)

    async with raw_upstream(serve) as port, guarded() as session:
        for _ in range(3):
            async with session.request(method, f"http://127.0.0.1:{port}/") as response:
                await response.read()
    assert connections == 1
