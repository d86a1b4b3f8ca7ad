"""Answers of a model for policy tests: whole, as an event stream, and read back from both."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

#: The argument of a tool that holds the text.
ARGUMENT = "text"
CALL = "call_1"


@dataclass(frozen=True, slots=True)
class Answer:
    """A text of the model (or the argument of a tool call) in every form that it can come in.

    `stream` makes the events from any pieces of `payload`; both readers raise LookupError,
    TypeError or ValueError for what is no such answer, and return each reading of the text.
    """

    payload: str = field(repr=False)
    whole: bytes = field(repr=False)
    stream: Callable[[Sequence[str]], bytes] = field(repr=False)
    read_whole: Callable[[Any], str] = field(repr=False)
    read_events: Callable[[Sequence[Any]], list[str]] = field(repr=False)


def dump(value: object) -> bytes:
    """The value as JSON in UTF-8; with half a character in it, in ASCII, as clients write it."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def at(*path: str | int, after: Callable[[Any], str] = str) -> Callable[[Any], str]:
    """Reads one place of a parsed document."""

    def read(document: Any) -> str:
        for step in path:
            document = document[step]
        return after(document)

    return read


def argument(arguments: Any) -> str:
    parsed = json.loads(arguments) if isinstance(arguments, str) else arguments
    return str(parsed[ARGUMENT])


def arguments(text: str) -> str:
    return json.dumps({ARGUMENT: text}, ensure_ascii=False)


def chat_answer(text: str, tool: str) -> Answer:
    payload = arguments(text) if tool else text
    function = {"name": tool, "arguments": payload}
    call = {"id": CALL, "type": "function", "function": function}
    said = {"content": None, "tool_calls": [call]} if tool else {"content": text}
    message = {"role": "assistant", **said}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if tool else "stop"}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "choices": [choice]}
    path = ("tool_calls", 0, "function", "arguments") if tool else ("content",)

    def chunk(delta: object, finish: str | None = None) -> Any:
        one = {"index": 0, "delta": delta, "finish_reason": finish}
        return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "choices": [one]}

    def delta(piece: str) -> Any:
        if not tool:
            return chunk({"content": piece})
        return chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})

    def stream(pieces: Sequence[str]) -> bytes:
        start = {"tool_calls": [{**call, "index": 0, "function": {**function, "arguments": ""}}]}
        head = chunk({"role": "assistant", **(start if tool else {"content": ""})})
        events = [head, *map(delta, pieces), chunk({}, choice["finish_reason"])]  # type: ignore[arg-type]
        return _sse([*events, "[DONE]"])

    def read_events(events: Sequence[Any]) -> list[str]:
        deltas = [event["choices"][0]["delta"] for event in events if isinstance(event, dict)]
        parts = [_dig(one, path) for one in deltas]
        return [_payload("".join(part for part in parts if part), tool)]

    read_whole = at("choices", 0, "message", *path, after=lambda one: _payload(one, tool))
    return Answer(payload, dump(whole), stream, read_whole, read_events)


def _dig(value: Any, path: Sequence[str | int]) -> Any:
    """What stands at a path, or None where the path ends early."""
    for step in path:
        if value is None or (isinstance(step, str) and step not in value):
            return None
        value = value[step]
    return value


def _payload(payload: Any, tool: str) -> str:
    return argument(payload) if tool else str(payload)


def completion_answer(text: str, tool: str) -> Answer:
    def choice(part: str, finish: str | None) -> Any:
        one = {"index": 0, "text": part, "finish_reason": finish}
        return {"id": "cmpl-1", "object": "text_completion", "choices": [one]}

    def stream(pieces: Sequence[str]) -> bytes:
        return _sse([*(choice(piece, None) for piece in pieces), choice("", "stop"), "[DONE]"])

    def read_events(events: Sequence[Any]) -> list[str]:
        return ["".join(one["choices"][0]["text"] for one in events if isinstance(one, dict))]

    read_whole = at("choices", 0, "text")
    return Answer(text, dump(choice(text, "stop")), stream, read_whole, read_events)


