"""A worker's main function that obeys its texts: `hang`, `die`, `fail`; else names itself.

With a profile it names its digest's first characters. One that wants `BROKEN` cannot be learned,
one that wants `HANG` is never learned.
"""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection

from penname.detect.config import EngineConfig
from penname.policy.recognizers import EVERYTHING, Profile


def main(pipe: Connection, config: EngineConfig) -> None:
    if config.models == ("broken",):
        pipe.send(("failed", "the model is broken"))
        return
    pipe.send(("ready", "stub/1"))
    known = {EVERYTHING.digest}
    while (request := pipe.recv()) is not None:
        digest, segments = request
        if digest not in known and not _learn(pipe, digest):
            continue
        known.add(digest)
        texts = [text for text, _, _ in segments]
        if "hang" in texts:
            threading.Event().wait()
        if "die" in texts:
            os._exit(1)
        if "fail" in texts:
            pipe.send(("failed", "a pattern ran out of time"))
            continue
        me = f"pid{os.getpid()}" if digest == EVERYTHING.digest else digest[:8]
        pipe.send(("spans", [[(0, len(text), "PERSON", 0.9, me, "raw")] for text in texts]))


def _learn(pipe: Connection, digest: str) -> bool:
    pipe.send(("unknown", digest))
    profile: Profile = pipe.recv()
    wanted = profile.wanted or frozenset()
    if "HANG" in wanted:
        threading.Event().wait()
    if "BROKEN" in wanted:
        pipe.send(("failed", "the recognizer policy/BROKEN cannot run"))
        return False
    pipe.send(("learned", digest))
    return True
