"""OpenAI responses: the answer object, input items and state. Pure.

Shapes: openai/types/responses/response.py and the item types beside it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from tests.wire.upstream.chat import CREATED, answer_text, token_logprobs
from tests.wire.upstream.script import Script, ToolCall
from tests.wire.upstream.texts import Filler

USAGE = {
    "input_tokens": 36,
    "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
    "output_tokens": 87,
    "output_tokens_details": {"reasoning_tokens": 0},
    "total_tokens": 123,
}

#: Request fields that every snapshot repeats, with the value that stands for "not sent".
ECHOED: dict[str, Any] = {
    "instructions": None,
    "max_output_tokens": None,
    "metadata": {},
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "prompt_cache_key": None,
    "reasoning": {"effort": None, "summary": None},
    "safety_identifier": None,
    "temperature": 1.0,
    "text": {"format": {"type": "text"}},
    "tool_choice": "auto",
    "tools": [],
    "top_p": 1.0,
    "truncation": "disabled",
    "user": None,
    "store": True,
}


def input_items(request: dict[str, Any], serial: int) -> list[dict[str, Any]]:
    """The request's input as items, as `GET /v1/responses/{id}/input_items` lists them."""
    given = request.get("input") or []
    if isinstance(given, str):
        given = [{"role": "user", "content": given}]
    items = []
    for index, item in enumerate(given):
        item = {"type": "message", **item}
        if item["type"] == "message" and isinstance(item.get("content"), str):
            kind = "output_text" if item.get("role") == "assistant" else "input_text"
            item["content"] = [{"type": kind, "text": item["content"]}]
            if kind == "output_text":
                item["content"][0]["annotations"] = []
        items.append({"id": f"item_{serial}_{index}", "status": "completed", **item})
    return items


def seal(request: dict[str, Any], until: int) -> str:
    """The encrypted_content of reasoning: bound to everything before it in the input."""
    bound = [request.get("instructions"), request.get("tools"), request.get("input")]
    if isinstance(bound[2], list):
        bound[2] = bound[2][:until]
    else:
        bound[2] = [{"role": "user", "content": bound[2]}]
    canonical = json.dumps(bound, sort_keys=True).encode()
    return base64.b64encode(b"sealed:" + hashlib.sha256(canonical).digest()).decode()


def broken_seal(request: dict[str, Any]) -> bool:
    """Whether a reasoning item was sent back after another prefix than the one it came from."""
    given = request.get("input")
    if not isinstance(given, list):
        return False
    for index, item in enumerate(given):
        sealed = item.get("encrypted_content") if item.get("type") == "reasoning" else None
        if sealed and sealed != seal(request, index):
            return True
    return False


def _call(serial: int, index: int, call: ToolCall, filler: Filler) -> dict[str, Any]:
    head = {"call_id": f"call_{serial}_{index}", "name": call.name, "status": "completed"}
    if call.kind == "custom":
        text = filler.text(call.arguments)
        return {"id": f"ctc_{serial}_{index}", "type": "custom_tool_call", "input": text, **head}
    arguments = filler.json(call.arguments)
    return {"id": f"fc_{serial}_{index}", "type": "function_call", "arguments": arguments, **head}


def output_items(
    request: dict[str, Any], script: Script, filler: Filler, serial: int
) -> list[dict[str, Any]]:
    """What the model wrote: reasoning, a message, calls."""
    items: list[dict[str, Any]] = []
    if script.reasoning:
        text = filler.text(script.reasoning)
        item: dict[str, Any] = {"id": f"rs_{serial}", "type": "reasoning"}
        item["summary"] = [{"type": "summary_text", "text": text}]
        if "reasoning.encrypted_content" in (request.get("include") or []):
            item["encrypted_content"] = seal(request, len(request.get("input") or []))
        items.append(item)
    content = _content(request, script, filler)
    if content:
        head = {"id": f"msg_{serial}", "type": "message", "status": "completed"}
        items.append({**head, "role": "assistant", "content": content})
    calls = enumerate(script.tool_calls)
    return items + [_call(serial, index, call, filler) for index, call in calls]


def _content(request: dict[str, Any], script: Script, filler: Filler) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = []
    text = answer_text(script, filler, 0)
    if text is not None:
        wanted = "message.output_text.logprobs" in (request.get("include") or [])
        part: dict[str, Any] = {"type": "output_text", "annotations": [], "text": text}
        part["logprobs"] = token_logprobs(text) if wanted else []
        if script.annotate:
            value = filler.pick(script.annotate)
            start = text.index(value)
            note = {"type": "url_citation", "start_index": start, "end_index": start + len(value)}
            note |= {"title": f"About {value}", "url": "https://example.org/source"}
            part["annotations"].append(note)
        content.append(part)
    if script.refusal:
        content.append({"type": "refusal", "refusal": filler.text(script.refusal)})
    return content


def snapshot(
    request: dict[str, Any], serial: int, status: str, output: list[dict[str, Any]]
) -> dict[str, Any]:
    """The `response` object in a state; repeats what the request said."""
    echoed = {key: request.get(key, default) for key, default in ECHOED.items()}
    done = status == "completed"
    return {
        "id": f"resp_{serial}",
        "object": "response",
        "created_at": CREATED,
        "completed_at": CREATED + 1 if done else None,
        "status": status,
        "background": False,
        "error": None,
        "incomplete_details": None,
        "model": request.get("model"),
        "output": output,
        "service_tier": "default",
        "usage": USAGE if done else None,
        **echoed,
    }
