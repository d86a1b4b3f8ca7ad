"""The main function of a worker process: segments in, spans out, over one pipe.

to the parent: ("ready", version) or ("failed", reason), once
then, per call:   (profile's digest, [(text, hint, names), …])
                                     ->  ("spans", [[(start, end, …), …], …])
                                     or  ("failed", reason)
                                     or  ("unknown", digest); then the parent sends
                  the Profile        ->  ("learned", digest), and the spans as above
                                     or  ("failed", reason)
None ends the process; so does the end of the pipe, and the end of the parent.

A profile may hold a large file of terms, so it is sent only to a worker that does not know
it; which ones it knows (the last few), only the worker itself says.
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
from penname.policy.recognizers import EVERYTHING, Profile


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
        digest, texts = request
        profile = _profile(pipe, engine, digest)
        if profile is not None:
            pipe.send(_answer(engine, [Segment(*fields) for fields in texts], profile))


def _profile(pipe: Connection, engine: Engine, digest: str) -> Profile | None:
    """The profile with a digest, asked for when it is not known; None when it is broken (which
    the parent was told)."""
    profile = EVERYTHING if digest == EVERYTHING.digest else engine.known(digest)
    if profile is not None:
        return profile
    pipe.send(("unknown", digest))
    new: Profile = pipe.recv()
    try:
        engine.learn(new)
    except DetectionError as error:
        pipe.send(("failed", str(error)))
        return None
    pipe.send(("learned", digest))
    return new


def _answer(engine: Engine, segments: list[Segment], profile: Profile) -> tuple[str, object]:
    try:
        found = engine.analyze_batch(segments, profile)
    except DetectionError as error:
        return "failed", str(error)
    return "spans", [[astuple(span) for span in spans] for spans in found]


def _end_with_parent() -> None:
    """Even a worker that is busy, or stuck in a pattern, ends when its parent was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
