"""The way of a request, over real sockets on both sides, with a small exchange of the test's."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from penname.detect.contract import DetectionError
from penname.dialects.routes import Route
from penname.exchange.account import Account
from penname.exchange.refusal import Refusal
from penname.policy.match import Subject
from penname.server.auth import ClientKeys
from penname.server.config import Config, Destination, Limits, Timeouts
from penname.server.handler import Gate
from penname.server.ports import NO_LEDGER, Ledger
from penname.server.upstream import Upstream
from tests.unit.server.wire import (
    Serve,
    ask,
    connect,
    post,
    raw_upstream,
    read_answer,
    read_request,
    serving,
)

CHAT = "/v1/chat/completions"
MESSAGES = "/anthropic/v1/messages"
VALUE, SURROGATE = b"ada@example.org", b"EMAIL_0000"
BODY = b'{"messages":[{"role":"user","content":"' + VALUE + b'"}]}'
POLICY = "default@1 0123456789ab"


@dataclass
class Masked:
    body: bytes
    findings: dict[str, int] = field(default_factory=lambda: {"EMAIL_ADDRESS": 1})
    require_tags: frozenset[str] = frozenset()
    actions: dict[tuple[str, str], int] = field(default_factory=dict)
    shadow: dict[tuple[str, str], int] = field(default_factory=dict)


class FakeStream:
    """Restores, and always holds the last three bytes back."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.held = b""
        self.trouble = trouble
        self.finished = False

    async def feed(self, chunk: bytes) -> bytes:
        if self.trouble is not None and b"trouble" in chunk:
            raise self.trouble
        text = (self.held + chunk).replace(SURROGATE, VALUE)
        self.held = text[-3:]
        return text[:-3]

    async def close(self) -> bytes:
        return self.held

    def abort(self) -> bytes:
        return self.held + b"|aborted"


class FakeExchange:
    def __init__(
        self, trouble: Exception | None = None, require_tags: frozenset[str] = frozenset()
    ) -> None:
        self.trouble = trouble
        self.require_tags = require_tags

    @property
    def model(self) -> None:
        return None

    @property
    def account(self) -> Account:
        return Account()

    async def mask_request(self, body: bytes, query: str = "") -> Masked:
        if self.trouble is not None and b"trouble" in body:
            raise self.trouble
        return Masked(body.replace(VALUE, SURROGATE), require_tags=self.require_tags)

    async def restore_body(self, body: bytes, content_type: str) -> bytes:
        return body.replace(SURROGATE, VALUE)

    def open_stream(self) -> FakeStream:
        return FakeStream(self.trouble)

    @property
    def policy(self) -> None:
        return None

    @property
    def has_shadow(self) -> bool:
        return False

    async def shadow(self) -> None:
        return None


@asynccontextmanager
async def proxying(
    serve: Serve,
    *,
    trouble: Exception | None = None,
    keys: ClientKeys | None = None,
    timeouts: Timeouts | None = None,
    limits: Limits | None = None,
    scope_header: str | None = None,
    require_tags: frozenset[str] = frozenset(),
    subjects: list[Subject | None] | None = None,
    ledger: Ledger = NO_LEDGER,
) -> AsyncIterator[tuple[int, list[tuple[str, str]]]]:
    """The handler between a client and a raw upstream. Yields the port and the scopes seen."""
    scopes: list[tuple[str, str]] = []

    def factory(route: Route, scope_id: str, subject: Subject | None = None) -> FakeExchange:
        scopes.append((route.name, scope_id))
        if subjects is not None:
            subjects.append(subject)
        return FakeExchange(trouble, require_tags)

    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(raw_upstream(serve))
        config = Config(
            timeouts=timeouts or Timeouts(30, 30, 30),
            limits=limits or Limits(),
            scope_header=scope_header,
        )
        url, local = f"http://127.0.0.1:{port}", frozenset({"local", "onprem"})
        named = [Destination(name, url) for name in ("openai", "anthropic")]
        named.append(Destination("openai/local", f"{url}/local", local))
        upstreams = [(one, Upstream(one.provider, one.url, config.timeouts)) for one in named]
        for _, upstream in upstreams:
            stack.push_async_callback(upstream.close)
        gate = Gate(config, lambda: POLICY, upstreams, factory, bytes(32), keys, ledger=ledger)
        yield await stack.enter_async_context(serving(gate.handle, config.limits)), scopes


def answering(answer: bytes, seen: list[bytes] | None = None) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = await read_request(reader)
            if seen is not None:
                seen.append(request)
            writer.write(answer)

    return serve


