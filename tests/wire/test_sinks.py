"""Sinks through real clients: what a SIEM gets, and that a bad one is nobody's trouble."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from penname.server.ledger import JournalLedger
from penname.server.sinks import SinkSet, parse_sinks
from tests.audit_events import schema
from tests.unit.server.collector import QUICK, collecting, hangs
from tests.wire.audit_log import ORIGIN, WireLog, wire_log
from tests.wire.ends import End, made_key, open_end
from tests.wire.penname_app import running_penname
from tests.wire.planted import Planted
from tests.wire.scenarios import anthropic as messages
from tests.wire.scenarios import chat
from tests.wire.upstream.app import Upstream

FORMS = ("jsonl", "ocsf", "ecs")


@asynccontextmanager
async def exported(
    upstream: Upstream, folder: Path, sinks: SinkSet
) -> AsyncIterator[tuple[WireLog, End]]:
    """penname with a log that keeps values (sealed), and with sinks."""

    with wire_log(folder / "log") as log:
        ledger = JournalLedger(log.journal, counts=log.metrics, follower=sinks.follow)
        async with sinks, running_penname(upstream.url, ledger, "sealed") as url:
            end = open_end(f"{url}/openai/v1", f"{url}/anthropic", made_key(1))
            try:
                yield log, end
            finally:
                await end.close()
                await ledger.close()


async def test_siem_gets_all_but_values(
    upstream: Upstream, planted: Planted, tmp_path: Path
) -> None:
    """Every record of the log arrives once in each form, under its key, and no value does."""
    text = ",".join(f"{form}:file:{tmp_path}/{form}" for form in FORMS)
    sinks = SinkSet(parse_sinks(text), settings=QUICK)
    async with exported(upstream, tmp_path, sinks) as (log, end):
        await chat.whole(end, planted)
        await messages.streamed(end, planted)
        keys = {f"{ORIGIN}/{one.index}" for one in log.records()}
    assert len(keys) == 4
    for form in FORMS:
        lines = (tmp_path / form).read_text("ascii")
        told = [kind for kind, value in planted.values() if value.casefold() in lines.casefold()]
        assert told == [], form
        events = [json.loads(line) for line in lines.splitlines()]
        for event in events:
            schema(form).validate(event)
        assert sorted(_key(form, event) for event in events) == sorted(keys)
    assert '"EMAIL_ADDRESS"' in (tmp_path / "ocsf").read_text("ascii")


async def test_hanging_siem_delays_no_answer(
    upstream: Upstream, planted: Planted, tmp_path: Path
) -> None:
    """With a collector that never answers, requests are answered and recorded as ever."""
    async with collecting(*[hangs] * 1000) as collector:
        # an attempt outlasts the test, so an answer that waited for it would not come
        settings = replace(QUICK, timeout_s=300.0, close_s=0.2)
        sinks = SinkSet(parse_sinks(f"ocsf:{collector.url}"), settings=settings)
        async with exported(upstream, tmp_path, sinks) as (log, end):
            for _ in range(3):
                await chat.whole(end, planted)
            assert len(log.records()) == 6
            await collector.until(lambda: collector.requests == 1)
        stats = sinks.stats["ocsf:http"]
        assert (stats.sent, stats.dropped) == (0, 6)


def _key(form: str, event: dict[str, Any]) -> str:
    """An event's key, wherever its form has it."""
    if form == "jsonl":
        return str(event["uid"])
    return str(event["metadata"]["uid"] if form == "ocsf" else event["event"]["id"])
