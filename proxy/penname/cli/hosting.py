"""The server's life as the command sees it: load, ready, until told to stop.

Theory: `server.app.serve` ends at SIGINT, SIGTERM or its stop event, and does not say
which it was. Here it matters (Ctrl-C before ready is 130, a stop is 0), and a second Ctrl-C
must not wait for the drain. So the signals are taken over as soon as `serve` has set its
own handlers, and lead to the same event.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from penname.cli.exits import Exit

#: What is done once the port is open: gets the port; a code ends the server with it.
AfterReady = Callable[[int], Coroutine[Any, Any, Exit | None]]


class Serve(Protocol):
    """`server.app.serve` with its application and configuration filled in."""

    def __call__(
        self, *, stop: asyncio.Event, on_listening: Callable[[int], None]
    ) -> Coroutine[Any, Any, None]: ...


class _Signals:
    """SIGINT and SIGTERM: the first asks the server to stop, a second Ctrl-C ends it."""

    def __init__(self, stop: asyncio.Event, server: asyncio.Task[None]) -> None:
        self.interrupted = False
        self._stop = stop
        self._server = server
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._on_interrupt)
        loop.add_signal_handler(signal.SIGTERM, stop.set)

    def _on_interrupt(self) -> None:
        if self._stop.is_set():
            self._server.cancel()
        self.interrupted = True
        self._stop.set()


async def host(serve: Serve, after_ready: AfterReady) -> Exit:
    """Runs a server until it is told to stop. Raises what its start raises.

    The code is that of `after_ready` if it gave one, else OK; INTERRUPTED when Ctrl-C
    came before the port was open.
    """
    stop = asyncio.Event()
    listening: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    server = asyncio.create_task(serve(stop=stop, on_listening=listening.set_result))
    await asyncio.sleep(0)  # now `serve` has set its signal handlers, and ours can follow
    signals = _Signals(stop, server)
    await _first(server, listening, stop)
    if stop.is_set() or not listening.done():
        if not listening.done():
            server.cancel()
        await _ended(server)
        return Exit.INTERRUPTED if signals.interrupted else Exit.OK
    showing = asyncio.create_task(after_ready(listening.result()))
    both: set[asyncio.Future[Any]] = {server, showing}
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    if not showing.done():
        showing.cancel()
        await asyncio.wait({showing})
    if _says_end(showing):
        stop.set()
    await _ended(server)
    return Exit.OK if showing.cancelled() else showing.result() or Exit.OK


async def _first(
    server: asyncio.Task[None], listening: asyncio.Future[int], stop: asyncio.Event
) -> None:
    """Waits for whichever comes first: the end, the open port, or the wish to stop."""
    stopping = asyncio.create_task(stop.wait())
    try:
        whichever: set[asyncio.Future[Any]] = {server, listening, stopping}
        await asyncio.wait(whichever, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()


def _says_end(showing: asyncio.Task[Exit | None]) -> bool:
    """Whether what ran beside the server failed, or ended with a code."""
    if showing.cancelled():
        return False
    return showing.exception() is not None or showing.result() is not None


async def _ended(server: asyncio.Task[None]) -> None:
    """Waits for the server's end. Raises its error; being cancelled is none."""
    await asyncio.wait({server})
    if not server.cancelled():
        server.result()
