"""The server's life: which end has which exit code. With a server that only waits."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

import pytest

from penname.cli.exits import Exit
from penname.cli.hosting import host


class FakeServer:
    """Ready once `loaded`, ends once `drained`. Handles signals as the real one does."""

    def __init__(self) -> None:
        self.loaded = asyncio.Event()
        self.drained = asyncio.Event()
        self.loading = asyncio.Event()
        self.draining = asyncio.Event()
        self.loaded.set()
        self.drained.set()

    async def serve(self, *, stop: asyncio.Event, on_listening: Callable[[int], None]) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        try:
            self.loading.set()
            await self.loaded.wait()
            on_listening(1234)
            await stop.wait()
            self.draining.set()
            await self.drained.wait()
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


async def stay(_port: int) -> None:
    return None


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, Exit.INTERRUPTED), (signal.SIGTERM, Exit.OK)]
)
async def test_stop_before_ready(number: signal.Signals, code: Exit) -> None:
    """Ctrl-C while the model loads is 130, SIGTERM is 0; neither waits for the model."""
    server = FakeServer()
    server.loaded.clear()
    running = asyncio.create_task(host(server.serve, stay))
    await server.loading.wait()
    await asyncio.sleep(0)
    os.kill(os.getpid(), number)
    assert await running is code


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_stop_when_ready_is_clean(number: signal.Signals) -> None:
    """After ready, either signal is a clean stop."""
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def tell(port: int) -> None:
        ready.set_result(port)

    running = asyncio.create_task(host(FakeServer().serve, tell))
    assert await ready == 1234
    os.kill(os.getpid(), number)
    assert await running is Exit.OK


async def test_second_interrupt_skips_the_drain() -> None:
    """A second Ctrl-C does not wait for what is in flight."""
    server = FakeServer()
    server.drained.clear()
    running = asyncio.create_task(host(server.serve, stay))
    await server.loading.wait()
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGINT)
    await server.draining.wait()
    os.kill(os.getpid(), signal.SIGINT)
    assert await running is Exit.OK


async def test_code_of_the_show_ends_it() -> None:
    """What runs beside the server ends it with its code."""

    async def show(_port: int) -> Exit:
        return Exit.FINDINGS

    assert await host(FakeServer().serve, show) is Exit.FINDINGS


async def test_failures_come_through() -> None:
    """A failed start and a failed show raise, and leave no server behind."""

    async def broken(*, stop: asyncio.Event, on_listening: Callable[[int], None]) -> None:
        raise OSError("no port")

    async def fall(_port: int) -> None:
        raise LookupError("show")

    with pytest.raises(OSError, match="no port"):
        await host(broken, stay)
    with pytest.raises(LookupError, match="show"):
        await host(FakeServer().serve, fall)
