"""The demo's provider: OpenAI chat completions and Anthropic messages, on loopback.

It records what arrives, byte for byte: the demo's claim that nothing leaked is checked
against these records.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from penname.server import demo_model

#: A demo that is left running must not collect requests for ever.
_KEPT = 64
_MAX_BODY = 32 * 1024 * 1024
_HOST = "127.0.0.1"
_CREATED = 1_795_000_000

Event = tuple[str | None, dict[str, Any] | str]


@dataclass(frozen=True, slots=True)
class Record:
    """One request as it arrived: `head` is the target and the header lines."""

    path: str
    head: bytes
    body: bytes

    def __repr__(self) -> str:
        return f"Record({len(self.head)}+{len(self.body)} bytes)"

    @property
    def user_text(self) -> str:
        """The last user message."""
        return _last_user_text(json.loads(self.body))


class DemoUpstream:
    """The server. An async context manager; `url` is known inside it.

    `pause_s` lies between streamed pieces. `on_record` hears of every request.
    """

    def __init__(self) -> None:
        self.url = ""
        self.pause_s = 0.0
        self.records: deque[Record] = deque(maxlen=_KEPT)
        self.on_record: Callable[[Record], None] = lambda _record: None
        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post("/v1/chat/completions", self._chat)
        app.router.add_post("/v1/messages", self._messages)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)

    async def __aenter__(self) -> DemoUpstream:
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, 0).start()
        self.url = f"http://{_HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        asked = await self._recorded(request)
        tools = [
            tool["function"]["name"] for tool in asked.get("tools") or [] if "function" in tool
        ]
        answer = demo_model.answer(_last_user_text(asked), tools)
        if asked.get("stream"):
            return await self._streamed(request, _chat_events(answer))
        return web.json_response(_chat_whole(answer))

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        asked = await self._recorded(request)
        tools = [tool["name"] for tool in asked.get("tools") or []]
        answer = demo_model.answer(_last_user_text(asked), tools)
        if asked.get("stream"):
            return await self._streamed(request, _message_events(answer))
        return web.json_response(_message_whole(answer))

    async def _recorded(self, request: web.Request) -> dict[str, Any]:
        body = await request.read()
        lines = [b"%s: %s" % header for header in request.raw_headers]
        head = b"\r\n".join([request.raw_path.encode(), *lines])
        record = Record(request.path, head, body)
        self.records.append(record)
        asked: dict[str, Any] = json.loads(body)
        self.on_record(record)
        return asked

    async def _streamed(self, request: web.Request, events: Iterable[Event]) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for name, data in events:
            text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
            head = f"event: {name}\n" if name else ""
            await response.write(f"{head}data: {text}\n\n".encode())
            await asyncio.sleep(self.pause_s)
        await response.write_eof()
        return response


def _last_user_text(asked: dict[str, Any]) -> str:
    """The last user message that holds text; "" when there is none."""
    for message in reversed(asked.get("messages") or []):
        content = message.get("content")
        if isinstance(content, list):
            content = "".join(part.get("text", "") for part in content)
        if message.get("role") == "user" and content:
            return str(content)
    return ""


def _arguments(call: demo_model.Call) -> str:
    return json.dumps(dict(call.arguments), ensure_ascii=False)


def _chat_whole(answer: demo_model.Answer) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer.text}
    if answer.call is not None:
        function = {"name": answer.call.name, "arguments": _arguments(answer.call)}
        message["tool_calls"] = [{"id": "call_demo", "type": "function", "function": function}]
    finish = "stop" if answer.call is None else "tool_calls"
    choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
    return {
        "id": "chatcmpl-demo",
        "object": "chat.completion",
        "created": _CREATED,
        "model": "demo",
        "choices": [choice],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _chat_events(answer: demo_model.Answer) -> Iterator[Event]:
    yield _chat_chunk({"role": "assistant", "content": ""})
    for piece in demo_model.pieces(answer.text):
        yield _chat_chunk({"content": piece})
    if answer.call is not None:
        function: dict[str, Any] = {"name": answer.call.name, "arguments": ""}
        head = {"index": 0, "id": "call_demo", "type": "function", "function": function}
        yield _chat_chunk({"tool_calls": [head]})
        for piece in demo_model.pieces(_arguments(answer.call)):
            yield _chat_chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
    yield _chat_chunk({}, "stop" if answer.call is None else "tool_calls")
    yield None, "[DONE]"


def _chat_chunk(delta: dict[str, Any], finish: str | None = None) -> Event:
    return None, {
        "id": "chatcmpl-demo",
        "object": "chat.completion.chunk",
        "created": _CREATED,
        "model": "demo",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _message_whole(answer: demo_model.Answer) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": answer.text}]
    if answer.call is not None:
        content.append({**_tool_use(answer.call), "input": dict(answer.call.arguments)})
    return {**_MESSAGE, "content": content, "stop_reason": _stop_reason(answer)}


_MESSAGE: dict[str, Any] = {
    "id": "msg_demo",
    "type": "message",
    "role": "assistant",
    "model": "demo",
    "content": [],
    "stop_reason": None,
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}


def _tool_use(call: demo_model.Call) -> dict[str, Any]:
    return {"type": "tool_use", "id": "toolu_demo", "name": call.name, "input": {}}


def _stop_reason(answer: demo_model.Answer) -> str:
    return "end_turn" if answer.call is None else "tool_use"


def _message_events(answer: demo_model.Answer) -> Iterator[Event]:
    yield _named("message_start", message=_MESSAGE)
    yield _named("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for piece in demo_model.pieces(answer.text):
        delta = {"type": "text_delta", "text": piece}
        yield _named("content_block_delta", index=0, delta=delta)
    yield _named("content_block_stop", index=0)
    if answer.call is not None:
        yield _named("content_block_start", index=1, content_block=_tool_use(answer.call))
        for piece in demo_model.pieces(_arguments(answer.call)):
            delta = {"type": "input_json_delta", "partial_json": piece}
            yield _named("content_block_delta", index=1, delta=delta)
        yield _named("content_block_stop", index=1)
    ending = {"stop_reason": _stop_reason(answer), "stop_sequence": None}
    yield _named("message_delta", delta=ending, usage={"output_tokens": 1})
    yield _named("message_stop")


def _named(name: str, **fields: Any) -> Event:
    return name, {"type": name, **fields}
