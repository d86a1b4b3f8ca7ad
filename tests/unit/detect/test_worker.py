"""One worker process: its start, its answers, its deadline and its ends."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.worker import Worker, _interrupts_held
from penname.policy.recognizers import EVERYTHING, Profile
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


def test_profile_is_sent_once(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile goes over the pipe when the worker does not know it, afterwards its digest."""
    sent: list[object] = []
    send = worker._pipe.send

    class Pipe:
        def __getattr__(self, name: str) -> object:
            return getattr(pipe, name)

        def send(self, what: object) -> None:
            sent.append(what)
            send(what)

    pipe, profile = worker._pipe, Profile.of(["PERSON"])
    monkeypatch.setattr(worker, "_pipe", Pipe())
    for _ in range(2):
        (found,) = worker.call([Segment("abc")], soon(), profile)
        assert found == (Span(0, 3, "PERSON", 0.9, profile.digest[:8]),)
    asked = (profile.digest, [("abc", "", True)])
    assert sent == [asked, profile, asked]
    worker.call([Segment("abc")], soon(), EVERYTHING)
    assert sent[3:] == [(EVERYTHING.digest, [("abc", "", True)])]


def test_broken_profile_fails_its_call_only(worker: Worker) -> None:
    """A profile that cannot be compiled is a DetectionError each time; others are served."""
    for _ in range(2):
        with pytest.raises(DetectionError, match="policy/BROKEN cannot run"):
            worker.call([Segment("a")], soon(), Profile.of(["BROKEN"]))
    assert worker.is_alive
    assert len(worker.call([Segment("a")], soon(), Profile.of(["PERSON"]))) == 1


def test_learning_has_its_own_time(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that never learns a profile ends, whatever the call's own deadline."""
    monkeypatch.setattr("penname.detect.worker._LEARN_S", 0.05)
    with pytest.raises(DetectionError, match="ran out of time"):
        worker.call([Segment("a")], soon(), Profile.of(["HANG"]))
    assert not worker.is_alive


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
        Worker(EngineConfig((model,)), start_s, module)
    assert str(caught.value) == f"a detection worker did not start: {reason}"


def test_interrupts_reach_this_thread_again() -> None:
    """While a worker is started Ctrl-C is held from it; afterwards all is as before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    with _interrupts_held():
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == before
