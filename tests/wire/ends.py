"""Where a client points: straight at the fake upstream, or at penname before it."""

from __future__ import annotations

import asyncio
import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
from anthropic import Anthropic, AsyncAnthropic
from openai import AsyncOpenAI, OpenAI

_T = TypeVar("_T")
#: No test waits for the network: what takes longer than this hangs.
TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True, repr=False)
class End:
    """One way to the upstream, with every client opened on it."""

    openai_url: str  # ends in /v1, as the OpenAI SDK wants it
    anthropic_url: str  # without /v1, as the Anthropic SDK wants it
    key: str
    openai: AsyncOpenAI
    openai_sync: OpenAI
    anthropic: AsyncAnthropic
    anthropic_sync: Anthropic
    http: aiohttp.ClientSession

    async def close(self) -> None:
        """Close every client."""
        await self.openai.close()
        await self.anthropic.close()
        await self.http.close()
        self.openai_sync.close()
        self.anthropic_sync.close()


def made_key(seed: int) -> str:
    """A key for the provider, made at run time."""
    return "sk-" + "".join(random.Random(seed).choices(string.ascii_letters, k=40))


def open_end(openai_url: str, anthropic_url: str, key: str) -> End:
    """Clients without retries. Call from a running event loop."""
    return End(
        openai_url,
        anthropic_url,
        key,
        AsyncOpenAI(base_url=openai_url, api_key=key, max_retries=0, timeout=TIMEOUT_S),
        OpenAI(base_url=openai_url, api_key=key, max_retries=0, timeout=TIMEOUT_S),
        AsyncAnthropic(base_url=anthropic_url, api_key=key, max_retries=0, timeout=TIMEOUT_S),
        Anthropic(base_url=anthropic_url, api_key=key, max_retries=0, timeout=TIMEOUT_S),
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S), auto_decompress=True),
    )


async def in_thread(work: Callable[[], _T]) -> _T:
    """Run a synchronous SDK call beside the loop that serves it."""
    return await asyncio.to_thread(work)
