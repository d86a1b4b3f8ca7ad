"""Starts the real penname application in this process: default policy, real detection."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache

from aiohttp import web

from penname.detect.config import EngineConfig
from penname.detect.engine import Engine
from penname.detect.inline import InlineDetector
from penname.mask.vault import MemoryVault
from penname.policy.bindings import PolicySet
from penname.policy.load import default_policy_path, load_policy
from penname.policy.model import Audit
from penname.server.app import build_app
from penname.server.config import Config
from penname.server.conversations import Conversations
from penname.server.ports import NO_LEDGER, Ledger
from penname.server.protocol import ClientRunner
from penname.server.wiring import exchange_factory, today_utc
from tests.exchanges import OneSet

_ROOT_KEY = bytes(range(32))


@cache
def _engine() -> Engine:
    """One engine for the session: its model takes seconds to load."""
    return Engine(EngineConfig())


@asynccontextmanager
async def running_penname(
    upstream_url: str, ledger: Ledger = NO_LEDGER, content: str = "masked"
) -> AsyncIterator[str]:
    """penname before an upstream, on a free loopback port; gives its URL."""
    config = Config(upstreams={"openai": upstream_url, "anthropic": upstream_url})
    policy = replace(load_policy(default_policy_path()), audit=Audit(content))
    vault = MemoryVault(_ROOT_KEY, clock=time.monotonic)
    store = OneSet(PolicySet.single(policy))
    tenants = Conversations(store, _ROOT_KEY, today=today_utc, clock=time.monotonic)
    exchanges = exchange_factory(tenants, InlineDetector(_engine()), vault)
    app = build_app(config, store, exchanges, scope_key=_ROOT_KEY[::-1], ledger=ledger)
    runner = ClientRunner(app, config.limits, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
