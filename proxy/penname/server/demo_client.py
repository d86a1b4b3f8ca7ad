"""The demo's client: sends a body, takes the whole answer, and looks at the watch."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `pieces` is how many times something arrived. Times in seconds."""

    status: int
    body: bytes
    pieces: int
    first_byte_s: float
    total_s: float

    def __repr__(self) -> str:
        return f"Reply({self.status}, <{len(self.body)} bytes>)"


class CallError(Exception):
    """No answer came. Says the type of the failure only."""


class DemoClient:
    """A connection to one or more servers. An async context manager."""

    async def __aenter__(self) -> DemoClient:
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        self._session = aiohttp.ClientSession(timeout=timeout, trust_env=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Raises CallError."""
        began = time.perf_counter()
        try:
            async with self._session.post(url, data=body, headers=headers) as response:
                first_byte_s = time.perf_counter() - began
                parts = [part async for part, _ in response.content.iter_chunks() if part]
                total_s = time.perf_counter() - began
                whole = b"".join(parts)
                return Reply(response.status, whole, len(parts), first_byte_s, total_s)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise CallError(type(error).__name__) from None
