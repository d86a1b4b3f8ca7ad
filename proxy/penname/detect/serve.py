"""The main function of a worker process: segments in, spans out, over one pipe.

to the parent: ("ready", version) or ("failed", reason), once
then, per call:   [(text, hint), …]  ->  ("spans", [[(start, end, …), …], …])
                                     or  ("failed", reason)
None ends the process; so does the end of the pipe, and the end of the parent.
"""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import astuple
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, build_engine


def main(pipe: Connection, config: EngineConfig) -> None:
    """Serve until told to stop. Leaves without a traceback: it could quote a text."""
    # The parent decides when to stop; Ctrl-C reaches the whole terminal group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    status = 70  # EX_SOFTWARE
    try:
        _serve(pipe, config)
        status = 0
    finally:
        os._exit(status)


def _serve(pipe: Connection, config: EngineConfig) -> None:
    try:
        engine = build_engine(config)
    except EngineError as error:
        pipe.send(("failed", str(error)))
        return
    pipe.send(("ready", engine.version))
    while True:
        try:
            request = pipe.recv()
        except EOFError:
            return
        if request is None:
            return
        pipe.send(_answer(engine, [Segment(text, hint) for text, hint in request]))


def _answer(engine: Engine, segments: list[Segment]) -> tuple[str, object]:
    try:
        found = engine.analyze_batch(segments)
    except DetectionError as error:
        return "failed", str(error)
    return "spans", [[astuple(span) for span in spans] for spans in found]


def _end_with_parent() -> None:
    """Even a worker that is busy, or stuck in a pattern, ends when its parent was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
