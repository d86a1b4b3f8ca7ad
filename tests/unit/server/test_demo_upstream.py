"""The demo's upstream over real sockets: both formats, streamed and whole, and the record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penname.server.demo_client import CallError, DemoClient
from penname.server.demo_upstream import DemoUpstream, Record

WORD = "EMAIL_ADDRESS_k7qf2m9x"
TEXT = f"Write to {WORD}."
CHAT_TOOL = {"type": "function", "function": {"name": "open_ticket", "parameters": {}}}
HEADERS = {"Content-Type": "application/json", "X-Extra": "yes"}


def body(**more: Any) -> bytes:
    return json.dumps({"messages": [{"role": "user", "content": TEXT}], **more}).encode()


def events(stream: bytes) -> list[dict[str, Any]]:
    lines = (line.removeprefix("data: ") for line in stream.decode().split("\n"))
    return [json.loads(line) for line in lines if line.startswith("{")]


async def test_chat_whole_and_streamed_agree() -> None:
    """A chat completion says the same in both forms, tool call included."""
    async with DemoUpstream() as upstream, DemoClient() as client:
        url = f"{upstream.url}/v1/chat/completions"
        whole = json.loads((await client.post(url, body(tools=[CHAT_TOOL]), HEADERS)).body)
        reply = await client.post(url, body(tools=[CHAT_TOOL], stream=True), HEADERS)
    message = whole["choices"][0]["message"]
    deltas = [event["choices"][0]["delta"] for event in events(reply.body)]
    assert "".join(delta.get("content") or "" for delta in deltas) == message["content"]
    arguments = [
        call["function"]["arguments"] for delta in deltas for call in delta.get("tool_calls", [])
    ]
    assert json.loads("".join(arguments)) == {"email_address": WORD}
    assert "".join(arguments) == message["tool_calls"][0]["function"]["arguments"]
    assert events(reply.body)[-1]["choices"][0]["finish_reason"] == "tool_calls"
    assert reply.body.endswith(b"data: [DONE]\n\n")


async def test_messages_whole_and_streamed_agree() -> None:
    """A message says the same in both forms, tool use included."""
    tool = {"name": "open_ticket", "input_schema": {}}
    async with DemoUpstream() as upstream, DemoClient() as client:
        url = f"{upstream.url}/v1/messages"
        whole = json.loads((await client.post(url, body(tools=[tool]), HEADERS)).body)
        stream = (await client.post(url, body(tools=[tool], stream=True), HEADERS)).body
    deltas = [event.get("delta", {}) for event in events(stream)]
    text, use = whole["content"]
    assert "".join(delta.get("text", "") for delta in deltas) == text["text"]
    arguments = "".join(delta.get("partial_json", "") for delta in deltas)
    assert json.loads(arguments) == use["input"] == {"email_address": WORD}
    assert [event["type"] for event in events(stream)][-2:] == ["message_delta", "message_stop"]


async def test_record_is_what_arrived() -> None:
    """Bytes and header lines are kept as they came, and the observer hears of them."""
    heard: list[Record] = []
    async with DemoUpstream() as upstream, DemoClient() as client:
        upstream.on_record = heard.append
        sent = body()
        await client.post(f"{upstream.url}/v1/messages?beta=true", sent, HEADERS)
        (record,) = upstream.records
    assert heard == [record]
    assert (record.body, record.user_text) == (sent, TEXT)
    assert b"X-Extra: yes" in record.head
    assert record.head.startswith(b"/v1/messages?beta=true\r\n")


async def test_no_server_is_a_call_error() -> None:
    """A call to nobody fails with a type, not with an address."""
    async with DemoUpstream() as upstream:
        url = upstream.url
    async with DemoClient() as client:
        with pytest.raises(CallError, match=r"^[A-Za-z]+$"):
            await client.post(url, b"{}", HEADERS)
