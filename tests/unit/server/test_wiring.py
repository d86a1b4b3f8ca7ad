"""The real exchange behind the handler, with a detector of one pattern."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Sequence

from penname.detect.contract import Segment
from penname.mask.vault import MemoryVault
from penname.policy.model import Policy, Rule
from penname.policy.recognizers import EVERYTHING, Profile
from penname.server.config import Config, Destination, Timeouts
from penname.server.handler import Gate
from penname.server.ports import ExchangeFactory
from penname.server.probes import canary_comes_back
from penname.server.upstream import Upstream
from penname.server.wiring import exchange_factory
from penname.text.spans import Span
from tests.exchanges import TODAY, Everybody
from tests.unit.server.wire import ask, post, raw_upstream, read_request, serving

POLICY = Policy("p", "1", "0" * 64, {"EMAIL_ADDRESS": Rule("EMAIL_ADDRESS")})
ADDRESS = re.compile(r"[a-z.]+@example\.org")


class OnePattern:
    version = "test-1"

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        return [
            tuple(
                Span(*match.span(), "EMAIL_ADDRESS", 1.0, "test")
                for match in ADDRESS.finditer(segment.text)
            )
            for segment in segments
        ]


def factory() -> ExchangeFactory:
    vault = MemoryVault(bytes(32), ttl_s=60, max_values=100, clock=time.monotonic)
    return exchange_factory(Everybody(POLICY), OnePattern(), vault)


async def test_canary_passes_the_real_exchange() -> None:
    """The readiness probe fits the exchange it is meant for."""
    assert await canary_comes_back(factory(), TODAY)


async def test_real_exchange_fits_the_handler() -> None:
    """A value goes out as a surrogate and comes back as itself."""
    seen: list[bytes] = []

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_request(reader)
        seen.append(request)
        text = json.loads(request.partition(b"\r\n\r\n")[2])["messages"][0]["content"]
        choice = {"index": 0, "message": {"role": "assistant", "content": text}}
        body = json.dumps({"object": "chat.completion", "choices": [choice]}).encode()
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        writer.write(head % len(body) + body)
        await reader.read()

    body = {"model": "m", "messages": [{"role": "user", "content": "to ada@example.org"}]}
    async with raw_upstream(echo) as upstream_port:
        url = f"http://127.0.0.1:{upstream_port}"
        upstream = Upstream("openai", url, Timeouts(30, 30, 30))
        upstreams = [(Destination("openai", url), upstream)]
        gate = Gate(Config(), lambda: "p@0 0", upstreams, factory(), bytes(32))
        async with serving(gate.handle) as port:
            answer = await ask(port, post("/v1/chat/completions", json.dumps(body).encode()))
        await upstream.close()
    assert answer.status == 200
    assert b"to ada@example.org" in answer.body
    assert b"ada@example.org" not in seen[0]
