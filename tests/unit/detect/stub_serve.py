"""A worker's main function that obeys its texts: `hang`, `die`, `fail`; else names itself."""

from __future__ import annotations

import os
import threading
from multiprocessing.connection import Connection

from penname.detect.config import EngineConfig


def main(pipe: Connection, config: EngineConfig) -> None:
    if config.model == "broken":
        pipe.send(("failed", "the model is broken"))
        return
    pipe.send(("ready", "stub/1"))
    while (request := pipe.recv()) is not None:
        texts = [text for text, _ in request]
        if "hang" in texts:
            threading.Event().wait()
        if "die" in texts:
            os._exit(1)
        if "fail" in texts:
            pipe.send(("failed", "a pattern ran out of time"))
            continue
        me = f"pid{os.getpid()}"
        pipe.send(("spans", [[(0, len(text), "PERSON", 0.9, me, "raw")] for text in texts]))