def responses_answer(text: str, tool: str) -> Answer:
    payload = arguments(text) if tool else text
    place = {"item_id": "item_1", "output_index": 0}
    kind = "response.function_call_arguments" if tool else "response.output_text"
    done = "arguments" if tool else "text"
    if not tool:
        place["content_index"] = 0

    def item(said: str) -> dict[str, Any]:
        if tool:
            call = {"call_id": CALL, "name": tool, "arguments": said}
            return {"type": "function_call", "id": "item_1", **call}
        part = {"type": "output_text", "text": said, "annotations": []}
        return {"type": "message", "id": "item_1", "role": "assistant", "content": [part]}

    def response(output: list[Any], status: str) -> dict[str, Any]:
        return {"id": "resp_1", "object": "response", "status": status, "output": output}

    whole = response([item(payload)], "completed")

    def stream(pieces: Sequence[str]) -> bytes:
        begun = {"type": "response.created", "response": response([], "in_progress")}
        added = {"type": "response.output_item.added", "output_index": 0, "item": item("")}
        deltas = [{"type": f"{kind}.delta", **place, "delta": piece} for piece in pieces]
        ended = {"type": f"{kind}.done", **place, done: payload}
        end = {"type": "response.output_item.done", "output_index": 0, "item": item(payload)}
        completed = {"type": "response.completed", "response": whole}
        return _sse([begun, added, *deltas, ended, end, completed], named=True)

    def of_item(one: Any) -> str:
        said = one["arguments"] if tool else one["content"][0]["text"]
        return _payload(said, tool)

    def read_events(events: Sequence[Any]) -> list[str]:
        by_type: dict[str, list[Any]] = {}
        for event in events:
            by_type.setdefault(event["type"], []).append(event)
        deltas = "".join(event["delta"] for event in by_type.get(f"{kind}.delta", ()))
        ended = by_type[f"{kind}.done"][0][done]
        item_done = by_type["response.output_item.done"][0]["item"]
        completed = by_type["response.completed"][0]["response"]["output"][0]
        texts = [_payload(deltas, tool), _payload(ended, tool)]
        return [*texts, of_item(item_done), of_item(completed)]

    read_whole = at("output", 0, after=of_item)
    return Answer(payload, dump(whole), stream, read_whole, read_events)


def messages_answer(text: str, tool: str) -> Answer:
    payload = arguments(text) if tool else text
    call = {"type": "tool_use", "id": CALL, "name": tool, "input": {ARGUMENT: text}}
    block = call if tool else {"type": "text", "text": text}
    head = {"id": "msg_1", "type": "message", "role": "assistant"}

    def delta(piece: str) -> Any:
        if tool:
            return {"type": "input_json_delta", "partial_json": piece}
        return {"type": "text_delta", "text": piece}

    def stream(pieces: Sequence[str]) -> bytes:
        empty = {**call, "input": {}} if tool else {"type": "text", "text": ""}
        deltas = [
            {"type": "content_block_delta", "index": 0, "delta": delta(piece)} for piece in pieces
        ]
        reason = {"stop_reason": "tool_use" if tool else "end_turn"}
        return _sse(
            [
                {"type": "message_start", "message": {**head, "content": []}},
                {"type": "content_block_start", "index": 0, "content_block": empty},
                *deltas,
                {"type": "content_block_stop", "index": 0},
                {"type": "message_delta", "delta": reason},
                {"type": "message_stop"},
            ],
            named=True,
        )

    def read_events(events: Sequence[Any]) -> list[str]:
        key = "partial_json" if tool else "text"
        deltas = [one["delta"] for one in events if one["type"] == "content_block_delta"]
        return [_payload("".join(one[key] for one in deltas), tool)]

    path = ("content", 0, "input", ARGUMENT) if tool else ("content", 0, "text")
    return Answer(payload, dump({**head, "content": [block]}), stream, at(*path), read_events)


def _sse(events: Sequence[object], *, named: bool = False) -> bytes:
    out = []
    for event in events:
        if named and isinstance(event, dict):
            out.append(b"event: " + str(event["type"]).encode() + b"\n")
        data = event.encode() if isinstance(event, str) else dump(event)
        out.append(b"data: " + data + b"\n\n")
    return b"".join(out)
