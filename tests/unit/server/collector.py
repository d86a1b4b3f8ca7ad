"""A collector on loopback that behaves as badly as it is told to, and events to send to it."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from penname.audit.record import AuditRecord
from penname.server.sinks import SinkSet, SinkSettings

ORIGIN = "penname/test"
TIME = "2026-11-24T09:30:00.250Z"
#: Quick, so that tests need not wait; the bounds are what is tested, not these numbers.
QUICK = SinkSettings(timeout_s=0.3, retry_s=0.01, retry_max_s=0.05, close_s=2.0)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Collector:
    """Keeps what it gets. `answers` are used up one a request; then everything is taken."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    requests: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def keys(self) -> list[int]:
        """The indexes of the records that it has."""
        return [event["index"] for event in self.events if "index" in event]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits for what is to come. The time is generous; a test that waits for it has failed."""
        async with asyncio.timeout(30), self.changed:
            await self.changed.wait_for(holds)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        async with self.changed:
            self.requests += 1
            self.headers.append(dict(request.headers))
            self.changed.notify_all()
        if self.answers:
            answer = await self.answers.pop(0)(request)
            if answer.status != 200:
                return answer
        lines = [json.loads(line) for line in body.decode("ascii").splitlines()]
        async with self.changed:
            self.events += lines
            self.batches.append(len(lines))
            self.changed.notify_all()
        return web.Response()


@asynccontextmanager
async def collecting(
    *answers: Answer, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Collector]:
    """A collector that listens."""
    collector = Collector(answers=list(answers))
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/in", collector.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        collector.url = f"http{'s' if tls else ''}://127.0.0.1:{runner.addresses[0][1]}/in"
        yield collector
    finally:
        await runner.cleanup()


def says(status: int, **headers: str) -> Answer:
    """An answer with a status."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return web.Response(status=status, text="no", headers=named)

    return answer


async def hangs(_request: web.Request) -> web.StreamResponse:
    """Never answers."""
    await asyncio.Event().wait()
    raise AssertionError


async def breaks_off(request: web.Request) -> web.StreamResponse:
    """Closes the connection without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response(status=500)


async def trickles(request: web.Request) -> web.StreamResponse:
    """Begins an answer and never ends it."""
    response = web.StreamResponse(status=202)
    await response.prepare(request)
    while True:
        await response.write(b".")
        await asyncio.sleep(0.01)


def offer(sinks: SinkSet, *indexes: int, record: AuditRecord | None = None) -> None:
    """Records that have become durable."""
    for index in indexes:
        sinks.offer(ORIGIN, index, TIME, "request", record or AuditRecord(request_id="r"))
