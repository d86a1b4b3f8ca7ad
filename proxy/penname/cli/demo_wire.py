"""The demo's two wire formats, as a client has to know them. Pure.

Written without penname's own dialects: what is checked must not check itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from penname.cli.demo_mail import Mail

_SYSTEM = "You are a friendly support agent."
_MODEL = "demo"
_SCHEMA = {"type": "object", "properties": {}, "additionalProperties": True}


@dataclass(frozen=True, slots=True)
class Wire:
    """One wire format: where it is (behind a base URL), how to ask, how to read the stream."""

    title: str
    provider: str
    path: str
    headers: Mapping[str, str]
    ask: Callable[[Mail], dict[str, Any]]
    read: Callable[[Iterator[dict[str, Any]]], tuple[str, str]]

    def body(self, mail: Mail) -> bytes:
        """The request, streamed."""
        return json.dumps(self.ask(mail), ensure_ascii=False).encode()

    def said(self, stream: bytes) -> str:
        """What the model said, and the tool that it called, as one text."""
        text, arguments = self.read(_events(stream))
        return f"{text}\n\nopen_ticket {arguments}" if arguments else text


def _events(stream: bytes) -> Iterator[dict[str, Any]]:
    for line in stream.decode().splitlines():
        data = line.removeprefix("data: ")
        if data != line and data != "[DONE]":
            yield json.loads(data)


def _ask_chat(mail: Mail) -> dict[str, Any]:
    messages = [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": mail.text}]
    asked: dict[str, Any] = {"model": _MODEL, "stream": True, "messages": messages}
    if mail.tool:
        function = {"name": mail.tool, "description": "Opens a ticket.", "parameters": _SCHEMA}
        asked["tools"] = [{"type": "function", "function": function}]
    return asked


def _read_chat(events: Iterator[dict[str, Any]]) -> tuple[str, str]:
    text, arguments = [], []
    for event in events:
        for choice in event.get("choices") or []:
            delta = choice["delta"]
            text.append(delta.get("content") or "")
            calls = delta.get("tool_calls") or []
            arguments += [call["function"].get("arguments") or "" for call in calls]
    return "".join(text), "".join(arguments)


def _ask_messages(mail: Mail) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "model": _MODEL,
        "max_tokens": 1024,
        "stream": True,
        "system": _SYSTEM,
        "messages": [{"role": "user", "content": mail.text}],
    }
    if mail.tool:
        tool = {"name": mail.tool, "description": "Opens a ticket.", "input_schema": _SCHEMA}
        asked["tools"] = [tool]
    return asked


def _read_messages(events: Iterator[dict[str, Any]]) -> tuple[str, str]:
    text, arguments = [], []
    for event in events:
        delta = event.get("delta") or {}
        text.append(delta.get("text") or "")
        arguments.append(delta.get("partial_json") or "")
    return "".join(text), "".join(arguments)


def _headers(**provider: str) -> Mapping[str, str]:
    return MappingProxyType({"Content-Type": "application/json", **provider})


#: The demo's key for the provider, the same in both formats: one vault for both.
_KEY = "demo"

CHAT = Wire(
    "OpenAI chat completions",
    "openai",
    "/v1/chat/completions",
    _headers(Authorization=f"Bearer {_KEY}"),
    _ask_chat,
    _read_chat,
)
MESSAGES = Wire(
    "Anthropic messages",
    "anthropic",
    "/v1/messages",
    _headers(**{"x-api-key": _KEY, "anthropic-version": "2023-06-01"}),
    _ask_messages,
    _read_messages,
)
