"""Headers, paths and queries: what travels, and what never reaches the upstream."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios.case import sentence
from tests.wire.upstream.script import Script

_ECHO = Script("ok")
_OTHERS = (
    "x-codex-turn-metadata",
    "cookie",
    "referer",
    "x-forwarded-for",
    "forwarded",
    "from",
    "x-customer",
    "openai-organization",
    "anthropic-beta",
    "session-id",
    "x-client-request-id",
    "baggage",
)
#: Version numbers ("Chrome/120.0.0.0") look like IP addresses, so these cannot be told apart.
_VERSION_TEXTS = ("user-agent", "x-stainless-lang")


def _chat(planted: Planted) -> dict[str, Any]:
    return {"model": "gpt-example", "messages": [{"role": "user", "content": sentence(planted)}]}


async def _post(both: Both, query: str = "", **headers: str) -> int:
    """A chat request with extra headers; underscores in names stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    both.upstream.play(_ECHO)
    url = f"{both.proxied.openai_url}/chat/completions{query}"
    async with both.proxied.http.post(url, json=_chat(both.planted), headers=named) as answer:
        await answer.read()
        return answer.status


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, "email") for name in (*_OTHERS, *_VERSION_TEXTS)] + [(name, "ip") for name in _OTHERS],
)
async def test_values_in_headers_stay_here(name: str, kind: str, both: Both) -> None:
    """A value in any header but the credentials does not reach the upstream."""
    value = f'{{"owner": "{getattr(both.planted, kind)}"}}'
    status = await _post(both, **{name: value})
    if status == 200:
        assert_no_leak(both.upstream.recorded, both.planted)
    else:
        assert both.upstream.recorded == []


@pytest.mark.parametrize("name", ["x-codex-turn-metadata", "cookie", "referer"])
async def test_side_channels_are_dropped(name: str, both: Both) -> None:
    """Headers that carry workspace or browser state end at penname, whatever they hold."""
    assert await _post(both, **{name: "plain"}) == 200
    assert both.upstream.recorded[0].header(name) is None


@pytest.mark.parametrize("name", ["authorization", "x-api-key", "api-key"])
async def test_credentials_travel(name: str, both: Both) -> None:
    """The provider's credential reaches the provider unchanged."""
    value = f"Bearer {both.proxied.key}" if name == "authorization" else both.proxied.key
    assert await _post(both, **{name: value}) == 200
    assert both.upstream.recorded[0].header(name) == value


async def test_provider_headers_travel(both: Both) -> None:
    """Version and beta headers, and the beta query, reach Anthropic as they were sent."""
    both.upstream.play(_ECHO)
    beta = "interleaved-thinking-2025-05-14,context-1m-2025-08-07"
    headers = {"anthropic-version": "2026-10-21", "anthropic-beta": beta, "x-app": "cli"}
    body = {**_chat(both.planted), "max_tokens": 9}
    url = f"{both.proxied.anthropic_url}/v1/messages?beta=true"
    async with both.proxied.http.post(url, json=body, headers=headers) as answer:
        assert answer.status == 200
        assert answer.headers["request-id"] == "req_upstream"
        assert answer.headers["anthropic-ratelimit-requests-remaining"] == "41"
    request = both.upstream.recorded[0]
    assert {name: request.header(name) for name in headers} == headers
    assert (request.path, request.query) == ("/v1/messages", "beta=true")
    assert_no_leak(both.upstream.recorded, both.planted)


async def test_answer_headers_travel(both: Both) -> None:
    """Request ids and timings of the vendor reach the client."""
    both.upstream.play(_ECHO)
    raw = await both.proxied.openai.chat.completions.with_raw_response.create(**_chat(both.planted))
    assert raw.headers["x-request-id"] == "req_upstream"
    assert raw.headers["openai-processing-ms"] == "12"


@pytest.mark.parametrize("kind", ["email", "person", "api_key"])
async def test_values_in_queries_stay_here(kind: str, both: Both) -> None:
    """A value in the query is refused or does not travel."""
    await _post(both, query=f"?beta=true&who={getattr(both.planted, kind)}")
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, both.planted)


@pytest.mark.parametrize("path", ["responses/{email}", "models/{email}", "responses/%40/{email}"])
async def test_values_in_paths_stay_here(path: str, both: Both) -> None:
    """A value in the path is refused or does not travel."""
    both.upstream.play(_ECHO)
    url = f"{both.proxied.openai_url}/{path.format(email=both.planted.email)}"
    async with both.proxied.http.get(url) as answer:
        await answer.read()
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, both.planted)


async def test_encoding_offer_is_replaced(both: Both) -> None:
    """The upstream is offered only codings that penname can read."""
    assert await _post(both, accept_encoding="br, zstd, gzip") == 200
    offered = both.upstream.recorded[0].header("accept-encoding") or "identity"
    assert not {"br", "zstd"} & {part.strip() for part in offered.split(",")}
    assert json.loads(both.upstream.recorded[0].body)["model"] == "gpt-example"
