"""The pool of worker processes behind the Detector protocol.

Theory: each worker has a slot. A call waits for a free slot, then a thread of
the pool's own blocks on that worker's pipe, so the event loop never waits for
CPU work. A worker that dies or overruns its deadline fails only the call that
it had; its slot comes back when a new process is ready. The slot of a
cancelled call comes back when its worker is done.

ProcessPoolExecutor is not used: one dead process breaks all of its calls, and
it cannot end a hung one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.slices import batches, merged, sliced
from penname.detect.worker import Worker
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

#: What a character may cost beside the fixed deadline: four times the usual.
_S_PER_CHARACTER = 80e-6
_RETRY_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class _Slot:
    worker: Worker | None = None


class WorkerPool:
    """`workers` processes, each with its own engine (about 400 MB with the default model).

    `deadline_s` bounds one call, waiting included; `max_waiting` the calls that wait
    for a free worker; `start_s` the loading of the models. `make` is for tests.
    """

    def __init__(
        self,
        config: EngineConfig,
        *,
        workers: int = 1,
        deadline_s: float = 30.0,
        max_waiting: int = 256,
        start_s: float = 120.0,
        make: Callable[[EngineConfig, float], Worker] = Worker,
    ) -> None:
        self._config = config
        self._count = workers
        self._deadline_s = deadline_s
        self._max_waiting = max_waiting
        self._start_s = start_s
        self._make = make
        self._slots = [_Slot() for _ in range(workers)]
        self._idle: asyncio.Queue[_Slot] = asyncio.Queue()
        # One thread per worker, and one for each that is being started beside a hung one.
        self._threads = ThreadPoolExecutor(2 * workers, thread_name_prefix="detect")
        self._revivals: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._version = ""
        self._open = False

    @property
    def version(self) -> str:
        """The engine's version; empty before `start`."""
        return self._version

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are alive now."""
        workers = (slot.worker for slot in self._slots)
        return tuple(worker.pid for worker in workers if worker is not None and worker.is_alive)

    @property
    def ready(self) -> bool:
        """Whether at least one worker can take calls."""
        return self._open and bool(self.pids)

    async def start(self) -> None:
        """Start all workers and wait for their models. Raises EngineError; then none is left."""
        self._open = True
        results = await asyncio.gather(
            *(self._load(slot) for slot in self._slots), return_exceptions=True
        )
        failures = [result for result in results if isinstance(result, BaseException)]
        if failures:
            await self.close()
            raise failures[0]
        for slot in self._slots:
            self._idle.put_nowait(slot)

    async def _load(self, slot: _Slot) -> None:
        loop = asyncio.get_running_loop()
        worker = await loop.run_in_executor(self._threads, self._new_worker)
        slot.worker = worker
        self._version = worker.version

    def _new_worker(self) -> Worker:
        """Runs in a thread, and so also ends: the pool may close while a model loads."""
        worker = self._make(self._config, self._start_s)
        if not self._open:
            worker.kill()
            raise EngineError("the worker pool is closed")
        return worker

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """One tuple of spans per segment, in order. Raises DetectionError."""
        if not self._open:
            raise DetectionError("detection is not running")
        if not segments:
            return []
        slices = sliced(segments)
        size = sum(len(part.segment.text) for part in slices)
        deadline = time.monotonic() + self._deadline_s + size * _S_PER_CHARACTER
        found = await self._in_turns([part.segment for part in slices], deadline, profile)
        return merged(len(segments), slices, found)

    async def _in_turns(
        self, parts: list[Segment], deadline: float, profile: Profile
    ) -> list[tuple[Span, ...]]:
        """As many batches at once as there are workers, the others behind them: between two
        batches of a long request, short ones have their turn."""
        waiting = batches([len(part.text) for part in parts], self._count)
        if len(waiting) == 1:
            return await self._call(parts, deadline, profile)
        waiting.reverse()
        found: dict[int, tuple[Span, ...]] = {}

        async def work() -> None:
            while waiting:
                batch = waiting.pop()
                answer = await self._call([parts[i] for i in batch], deadline, profile)
                found.update(zip(batch, answer, strict=True))

        results = await asyncio.gather(
            *(work() for _ in range(min(self._count, len(waiting)))), return_exceptions=True
        )
        failed = [result for result in results if result is not None]
        if failed:
            raise failed[0]
        return [found[i] for i in range(len(parts))]

    async def _call(
        self, segments: list[Segment], deadline: float, profile: Profile
    ) -> list[tuple[Span, ...]]:
        slot = await self._free_slot(deadline)
        worker = slot.worker
        if worker is None:
            raise DetectionError("detection is stopping")
        call = asyncio.get_running_loop().run_in_executor(
            self._threads, worker.call, segments, deadline, profile
        )
        call.add_done_callback(lambda done: self._give_back(slot, done))
        return await asyncio.shield(call)

    async def _free_slot(self, deadline: float) -> _Slot:
        if self._idle.empty() and self._waiting >= self._max_waiting:
            raise DetectionError("detection is busy")
        self._waiting += 1
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                return await self._idle.get()
        except TimeoutError as error:
            raise DetectionError("detection is busy: no worker was free in time") from error
        finally:
            self._waiting -= 1

    def _give_back(self, slot: _Slot, done: asyncio.Future[list[tuple[Span, ...]]]) -> None:
        if not done.cancelled():
            done.exception()  # looked at, also when the caller has gone
        if slot.worker is not None and slot.worker.is_alive:
            self._idle.put_nowait(slot)
        elif self._open:
            task = asyncio.get_running_loop().create_task(self._revive(slot))
            self._revivals.add(task)
            task.add_done_callback(self._revivals.discard)

    async def _revive(self, slot: _Slot) -> None:
        """A new process for a slot; tries again, more and more slowly, while the pool is open."""
        slot.worker = None
        attempt = 0
        while self._open:
            try:
                await self._load(slot)
            except EngineError:
                await asyncio.sleep(_RETRY_S[min(attempt, len(_RETRY_S) - 1)])
                attempt += 1
            else:
                self._idle.put_nowait(slot)
                return

    async def close(self) -> None:
        """End all processes. Calls under way fail with DetectionError. Safe to repeat."""
        self._open = False
        for task in list(self._revivals):
            task.cancel()
        await asyncio.gather(*self._revivals, return_exceptions=True)
        loop = asyncio.get_running_loop()
        idle = {id(self._idle.get_nowait()) for _ in range(self._idle.qsize())}
        endings = []
        for slot in self._slots:
            if slot.worker is not None:
                # A busy worker's pipe belongs to its thread: only end the process.
                end = slot.worker.stop if id(slot) in idle else slot.worker.terminate
                endings.append(loop.run_in_executor(None, end))
        await asyncio.gather(*endings)
        await loop.run_in_executor(None, self._threads.shutdown)
