"""Which headers travel, as tables.

Requests: nothing is forwarded unless a row says so, because a header is a
text place that nobody scans (agents have put workspace paths and git remotes
there). Responses: everything is forwarded unless a row says no, because an
upstream does not know the client's values.

Facts: docs of the two providers, and what SDKs and agents were seen to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from multidict import CIMultiDict, CIMultiDictProxy

from penname.exchange.refusal import Refusal


class Kind(StrEnum):
    """What a forwarded request header may hold; decides its bound and its alphabet."""

    SECRET = "secret"  # noqa: S105 - a kind of header, not a secret
    IDENT = "ident"
    LIST = "list"
    TEXT = "text"


#: Longest value per kind, in characters. OAuth tokens of 2,000 and more characters exist.
MAX_LENGTH: Mapping[Kind, int] = {
    Kind.SECRET: 8192,
    Kind.IDENT: 128,
    Kind.LIST: 2048,
    Kind.TEXT: 256,
}

_ALPHABET: Mapping[Kind, re.Pattern[str]] = {
    Kind.SECRET: re.compile(r"[\x20-\x7e]+"),
    Kind.IDENT: re.compile(r"[A-Za-z0-9_.:/+=-]+"),
    Kind.LIST: re.compile(r"[A-Za-z0-9_.:;,=*/+\" -]+"),
    # no "@": an e-mail address fits nowhere in a version text
    Kind.TEXT: re.compile(r"[\x20-\x3f\x41-\x7e]+"),
}

#: Forwarded request headers. Lower case.
FORWARD: Mapping[str, Kind] = {
    "authorization": Kind.SECRET,
    "x-api-key": Kind.SECRET,
    "api-key": Kind.SECRET,
    "x-goog-api-key": Kind.SECRET,
    "accept": Kind.LIST,
    "user-agent": Kind.TEXT,
    "x-app": Kind.IDENT,
    "session-id": Kind.IDENT,
    "x-client-request-id": Kind.IDENT,
    "idempotency-key": Kind.IDENT,
    "x-goog-api-client": Kind.TEXT,
    "openai-beta": Kind.LIST,
    "openai-organization": Kind.IDENT,
    "openai-project": Kind.IDENT,
    "anthropic-version": Kind.IDENT,
    "anthropic-beta": Kind.LIST,
}

#: Forwarded by the start of their name: SDK telemetry (versions, retry count, timeouts).
FORWARD_PREFIXES: Mapping[str, Kind] = {
    "x-stainless-": Kind.TEXT,
    "anthropic-": Kind.LIST,
    "openai-": Kind.LIST,
}

#: Known and not forwarded. They would fall to the default anyway; each row is a decision.
SCRUB: frozenset[str] = frozenset(
    {
        "baggage",
        "cookie",
        "forwarded",
        "from",
        "origin",
        "referer",
        "traceparent",
        "tracestate",
        "via",
        "x-claude-code-session-id",
        "x-codex-turn-metadata",
        "x-real-ip",
    }
)
SCRUB_PREFIXES: tuple[str, ...] = ("x-penname-", "x-forwarded-", "cf-", "sec-")

#: RFC 9110 7.6.1 and its ancestors; in either direction they end here.
HOP_BY_HOP: frozenset[str] = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-authentication-info",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)

#: Not forwarded because penname writes them itself.
REPLACED: frozenset[str] = frozenset(
    {"host", "content-length", "content-type", "content-encoding", "accept-encoding", "expect"}
)

#: Response headers that end here: framing that no longer fits the restored body,
#: digests of the masked body, and what would bind a browser to the proxy's address.
STRIP_RESPONSE: frozenset[str] = HOP_BY_HOP | {
    "accept-ranges",
    "alt-svc",
    "content-digest",
    "content-encoding",
    "content-length",
    "content-md5",
    "content-range",
    "digest",
    "etag",
    "repr-digest",
    "set-cookie",
    "strict-transport-security",
    "x-penname-request-id",
    "x-penname-policy",
}

_MAX_RESPONSE_VALUE = 8192
_RESPONSE_VALUE = re.compile(r"[\x20-\x7e\t]*")


def kind_of(name: str) -> Kind | None:
    """What the request header may hold if it is forwarded, None if it is not. Any case."""
    lowered = name.lower()
    if lowered in HOP_BY_HOP or lowered in REPLACED or lowered in SCRUB:
        return None
    if lowered.startswith(SCRUB_PREFIXES):
        return None
    if lowered in FORWARD:
        return FORWARD[lowered]
    for prefix, kind in FORWARD_PREFIXES.items():
        if lowered.startswith(prefix):
            return kind
    return None


def upstream_headers(
    headers: CIMultiDictProxy[str], *, content_type: str | None
) -> CIMultiDict[str]:
    """The headers of the upstream request, without framing (the client library adds it).

    A value that is too long or outside its kind's alphabet is dropped; a
    credential with such a value is refused with 400, because sending the
    request without it would only blame the provider.
    """
    listed = _named_in_connection(headers)
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        kind = None if name.lower() in listed else kind_of(name)
        if kind is None:
            continue
        if len(value) <= MAX_LENGTH[kind] and _ALPHABET[kind].fullmatch(value):
            kept.add(name, value)
        elif kind is Kind.SECRET:
            raise Refusal(400, "invalid_header", f"header {name.lower()} cannot be forwarded")
    kept["Accept-Encoding"] = "identity"
    if content_type is not None:
        kept["Content-Type"] = content_type
    return kept


def client_headers(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    """The response headers to hand on; repeated ones stay repeated."""
    listed = _named_in_connection(headers)
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        lowered = name.lower()
        if lowered in STRIP_RESPONSE or lowered in listed:
            continue
        if len(value) <= _MAX_RESPONSE_VALUE and _RESPONSE_VALUE.fullmatch(value):
            kept.add(name, value)
    return kept


def _named_in_connection(headers: CIMultiDictProxy[str]) -> frozenset[str]:
    values: Iterable[str] = headers.getall("Connection", ())
    return frozenset(
        token.strip().lower() for value in values for token in value.split(",") if token.strip()
    )
