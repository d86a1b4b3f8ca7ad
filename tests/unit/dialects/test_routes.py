"""Routes: known calls under bare and named paths; everything else is refused with advice."""

from __future__ import annotations

import pytest

from penname.dialects.routes import Body, UnknownPath, match, route_names

CALLS = [
    ("POST", "chat/completions", "openai.chat", "openai", Body.JSON),
    ("GET", "chat/completions", "openai.chat.list", "openai", Body.NONE),
    ("GET", "chat/completions/chatcmpl-a1", "openai.chat.get", "openai", Body.NONE),
    ("POST", "chat/completions/chatcmpl-a1", "openai.chat.update", "openai", Body.JSON),
    ("DELETE", "chat/completions/chatcmpl-a1", "openai.chat.delete", "openai", Body.NONE),
    ("GET", "chat/completions/chatcmpl-a1/messages", "openai.chat.get", "openai", Body.NONE),
    ("POST", "responses", "openai.responses", "openai", Body.JSON),
    ("POST", "responses/input_tokens", "openai.responses.count", "openai", Body.JSON),
    ("POST", "responses/compact", "openai.responses.compact", "openai", Body.JSON),
    ("GET", "responses/resp_a1", "openai.responses.get", "openai", Body.NONE),
    ("DELETE", "responses/resp_a1", "openai.responses.delete", "openai", Body.NONE),
    ("POST", "responses/resp_a1/cancel", "openai.responses.cancel", "openai", Body.NONE),
    ("GET", "responses/resp_a1/input_items", "openai.responses.get", "openai", Body.NONE),
    ("POST", "embeddings", "openai.embeddings", "openai", Body.JSON),
    ("POST", "completions", "openai.completions", "openai", Body.JSON),
    ("POST", "moderations", "openai.moderations", "openai", Body.JSON),
    ("GET", "models", "openai.models", "openai", Body.NONE),
    ("GET", "models/gpt-5", "openai.models", "openai", Body.NONE),
    ("GET", "models/org/name:free", "openai.models", "openai", Body.NONE),
    ("GET", "models/claude@20260101", "openai.models", "openai", Body.NONE),
    ("POST", "messages", "anthropic.messages", "anthropic", Body.JSON),
    ("POST", "messages/count_tokens", "anthropic.count_tokens", "anthropic", Body.JSON),
]


@pytest.mark.parametrize(("method", "rest", "name", "provider", "body"), CALLS)
@pytest.mark.parametrize("named", [False, True])
def test_known_call_finds_its_route(
    method: str, rest: str, name: str, provider: str, body: Body, named: bool
) -> None:
    """Every known call is found by its bare and by its named path, with the same upstream path."""
    route = match(method, f"/{provider}/v1/{rest}" if named else f"/v1/{rest}", {})
    assert (route.name, route.provider, route.body) == (name, provider, body)
    assert route.upstream_path == f"/v1/{rest}"


def test_every_route_is_tried_here() -> None:
    """The list of calls above names every route there is."""
    named = {name for _, _, name, _, _ in CALLS} | {"anthropic.models"}
    assert named == set(route_names())


@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/x-1"])
@pytest.mark.parametrize("header", ["anthropic-version", "Anthropic-Version"])
def test_header_tells_whose_models(path: str, header: str) -> None:
    """`/v1/models` is Anthropic's for calls with its version header, OpenAI's otherwise."""
    assert match("GET", path, {header: "2026-10-21"}).name == "anthropic.models"
    assert match("GET", path, {"Authorization": "x"}).name == "openai.models"
    assert match("GET", f"/anthropic{path}", {}).name == "anthropic.models"
    assert match("GET", f"/openai{path}", {header: "x"}).name == "openai.models"


