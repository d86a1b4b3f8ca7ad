"""OpenAI chat completions: the answer object and its stream. Pure.

Shapes: openai/types/chat/chat_completion.py and chat_completion_chunk.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from tests.wire.upstream.cutting import cut_text
from tests.wire.upstream.script import DeltaCut, Script, ToolCall
from tests.wire.upstream.sse import Event
from tests.wire.upstream.texts import Filler

CREATED = 1_795_000_000
USAGE = {
    "prompt_tokens": 19,
    "completion_tokens": 10,
    "total_tokens": 29,
    "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
}


def answer_text(script: Script, filler: Filler, choice: int) -> str | None:
    """The text of one choice, None when the model says nothing."""
    if script.text is None:
        return None
    fill = filler.json if script.text_is_json else filler.text
    return fill(script.text, choice)


def token_logprobs(text: str) -> list[dict[str, Any]]:
    """One entry per word piece, with the text in token, bytes and alternatives."""
    return [
        {
            "token": token,
            "logprob": -0.25,
            "bytes": list(token.encode()),
            "top_logprobs": [{"token": token, "logprob": -0.25, "bytes": list(token.encode())}],
        }
        for token in cut_text(text, DeltaCut.WORDS)
    ]


def _function(call: ToolCall, filler: Filler) -> dict[str, str]:
    return {"name": call.name, "arguments": filler.json(call.arguments)}


def _tool_call(index: int, call: ToolCall, filler: Filler) -> dict[str, Any]:
    head = {"id": f"call_{index}", "type": call.kind}
    if call.kind == "custom":
        return {**head, "custom": {"name": call.name, "input": filler.text(call.arguments)}}
    return {**head, "function": _function(call, filler)}


def _annotations(script: Script, filler: Filler, text: str | None) -> list[dict[str, Any]]:
    if script.annotate is None or text is None:
        return []
    value = filler.pick(script.annotate)
    start = text.index(value)
    citation = {
        "start_index": start,
        "end_index": start + len(value),
        "title": f"About {value}",
        "url": "https://example.org/source",
    }
    return [{"type": "url_citation", "url_citation": citation}]


def _finish(script: Script) -> str:
    if script.tool_calls:
        return "tool_calls"
    return "function_call" if script.function_call else "stop"


def _message(script: Script, filler: Filler, choice: int) -> dict[str, Any]:
    text = answer_text(script, filler, choice)
    refusal = filler.text(script.refusal) if script.refusal else None
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": refusal}
    message["annotations"] = _annotations(script, filler, text)
    if script.reasoning:
        message["reasoning_content"] = filler.text(script.reasoning)
    if script.tool_calls:
        calls = enumerate(script.tool_calls)
        message["tool_calls"] = [_tool_call(index, call, filler) for index, call in calls]
    if script.function_call:
        message["function_call"] = _function(script.function_call, filler)
    return message


def completion(
    request: dict[str, Any], script: Script, filler: Filler, serial: int
) -> dict[str, Any]:
    """The whole `chat.completion` object."""
    choices = []
    for choice in range(request.get("n") or 1):
        message = _message(script, filler, choice)
        logprobs = None
        if request.get("logprobs"):
            logprobs = {"content": token_logprobs(message["content"] or ""), "refusal": None}
        choices.append(
            {
                "index": choice,
                "message": message,
                "logprobs": logprobs,
                "finish_reason": _finish(script),
            }
        )
    return {
        "id": f"chatcmpl-{serial}",
        "object": "chat.completion",
        "created": CREATED,
        "model": request.get("model"),
        "choices": choices,
        "usage": USAGE,
        "service_tier": "default",
        "system_fingerprint": "fp_example",
    }


def _choice_deltas(
    request: dict[str, Any], script: Script, filler: Filler, choice: int
) -> Iterator[dict[str, Any]]:
    """The `choices[0]` entries of one choice's chunks."""
    message = _message(script, filler, choice)

    def entry(delta: dict[str, Any], finish: str | None = None, token: str = "") -> dict[str, Any]:
        logprobs = None
        if request.get("logprobs") and token:
            logprobs = {"content": token_logprobs(token), "refusal": None}
        return {"index": choice, "delta": delta, "logprobs": logprobs, "finish_reason": finish}

    yield entry({"role": "assistant", "content": "", "refusal": None})
    for piece in _pieces(message.get("reasoning_content"), script):
        yield entry({"reasoning_content": piece})
    for piece in _pieces(message["content"], script):
        yield entry({"content": piece}, token=piece)
    for piece in _pieces(message["refusal"], script):
        yield entry({"refusal": piece})
    for delta in _call_deltas(message, script):
        yield entry(delta)
    if message["annotations"]:
        yield entry({"annotations": message["annotations"]})
    yield entry({}, finish=_finish(script))


def _pieces(text: str | None, script: Script) -> list[str]:
    return cut_text(text, script.deltas) if text else []


def _call_deltas(message: dict[str, Any], script: Script) -> Iterator[dict[str, Any]]:
    """Heads (id and name) first; then the argument deltas of all calls, interleaved."""
    lanes: list[list[dict[str, Any]]] = []
    for index, call in enumerate(message.get("tool_calls", [])):
        kind = call["type"]
        field = "arguments" if kind == "function" else "input"
        yield {"tool_calls": [{"index": index, **call, kind: {**call[kind], field: ""}}]}
        pieces = cut_text(call[kind][field], script.deltas)
        lanes.append([{"tool_calls": [{"index": index, kind: {field: piece}}]} for piece in pieces])
    for row in itertools.zip_longest(*lanes):
        yield from (delta for delta in row if delta is not None)
    function = message.get("function_call")
    if function:
        yield {"function_call": {"name": function["name"], "arguments": ""}}
        for piece in cut_text(function["arguments"], script.deltas):
            yield {"function_call": {"arguments": piece}}


def stream(request: dict[str, Any], script: Script, filler: Filler, serial: int) -> Iterator[Event]:
    """The events of the stream, choices interleaved, up to `[DONE]`."""
    options = request.get("stream_options") or {}
    wants_usage = bool(options.get("include_usage"))
    head: dict[str, Any] = {
        "id": f"chatcmpl-{serial}",
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": request.get("model"),
        "service_tier": "default",
        "system_fingerprint": "fp_example",
    }
    if wants_usage:
        head["usage"] = None
    choices = [
        _choice_deltas(request, script, filler, choice) for choice in range(request.get("n") or 1)
    ]
    for row in itertools.zip_longest(*choices):
        for entry in row:
            if entry is not None:
                yield None, {**head, "choices": [entry], "obfuscation": "x9Kq2"}
    if wants_usage:
        yield None, {**head, "choices": [], "usage": USAGE}
    yield None, "[DONE]"


def error_event(message: str) -> Event:
    """A mid-stream error."""
    error = {"message": message, "type": "server_error", "param": None, "code": "server_error"}
    return None, {"error": error}
