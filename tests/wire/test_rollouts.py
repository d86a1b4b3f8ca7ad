"""Policies on their way in: a candidate in shadow is counted by the real server, and no more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp

from tests.wire.test_reload import ask, policy_text, running

BINDINGS = """\
kind: bindings/v1
default: busy
stable: "1"
candidate: {revision: "2", mode: shadow}
"""


async def test_shadow_candidate_is_counted(tmp_path: Path) -> None:
    """What a candidate in shadow would have done is in the metrics; the stable policy holds."""
    (tmp_path / "busy.yaml").write_text(policy_text(1, "mask"), "utf-8")
    (tmp_path / "busy-2.yaml").write_text(policy_text(2, "redact"), "utf-8")
    (tmp_path / "bindings.yaml").write_text(BINDINGS, "utf-8")
    row = 'candidate="redact",entity="EMAIL_ADDRESS",policy="busy",revision="2",stable="mask"} 1.0'
    async with running(tmp_path) as one, aiohttp.ClientSession() as session:
        status, policy, text = await ask(session, one.url, "Write to ann@example.org.")
        assert (status, policy, text) == (200, "busy@1", "Write to ann@example.org.")
        async with asyncio.timeout(10):
            while row not in one.metrics.text().decode():  # noqa: ASYNC110 - a task of its own
                await asyncio.sleep(0.01)