BAD = [
    ("GET", "/"),
    ("GET", "/v1"),
    ("GET", "/v1/"),
    ("POST", "/v1/chat/completions/"),
    ("POST", "/v1//chat/completions"),
    ("POST", "//v1/chat/completions"),
    ("POST", "/v1/chat%2Fcompletions"),
    ("POST", "/v1/chat/../chat/completions"),
    ("POST", "/v1/./chat/completions"),
    ("POST", "/v1/%2e%2e/v1/chat/completions"),
    ("GET", "/v1/models/."),
    ("GET", "/v1/models/./x"),
    ("GET", "/v1/models/a/../b"),
    ("GET", "/v1/models/x/"),
    ("GET", "/v1/models/a//b"),
    ("GET", "/v1/models/maria@example.org"),
    ("GET", "/v1/responses/."),
    ("GET", "/v1/responses/.."),
    ("POST", "/v1/responses/./cancel"),
    ("GET", "/v1/responses/a%2Fb"),
    ("GET", "/v1/responses/a b"),
    ("GET", "/v1/responses/a\nb"),
    ("POST", "/v1/files"),
    ("POST", "/v1/audio/transcriptions"),
    ("POST", "/v2/chat/completions"),
    ("POST", "/V1/chat/completions"),
    ("POST", "/v1/chat/completions\n"),
    ("PUT", "/v1/chat/completions"),
    ("post", "/v1/chat/completions"),
    ("OPTIONS", "/v1/chat/completions"),
    ("POST", "/anthropic/v1/chat/completions"),
    ("POST", "/openai/v1/messages"),
    ("POST", "/openai/anthropic/v1/messages"),
    ("POST", "/v1/v1/messages"),
    ("POST", "/chat/completions"),
    ("GET", "/v1/responses/" + "a" * 257),
]


@pytest.mark.parametrize(("method", "path"), BAD)
def test_unknown_call_is_refused(method: str, path: str) -> None:
    """No route for other paths, encodings, dot segments, empty segments and methods."""
    with pytest.raises(UnknownPath) as caught:
        match(method, path, {})
    assert caught.value.message.startswith("penname: ")
    assert "maria" not in caught.value.message


@pytest.mark.parametrize(
    ("method", "path", "advice"),
    [
        ("POST", "/v1/v1/messages", "/v1 twice"),
        ("POST", "/anthropic/v1/v1/messages", "/v1 twice"),
        ("POST", "/chat/completions", "http://HOST:PORT/openai/v1"),
        ("POST", "/openai/chat/completions", "http://HOST:PORT/openai/v1"),
        ("POST", "/messages", "http://HOST:PORT/anthropic"),
        ("POST", "/anthropic/messages", "http://HOST:PORT/anthropic"),
        ("GET", "/v1/messages", "takes POST, not GET"),
        ("PUT", "/v1/chat/completions/x", "takes DELETE, GET, POST, not PUT"),
        ("POST", "/anthropic/v1/chat/completions", "belongs to openai"),
        ("POST", "/openai/v1/messages", "belongs to anthropic"),
        ("POST", "/v1/files", "docs/reference/routes.md"),
        ("GET", "/favicon.ico", "docs/reference/routes.md"),
    ],
)
def test_advice_names_the_remedy(method: str, path: str, advice: str) -> None:
    """The message says what is wrong with the path and what to set instead."""
    with pytest.raises(UnknownPath) as caught:
        match(method, path, {})
    assert advice in caught.value.message


@pytest.mark.parametrize(
    ("path", "headers", "provider"),
    [
        ("/v1/files", {}, "openai"),
        ("/anthropic/v1/files", {}, "anthropic"),
        ("/openai/v1/messages", {}, "openai"),
        ("/messages", {}, "anthropic"),
        ("/anthropic/x", {}, "anthropic"),
        ("/v1/files", {"Anthropic-Version": "2026-10-21"}, "anthropic"),
        ("/", {}, "openai"),
    ],
)
def test_error_shape_follows_the_client(path: str, headers: dict[str, str], provider: str) -> None:
    """An unknown call is answered in the shape that its client most likely reads."""
    with pytest.raises(UnknownPath) as caught:
        match("POST", path, headers)
    assert caught.value.provider == provider
