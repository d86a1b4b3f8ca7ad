"""One worker process, as a blocking object: start, call with a deadline, stop, kill.

The parent never imports spaCy: the child imports `penname.detect.serve` itself.
"""

from __future__ import annotations

import importlib
import multiprocessing
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

_MAIN = "penname.detect.serve"
_STOP_S = 2.0
#: How long a worker may take to compile a profile; 100,000 terms take about a second.
_LEARN_S = 30.0


def _child(pipe: Connection, config: EngineConfig, module: str) -> None:
    """Runs in the new process."""
    importlib.import_module(module).main(pipe, config)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started in here does not get the terminal's Ctrl-C while it still imports.

    The terminal signals the whole process group, and the new process ignores the signal only
    once it runs our code; until then Python would print a traceback. The signal mask is
    inherited, and it is that of this thread alone. The resource tracker, which each start
    ensures, unblocks SIGINT when it has to be started itself; so that comes first.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """A spawned process with a loaded engine. Used by one caller at a time.

    Raises EngineError when the process does not get ready within `start_s` seconds.
    """

    def __init__(self, config: EngineConfig, start_s: float, module: str = _MAIN) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_child, args=(theirs, config, module), name="penname-detect", daemon=True
        )
        with _interrupts_held():
            self._process.start()
        # Only the child holds the other end now, so its death ends the pipe.
        theirs.close()
        self.version = self._ready(start_s)

    def _ready(self, start_s: float) -> str:
        try:
            kind, word = self._pipe.recv() if self._pipe.poll(start_s) else ("failed", "too slow")
        except (EOFError, OSError):
            kind, word = "failed", "it ended at once"
        if kind != "ready":
            self.kill()
            raise EngineError(f"a detection worker did not start: {word}")
        return str(word)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def is_alive(self) -> bool:
        return not self._pipe.closed and self._process.is_alive()

    def call(
        self, segments: Sequence[Segment], deadline: float, profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """The spans of each segment. `deadline` is on time.monotonic's clock; what the process
        takes to learn a profile that is new to it comes on top (up to 30 seconds).

        Raises DetectionError. After a time-out or a broken pipe the process is dead.
        """
        try:
            self._pipe.send((profile.digest, [astuple(one) for one in segments]))
            kind, answer = self._answer(deadline)
            if kind == "unknown":
                begun = time.monotonic()
                self._pipe.send(profile)
                kind, answer = self._answer(begun + _LEARN_S)
                if kind == "learned":
                    kind, answer = self._answer(deadline + time.monotonic() - begun)
        except (EOFError, OSError) as error:
            self.kill()
            raise DetectionError("a detection worker ended") from error
        if kind != "spans":
            raise DetectionError(str(answer))
        return [tuple(Span(*fields) for fields in spans) for spans in answer]

    def _answer(self, deadline: float) -> tuple[str, Any]:
        if not self._pipe.poll(max(0.0, deadline - time.monotonic())):
            self.kill()
            raise DetectionError("detection ran out of time")
        kind, answer = self._pipe.recv()
        return kind, answer

    def stop(self) -> None:
        """Asks the process to end, and kills it when it does not."""
        try:
            self._pipe.send(None)
            self._process.join(_STOP_S)
        except (OSError, ValueError):
            pass  # already gone
        self.kill()

    def terminate(self) -> None:
        """Ends the process only; the thread that reads its pipe sees the end and cleans up."""
        self._process.kill()

    def kill(self) -> None:
        """Ends the process at once and frees what it holds. Safe to repeat."""
        if not self._pipe.closed:
            self._process.kill()
            self._process.join()
            self._pipe.close()
