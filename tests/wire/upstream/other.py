"""Embeddings, legacy completions, models and errors: the small endpoints. Pure."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from typing import Any

from tests.wire.upstream.chat import CREATED, USAGE, answer_text
from tests.wire.upstream.cutting import cut_text
from tests.wire.upstream.script import DeltaCut, Script
from tests.wire.upstream.sse import Event
from tests.wire.upstream.texts import Filler

_Fields = dict[str, Any]


def embeddings(request: _Fields) -> _Fields:
    """One vector per input. It depends on the input's place only, as a test wants it."""
    given = request.get("input")
    inputs = given if isinstance(given, list) and not _is_tokens(given) else [given]
    vectors = [[float(index), 0.5, -0.25] for index in range(len(inputs))]
    if request.get("encoding_format") == "base64":
        packed = [base64.b64encode(struct.pack("<3f", *vector)).decode() for vector in vectors]
        data = [_embedding(index, vector) for index, vector in enumerate(packed)]
    else:
        data = [_embedding(index, vector) for index, vector in enumerate(vectors)]
    usage = {"prompt_tokens": 8, "total_tokens": 8}
    return {"object": "list", "data": data, "model": request.get("model"), "usage": usage}


def _is_tokens(given: list[Any]) -> bool:
    return bool(given) and isinstance(given[0], int)


def _embedding(index: int, vector: Any) -> _Fields:
    return {"object": "embedding", "index": index, "embedding": vector}


def _completion(request: _Fields, serial: int, choice: _Fields) -> _Fields:
    return {
        "id": f"cmpl-{serial}",
        "object": "text_completion",
        "created": CREATED,
        "model": request.get("model"),
        "choices": [choice],
    }


def _token_lists(text: str) -> _Fields:
    """openai/types/completion_choice.py: four lists, offsets in characters."""
    tokens = cut_text(text, DeltaCut.WORDS)
    offsets = [sum(map(len, tokens[:index])) for index in range(len(tokens))]
    return {
        "tokens": tokens,
        "token_logprobs": [-0.5] * len(tokens),
        "top_logprobs": [{token: -0.5} for token in tokens],
        "text_offset": offsets,
    }


def completion(request: _Fields, script: Script, filler: Filler, serial: int) -> _Fields:
    """The whole legacy `text_completion` object."""
    text = answer_text(script, filler, 0) or ""
    logprobs = _token_lists(text) if request.get("logprobs") else None
    choice = {"index": 0, "text": text, "logprobs": logprobs, "finish_reason": "stop"}
    return {**_completion(request, serial, choice), "usage": USAGE}


def completion_stream(
    request: _Fields, script: Script, filler: Filler, serial: int
) -> Iterator[Event]:
    """The legacy completion in pieces of text."""
    pieces = cut_text(answer_text(script, filler, 0) or "", script.deltas)
    for index, piece in enumerate(pieces):
        finish = "stop" if index == len(pieces) - 1 else None
        choice = {"index": 0, "text": piece, "logprobs": None, "finish_reason": finish}
        yield None, _completion(request, serial, choice)
    yield None, "[DONE]"


def models(provider: str) -> _Fields:
    """The model list, in the shape of the vendor that was asked."""
    if provider == "anthropic":
        model = {
            "type": "model",
            "id": "claude-example",
            "display_name": "Claude Example",
            "created_at": "2026-01-01T00:00:00Z",
            "lifecycle": "active",
        }
        identity = model["id"]
        return {"data": [model], "has_more": False, "first_id": identity, "last_id": identity}
    model = {"id": "gpt-example", "object": "model", "owned_by": "example"}
    return {"object": "list", "data": [{**model, "created": CREATED}]}


def error(provider: str, status: int, message: str) -> _Fields:
    """An error body in the vendor's shape."""
    if provider == "anthropic":
        kinds = {404: "not_found_error", 429: "rate_limit_error", 529: "overloaded_error"}
        kind = kinds.get(status, "api_error" if status >= 500 else "invalid_request_error")
        detail = {"type": kind, "message": message}
        return {"type": "error", "error": detail, "request_id": "req_upstream"}
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": None, "code": None}}
