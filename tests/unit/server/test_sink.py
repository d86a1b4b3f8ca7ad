"""One sink at work: retries, rejected events, what it says in the log."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from penname.audit.exports import FORMS, Form
from penname.server.sink import Sink, SinkSettings
from penname.server.sink_http import SinkError
from penname.server.sink_queue import Waiting
from penname.server.sink_specs import FORMS as NAMES
from penname.server.sink_specs import SinkSpec
from tests.unit.server.collector import QUICK


class Ended:
    """An end in memory: `trouble` is raised first, then `refuses` names what it rejects."""

    def __init__(self, *trouble: Exception, refuses: bytes = b"\0") -> None:
        self.trouble = list(trouble)
        self.refuses = refuses
        self.lines: list[bytes] = []
        self.sizes: list[int] = []

    async def send(self, lines: bytes) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        self.sizes.append(lines.count(b"\n"))
        if self.refuses in lines:
            raise SinkError("status_400", rejected=True)
        self.lines += lines.splitlines()

    async def close(self) -> None: ...


def item(number: int, **more: Any) -> Waiting:
    return Waiting(f"k{number}", 10, lambda form: {"n": number, **more})


def sink_with(end: Ended, settings: SinkSettings = QUICK) -> Sink:
    spec = SinkSpec("jsonl", "file", "unused")
    sink = Sink("jsonl:file", spec, None, settings, lambda: 1_795_512_600.25)
    sink._end = end
    return sink


async def ran(sink: Sink, *items: Waiting) -> Sink:
    """The sink after it has sent everything and ended."""
    for one in items:
        sink.offer(one)
    sink.finish()
    async with asyncio.timeout(30):
        await sink.run()
    await sink.close()
    return sink


def test_forms_have_names() -> None:
    """What the settings take is what there is."""
    forms: dict[str, Form] = dict(FORMS)
    assert tuple(forms) == NAMES


async def test_everything_is_sent_in_order() -> None:
    """What waits goes in batches, oldest first."""
    end = Ended()
    sink = await ran(
        sink_with(end, replace(QUICK, batch_count=3)), *(item(number) for number in range(8))
    )
    assert end.sizes == [3, 3, 2]
    assert end.lines == [f'{{"n":{number}}}'.encode() for number in range(8)]
    assert (sink.stats.sent, sink.stats.queued, sink.stats.healthy) == (8, 0, True)


async def test_failures_are_tried_again() -> None:
    """Whatever an attempt fails with, the batch comes again, and only once."""
    troubles = (SinkError("status_500"), OSError("full"), TimeoutError(), KeyError("a bug"))
    end = Ended(*troubles)
    sink = await ran(sink_with(end), item(1), item(2))
    assert end.lines == [b'{"n":1}', b'{"n":2}']
    assert (sink.stats.failures, sink.stats.sent, sink.stats.dropped) == (4, 2, 0)


async def test_one_bad_event_goes_alone() -> None:
    """Of a batch that is rejected, only the event that the end does not want is given up."""
    end = Ended(refuses=b'"n":37}')
    sink = await ran(sink_with(end), *(item(number) for number in range(100)))
    assert (sink.stats.sent, sink.stats.rejected, sink.stats.dropped) == (99, 1, 0)
    assert len(end.lines) == 99
    assert len(end.sizes) < 30


async def test_end_that_wants_nothing_ends() -> None:
    """An end that rejects everything costs its events, and no endless loop."""
    sink = await ran(sink_with(Ended(refuses=b"n")), *(item(number) for number in range(5)))
    assert (sink.stats.sent, sink.stats.rejected) == (0, 5)


async def test_event_without_json_is_counted() -> None:
    """An event that cannot be written is given up, and those beside it are sent."""
    end = Ended()
    sink = await ran(sink_with(end), item(1), item(2, odd=float("nan")), item(3, odd=b"x"), item(4))
    assert end.lines == [b'{"n":1}', b'{"n":4}']
    assert (sink.stats.sent, sink.stats.rejected) == (2, 2)


async def test_batch_of_bad_events_is_not_sent() -> None:
    """Where nothing of a batch can be written, nothing is sent."""
    end = Ended()
    sink = await ran(sink_with(end), item(1, odd=b"x"))
    assert (end.sizes, sink.stats.rejected) == ([], 1)


async def test_no_thread_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no thread, the batch is dropped and the sink goes on."""
    end = Ended()
    sink = sink_with(end)
    real = sink._thread.run
    calls = iter([RuntimeError("can't start new thread")])

    def run(call: Any) -> Any:
        for error in calls:
            raise error
        return real(call)

    monkeypatch.setattr(sink._thread, "run", run)
    sink._settings = replace(QUICK, batch_count=1)
    sink._limit = 1
    await ran(sink, item(1), item(2))
    assert end.lines[-1] == b'{"n":2}'
    assert (sink.stats.dropped, sink.stats.failures) == (1, 1)


