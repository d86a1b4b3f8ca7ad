"""The header tables."""

from __future__ import annotations

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from penname.exchange.refusal import Refusal
from penname.server.headers import (
    _ALPHABET,
    FORWARD,
    HOP_BY_HOP,
    MAX_LENGTH,
    REPLACED,
    SCRUB,
    Kind,
    client_headers,
    kind_of,
    upstream_headers,
)


def proxied(*pairs: tuple[str, str]) -> CIMultiDictProxy[str]:
    return CIMultiDictProxy(CIMultiDict(pairs))


def sent(*pairs: tuple[str, str]) -> CIMultiDict[str]:
    return upstream_headers(proxied(*pairs), content_type="application/json")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer abc"),
        ("x-api-key", "abc"),
        ("anthropic-version", "2026-10-21"),
        ("anthropic-beta", "a-2025-01-01,b-2026-01-01"),
        ("OpenAI-Beta", "responses=v1"),
        ("x-stainless-retry-count", "1"),
        ("User-Agent", "claude-cli/2.1.330 (external, cli)"),
        ("Accept", "text/event-stream, */*;q=0.5"),
        ("openai-organization", "org-abc"),
    ],
)
def test_sdk_headers_are_forwarded(name: str, value: str) -> None:
    """Everything the SDKs need reaches the provider unchanged."""
    assert sent((name, value))[name] == value


@pytest.mark.parametrize(
    "name",
    [
        *sorted(SCRUB | HOP_BY_HOP | {"host", "content-encoding", "expect", "content-length"}),
        "X-Forwarded-For",
        "x-penname-key",
        "x-custom-user",
        "x-team",
    ],
)
def test_everything_else_stays_here(name: str) -> None:
    """Unknown, scrubbed and hop-by-hop headers are not forwarded."""
    assert name not in sent((name, "ada@example.org"))


def test_framing_headers_are_replaced() -> None:
    """Accept-Encoding and Content-Type are the proxy's own."""
    kept = sent(("Accept-Encoding", "br, zstd"), ("Content-Type", "text/plain; name=ada"))
    assert kept.getall("accept-encoding") == ["identity"]
    assert kept.getall("content-type") == ["application/json"]


def test_connection_lists_are_honoured() -> None:
    """A header named in Connection is hop-by-hop, even one that is otherwise forwarded."""
    kept = sent(("Connection", "close, X-App"), ("X-App", "cli"), ("x-api-key", "k"))
    assert "x-app" not in kept
    assert kept["x-api-key"] == "k"


def test_repeated_headers_stay_repeated() -> None:
    """Two anthropic-beta lines are two lines upstream."""
    kept = sent(("anthropic-beta", "a"), ("anthropic-beta", "b"))
    assert kept.getall("anthropic-beta") == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User-Agent", "agent (ada@example.org)"),
        ("User-Agent", "a" * 257),
        ("x-app", "Ada Example"),
        ("openai-project", "p" * 129),
        ("x-stainless-os", "caf\u00e9"),
    ],
)
def test_free_text_is_bounded(name: str, value: str) -> None:
    """A value longer or richer than its kind is dropped."""
    assert name not in sent((name, value))


def test_odd_credentials_are_refused() -> None:
    """A credential that cannot be sent is an error that does not quote it."""
    with pytest.raises(Refusal) as caught:
        sent(("Authorization", "Bearer s3cr\udcff"))
    assert caught.value.status == 400
    assert "s3cr" not in caught.value.message


def test_tables_cover_every_kind() -> None:
    """Every kind has a bound and an alphabet, and no header is in two tables."""
    assert set(MAX_LENGTH) == set(_ALPHABET) == set(Kind)
    assert not set(FORWARD) & (SCRUB | HOP_BY_HOP | REPLACED)
    assert all(kind_of(name.upper()) is kind for name, kind in FORWARD.items())


@pytest.mark.parametrize(
    "name",
    [
        "request-id",
        "x-request-id",
        "retry-after",
        "retry-after-ms",
        "x-should-retry",
        "anthropic-ratelimit-tokens-remaining",
        "x-ratelimit-limit-requests",
        "openai-processing-ms",
        "cf-ray",
        "content-type",
        "location",
    ],
)
def test_response_headers_pass(name: str) -> None:
    """What SDKs read from a response reaches the client."""
    assert client_headers(proxied((name, "v1")))[name] == "v1"


@pytest.mark.parametrize(
    "name",
    ["Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Set-Cookie", "ETag"],
)
def test_response_framing_is_stripped(name: str) -> None:
    """Framing, digests and cookies of the upstream end at the proxy."""
    assert name not in client_headers(proxied((name, "1")))
