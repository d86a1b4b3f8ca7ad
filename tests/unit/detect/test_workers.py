"""The worker pool: order, deadlines, dead workers, back-pressure and clean ends."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.worker import Worker
from penname.detect.workers import WorkerPool
from penname.policy.recognizers import Profile

STUB = "tests.unit.detect.stub_serve"
ROOT = Path(__file__).parents[3]


def stub(config: EngineConfig, start_s: float) -> Worker:
    return Worker(config, start_s, module=STUB)


@asynccontextmanager
async def pool(**options: float) -> AsyncIterator[WorkerPool]:
    made = WorkerPool(EngineConfig(), make=stub, **options)  # type: ignore[arg-type]
    await made.start()
    try:
        yield made
    finally:
        await made.close()


async def taken(workers: WorkerPool, left: int = 0) -> None:
    """Lets other tasks run until only `left` workers are idle."""
    while workers._idle.qsize() > left:  # noqa: ASYNC110  # the pool has no event for tests
        await asyncio.sleep(0)


def ended(pid: int, within_s: float = 10.0) -> bool:
    """Whether a process ends within the time; waits on the process itself."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within_s)[0])
    finally:
        os.close(handle)


async def test_answers_keep_their_order() -> None:
    """Spans come back segment for segment, also when two workers share the call."""
    async with pool(workers=2) as workers:
        sizes = [9_000, 1, 12_000, 40]
        answers = await workers.detect([Segment("x" * size) for size in sizes])
        assert [spans[0].end for spans in answers] == sizes
        assert len({spans[0].recognizer for spans in answers}) == 2
        assert workers.version == "stub/1"
        assert await workers.detect([]) == []


async def test_profile_reaches_every_worker() -> None:
    """All parts of a call are read with its profile, also by a worker that is new to it."""
    async with pool(workers=2) as workers:
        profile = Profile.of(["PERSON"])
        for _ in range(2):
            answers = await workers.detect([Segment("x" * 9_000), Segment("y" * 9_000)], profile)
            assert {spans[0].recognizer for spans in answers} == {profile.digest[:8]}
        with pytest.raises(DetectionError, match="policy/BROKEN"):
            await workers.detect([Segment("x")], Profile.of(["BROKEN"]))
        assert len(workers.pids) == 2


async def test_hung_worker_is_replaced() -> None:
    """A call over its deadline fails, its process is killed, and later calls work."""
    async with pool(deadline_s=1.0) as workers:
        (pid,) = workers.pids
        with pytest.raises(DetectionError, match="out of time"):
            await workers.detect([Segment("hang")])
        assert ended(pid)
        workers._deadline_s = 30.0
        assert len(await workers.detect([Segment("ok")])) == 1
        assert workers.pids != (pid,)


async def test_dead_worker_fails_only_its_call() -> None:
    """When one process dies the other's call goes through, and the dead one is replaced."""
    async with pool(workers=2) as workers:
        bad, good = await asyncio.gather(
            workers.detect([Segment("die")]),
            workers.detect([Segment("ok")]),
            return_exceptions=True,
        )
        assert isinstance(bad, DetectionError)
        assert not isinstance(good, BaseException)
        await asyncio.gather(*workers._revivals)
        both = await workers.detect([Segment("x" * 9_000), Segment("y" * 9_000)])
        assert len({spans[0].recognizer for spans in both}) == 2


async def test_refused_detection_keeps_the_worker() -> None:
    """A failure inside the engine is a DetectionError and costs no process."""
    async with pool() as workers:
        before = workers.pids
        with pytest.raises(DetectionError, match="a pattern ran out of time"):
            await workers.detect([Segment("fail")])
        await workers.detect([Segment("ok")])
        assert workers.pids == before


async def test_too_many_waiting_are_refused() -> None:
    """With a full waiting line a call fails at once instead of queueing."""
    async with pool(deadline_s=1.0, max_waiting=0) as workers:
        first = asyncio.create_task(workers.detect([Segment("hang")]))
        await taken(workers)
        with pytest.raises(DetectionError, match="busy"):
            await workers.detect([Segment("ok")])
        with pytest.raises(DetectionError, match="out of time"):
            await first


async def test_cancelled_call_gives_its_slot_back() -> None:
    """A client that leaves does not take its worker along."""
    async with pool() as workers:
        call = asyncio.create_task(workers.detect([Segment("ok")]))
        await taken(workers)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert len(await workers.detect([Segment("ok")])) == 1


async def test_close_leaves_no_process() -> None:
    """After close all workers are gone, busy ones too, and calls are refused."""
    workers = WorkerPool(EngineConfig(), workers=2, make=stub)
    await workers.start()
    pids = workers.pids
    busy = asyncio.create_task(workers.detect([Segment("hang")]))
    await taken(workers, left=1)
    await workers.close()
    assert [ended(pid) for pid in pids] == [True, True]
    for call in (busy, workers.detect([Segment("ok")])):
        with pytest.raises(DetectionError):
            await call


async def test_broken_model_stops_the_start() -> None:
    """A worker that cannot load is an EngineError with its reason."""
    workers = WorkerPool(EngineConfig(("broken",)), workers=2, make=stub)
    with pytest.raises(EngineError, match="the model is broken"):
        await workers.start()
    assert workers.pids == ()


async def test_real_worker_detects() -> None:
    """A spawned process with the real engine gives real spans; a missing model is refused."""
    workers = WorkerPool(EngineConfig(()))
    await workers.start()
    try:
        (spans,) = await workers.detect([Segment("mail ann@example.org")])
        assert [(span.start, span.end, span.entity_type) for span in spans] == [
            (5, 20, "EMAIL_ADDRESS")
        ]
        assert "rules/" in workers.version
    finally:
        await workers.close()
    with pytest.raises(EngineError, match="not installed"):
        await WorkerPool(EngineConfig(("no_such_model",))).start()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux process handles")
@pytest.mark.parametrize("text", ["ok", "hang"])
def test_workers_end_with_their_parent(text: str) -> None:
    """A parent that is killed leaves no worker behind, not even a stuck one."""
    script = (
        "import asyncio\n"
        "from penname.detect.config import EngineConfig\n"
        "from penname.detect.contract import Segment\n"
        "from penname.detect.worker import Worker\n"
        "from penname.detect.workers import WorkerPool\n"
        "async def main():\n"
        "    pool = WorkerPool(EngineConfig(()), workers=1)\n"
        "    await pool.start()\n"
        "    print(*pool.pids, flush=True)\n"
        f"    await pool.detect([Segment({text!r} * 9000)])\n"
        "    await asyncio.Event().wait()\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    with subprocess.Popen(  # noqa: S603  # our own interpreter and script
        [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert ended(pid)
