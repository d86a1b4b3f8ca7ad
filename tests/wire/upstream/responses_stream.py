"""OpenAI responses: the event stream of an answer. Pure.

Order and fields: openai/types/responses/response_stream_event.py and its members.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.wire.upstream.chat import token_logprobs
from tests.wire.upstream.cutting import cut_text
from tests.wire.upstream.responses import output_items, snapshot
from tests.wire.upstream.script import Script
from tests.wire.upstream.sse import Event
from tests.wire.upstream.texts import Filler

_Fields = dict[str, Any]


def stream(request: _Fields, script: Script, filler: Filler, serial: int) -> Iterator[Event]:
    """Every event with its sequence number, from `response.created` to `response.completed`."""
    for number, (kind, fields) in enumerate(_events(request, script, filler, serial)):
        yield kind, {"type": kind, "sequence_number": number, **fields}


def _events(
    request: _Fields, script: Script, filler: Filler, serial: int
) -> Iterator[tuple[str, _Fields]]:
    yield "response.created", {"response": snapshot(request, serial, "in_progress", [])}
    yield "response.in_progress", {"response": snapshot(request, serial, "in_progress", [])}
    output = output_items(request, script, filler, serial)
    for index, item in enumerate(output):
        yield "response.output_item.added", {"output_index": index, "item": _opening(item)}
        where = {"output_index": index, "item_id": item["id"]}
        for kind, fields in _item_events(item, script):
            yield kind, {**where, **fields}
        yield "response.output_item.done", {"output_index": index, "item": item}
    yield "response.completed", {"response": snapshot(request, serial, "completed", output)}


def _opening(item: _Fields) -> _Fields:
    """The item as `output_item.added` shows it: in progress, nothing written yet."""
    empty = {"content": [], "summary": [], "arguments": "", "input": "", "status": "in_progress"}
    return {key: empty.get(key, value) for key, value in item.items()}


def _item_events(item: _Fields, script: Script) -> Iterator[tuple[str, _Fields]]:
    if item["type"] == "message":
        for index, part in enumerate(item["content"]):
            for kind, fields in _part_events(part, script):
                yield kind, {"content_index": index, **fields}
    elif item["type"] == "reasoning":
        yield from _summary_events(item["summary"][0], script)
    else:
        lane = "arguments" if item["type"] == "function_call" else "input"
        prefix = "function_call_arguments" if lane == "arguments" else "custom_tool_call_input"
        for piece in cut_text(item[lane], script.deltas):
            yield f"response.{prefix}.delta", {"delta": piece, "obfuscation": "b7"}
        yield f"response.{prefix}.done", {lane: item[lane]}


def _part_events(part: _Fields, script: Script) -> Iterator[tuple[str, _Fields]]:
    if part["type"] == "refusal":
        yield "response.content_part.added", {"part": {"type": "refusal", "refusal": ""}}
        for piece in cut_text(part["refusal"], script.deltas):
            yield "response.refusal.delta", {"delta": piece}
        yield "response.refusal.done", {"refusal": part["refusal"]}
    else:
        empty = {"type": "output_text", "annotations": [], "logprobs": [], "text": ""}
        yield "response.content_part.added", {"part": empty}
        for piece in cut_text(part["text"], script.deltas):
            logprobs = token_logprobs(piece) if part["logprobs"] else []
            fields = {"delta": piece, "logprobs": logprobs, "obfuscation": "k3"}
            yield "response.output_text.delta", fields
        for index, note in enumerate(part["annotations"]):
            yield (
                "response.output_text.annotation.added",
                {"annotation_index": index, "annotation": note},
            )
        fields = {"text": part["text"], "logprobs": part["logprobs"]}
        yield "response.output_text.done", fields
    yield "response.content_part.done", {"part": part}


def _summary_events(part: _Fields, script: Script) -> Iterator[tuple[str, _Fields]]:
    where = {"summary_index": 0}
    opening = {**part, "text": ""}
    yield "response.reasoning_summary_part.added", {**where, "part": opening}
    for piece in cut_text(part["text"], script.deltas):
        yield "response.reasoning_summary_text.delta", {**where, "delta": piece}
    yield "response.reasoning_summary_text.done", {**where, "text": part["text"]}
    yield "response.reasoning_summary_part.done", {**where, "part": part}


def error_event(message: str, number: int) -> Event:
    """A mid-stream error."""
    fields = {"code": "server_error", "message": message, "param": None}
    return "error", {"type": "error", "sequence_number": number, **fields}
