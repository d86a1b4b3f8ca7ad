"""The log lines: nothing but allow-listed keys with values of the right shape."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from penname.server.logs import KEYS, configure, guard_loop

#: What was logged so far, parsed.
Lines = Callable[[], list[dict[str, Any]]]
CANARY = "ada@example.org"


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged so far, parsed; the logging setup is put back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    show = warnings.showwarning
    stream = io.StringIO()
    configure(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.captureWarnings(capture=False)
    warnings.showwarning = show
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])


def test_known_keys_are_written(lines: Lines) -> None:
    """An event with allow-listed keys is one line of JSON."""
    logging.getLogger("penname.handler").info(
        "request",
        extra={"request_id": "r-1", "status": 200, "findings": {"EMAIL_ADDRESS": 2}},
    )
    (line,) = lines()
    assert line["event"] == "request"
    assert (line["status"], line["request_id"]) == (200, "r-1")
    assert line["findings"] == {"EMAIL_ADDRESS": 2}
    assert line["level"] == "info"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("user", "ada"),
        ("path", "/v1/x?key=ada"),
        ("route", "/v1/x?key=1"),
        ("status", CANARY),
        ("findings", {CANARY: 1}),
        ("findings", {"EMAIL_ADDRESS": CANARY}),
        ("client", CANARY),
        ("error", "a b"),
    ],
)
def test_other_keys_and_shapes_are_dropped(lines: Lines, key: str, value: object) -> None:
    """A key without a row, or a value that does not fit its row, is not written."""
    logging.getLogger("penname").warning("request", extra={key: value})
    assert key not in lines()[0]


def test_messages_with_data_are_withheld(lines: Lines) -> None:
    """Arguments and free text never appear, not even from our own loggers."""
    logging.getLogger("penname").warning("bad value %s", CANARY)
    logging.getLogger("penname").warning(f"bad {CANARY}")
    assert [line["event"] for line in lines()] == ["withheld", "withheld"]
    assert CANARY not in json.dumps(lines())


@pytest.mark.parametrize("name", ["aiohttp.server", "asyncio", "presidio-anonymizer", "x y"])
def test_foreign_loggers_are_reduced(lines: Lines, name: str) -> None:
    """Of other libraries only the logger and the type of the exception are left."""
    try:
        raise KeyError(CANARY)
    except KeyError:
        logging.getLogger(name).exception("request", extra={"status": 200})
    (line,) = lines()
    assert set(line) == {"ts", "level", "logger", "event", "error"}
    assert line["error"] == "KeyError"
    assert CANARY not in json.dumps(line)


def test_earlier_handlers_are_removed(lines: Lines) -> None:
    """A library that set up its own handler is redirected, too."""
    own = io.StringIO()
    noisy = logging.getLogger("noisy.library")
    noisy.addHandler(logging.StreamHandler(own))
    noisy.propagate = False
    configure(io.StringIO())
    noisy.error(CANARY)
    assert own.getvalue() == ""


def test_warnings_are_withheld(lines: Lines) -> None:
    """Python warnings quote source lines and values; only their logger is named."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    assert CANARY not in json.dumps(lines())


def test_broken_log_calls_print_nothing(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    """A log call with wrong arguments does not dump them to stderr."""
    logging.getLogger("penname").error("a %d", CANARY)
    assert CANARY not in capsys.readouterr().err


async def test_loop_errors_are_reduced(lines: Lines) -> None:
    """An exception nobody awaited is logged by type."""
    loop = asyncio.get_running_loop()
    guard_loop(loop)
    try:
        loop.call_exception_handler({"message": CANARY, "exception": ValueError(CANARY)})
    finally:
        loop.set_exception_handler(None)
    (line,) = lines()
    assert (line["event"], line["error"]) == ("loop_error", "ValueError")


def test_no_key_shadows_a_record_attribute() -> None:
    """logging refuses extras named like its own attributes; no row may be one."""
    record = logging.LogRecord("a", 1, "b", 1, "c", (), None)
    assert not set(KEYS) & set(vars(record))