def ok(
    body: bytes,
    content_type: bytes = b"application/json",
    status: bytes = b"200 OK",
    extra: bytes = b"",
) -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
    return head % (status, content_type, len(body), extra) + body


def sent(path: str = CHAT, body: bytes = BODY, **headers: str) -> bytes:
    return post(path, body, **({"content_type": "application/json"} | headers))


async def never(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    raise AssertionError("the upstream must not be called")


async def test_body_is_masked_and_restored() -> None:
    """The upstream sees the surrogate, the client its value; the answer names id and policy."""
    seen: list[bytes] = []
    async with proxying(answering(ok(b'{"a":"' + SURROGATE + b'"}'), seen)) as (port, scopes):
        answer = await ask(port, sent(authorization="Bearer k", x_team="blue"))
    assert answer.status == 200
    assert answer.body == b'{"a":"' + VALUE + b'"}'
    assert VALUE not in seen[0]
    assert SURROGATE in seen[0]
    assert b"x-team" not in seen[0].lower()
    assert b"Authorization: Bearer k" in seen[0] or b"authorization: Bearer k" in seen[0]
    assert answer.headers["x-penname-policy"] == POLICY
    assert len(answer.headers["x-penname-request-id"]) == 36
    assert scopes[0][0] == "openai.chat"
    assert scopes[0][1].startswith("k-")


async def test_upstream_errors_keep_status_and_headers() -> None:
    """A 429 stays a 429 with its retry headers, its body restored."""
    extra = b"retry-after: 3\r\nrequest-id: req_1\r\nx-should-retry: true\r\n"
    answer_bytes = ok(b'{"error":"' + SURROGATE + b'"}', status=b"429 Slow Down", extra=extra)
    async with proxying(answering(answer_bytes)) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 429
    assert VALUE in answer.body
    assert answer.headers["retry-after"] == "3"
    assert answer.headers["request-id"] == "req_1"
    assert answer.headers["x-should-retry"] == "true"


async def test_query_and_path_are_forwarded() -> None:
    """The provider's prefix goes, the query stays."""
    seen: list[bytes] = []
    async with proxying(answering(ok(b"{}"), seen)) as (port, _):
        await ask(port, sent(MESSAGES + "?beta=true"))
    assert seen[0].startswith(b"POST /v1/messages?beta=true HTTP/1.1\r\n")


async def test_redirects_reach_the_client() -> None:
    """A redirect is handed on, not followed."""
    seen: list[bytes] = []
    moved = ok(b"", status=b"307 Temporary Redirect", extra=b"Location: http://127.0.0.1:1/\r\n")
    async with proxying(answering(moved, seen)) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 307
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("request_bytes", "status", "code"),
    [
        (sent("/v1/nothing"), 404, "unknown_path"),
        (sent("/v1/chat%2Fcompletions"), 404, "unknown_path"),
        (sent("http://evil.example.org/v2"), 404, "unknown_path"),
        (sent(content_type="text/plain"), 415, "unsupported_media_type"),
        (sent(content_encoding="aes"), 415, "unsupported_encoding"),
        (sent(content_length="99999999999"), 413, "body_too_large"),
        (
            b"GET /v1/responses HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\n"
            b"connection: upgrade\r\n\r\n",
            426,
            "websocket_unsupported",
        ),
        (sent().replace(b"POST /v1/chat/completions", b"GET /v1/models"), 400, "unexpected_body"),
        (sent(CHAT + "?a=1#b"), 400, "invalid_query"),
    ],
)
async def test_refusals_have_the_providers_shape(
    request_bytes: bytes, status: int, code: str
) -> None:
    """What penname refuses never reaches the upstream, and SDKs are told not to repeat it."""
    async with proxying(never) as (port, _):
        answer = await ask(port, request_bytes)
    assert answer.status == status
    assert json.loads(answer.body)["error"]["code"] == code
    assert answer.headers["x-should-retry"] == "false"
    assert "x-penname-request-id" in answer.headers


async def test_anthropic_errors_have_their_shape() -> None:
    """Anthropic clients get Anthropic's error object with the request id."""
    async with proxying(never, trouble=Refusal(451, "pii_blocked", "US_SSN (1)")) as (port, _):
        answer = await ask(port, sent(MESSAGES, b'"trouble"'))
    body = json.loads(answer.body)
    assert answer.status == 451
    assert body["type"] == "error"
    assert body["request_id"] == answer.headers["x-penname-request-id"]


