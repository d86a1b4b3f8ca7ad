"""The application's life: probes, start, drain, over real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from penname.policy.bindings import PolicySet
from penname.policy.model import Policy
from penname.server.app import SERVICE, Resource, build_app, serve
from penname.server.config import Config
from tests.exchanges import OneSet
from tests.unit.server.test_handler import CHAT, FakeExchange, sent
from tests.unit.server.wire import Serve, ask, connect, raw_upstream, read_answer, read_request

Running = tuple[int, asyncio.Event, asyncio.Task[None], web.Application]
POLICY = Policy(name="default", revision="1", digest="ab" * 32, rules={})


async def yes() -> bool:
    return True


@asynccontextmanager
async def running(
    upstream_serve: Serve | None = None,
    *,
    probe: Callable[[], Awaitable[bool]] = yes,
    drain_s: float = 1.0,
    resources: Sequence[Resource] = (),
) -> AsyncIterator[Running]:
    """The whole server. Yields (port, stop event, server task, app)."""

    async def hang_up(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    async with raw_upstream(upstream_serve or hang_up) as upstream_port:
        url = f"http://127.0.0.1:{upstream_port}"
        config = Config(port=0, upstreams={"openai": url, "anthropic": url}, drain_s=drain_s)
        app = build_app(
            config,
            OneSet(PolicySet.single(POLICY)),
            lambda _route, _scope, _subject=None: FakeExchange(),
            bytes(32),
            probe=probe,
            resources=resources,
        )
        listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        stop = asyncio.Event()
        task = asyncio.create_task(serve(app, config, stop=stop, on_listening=listening.set_result))
        try:
            yield await listening, stop, task, app
        finally:
            stop.set()
            await task


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode()


async def test_probes_answer_exactly() -> None:
    """Probes answer on GET and on their exact paths only."""
    async with running() as (port, *_):
        assert (await ask(port, get("/livez"))).status == 200
        ready = await ask(port, get("/readyz"))
        assert (ready.status, json.loads(ready.body)) == (
            200,
            {"status": "ok", "policy": "ok", "audit": "ok"},
        )
        for path in ("/livez/", "/livez?x=1", "//livez", "/%6civez", "/readyz/v1"):
            assert (await ask(port, get(path))).status == 404
        assert (await ask(port, get("/livez").replace(b"GET", b"POST"))).status == 404


async def test_not_ready_is_503() -> None:
    """A failing probe is 503, while the process stays alive."""

    async def no() -> bool:
        return False

    async with running(probe=no) as (port, *_):
        assert (await ask(port, get("/readyz"))).status == 503
        assert (await ask(port, get("/livez"))).status == 200


async def test_requests_reach_the_gate() -> None:
    """Everything else goes to the handler, with the policy in the answer."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    async with running(answer) as (port, *_):
        answered = await ask(port, sent(CHAT))
    assert answered.status == 200
    assert answered.headers["x-penname-policy"] == POLICY.label == "default@1 abababababab"


async def test_drain_lets_requests_finish() -> None:
    """After the stop signal a request in flight gets its answer, then the server ends."""
    asked = asyncio.Event()

    async def answer_slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        asked.set()
        await asyncio.sleep(0.2)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
        await reader.read()

    async with running(answer_slowly) as (port, stop, task, app), connect(port) as (reader, writer):
        async with connect(port) as (idle_reader, idle_writer):
            idle_writer.write(get("/livez"))
            await read_answer(idle_reader)
            writer.write(sent())
            await asked.wait()
            stop.set()
            assert await idle_reader.read() == b""
        assert app[SERVICE].readiness.draining
        assert not await app[SERVICE].readiness.is_ready()
        with pytest.raises(ConnectionError):
            async with connect(port):
                pass
        answer = await read_answer(reader)
        assert (answer.status, answer.body, answer.complete) == (200, b"done", True)
        async with asyncio.timeout(30):
            await task


async def test_drain_has_an_end() -> None:
    """What is still in flight after drain_s is cut."""
    asked = asyncio.Event()

    async def wait(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        asked.set()
        await reader.read()

    async with running(wait, drain_s=0.1) as (port, stop, task, app), connect(port) as (rd, wr):
        wr.write(sent())
        await asked.wait()
        assert app[SERVICE].in_flight == 1
        stop.set()
        assert not (await read_answer(rd)).complete
        await task


async def test_sigterm_stops_the_server() -> None:
    """SIGTERM begins the drain."""
    async with running() as (_, _, task, _):
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(30):
            await task


async def test_resources_are_opened_and_closed() -> None:
    """Resources are open before the port is, and closed after the last request."""
    events: list[str | int] = []

    @asynccontextmanager
    async def pool() -> AsyncIterator[None]:
        events.append("open")
        yield
        events.append("closed")

    async with running(resources=[pool]) as (port, *_):
        events.append((await ask(port, get("/livez"))).status)
    assert events == ["open", 200, "closed"]
