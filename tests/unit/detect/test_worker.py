"""One worker process: its start, its answers, its deadline and its ends."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.worker import Worker, _interrupts_held
from penname.text.spans import Span

STUB = "tests.unit.detect.stub_serve"
CANARY = "ada@example.org"


def soon(seconds: float = 30.0) -> float:
    return time.monotonic() + seconds


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(EngineConfig(), 30.0, STUB)
    yield made
    made.kill()


def test_worker_answers_in_order(worker: Worker) -> None:
    """It is ready with its version; each segment has its own spans; a failure ends nothing."""
    assert worker.version == "stub/1"
    assert worker.is_alive
    me = f"pid{worker.pid}"
    spans = [(Span(0, size, "PERSON", 0.9, me),) for size in (1, 3, 2)]
    texts = [Segment("a"), Segment("bcd", "hint"), Segment("ef")]
    assert worker.call(texts, soon()) == spans
    assert worker.call([], soon()) == []
    with pytest.raises(DetectionError, match="a pattern ran out of time"):
        worker.call([Segment("fail")], soon())
    assert worker.call(texts, soon()) == spans


@pytest.mark.parametrize(
    ("text", "seconds", "message"),
    [
        ("hang", 0.05, "detection ran out of time"),
        ("hang", -1.0, "detection ran out of time"),
        ("die", 30.0, "a detection worker ended"),
    ],
)
def test_lost_calls_end_the_process(
    worker: Worker, text: str, seconds: float, message: str
) -> None:
    """After a call that got no answer the process is gone, and no later call reads that answer."""
    with pytest.raises(DetectionError) as caught:
        worker.call([Segment(text), Segment(CANARY)], soon(seconds))
    assert str(caught.value) == message
    assert CANARY not in repr(caught.value.__cause__)
    assert not worker.is_alive
    with pytest.raises(DetectionError, match="a detection worker ended"):
        worker.call([Segment("a")], soon())


def test_stop_and_kill_repeat(worker: Worker) -> None:
    """A worker that is asked to stop ends by itself; stopping or killing it again is no error."""
    process = worker._process
    worker.stop()
    assert not worker.is_alive
    worker.stop()
    worker.kill()
    assert process.exitcode == 0


def test_terminate_leaves_the_pipe(worker: Worker) -> None:
    """Terminate only ends the process: the caller that reads the pipe sees it and cleans up."""
    worker.terminate()
    assert not worker._pipe.closed
    with pytest.raises(DetectionError, match="a detection worker ended"):
        worker.call([Segment("a")], soon())
    assert worker._pipe.closed


@pytest.mark.parametrize(
    ("model", "start_s", "module", "reason"),
    [
        ("broken", 30.0, STUB, "the model is broken"),
        ("", 0.0, STUB, "too slow"),
        ("", 30.0, "tests.unit.detect.no_such_module", "it ended at once"),
    ],
)
def test_failed_starts_are_errors(model: str, start_s: float, module: str, reason: str) -> None:
    """A process that does not get ready is an EngineError that says why."""
    with pytest.raises(EngineError) as caught:
        Worker(EngineConfig(model), start_s, module)
    assert str(caught.value) == f"a detection worker did not start: {reason}"


def test_interrupts_reach_this_thread_again() -> None:
    """While a worker is started Ctrl-C is held from it; afterwards all is as before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    with _interrupts_held():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before
