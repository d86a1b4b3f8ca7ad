"""The thread of a sink: in order, results and errors come back, nobody waits for a hang."""

from __future__ import annotations

import asyncio
import threading

import pytest

from penname.server.sink_threads import Blocking


async def test_calls_run_in_order() -> None:
    """One after the other, away from the event loop."""
    thread, seen = Blocking("t"), list[int]()
    futures = [thread.run(lambda number=number: seen.append(number)) for number in range(5)]  # type: ignore[misc]
    await asyncio.gather(*futures)
    assert seen == [0, 1, 2, 3, 4]
    assert await thread.run(threading.current_thread) is not threading.current_thread()
    thread.stop()


async def test_errors_come_back() -> None:
    """An exception belongs to the one who waits; the thread goes on."""
    thread = Blocking("t")
    with pytest.raises(OSError, match="full"):
        await thread.run(_fails)
    assert await thread.run(lambda: 5) == 5
    thread.stop()


async def test_cancelled_call_harms_nobody() -> None:
    """Whoever has stopped waiting gets no result, and the next call does."""
    thread, go_on = Blocking("t"), threading.Event()
    waiting = thread.run(go_on.wait)
    waiting.cancel()
    go_on.set()
    assert await thread.run(lambda: 5) == 5
    thread.stop()


def test_closed_loop_is_no_trouble() -> None:
    """A call that ends after its loop has ended is forgotten."""
    thread, go_on = Blocking("t"), threading.Event()

    async def begin() -> None:
        thread.run(go_on.wait)

    asyncio.run(begin())
    go_on.set()
    assert asyncio.run(_run(thread)) == 5
    thread.stop()


async def _run(thread: Blocking) -> int:
    return await thread.run(lambda: 5)


def _fails() -> None:
    raise OSError("full")
