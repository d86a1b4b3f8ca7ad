"""Anthropic messages: the answer object and its stream. Pure.

Shapes: anthropic/types/message.py, raw_message_stream_event.py and their members.
A thinking block's signature is bound to the whole prefix before it, as the API's is.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from tests.wire.upstream.chat import answer_text
from tests.wire.upstream.cutting import cut_text
from tests.wire.upstream.script import Script
from tests.wire.upstream.sse import Event
from tests.wire.upstream.texts import Filler

_Fields = dict[str, Any]
USAGE = {
    "input_tokens": 25,
    "output_tokens": 15,
    "cache_creation_input_tokens": 0,
    "cache_read_input_tokens": 0,
    "service_tier": "standard",
}
PING: Event = ("ping", {"type": "ping"})


def _uncached(value: Any) -> Any:
    """The value without cache marks, which move from turn to turn and bind nothing."""
    if isinstance(value, dict):
        return {key: _uncached(inner) for key, inner in value.items() if key != "cache_control"}
    if isinstance(value, list):
        return [_uncached(inner) for inner in value]
    return value


def sign(request: _Fields, until: int, thinking: str) -> str:
    """The signature of a thinking block in message number `until`."""
    before = request["messages"][:until]
    bound = _uncached([request.get("system"), request.get("tools"), before, thinking])
    canonical = json.dumps(bound, sort_keys=True).encode()
    return base64.b64encode(b"signed:" + hashlib.sha256(canonical).digest()).decode()


def broken_signature(request: _Fields) -> bool:
    """Whether a thinking block came back changed, or after another prefix."""
    for index, message in enumerate(request["messages"]):
        content = message.get("content")
        blocks = content if isinstance(content, list) else []
        for block in blocks:
            if block.get("type") == "thinking":
                expected = sign(request, index, block["thinking"])
                if block.get("signature") != expected:
                    return True
    return False


def _documents(request: _Fields) -> list[_Fields]:
    found: list[_Fields] = []
    for message in request["messages"]:
        content = message.get("content")
        blocks = content if isinstance(content, list) else []
        found.extend(block for block in blocks if block.get("type") == "document")
    return found


def _citation(request: _Fields, value: str) -> _Fields:
    """A char_location for the first place where a document says `value`."""
    for index, document in enumerate(_documents(request)):
        start = document["source"].get("data", "").find(value)
        if start >= 0:
            return {
                "type": "char_location",
                "cited_text": value,
                "document_index": index,
                "document_title": document.get("title"),
                "start_char_index": start,
                "end_char_index": start + len(value),
                "file_id": None,
            }
    raise AssertionError("the script cites what no document says")


def _blocks(request: _Fields, script: Script, filler: Filler, serial: int) -> list[_Fields]:
    blocks: list[_Fields] = []
    if script.reasoning:
        thinking = filler.text(script.reasoning)
        signature = sign(request, len(request["messages"]), thinking)
        blocks.append({"type": "thinking", "thinking": thinking, "signature": signature})
    text = answer_text(script, filler, 0)
    if text is not None:
        citations = [_citation(request, filler.pick(name)) for name in script.citations]
        blocks.append({"type": "text", "text": text, "citations": citations or None})
    for index, call in enumerate(script.tool_calls):
        arguments = json.loads(filler.json(call.arguments))
        head = {"type": "tool_use", "id": f"toolu_{serial}_{index}", "name": call.name}
        blocks.append({**head, "input": arguments})
    return blocks


def message(request: _Fields, script: Script, filler: Filler, serial: int) -> _Fields:
    """The whole `message` object."""
    refused = script.refusal is not None
    stop = "refusal" if refused else "tool_use" if script.tool_calls else "end_turn"
    details = None
    if script.refusal is not None:
        explanation = filler.text(script.refusal)
        details = {"type": "refusal", "category": None, "explanation": explanation}
    return {
        "id": f"msg_{serial}",
        "type": "message",
        "role": "assistant",
        "model": request.get("model"),
        "content": _blocks(request, script, filler, serial),
        "stop_reason": stop,
        "stop_sequence": None,
        "stop_details": details,
        "usage": USAGE,
    }


def stream(request: _Fields, script: Script, filler: Filler, serial: int) -> Iterator[Event]:
    """The events from `message_start` to `message_stop`."""
    whole = message(request, script, filler, serial)
    empty = {**whole, "content": [], "stop_reason": None, "stop_details": None}
    yield _event("message_start", message=empty)
    yield PING
    for index, block in enumerate(whole["content"]):
        yield _event("content_block_start", index=index, content_block=_opening(block))
        for delta in _deltas(block, script):
            yield _event("content_block_delta", index=index, delta=delta)
        yield _event("content_block_stop", index=index)
    last = {key: whole[key] for key in ("stop_reason", "stop_sequence", "stop_details")}
    yield _event("message_delta", delta=last, usage={"output_tokens": USAGE["output_tokens"]})
    yield _event("message_stop")


def _event(kind: str, **fields: Any) -> Event:
    return kind, {"type": kind, **fields}


def _opening(block: _Fields) -> _Fields:
    empty: _Fields = {"text": "", "thinking": "", "signature": "", "input": {}, "citations": None}
    return {key: empty.get(key, value) for key, value in block.items()}


def _deltas(block: _Fields, script: Script) -> Iterator[_Fields]:
    if block["type"] == "thinking":
        for piece in cut_text(block["thinking"], script.deltas):
            yield {"type": "thinking_delta", "thinking": piece}
        yield {"type": "signature_delta", "signature": block["signature"]}
    elif block["type"] == "tool_use":
        yield {"type": "input_json_delta", "partial_json": ""}
        whole = json.dumps(block["input"], ensure_ascii=script.ascii_json)
        for piece in cut_text(whole, script.deltas):
            yield {"type": "input_json_delta", "partial_json": piece}
    else:
        for piece in cut_text(block["text"], script.deltas):
            yield {"type": "text_delta", "text": piece}
        for citation in block["citations"] or []:
            yield {"type": "citations_delta", "citation": citation}


def error_event(text: str) -> Event:
    """A mid-stream error."""
    error = {"type": "overloaded_error", "message": text}
    return "error", {"type": "error", "error": error, "request_id": "req_upstream"}
