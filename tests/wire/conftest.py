"""The two ends of every wire test: the fake upstream itself, and penname before it."""

from __future__ import annotations

import random
import string
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.wire.ends import End, open_end
from tests.wire.planted import Planted, plant
from tests.wire.upstream.app import Upstream


def made_key(seed: int) -> str:
    """A key for the provider, made at run time."""
    return "sk-" + "".join(random.Random(seed).choices(string.ascii_letters, k=40))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def upstream() -> AsyncIterator[Upstream]:
    """The fake vendor, one for the session; a test plays its scripts on it."""
    server = Upstream()
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def direct(upstream: Upstream) -> AsyncIterator[End]:
    """Clients that call the upstream without penname."""
    end = open_end(f"{upstream.url}/v1", upstream.url, made_key(1))
    yield end
    await end.close()


@pytest.fixture(scope="session")
def planted() -> Planted:
    """The made-up person whose values must not reach the upstream."""
    return plant(2026)
