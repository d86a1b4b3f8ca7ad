"""Policies that change under load: no request ever leaves unmasked, whatever the files say."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from penname.mask.vault import MemoryVault
from penname.server.app import build_app
from penname.server.config import Config
from penname.server.conversations import Conversations
from penname.server.metrics import Metrics
from penname.server.policies import PolicyStore
from penname.server.protocol import ClientRunner
from penname.server.watch import Watch, watching
from penname.server.wiring import exchange_factory, today_utc
from tests.detectors import PatternDetector

KEY = bytes(range(32))
ACTIONS = ("mask", "redact", "surrogate", "block", "hash", "partial, keep_last: 2")
#: What an editor, a bad merge or a full disk leaves behind.
BROKEN = ("", "kind: policy/v1\nname: half", "entities: [", "kind: policy/v1\nmode: of\n")


def policy_text(revision: int, action: str) -> str:
    return (
        f'kind: policy/v1\nname: busy\nowner: a@example.org\nrevision: "{revision}"\n'
        f"entities:\n  EMAIL_ADDRESS: {{action: {action}}}\n"
    )


@dataclass
class Vendor:
    """An upstream that keeps what it gets and repeats the last message."""

    bodies: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.text()
        self.bodies.append(body)
        text = json.loads(body)["messages"][-1]["content"]
        message = {"role": "assistant", "content": text}
        return web.json_response({"choices": [{"index": 0, "message": message}]})


@dataclass
class Running:
    url: str
    store: PolicyStore
    metrics: Metrics
    vendor: Vendor


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Running]:
    """penname under a folder of policies that is watched, before a vendor."""
    vendor, metrics = Vendor(), Metrics()
    vendor_app = web.Application()
    vendor_app.router.add_post("/v1/chat/completions", vendor.answer)
    vendor_runner = web.AppRunner(vendor_app)
    await vendor_runner.setup()
    await web.TCPSite(vendor_runner, "127.0.0.1", 0).start()
    config = Config(upstreams={"openai": f"http://127.0.0.1:{vendor_runner.addresses[0][1]}"})
    store = PolicyStore(folder, today=today_utc, gauges=metrics)
    tenants = Conversations(store, KEY, today=today_utc, clock=time.monotonic)
    vault = MemoryVault(KEY, clock=time.monotonic)
    exchanges = exchange_factory(tenants, PatternDetector(), vault)
    app = build_app(config, store, exchanges, KEY[::-1], counts=metrics)
    runner = ClientRunner(app, config.limits, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    watch = Watch(store.watched, store.reload, seen=store.seen, tick_s=0.2, quiet_s=0.01)
    try:
        async with watching(watch):
            yield Running(f"http://127.0.0.1:{runner.addresses[0][1]}", store, metrics, vendor)
    finally:
        await runner.cleanup()
        await vendor_runner.cleanup()


async def ask(session: aiohttp.ClientSession, url: str, *texts: str) -> tuple[int, str, str]:
    """Status, the policy that held, and the answer's text; user and assistant speak in turn."""
    roles = itertools.cycle(("user", "assistant"))
    messages = [{"role": next(roles), "content": text} for text in texts]
    body = {"model": "m", "messages": messages}
    async with session.post(f"{url}/v1/chat/completions", json=body) as response:
        whole = await response.json()
        policy = response.headers["X-Penname-Policy"].partition(" ")[0]
        text = whole["choices"][0]["message"]["content"] if response.status == 200 else ""
        return response.status, policy, text


async def until(revision: str, one: Running) -> None:
    """Waits until the policy of now has this revision."""
    async with asyncio.timeout(10):
        while one.store.current.default.revision != revision:  # noqa: ASYNC110 - a file watch
            await asyncio.sleep(0.01)


async def test_reload_under_load_leaks_nothing(tmp_path: Path) -> None:
    """While files change, break and come back, no address reaches the upstream."""
    file = tmp_path / "busy.yaml"
    file.write_text(policy_text(0, "mask"), "utf-8")
    numbers, done = itertools.count(), asyncio.Event()
    statuses: Counter[int] = Counter()
    policies: set[str] = set()

    async def client(one: Running, session: aiohttp.ClientSession) -> None:
        while not done.is_set():
            address = f"person{next(numbers)}@example.org"
            status, policy, text = await ask(session, one.url, f"Write to {address} now.")
            statuses[status] += 1
            policies.add(policy)
            if status == 200 and policy == "busy@0":
                assert text == f"Write to {address} now."

    async with running(tmp_path) as one, aiohttp.ClientSession() as session:
        async with asyncio.TaskGroup() as group:
            for _ in range(4):
                group.create_task(client(one, session))
            for revision, action in enumerate(ACTIONS * 2, start=1):
                file.write_text(BROKEN[revision % len(BROKEN)], "utf-8")
                await asyncio.sleep(0.05)
                fresh = tmp_path / ".fresh"
                fresh.write_text(policy_text(revision, action), "utf-8")
                fresh.rename(file)
                await until(str(revision), one)
            done.set()
        leaked = [body for body in one.vendor.bodies if "@example.org" in body]
    assert leaked == []
    assert set(statuses) == {200, 400}
    assert len(one.vendor.bodies) == statuses[200] > 20
    assert len(policies) > 4


async def test_tightening_reaches_running_conversations(tmp_path: Path) -> None:
    """A stricter file holds for the next turn; a looser one only for a new conversation."""
    file = tmp_path / "busy.yaml"
    file.write_text(policy_text(0, "allow"), "utf-8")
    start, later = "I am a@example.org.", "And b@example.org?"
    async with running(tmp_path) as one, aiohttp.ClientSession() as session:
        await ask(session, one.url, start)
        assert "a@example.org" in one.vendor.bodies[-1]
        file.write_text(policy_text(1, "mask"), "utf-8")
        await until("1", one)
        _, _, text = await ask(session, one.url, start, "Hello.", later)
        assert "@example.org" not in one.vendor.bodies[-1]
        assert text == later
        file.write_text(policy_text(2, "allow"), "utf-8")
        await until("2", one)
        await ask(session, one.url, start, "Hello.", later)
        assert "@example.org" not in one.vendor.bodies[-1]
        await ask(session, one.url, "A new one, of c@example.org.")
        assert "c@example.org" in one.vendor.bodies[-1]


async def test_bad_file_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that cannot be loaded raises the gauge and says stale; the old policy still holds."""
    file = tmp_path / "busy.yaml"
    file.write_text(policy_text(0, "mask"), "utf-8")
    async with running(tmp_path) as one, aiohttp.ClientSession() as session:
        file.write_text(policy_text(1, "maks"), "utf-8")
        async with asyncio.timeout(10):
            while not one.store.stale:  # noqa: ASYNC110 - a file watch
                await asyncio.sleep(0.01)
        status, policy, _ = await ask(session, one.url, "Write to a@example.org.")
        assert (status, policy) == (200, "busy@0")
        assert "@example.org" not in one.vendor.bodies[-1]
        async with session.get(f"{one.url}/readyz") as ready:
            assert (ready.status, (await ready.json())["policy"]) == (200, "stale")
        assert b"penname_policy_stale 1.0" in one.metrics.text()
        assert b'penname_requests_total{route="openai.chat",status="200"} 1.0' in one.metrics.text()
        line = next(r for r in caplog.records if r.message == "policy_reload_failed")
        assert vars(line)["problems"] == ["busy.yaml:6:27"]