@pytest.mark.parametrize(
    ("trouble", "status", "retry"),
    [
        (DetectionError("canary"), 503, "true"),
        (KeyError("canary"), 500, "false"),
        (UnicodeDecodeError("utf-8", b"canary", 0, 1, "x"), 500, "false"),
        (TimeoutError("canary"), 500, "false"),
    ],
)
async def test_failures_forward_nothing(
    trouble: Exception, status: int, retry: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Any exception of the exchange is an error answer; its text goes nowhere."""
    caplog.set_level(logging.INFO)
    async with proxying(never, trouble=trouble) as (port, _):
        answer = await ask(port, sent(body=b'"trouble"'))
    assert answer.status == status
    assert answer.headers["x-should-retry"] == retry
    assert b"canary" not in answer.body
    assert "canary" not in caplog.text
    assert vars(caplog.records[-1])["error"] == type(trouble).__name__


async def test_unreachable_upstream_is_502() -> None:
    """A dead upstream is 502, worth a retry."""

    async def hang_up(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        return

    async with proxying(hang_up) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 502
    assert answer.headers["x-should-retry"] == "true"


async def test_silent_upstream_is_504() -> None:
    """An upstream that does not answer in time is 504."""

    async def wait(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with proxying(wait, timeouts=Timeouts(0.1, 0.1, 0.1)) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 504


async def test_tags_choose_the_upstream() -> None:
    """The first upstream of the provider that has all tags gets the request."""
    seen: list[bytes] = []
    for tags in ((), ("local",), ("local", "onprem")):
        async with proxying(answering(ok(b"{}"), seen), require_tags=frozenset(tags)) as (port, _):
            assert (await ask(port, sent())).status == 200
    lines = [request.partition(b"\r\n")[0].decode() for request in seen]
    assert lines == [f"POST {path} HTTP/1.1" for path in (CHAT, f"/local{CHAT}", f"/local{CHAT}")]


async def test_missing_destination_is_refused() -> None:
    """Without an upstream that has all tags nothing is sent, and the tags are named."""
    tags = frozenset({"local", "baa"})
    async with proxying(never, require_tags=tags) as (port, _):
        answer = await ask(port, sent())
    assert answer.status == 403
    error = json.loads(answer.body)["error"]
    assert error["code"] == "no_destination"
    assert "tagged baa, local, and no openai upstream is" in error["message"]


async def test_subject_names_tenant_and_client() -> None:
    """The tenant is what the scope header says, else the client; unknown is None."""
    keys = ClientKeys((("ada", sha256(b"open").digest()),))
    seen: list[Subject | None] = []
    async with proxying(answering(ok(b"{}")), keys=keys, scope_header="x-team", subjects=seen) as (
        port,
        _,
    ):
        await ask(port, sent(x_penname_key="open", x_team="blue"))
        await ask(port, sent(x_penname_key="open"))
    async with proxying(answering(ok(b"{}")), subjects=seen) as (port, _):
        await ask(port, sent(x_team="blue"))
    assert seen == [
        Subject(route="openai.chat", tenant="blue", client="ada"),
        Subject(route="openai.chat", tenant="ada", client="ada"),
        Subject(route="openai.chat"),
    ]


async def test_client_keys_are_asked_first() -> None:
    """Without a known key there is a 401, for unknown paths too; with it the key stays here."""
    seen: list[bytes] = []
    keys = ClientKeys((("ada", sha256(b"open").digest()),))
    async with proxying(answering(ok(b"{}"), seen), keys=keys) as (port, scopes):
        assert (await ask(port, sent())).status == 401
        assert (await ask(port, sent("/nowhere"))).status == 401
        assert (await ask(port, sent(x_penname_key="shut"))).status == 401
        assert (await ask(port, sent(x_penname_key="open"))).status == 200
    assert b"x-penname-key" not in seen[0].lower()
    assert scopes == [("openai.chat", "client-ada")]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def test_stream_is_restored_and_ends() -> None:
    """Events are restored as they come, and a clean end is a clean end."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(HEAD + chunk(b"data: " + SURROGATE + b"\n\n") + chunk(b"data: x\n\n"))
        writer.write(b"0\r\n\r\n")
        await reader.read()

    async with proxying(serve) as (port, _):
        answer = await ask(port, sent())
    assert answer.complete
    assert answer.body == b"data: " + VALUE + b"\n\ndata: x\n\n"


async def test_stream_headers_come_at_once() -> None:
    """The client sees the headers before the first event, and each event as it comes."""
    go_on = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(HEAD)
        await go_on.wait()
        writer.write(chunk(b"abcdef"))
        await reader.read()

    async with proxying(serve) as (port, _), connect(port) as (reader, writer):
        writer.write(sent())
        async with asyncio.timeout(30):
            assert b"text/event-stream" in await reader.readuntil(b"\r\n\r\n")
            go_on.set()
            assert b"abc" in await reader.readuntil(b"abc")


@pytest.mark.parametrize("version", [b"1.1", b"1.0"])
async def test_cut_stream_is_visible(version: bytes) -> None:
    """An upstream cut reaches the client as a cut: what was held back, then no clean end."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(HEAD + chunk(b"data: abc\n\n") + b"ff\r\npart")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with proxying(serve) as (port, _), connect(port) as (reader, writer):
        writer.write(sent().replace(b"HTTP/1.1", b"HTTP/" + version, 1))
        answer = await read_answer(reader)
    assert not answer.complete
    if version == b"1.1":
        assert b"|aborted" in answer.body


@pytest.mark.parametrize(
    "trouble", [KeyError("canary"), DetectionError("canary"), Refusal(400, "pii_blocked", "US_SSN")]
)
async def test_trouble_in_a_stream_cuts_it(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug, or a policy that ends the stream, never lets the rest through."""
    caplog.set_level(logging.INFO)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(HEAD + chunk(b"data: one\n\n"))
        await asyncio.sleep(0.02)
        writer.write(chunk(b"data: trouble\n\n") + b"0\r\n\r\n")
        await reader.read()

    async with proxying(serve, trouble=trouble) as (port, _):
        answer = await ask(port, sent())
    assert not answer.complete
    assert b"trouble" not in answer.body
    assert (b"pii_blocked" in answer.body) == isinstance(trouble, Refusal)
    assert "canary" not in caplog.text
    assert vars(caplog.records[-1])["error"] == type(trouble).__name__


@pytest.mark.parametrize("begin", [b"", HEAD + chunk(b"data: abcdef\n\n")])
async def test_client_that_leaves_cancels_upstream(
    begin: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """When the client goes, before or within the answer, the upstream call ends."""
    caplog.set_level(logging.INFO)
    asked, gone = asyncio.Event(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(begin)
        asked.set()
        await reader.read()
        gone.set()

    async with proxying(serve) as (port, _):
        async with connect(port) as (reader, writer):
            writer.write(sent())
            await asked.wait()
            if begin:
                await reader.readuntil(b"abc")
        await gone.wait()
        await asyncio.sleep(0)
    assert vars(caplog.records[-1])["status"] == 499


async def test_client_that_does_not_read_is_dropped() -> None:
    """A client that stops reading holds neither memory nor the upstream forever."""
    gone = asyncio.Event()
    written = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await read_request(reader)
        writer.write(HEAD)
        block = chunk(b"x" * 60_000)
        try:
            while written < 500_000_000:
                writer.write(block)
                written += len(block)
                await writer.drain()
        except ConnectionError:
            gone.set()

    timeouts = Timeouts(1, 1, 0.3)
    async with proxying(serve, timeouts=timeouts) as (port, _), connect(port) as (_, writer):
        writer.write(sent())
        async with asyncio.timeout(30):
            await gone.wait()
    assert written < 50_000_000


async def test_binary_passes_and_text_is_restored() -> None:
    """Audio goes through as it is; a web page from a gateway is restored."""
    async with proxying(answering(ok(SURROGATE, b"audio/mpeg"))) as (port, _):
        assert (await ask(port, sent())).body == SURROGATE
    async with proxying(answering(ok(SURROGATE, b"text/html", b"502 Bad"))) as (port, _):
        answer = await ask(port, sent())
    assert (answer.status, answer.body) == (502, VALUE)


async def test_empty_answers_pass() -> None:
    """204 stays an answer without a body."""
    async with proxying(answering(b"HTTP/1.1 204 No Content\r\n\r\n")) as (port, _):
        answer = await ask(port, sent())
    assert (answer.status, answer.body, answer.complete) == (204, b"", True)


async def test_oversize_answers_are_refused() -> None:
    """An answer over the bound is an error, not a cut-off answer."""
    limits = Limits(max_response_bytes=10)
    async with proxying(answering(ok(b"a" * 11)), limits=limits) as (port, _):
        assert (await ask(port, sent())).status == 502


async def test_one_line_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A request leaves one record, without the value, the path or the credential."""
    caplog.set_level(logging.INFO)
    async with proxying(answering(ok(b"{}"))) as (port, _):
        await ask(port, sent(CHAT + "?key=s3cret", authorization="Bearer s3cret"))
    (record,) = (one for one in caplog.records if one.name == "penname.handler")
    said = vars(record)
    assert (said["status"], said["upstream_status"], said["route"]) == (200, 200, "openai.chat")
    assert said["findings"] == {"EMAIL_ADDRESS": 1}
    assert "s3cret" not in repr(said)
    assert VALUE.decode() not in repr(said)