async def test_lines_are_ascii() -> None:
    """Nothing in a text can be taken for the end of a line, whatever splits lines."""
    end = Ended()
    await ran(sink_with(end), item(1, text="a\nb\u2028c\x85ü"))
    assert end.lines == [b'{"n":1,"text":"a\\nb\\u2028c\\u0085\\u00fc"}']


async def test_summary_comes_first() -> None:
    """A sink that lost events is told so, before the events that came later."""
    end = Ended()
    sink = await ran(
        sink_with(end, replace(QUICK, queue_count=2)), *(item(number) for number in range(5))
    )
    assert end.lines[0] == (
        b'{"uid":"k2/dropped","time":"2026-11-24T09:30:00.250Z","event":"dropped",'
        b'"dropped":3,"first":"k0","last":"k2"}'
    )
    assert end.lines[1:] == [b'{"n":3}', b'{"n":4}']
    assert sink.stats.dropped == 3


async def test_log_speaks_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """The first failure is logged, the next are not; nor is a full queue beside it."""
    caplog.set_level(logging.INFO, "penname.sinks")
    settings = replace(QUICK, queue_count=2)
    await ran(
        sink_with(Ended(*(OSError("secret words") for _ in range(5))), settings),
        *(item(number) for number in range(9)),
    )
    events = [record.getMessage() for record in caplog.records]
    assert events == ["sink_full"]
    assert vars(caplog.records[0])["sink"] == "jsonl:file"
    assert vars(caplog.records[0])["dropped"] == 1


async def test_log_names_error_and_return(caplog: pytest.LogCaptureFixture) -> None:
    """A failure is logged by its type, never by its words; so is that the sink is back."""
    caplog.set_level(logging.INFO, "penname.sinks")
    await ran(sink_with(Ended(OSError("secret words"), OSError("secret words"))), item(1))
    assert [record.getMessage() for record in caplog.records] == ["sink_failed", "sink_back"]
    assert [vars(record)["error"] for record in caplog.records] == ["OSError", "none"]
    assert "secret" not in caplog.text


async def test_pauses_grow_and_are_bounded() -> None:
    """Each failure doubles the pause, up to the longest; Retry-After counts within it."""
    sink = sink_with(Ended(), replace(QUICK, retry_s=1, retry_max_s=5))
    pauses = []
    for _ in range(4):
        sink._failed("status_500")
        pauses.append(sink._pause_s)
    assert pauses == [1, 2, 4, 5]
    sink._went_well(1)
    sink._failed("status_429", 3.0)
    assert sink._pause_s == 3.0
    sink._failed("status_429", 300.0)
    assert sink._pause_s == 5
    await sink.close()


async def test_offer_after_the_end_counts() -> None:
    """An event that comes too late is dropped, and counted."""
    sink = await ran(sink_with(Ended()), item(1))
    sink.offer(item(2))
    assert (sink.stats.sent, sink.stats.dropped, sink.stats.queued) == (1, 1, 0)


async def test_left_events_are_said(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """What could not be sent before the end is counted and logged: an export fills it in."""
    sink = Sink("jsonl:file", SinkSpec("jsonl", "file", str(tmp_path)), None, QUICK, lambda: 0.0)
    for number in range(4):
        sink.offer(item(number))
    task = asyncio.create_task(sink.run())
    async with asyncio.timeout(30):
        while not sink.stats.failures:  # noqa: ASYNC110 - a count has no event
            await asyncio.sleep(0.01)
    sink.offer(item(4))
    task.cancel()
    await asyncio.wait({task})
    await sink.close()
    assert (sink.stats.sent, sink.stats.dropped) == (0, 5)
    assert caplog.records[-1].getMessage() == "sink_left"
