"""The application: gate and probes behind one catch-all route, and its life from start to drain.

aiohttp's router decodes percent signs and redirects slashes, so it is not
used to tell paths apart: one route takes everything, and `Service.dispatch`
looks at the raw target.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from aiohttp import web

from penname.server.auth import ClientKeys
from penname.server.config import Config, Destination
from penname.server.handler import Gate
from penname.server.logs import guard_loop
from penname.server.ports import (
    NO_COUNTS,
    NO_LEDGER,
    Counts,
    ExchangeFactory,
    Ledger,
    PolicyState,
)
from penname.server.probes import Readiness, canary_comes_back
from penname.server.protocol import ClientRunner
from penname.server.shadows import Shadows
from penname.server.upstream import Upstream
from penname.server.wiring import today_utc

_LOG = logging.getLogger("penname.app")

#: Opened before the first request and closed after the last, such as a worker pool.
Resource = Callable[[], AbstractAsyncContextManager[object]]

_BACKLOG = 1024

#: What is left to connections once in-flight requests had their time; aiohttp waits it twice.
_SHUTDOWN_S = 0.2


class Service:
    """What runs behind the catch-all route: counts what is in flight, answers the probes."""

    def __init__(self, readiness: Readiness, policies: PolicyState, ledger: Ledger) -> None:
        self.readiness = readiness
        self._policies = policies
        self._ledger = ledger
        self.gate: Gate | None = None
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def in_flight(self) -> int:
        return self._in_flight

    async def dispatch(self, request: web.Request) -> web.StreamResponse:
        if request.method == "GET" and request.raw_path == "/livez":
            return web.json_response({"status": "ok"})
        if request.method == "GET" and request.raw_path == "/readyz":
            audit = self._ledger.is_well
            ready = await self.readiness.is_ready() and audit
            words = {
                "status": "ok" if ready else "not ready",
                "policy": "stale" if self._policies.stale else "ok",
                "audit": "ok" if audit else "failing",
            }
            return web.json_response(words, status=200 if ready else 503)
        if self.gate is None:
            raise web.HTTPServiceUnavailable(text="starting")
        self._in_flight += 1
        self._idle.clear()
        try:
            return await self.gate.handle(request)
        finally:
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    async def wait_idle(self, patience_s: float) -> bool:
        """Whether everything in flight was finished in time."""
        try:
            async with asyncio.timeout(patience_s):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True


SERVICE: web.AppKey[Service] = web.AppKey("service", Service)


def build_app(
    config: Config,
    policies: PolicyState,
    exchanges: ExchangeFactory,
    scope_key: bytes,
    *,
    client_keys: ClientKeys | None = None,
    counts: Counts = NO_COUNTS,
    ledger: Ledger = NO_LEDGER,
    resources: Sequence[Resource] = (),
    probe: Callable[[], Awaitable[bool]] | None = None,
) -> web.Application:
    """The application, to be run by `ClientRunner` (or `serve`), on the running loop.

    `scope_key`: 32 bytes for digests of credentials. `probe` replaces the
    readiness check by canary.
    """

    async def canary() -> bool:
        return await canary_comes_back(exchanges, today_utc())

    def label() -> str:
        return policies.current.default.label

    service = Service(Readiness(probe or canary), policies, ledger)
    # Bodies are bounded by read_body; aiohttp's own bound only guards its own read().
    app = web.Application(client_max_size=config.limits.max_body_bytes)
    app[SERVICE] = service

    async def lifespan(_app: web.Application) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            upstreams: list[tuple[Destination, Upstream]] = []
            for one in config.destinations:
                upstreams.append((one, Upstream(one.provider, one.url, config.timeouts)))
                stack.push_async_callback(upstreams[-1][1].close)
            for resource in resources:
                await stack.enter_async_context(resource())
            shadows = Shadows(counts)
            stack.push_async_callback(shadows.close)  # before the detection that they ask
            service.gate = Gate(
                config, label, upstreams, exchanges, scope_key, client_keys, counts, shadows, ledger
            )
            yield
            service.gate = None

    app.cleanup_ctx.append(lifespan)
    app.router.add_route("*", "/{tail:.*}", service.dispatch)
    return app


async def serve(
    app: web.Application,
    config: Config,
    *,
    stop: asyncio.Event | None = None,
    on_listening: Callable[[int], None] | None = None,
) -> None:
    """Listens until SIGTERM, SIGINT or `stop`, then drains. `on_listening` gets the port.

    Draining: no new connections, /readyz says no, kept-alive connections
    close after their answer, what is in flight has `drain_s` seconds.
    """
    loop = asyncio.get_running_loop()
    guard_loop(loop)
    stop = stop or asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    runner = ClientRunner(app, config.limits, shutdown_timeout=_SHUTDOWN_S)
    try:
        await runner.setup()
        site = web.TCPSite(runner, config.host, config.port, backlog=_BACKLOG)
        await site.start()
        port: int = runner.addresses[0][1]
        _LOG.info("listening", extra={"port": port})
        if on_listening is not None:
            on_listening(port)
        await stop.wait()
        await _drain(app[SERVICE], runner, site, config.drain_s)
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        await runner.cleanup()


async def _drain(
    service: Service, runner: ClientRunner, site: web.TCPSite, patience_s: float
) -> None:
    _LOG.info("draining", extra={"in_flight": service.in_flight})
    service.readiness.draining = True
    await site.stop()
    if runner.server is not None:
        runner.server.pre_shutdown()
    if not await service.wait_idle(patience_s):
        _LOG.warning("drain_incomplete", extra={"in_flight": service.in_flight})
