"""The other sides of the benchmark, each a process of its own: a model and a bare proxy.

    python -m benchmarks.peers upstream PORT
    python -m benchmarks.peers passthrough PORT UPSTREAM_URL

`upstream` answers chat completions at once, 50 deltas when streamed. `passthrough` is
the least that any aiohttp proxy does: read the body, send it on, copy the answer back.
"""

from __future__ import annotations

import json
import sys

import aiohttp
from aiohttp import web

DELTAS = 50
_TEXT = "The quick answer is that nothing of it needs to be changed today. "


def _whole() -> bytes:
    message = {"role": "assistant", "content": _TEXT * 5}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps(
        {"id": "chatcmpl-1", "object": "chat.completion", "model": "echo", "choices": [choice]}
    ).encode()


def _events() -> list[bytes]:
    events = []
    for index in range(DELTAS):
        choice = {"index": 0, "delta": {"content": _TEXT[index % 40 : index % 40 + 6]}}
        chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "choices": [choice]}
        events.append(b"data: " + json.dumps(chunk).encode() + b"\n\n")
    return [*events, b"data: [DONE]\n\n"]


async def _answer(request: web.Request) -> web.StreamResponse:
    body = await request.read()
    if b'"stream": true' not in body and b'"stream":true' not in body:
        return web.Response(body=_whole(), content_type="application/json")
    response = web.StreamResponse(headers={"content-type": "text/event-stream"})
    await response.prepare(request)
    for event in _events():
        await response.write(event)
    await response.write_eof()
    return response


def upstream() -> web.Application:
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_post("/v1/chat/completions", _answer)
    return app


def passthrough(target: str) -> web.Application:
    async def session(app: web.Application):  # type: ignore[no-untyped-def]
        app["session"] = aiohttp.ClientSession(auto_decompress=False)
        yield
        await app["session"].close()

    async def forward(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        headers = {"content-type": "application/json", "accept-encoding": "identity"}
        async with request.app["session"].post(
            target + request.path, data=body, headers=headers
        ) as answer:
            response = web.StreamResponse(
                status=answer.status, headers={"content-type": answer.headers["content-type"]}
            )
            await response.prepare(request)
            async for chunk in answer.content.iter_any():
                await response.write(chunk)
            await response.write_eof()
            return response

    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.cleanup_ctx.append(session)
    app.router.add_post("/{path:.*}", forward)
    return app


def main() -> None:
    kind, port = sys.argv[1], int(sys.argv[2])
    app = upstream() if kind == "upstream" else passthrough(sys.argv[3])
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main()
