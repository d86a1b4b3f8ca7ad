"""`penname run` as its users start it: another process, worker processes, files, signals."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.wire.both import Both
from tests.wire.ends import End, made_key, open_end
from tests.wire.leaks import assert_no_leak
from tests.wire.scenarios import anthropic, chat, responses
from tests.wire.scenarios.case import Case

#: The model loads in a worker process, on machines that do other things too.
_START_S = 60.0
_NAMES = ("agent", "previous response", "tools streamed", "every kind")
_CASES = [
    case
    for cases in (anthropic.CASES, responses.CASES, chat.CASES)
    for case in cases
    if case.name in _NAMES
]


@dataclass(slots=True, repr=False)
class Running:
    """A started server, and all that it has printed so far."""

    process: asyncio.subprocess.Process
    end: End
    printed: list[bytes] = field(default_factory=list)


async def _base_url(process: asyncio.subprocess.Process, printed: list[bytes]) -> str:
    """The URL before the prefix of a provider, once the server says that it is ready."""
    assert process.stderr is not None
    async for line in process.stderr:
        printed.append(line)
        found = re.search(rb"OPENAI_BASE_URL=(http://\S+)/openai/v1", line)
        if found:
            return found[1].decode()
    raise AssertionError(b"".join(printed).decode(errors="replace"))


async def _drain(stream: asyncio.StreamReader | None, printed: list[bytes]) -> None:
    assert stream is not None
    printed.append(await stream.read())


@asynccontextmanager
async def _running(upstream_url: str, data_dir: Path) -> AsyncIterator[Running]:
    """`penname run` on a free port; asserts that SIGTERM ends it with 0."""
    options = ["--listen", "127.0.0.1:0", "--data-dir", str(data_dir), "--workers", "1"]
    for provider in ("openai", "anthropic"):
        options += ["--upstream", f"{provider}={upstream_url}"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "penname.cli.main", "run", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: text for name, text in os.environ.items() if not name.startswith("PENNAME_")},
    )
    printed: list[bytes] = []
    async with asyncio.timeout(_START_S):
        base = await _base_url(process, printed)
    drains = [
        asyncio.ensure_future(_drain(stream, printed))
        for stream in (process.stdout, process.stderr)
    ]
    end = open_end(f"{base}/openai/v1", f"{base}/anthropic", made_key(1))
    try:
        yield Running(process, end, printed)
    finally:
        await end.close()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            await asyncio.gather(*drains)
            code = await process.wait()
    assert code == 0, b"".join(printed).decode(errors="replace")


async def test_command_serves_the_sdks(both: Both, tmp_path: Path) -> None:
    """The started command masks and restores for every SDK, and prints no value."""
    async with _running(both.upstream.url, tmp_path) as server:
        through = Both(both.upstream, both.direct, server.end, both.planted)
        for case in _CASES:
            await through.compare(case)
    told = b"".join(server.printed).decode(errors="replace").casefold()
    assert not [kind for kind, value in both.planted.values() if value.casefold() in told]


async def test_restart_in_a_conversation(both: Both, tmp_path: Path) -> None:
    """Signed thinking survives a restart: the same prefix is masked to the same bytes."""
    agent: Case = next(case for case in anthropic.CASES if case.name == "agent")
    both.upstream.play(*agent.scripts)
    request = anthropic.ask(both.planted, tools=[anthropic.TOOL])
    for _ in range(2):
        async with _running(both.upstream.url, tmp_path) as server:
            answer = await server.end.anthropic.messages.create(**request)
        request["messages"] += [
            {"role": "assistant", "content": [block.to_dict() for block in answer.content]},
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": block.id, "content": "Bounced."}
                    for block in answer.content
                    if block.type == "tool_use"
                ],
            },
        ]
    assert len(both.upstream.recorded) == 2
    assert_no_leak(both.upstream.recorded, both.planted)
