"""What of a sink can block: one daemon thread for each.

A file on a dead share, a full pipe, a name server: these must hang neither the event loop
nor the loop's shared threads, which requests need.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


class Blocking:
    """One daemon thread: calls run one after the other, and a hanging one holds up only these.

    A daemon, so that a process can end although a write hangs.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            call()

    def run(self, call: Callable[[], _T]) -> asyncio.Future[_T]:
        """The call's result, some time."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[_T] = loop.create_future()
        # an exception that nobody waited for is no news to the loop
        done.add_done_callback(lambda future: future.cancelled() or future.exception())

        def work() -> None:
            try:
                result = call()
            except Exception as error:  # noqa: BLE001 - handed to the one who waits
                failure = error
                settle(lambda: done.set_exception(failure))
            else:
                settle(lambda: done.set_result(result))

        def settle(how: Callable[[], None]) -> None:
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
                loop.call_soon_threadsafe(lambda: None if done.done() else how())

        if self._thread.ident is None:
            self._thread.start()
        self._calls.put(work)
        return done

    def stop(self) -> None:
        """The thread ends after its call; nobody waits for it."""
        self._calls.put(None)
