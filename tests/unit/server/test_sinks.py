"""All sinks together: none delays a request, none delays another, and nothing is sent twice
but what may have arrived."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from penname.audit.record import AuditRecord, Content, FindingRow
from penname.server.sinks import SinkSet, SinkSettings, parse_sinks
from tests.audit_events import CHECKPOINT, FULL, PLANTED, schema
from tests.unit.server.collector import (
    ORIGIN,
    QUICK,
    TIME,
    Answer,
    breaks_off,
    collecting,
    hangs,
    offer,
    says,
    trickles,
)


@asynccontextmanager
async def sinks_for(
    text: str, settings: SinkSettings = QUICK, token_file: Path | None = None
) -> AsyncIterator[SinkSet]:
    """Sinks at work, with a quick end."""
    sinks = SinkSet(parse_sinks(text), settings=settings, token_file=token_file)
    async with sinks:
        yield sinks


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


async def test_each_sink_gets_its_form(tmp_path: Path) -> None:
    """One record goes to all sinks, to each in its own form, as its schema says."""
    text = ",".join(f"{form}:file:{tmp_path}/{form}" for form in ("jsonl", "ocsf", "ecs"))
    async with sinks_for(text) as sinks:
        sinks.offer(ORIGIN, 1, TIME, "request", FULL)
        sinks.offer(ORIGIN, 2, TIME, "gap", AuditRecord(), {"lost": 3, "since": TIME})
        sinks.offer_checkpoint(CHECKPOINT)
    for form in ("jsonl", "ocsf", "ecs"):
        events = lines_of(tmp_path / form)
        assert len(events) == 3
        for event in events:
            schema(form).validate(event)
        assert events[2]["checkpoint"] == CHECKPOINT
        assert PLANTED not in (tmp_path / form).read_text("ascii")


async def test_nothing_waits_before_start(tmp_path: Path) -> None:
    """What is offered before the start is sent after it; without sinks nothing is kept."""
    path = tmp_path / "x"
    sinks = SinkSet(parse_sinks(f"jsonl:file:{path}"), settings=QUICK)
    offer(sinks, 1)
    async with sinks:
        pass
    assert [event["index"] for event in lines_of(path)] == [1]
    none = SinkSet(())
    offer(none, 1)
    none.offer_checkpoint(CHECKPOINT)
    await none.close()
    assert (bool(none), bool(sinks), dict(none.stats)) == (False, True, {})


async def test_equal_sinks_have_own_names() -> None:
    """Two sinks of one form and kind are told apart, without their hosts in the name."""
    sinks = SinkSet(parse_sinks("ecs:https://a.example.org/x,ecs:https://b.example.org/x"))
    assert list(sinks.stats) == ["ecs:http", "ecs:http-2"]
    await sinks.close()


@pytest.mark.parametrize("answer", [hangs, breaks_off, says(500), says(429, Retry_After="1")])
async def test_bad_collector_gets_all_later(answer: Answer, tmp_path: Path) -> None:
    """A collector that hangs, breaks off or fails gets everything once it is well again; the
    sink beside it has long had it."""
    path = tmp_path / "x"
    async with collecting(answer, answer) as collector:
        async with sinks_for(f"ocsf:{collector.url},jsonl:file:{path}") as sinks:
            offer(sinks, 1, 2, 3)
            await collector.until(lambda: collector.requests >= 1)
            offer(sinks, 4, 5)
            await collector.until(lambda: len(collector.events) >= 5)
            assert sinks.stats["ocsf:http"].failures >= 2
            assert sinks.stats["jsonl:file"].failures == 0
        keys = [event["metadata"]["sequence"] for event in collector.events]
        assert keys == [1, 2, 3, 4, 5]
    assert [event["index"] for event in lines_of(path)] == [1, 2, 3, 4, 5]


async def test_hanging_sink_delays_nobody(tmp_path: Path) -> None:
    """While one collector hangs, offering returns at once and the other sink is served."""
    path = tmp_path / "x"
    always = [hangs] * 1000
    async with collecting(*always) as collector:
        settings = replace(QUICK, close_s=0.2)
        async with sinks_for(f"ecs:{collector.url},jsonl:file:{path}", settings) as sinks:
            offer(sinks, 0)
            await collector.until(lambda: collector.requests >= 1)
            for index in range(1, 2000):
                offer(sinks, index)
            async with asyncio.timeout(30):
                while sinks.stats["jsonl:file"].sent < 2000:  # noqa: ASYNC110 - a count
                    await asyncio.sleep(0.01)
            assert sinks.stats["ecs:http"].sent == 0
        stats = sinks.stats["ecs:http"]
        assert (stats.sent, stats.dropped) == (0, 2000)
    assert len(lines_of(path)) == 2000


async def test_flood_is_bounded_and_said() -> None:
    """A collector that was away too long learns how many it lost, and which; in the order."""
    settings = replace(QUICK, queue_count=10, batch_count=5)
    async with collecting(says(503)) as collector:
        async with sinks_for(f"jsonl:{collector.url}", settings) as sinks:
            offer(sinks, 0)
            await collector.until(lambda: collector.requests >= 1)
            offer(sinks, *range(1, 101))
            await collector.until(lambda: 100 in collector.keys)
            assert sinks.stats["jsonl:http"].dropped == 90
        (summary,) = [event for event in collector.events if event["event"] == "dropped"]
        assert (summary["dropped"], summary["first"], summary["last"]) == (
            90,
            f"{ORIGIN}/1",
            f"{ORIGIN}/90",
        )
        assert collector.keys == [0, *range(91, 101)]
        assert collector.events.index(summary) == 1


async def test_bytes_are_bounded_too() -> None:
    """Names of a megabyte do not fill the memory while a collector is away."""
    settings = replace(QUICK, queue_bytes=4_000_000, close_s=0.2)
    async with (
        collecting(*[hangs] * 100) as collector,
        sinks_for(f"jsonl:{collector.url}", settings) as sinks,
    ):
        offer(sinks, 0)
        await collector.until(lambda: collector.requests >= 1)
        offer(sinks, *range(1, 21), record=AuditRecord(model="m" * 1_000_000))
        stats = sinks.stats["jsonl:http"]
        assert stats.queued == 3
        assert stats.dropped == 17


async def test_slow_collector_gets_batches() -> None:
    """What comes while a batch is on its way goes in the next one, together."""
    go_on = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        await go_on.wait()
        return await says(200)(request)

    settings = replace(QUICK, timeout_s=30)
    async with collecting(slow) as collector:
        async with sinks_for(f"jsonl:{collector.url}", settings) as sinks:
            offer(sinks, 0)
            await collector.until(lambda: collector.requests >= 1)
            offer(sinks, *range(1, 301))
            go_on.set()
            await collector.until(lambda: len(collector.keys) == 301)
        assert collector.batches == [1, 300]


async def test_endless_answer_is_not_awaited() -> None:
    """A status is an answer: what trickles behind it is not read to its end."""
    async with collecting(trickles) as collector, sinks_for(f"jsonl:{collector.url}") as sinks:
        offer(sinks, 1)
        await collector.until(lambda: collector.requests >= 1)
        async with asyncio.timeout(30):
            while not sinks.stats["jsonl:http"].sent:  # noqa: ASYNC110 - a count
                await asyncio.sleep(0.01)


async def test_end_sends_what_waits() -> None:
    """Closing sends what waits, also to a collector that needs a second attempt."""
    async with collecting(says(500)) as collector:
        async with sinks_for(f"jsonl:{collector.url}") as sinks:
            offer(sinks, *range(100))
        assert collector.keys == list(range(100))
        assert sinks.stats["jsonl:http"].dropped == 0


async def test_end_is_bounded() -> None:
    """Closing waits for a collector that hangs as long as it was told, and no longer."""
    settings = replace(QUICK, timeout_s=60, close_s=0.2)
    async with collecting(hangs) as collector, asyncio.timeout(30):
        async with sinks_for(f"jsonl:{collector.url}", settings) as sinks:
            offer(sinks, *range(5))
            await collector.until(lambda: collector.requests >= 1)
        assert sinks.stats["jsonl:http"].dropped == 5


async def test_disk_that_was_full(tmp_path: Path) -> None:
    """A file sink whose folder comes later catches up."""
    folder = tmp_path / "late"
    async with sinks_for(f"jsonl:file:{folder}/x") as sinks:
        offer(sinks, 1, 2)
        async with asyncio.timeout(30):
            while not sinks.stats["jsonl:file"].failures:  # noqa: ASYNC110 - a count
                await asyncio.sleep(0.01)
        folder.mkdir()
        offer(sinks, 3)
    assert [event["index"] for event in lines_of(folder / "x")] == [1, 2, 3]


async def test_token_goes_only_to_collectors(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The token is in the header of a collector's request, and in no event or log line."""
    token = tmp_path / "token"
    token.write_text("word-of-trust\n")
    async with collecting(says(401)) as collector:
        async with sinks_for(f"jsonl:{collector.url}", token_file=token) as sinks:
            offer(sinks, 1)
        assert collector.headers[-1]["Authorization"] == "Bearer word-of-trust"
        assert collector.keys == [1]
        assert "word-of-trust" not in json.dumps(collector.events) + caplog.text


async def test_offer_costs_little(tmp_path: Path) -> None:
    """Offering makes no event, whatever its form costs: that is the sink's own time."""
    sinks = SinkSet(parse_sinks(f"ocsf:file:{tmp_path}/x"), settings=QUICK)
    broken = AuditRecord(findings=(FindingRow("PERSON", "mask", scores={1: None}),))  # type: ignore[dict-item]
    sinks.offer(ORIGIN, 1, "no time", "request", broken)
    sinks.offer(ORIGIN, 2, TIME, "request", AuditRecord(content=Content(masked="x")))
    async with sinks:
        pass
    stats = sinks.stats["ocsf:file"]
    assert (stats.rejected, stats.sent) == (1, 1)
