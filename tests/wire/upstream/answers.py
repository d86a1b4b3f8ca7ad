"""From a request to the plan of its answer: which endpoint, what bytes. Pure.

State (stored responses, the serial number) belongs to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.wire.upstream import chat, messages, other, responses, responses_stream
from tests.wire.upstream.script import Fault, Script
from tests.wire.upstream.sse import Event, frame_all
from tests.wire.upstream.texts import Filler, last_user_text, walk_texts

_Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What to send: a JSON object, or the frames of a stream."""

    status: int = 200
    value: Any = None
    frames: tuple[bytes, ...] = ()
    streamed: bool = False
    broken: bool = False
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"


@dataclass(slots=True)
class State:
    """What the vendor keeps between requests."""

    serial: int = 0
    stored: dict[str, tuple[_Fields, list[_Fields]]] = field(default_factory=dict)


_Whole = Callable[[_Fields, Script, Filler, int], _Fields]
_Stream = Callable[[_Fields, Script, Filler, int], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class _Endpoint:
    provider: str
    whole: _Whole
    stream: _Stream
    ping: Event | None = None


def _response(request: _Fields, script: Script, filler: Filler, serial: int) -> _Fields:
    output = responses.output_items(request, script, filler, serial)
    return responses.snapshot(request, serial, "completed", output)


ENDPOINTS = {
    "/v1/chat/completions": _Endpoint("openai", chat.completion, chat.stream),
    "/v1/responses": _Endpoint("openai", _response, responses_stream.stream),
    "/v1/completions": _Endpoint("openai", other.completion, other.completion_stream),
    "/v1/messages": _Endpoint("anthropic", messages.message, messages.stream, messages.PING),
}


def provider_of(path: str, anthropic_version: str | None) -> str:
    """Whose API a path is: `/v1/models` is told by the version header."""
    asked = path.startswith("/v1/messages") or anthropic_version is not None
    return "anthropic" if asked else "openai"


def answer_post(path: str, request: _Fields, script: Script, state: State) -> Answer | None:
    """The answer to a POST; None when there is no such endpoint."""
    if path == "/v1/embeddings":
        return Answer(value=other.embeddings(request))
    if path == "/v1/messages/count_tokens":
        return Answer(value={"input_tokens": sum(map(len, walk_texts(request))) // 4 + 1})
    endpoint = ENDPOINTS.get(path)
    if endpoint is None:
        return None
    problem = _problem(path, request, state)
    if problem:
        return _failure(endpoint.provider, Fault("http", status=400), problem)
    state.serial += 1
    filler = _filler(path, request, script, state)
    if script.fault is not None and script.fault.kind == "http":
        return _failure(endpoint.provider, script.fault, filler.text(script.fault.message))
    if path == "/v1/responses" and request.get("store") is not False:
        whole = _response(request, script, filler, state.serial)
        items = responses.input_items(request, state.serial)
        state.stored[whole["id"]] = (whole, items)
    if request.get("stream"):
        return _streamed(endpoint, request, script, filler, state.serial)
    broken = script.fault is not None and script.fault.kind == "cut"
    return Answer(value=endpoint.whole(request, script, filler, state.serial), broken=broken)


def _failure(provider: str, fault: Fault, message: str) -> Answer:
    value: Any = other.error(provider, fault.status, message)
    if fault.content_type != "application/json":
        value = message
    return Answer(fault.status, value, headers=fault.headers, content_type=fault.content_type)


def _problem(path: str, request: _Fields, state: State) -> str | None:
    """Why the vendor would answer 400."""
    if path == "/v1/messages" and messages.broken_signature(request):
        return "Invalid `signature` in `thinking` block. It is bound to a different conversation"
    if path == "/v1/responses":
        previous = request.get("previous_response_id")
        if previous and previous not in state.stored:
            return f"Previous response with id '{previous}' not found."
        if responses.broken_seal(request):
            return "The encrypted content could not be verified: another prefix"
    return None


def _filler(path: str, request: _Fields, script: Script, state: State) -> Filler:
    asked = request.get("messages") or request.get("input") or request.get("prompt")
    texts = _history(request, state) + list(walk_texts(request))
    return Filler(script, last_user_text(asked), texts)


def _history(request: _Fields, state: State) -> list[str]:
    """The texts of the stored responses before this one, oldest first."""
    previous = request.get("previous_response_id")
    if previous not in state.stored:
        return []
    whole, items = state.stored[previous]
    return _history(whole, state) + list(walk_texts(items)) + list(walk_texts(whole["output"]))


def _streamed(
    endpoint: _Endpoint, request: _Fields, script: Script, filler: Filler, serial: int
) -> Answer:
    events = list(endpoint.stream(request, script, filler, serial))
    fault = script.fault
    broken = fault is not None and fault.kind == "cut"
    if fault is not None and fault.kind in ("cut", "error_event"):
        events = events[: fault.after]
    if fault is not None and fault.kind == "error_event":
        text = filler.text(fault.message)
        if endpoint.provider == "anthropic":
            events.append(messages.error_event(text))
        elif endpoint.whole is _response:
            events.append(responses_stream.error_event(text, fault.after))
        else:
            events.append(chat.error_event(text))
    frames = tuple(frame_all(events, script, endpoint.ping))
    return Answer(frames=frames, streamed=True, broken=broken)


def answer_get(path: str, provider: str, state: State) -> Answer | None:
    """The answer to a GET; None when there is no such thing."""
    if path == "/v1/models":
        return Answer(value=other.models(provider))
    parts = path.removeprefix("/v1/responses/").split("/")
    found = state.stored.get(parts[0])
    if found is None:
        return None
    whole, items = found
    if parts[1:] == ["input_items"]:
        ends = {"first_id": items[0]["id"], "last_id": items[-1]["id"]}
        return Answer(value={"object": "list", "data": items, "has_more": False, **ends})
    return Answer(value=whole) if len(parts) == 1 else None
