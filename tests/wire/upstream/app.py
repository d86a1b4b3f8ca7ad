"""The fake upstream as an aiohttp server on loopback: records, answers, misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import brotli
from aiohttp import web

from tests.wire.upstream.answers import Answer, State, answer_get, answer_post, provider_of
from tests.wire.upstream.cutting import cut_bytes
from tests.wire.upstream.other import error
from tests.wire.upstream.record import Recorded
from tests.wire.upstream.script import Script
from tests.wire.upstream.sse import dump

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.decompress,
    "deflate": zlib.decompress,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}
_ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "x-unknown": bytes,
}
#: What vendors send with an answer and clients read.
_HEADERS = {
    "openai": (("x-request-id", "req_upstream"), ("openai-processing-ms", "12")),
    "anthropic": (
        ("request-id", "req_upstream"),
        ("anthropic-ratelimit-requests-remaining", "41"),
    ),
}


class Upstream:
    """The fake vendor. Start it, `play()` scripts, point a client at `url`."""

    def __init__(self) -> None:
        self.url = ""
        self.recorded: list[Recorded] = []
        self.sent: list[bytes] = []  # the frames of the latest stream
        self.said: list[Any] = []  # the objects of whole answers
        self.gate = asyncio.Event()
        self.asked = asyncio.Event()
        self.left = asyncio.Event()
        self._state = State()
        self._scripts: list[Script] = [Script()]
        self._runner: web.AppRunner | None = None

    def play(self, *scripts: Script) -> None:
        """Forget everything; answer the next requests by these, the last one repeating."""
        self._scripts = list(scripts) or [Script()]
        self._state = State()
        self.recorded.clear()
        self.sent.clear()
        self.said.clear()
        for event in (self.gate, self.asked, self.left):
            event.clear()

    async def start(self) -> None:
        """Listen on a free loopback port."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{tail:.*}", self._handle)
        # The raw body is recorded, so aiohttp must not decode it.
        self._runner = web.AppRunner(
            app,
            auto_decompress=False,
            handler_cancellation=True,
            access_log=None,
            shutdown_timeout=1,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening and drop open connections."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        path, _, query = request.raw_path.partition("?")
        headers = tuple((name, value) for name, value in request.headers.items())
        self.recorded.append(Recorded(request.method, path, query, headers, body))
        self.asked.set()
        provider = provider_of(path, request.headers.get("anthropic-version"))
        answer = self._answer(request, path, provider, body)
        try:
            return await self._send(request, answer, provider)
        except (asyncio.CancelledError, ConnectionError):
            self.left.set()
            raise

    def _answer(self, request: web.Request, path: str, provider: str, body: bytes) -> Answer:
        self._script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        answer: Answer | None
        if request.method == "GET":
            answer = answer_get(path, provider, self._state)
        else:
            encoding = request.headers.get("content-encoding", "")
            try:
                parsed = json.loads(_DECODERS[encoding](body))
            except ValueError:
                parsed = None
            if not isinstance(parsed, dict):
                message = "We could not parse the JSON body of your request."
                return Answer(400, error(provider, 400, message))
            answer = answer_post(path, parsed, self._script, self._state)
        if answer is None:
            message = f"Unknown request URL: {request.method} {path}."
            return Answer(404, error(provider, 404, message))
        return answer

    async def _send(
        self, request: web.Request, answer: Answer, provider: str
    ) -> web.StreamResponse:
        script = self._script
        fault = script.fault
        hold_at = fault.after if fault is not None and fault.kind == "hold" else -1
        if hold_at == 0:
            await self.gate.wait()
        response = web.StreamResponse(status=answer.status)
        for name, value in (*_HEADERS[provider], *answer.headers):
            response.headers[name] = value
        if answer.streamed:
            response.content_type = "text/event-stream"
            response.charset = "utf-8"
            self.sent = list(answer.frames)
            writes = list(cut_bytes(answer.frames, script.cut))
        else:
            self.said.append(answer.value)
            response.content_type = answer.content_type
            body = _body(answer.value, script)
            response.content_length = len(body)
            writes = [body[:-1]] if answer.broken else [body]
        if script.coding:
            response.headers["content-encoding"] = script.coding
            writes = [_ENCODERS[script.coding](b"".join(writes))]
            response.headers.popall("content-length", None)
        await response.prepare(request)
        for number, piece in enumerate(writes, start=1):
            await response.write(piece)
            if number == hold_at:
                await self.gate.wait()
            # Lets the reader of the other end run, so that it sees this cut.
            await asyncio.sleep(0)
        if answer.broken:
            await _break(request)
        await response.write_eof()
        return response


def _body(value: Any, script: Script) -> bytes:
    text = value if isinstance(value, str) else dump(value, script)
    return text.encode("utf-8", "surrogatepass")


async def _break(request: web.Request) -> None:
    """Close the connection in the middle of the body. Raises ConnectionResetError."""
    if request.transport is not None:
        request.transport.close()
    raise ConnectionResetError("the script breaks the connection here")
