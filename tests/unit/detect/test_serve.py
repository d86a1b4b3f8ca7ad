"""The main function of a worker process, in a thread of the test, over a real pipe."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import pytest

from penname.detect import scan, serve
from penname.detect.config import EngineConfig
from penname.detect.engine import build_engine
from penname.policy.recognizers import EVERYTHING, PatternSpec, Profile, RecognizerSpec

#: Patterns only: loads no language model.
PLAIN = EngineConfig(())
PATIENCE_S = 30.0
ALL = EVERYTHING.digest


@contextmanager
def serving(config: EngineConfig = PLAIN) -> Iterator[tuple[Connection, threading.Thread]]:
    """Our end of the pipe, and the thread that serves the other one."""
    ours, theirs = multiprocessing.Pipe()

    def work() -> None:
        with theirs:
            serve._serve(theirs, config)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield ours, thread
    finally:
        ours.close()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def received(pipe: Connection) -> tuple[str, object]:
    assert pipe.poll(PATIENCE_S)
    kind, answer = pipe.recv()
    return kind, answer


def test_segments_in_spans_out() -> None:
    """Ready with the engine's version; then per call one list of plain tuples per text."""
    text = "to ada@example.org now"
    with serving() as (pipe, _):
        assert received(pipe) == ("ready", build_engine(PLAIN).version)
        pipe.send((ALL, [("none", "", True), (text, "body", True)]))
        kind, answer = received(pipe)
        assert kind == "spans"
        assert answer == [[], [(3, 18, "EMAIL_ADDRESS", 1.0, "email", "raw")]]
        pipe.send((ALL, []))
        assert received(pipe) == ("spans", [])


def test_failed_call_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A detection that fails is an answer without the text, and the next call is served."""
    slow = "00:1A ada@example.org " * 20_000
    with serving() as (pipe, _):
        received(pipe)
        with monkeypatch.context() as patch:
            patch.setattr(scan, "BUDGET_S", 1e-9)
            pipe.send((ALL, [(slow, "", True)]))
            assert received(pipe) == ("failed", "a pattern ran out of time")
        pipe.send((ALL, [("none", "", True)]))
        assert received(pipe) == ("spans", [[]])


def test_new_profile_is_asked_for() -> None:
    """A digest that is not known is said so; the profile is learned and then known."""
    spec = RecognizerSpec("BADGE", (PatternSpec(r"B-\d+", 0.8),))
    profile = Profile.of(["BADGE"], [spec])
    span = (3, 6, "BADGE", 0.8, "policy/BADGE", "raw")
    with serving() as (pipe, _):
        received(pipe)
        pipe.send((profile.digest, [("my B-1 a@example.org", "", True)]))
        assert received(pipe) == ("unknown", profile.digest)
        pipe.send(profile)
        assert received(pipe) == ("learned", profile.digest)
        assert received(pipe) == ("spans", [[span]])
        pipe.send((profile.digest, [("my B-1", "", True)]))
        assert received(pipe) == ("spans", [[span]])


def test_broken_profile_is_answered() -> None:
    """A profile that does not compile fails its call; the worker serves on, and asks again."""
    broken = Profile.of(None, [RecognizerSpec("BADGE", (PatternSpec("(", 0.8),))])
    with serving() as (pipe, _):
        received(pipe)
        for _ in range(2):
            pipe.send((broken.digest, [("my B-1", "", True)]))
            assert received(pipe) == ("unknown", broken.digest)
            pipe.send(broken)
            assert received(pipe) == ("failed", "the recognizer policy/BADGE cannot run")
        pipe.send((ALL, [("none", "", True)]))
        assert received(pipe) == ("spans", [[]])


def test_missing_model_is_said() -> None:
    """An engine that cannot be built is one answer, with what to install, and the end."""
    with serving(EngineConfig(("no_such_model",))) as (pipe, thread):
        kind, reason = received(pipe)
        assert kind == "failed"
        assert "no_such_model" in str(reason)
        assert "pip install" in str(reason)
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


@pytest.mark.parametrize("asked", [True, False])
def test_end_is_clean(asked: bool) -> None:
    """None ends the serving, and so does the end of the pipe."""
    with serving() as (pipe, thread):
        received(pipe)
        if asked:
            pipe.send(None)
        else:
            pipe.close()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_process_leaves_without_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    """An error nobody expected ends the process with 70, and nothing of it is printed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve.main, args=(theirs, PLAIN), daemon=True)
    process.start()
    theirs.close()
    assert received(ours)[0] == "ready"
    ours.send("ada@example.org")
    process.join(PATIENCE_S)
    assert process.exitcode == 70
    assert capfd.readouterr() == ("", "")
    ours.close()
