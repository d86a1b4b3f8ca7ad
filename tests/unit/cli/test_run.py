"""`penname run` in a process of its own, with the real model."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_ENV = {name: text for name, text in os.environ.items() if not name.startswith("PENNAME_")}
_RUN = (sys.executable, "-m", "penname", "run", "--listen", "127.0.0.1:0", "--workers", "1")


@contextmanager
def started(*options: str) -> Iterator[subprocess.Popen[str]]:
    """The command, with both ends as pipes. Killed when a test leaves it running."""
    with subprocess.Popen(  # noqa: S603 - this interpreter
        [*_RUN, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_ENV,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_demo_shows_that_nothing_leaks() -> None:
    """The demo exits 0, shows what each side sees, and the upstream got no planted value."""
    command = [sys.executable, "-m", "penname.cli.main", "run", "--demo", "--once"]
    done = subprocess.run(  # noqa: S603 - this interpreter
        [*command, "--listen", "127.0.0.1:0"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env=_ENV,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for title in ("client sent", "upstream saw", "client got back"):
        assert done.stdout.count(f"-- {title}") == 2
    assert re.search(r"ok +leaked to upstream: +0 of 11 planted values", done.stdout)
    assert re.search(r"ok +came back: +14 of 14 values", done.stdout)
    assert re.search(r"ok +audit log: +18 records, verified without a key; 0 of 11", done.stdout)
    seen = re.findall(r"-- upstream saw .*? --\n(.*?)\n--", done.stdout, re.DOTALL)
    assert len(seen) == 2
    assert not [text for text in seen if "Carter" in text or "example.org" in text]
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_when_ready_stops_cleanly(number: signal.Signals) -> None:
    """Port 0 is told as it is, and a stop is exit code 0, without traceback."""
    with started() as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if "ready on" in line:
                break
        assert re.search(r"ready on 127\.0\.0\.1:[1-9]\d+ ", said), said
        process.send_signal(number)
        said += process.stderr.read()
        assert process.wait(60) == 0
    assert re.search(r"OPENAI_BASE_URL=http://127\.0\.0\.1:[1-9]\d+/openai/v1\n", said)
    assert "fail closed" in said
    assert "surrogates change at every restart" in said
    assert "Traceback" not in said


def test_interrupt_of_the_group_while_loading() -> None:
    """Ctrl-C reaches the loading worker too: 130, and still no traceback."""
    with subprocess.Popen(  # noqa: S603 - this interpreter
        _RUN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_ENV,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if "loading" in line:
                break
        time.sleep(1.0)  # the worker's imports: there is no event to wait for
        os.killpg(process.pid, signal.SIGINT)
        said += process.stderr.read()
        assert process.wait(30) == 130
    assert "Traceback" not in said
