"""Errors in the provider's shape: every SDK raises what its user expects."""

from __future__ import annotations

import json
from typing import Any

import anthropic
import httpx2
import openai
import pytest
from openai._streaming import Stream

from penname.dialects.errors import BLOCKED_STATUS, error_body, error_event

STATUSES = [400, 401, 403, 404, 409, 413, 422, 429, 451, 500, 502, 503, 504, 529]


def answer(provider: str, status: int) -> httpx2.Response:
    body = error_body(provider, status, "some_code", "penname: what happened", "req_1")
    request = httpx2.Request("POST", "http://proxy.example/v1/x")
    return httpx2.Response(
        status, content=body, headers={"content-type": "application/json"}, request=request
    )


@pytest.mark.parametrize("status", STATUSES)
def test_openai_client_reads_it(status: int) -> None:
    """openai-python raises its class for the status, with code and message of ours."""
    client = openai.OpenAI(api_key="-", base_url="http://proxy.example/v1")
    error = client._make_status_error_from_response(answer("openai", status))
    assert isinstance(error, openai.APIStatusError)
    assert error.status_code == status
    assert error.code == "some_code"
    assert "penname: what happened" in error.message
    assert error.type
    client.close()


@pytest.mark.parametrize("status", STATUSES)
def test_anthropic_client_reads_it(status: int) -> None:
    """anthropic-python raises its class for the status, with message and request id of ours."""
    client = anthropic.Anthropic(api_key="-", base_url="http://proxy.example")
    error = client._make_status_error_from_response(answer("anthropic", status))
    assert isinstance(error, anthropic.APIStatusError)
    assert error.status_code == status
    body: Any = error.body
    assert body["type"] == "error"
    assert body["request_id"] == "req_1"
    assert body["error"]["message"] == "penname: what happened"
    assert body["error"]["details"] == {"error_code": "some_code"}
    client.close()


@pytest.mark.parametrize(
    ("provider", "status", "kind"),
    [
        ("openai", 400, "invalid_request_error"),
        ("openai", 429, "rate_limit_error"),
        ("openai", 502, "api_error"),
        ("anthropic", 451, "invalid_request_error"),
        ("anthropic", 413, "request_too_large"),
        ("anthropic", 529, "overloaded_error"),
        ("anthropic", 500, "api_error"),
    ],
)
def test_error_type_follows_the_status(provider: str, status: int, kind: str) -> None:
    """The error type is the provider's own word for the status."""
    body = json.loads(error_body(provider, status, "c", "m", "r"))
    assert body["error"]["type"] == kind


def test_blocked_status_per_provider() -> None:
    """A blocked request is 400 for OpenAI clients and 451 for Anthropic ones."""
    assert BLOCKED_STATUS == {"openai": 400, "anthropic": 451}


def test_openai_stream_error_is_raised() -> None:
    """An error event inside a stream makes openai-python raise, not end cleanly."""
    client = openai.OpenAI(api_key="-", base_url="http://proxy.example/v1")
    response = httpx2.Response(
        200,
        content=error_event("openai", "cut", "penname: cut", "r"),
        headers={"content-type": "text/event-stream"},
        request=httpx2.Request("POST", "http://proxy.example/v1/x"),
    )
    stream: Stream[Any] = Stream(cast_to=object, response=response, client=client)
    with pytest.raises(openai.APIError, match="penname: cut"):
        list(stream)
    client.close()


def test_anthropic_stream_error_is_named() -> None:
    """Anthropic's clients read only events that carry an `event:` line."""
    event = error_event("anthropic", "cut", "penname: cut", "r")
    name, data, *rest = event.decode().split("\n")
    assert name == "event: error"
    assert json.loads(data.removeprefix("data: "))["error"]["message"] == "penname: cut"
    assert rest == ["", ""]
