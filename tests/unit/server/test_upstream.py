"""Upstream calls over real sockets: what is sent, what comes back, how they fail."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp.client_exceptions import ClientError
from multidict import CIMultiDict

from penname.server.config import Timeouts
from penname.server.upstream import (
    TRANSLATION,
    Upstream,
    UpstreamConnectError,
    UpstreamCut,
    UpstreamError,
    UpstreamProtocolError,
    UpstreamResponse,
    UpstreamTimeout,
    UpstreamTooLarge,
    translated,
)
from tests.unit.server.wire import Serve, raw_upstream, read_request

#: Sends one request; every part has a default.
Call = Callable[..., Awaitable[UpstreamResponse]]
#: For tests of silence; all others may run on a busy machine.
QUICK = Timeouts(connect_s=0.2, first_byte_s=0.3, idle_s=0.2)
PATIENT = Timeouts(connect_s=10, first_byte_s=20, idle_s=20)


@asynccontextmanager
async def calling(
    serve: Serve, timeouts: Timeouts = PATIENT, scheme: str = "http"
) -> AsyncIterator[Call]:
    async with raw_upstream(serve) as port:
        upstream = Upstream("openai", f"{scheme}://127.0.0.1:{port}/base", timeouts)

        async def call(
            method: str = "POST",
            path: str = "/v1/x",
            query: str = "",
            headers: Iterable[tuple[str, str]] = (),
            body: bytes = b"{}",
        ) -> UpstreamResponse:
            return await upstream.send(method, path, query, CIMultiDict(headers), body, "s")

        try:
            yield call
        finally:
            await upstream.close()


def answering(answer: bytes, seen: list[bytes] | None = None) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            request = await read_request(reader)
            if seen is not None:
                seen.append(request)
            writer.write(answer)

    return serve


def ok(body: bytes, *headers: bytes) -> bytes:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def test_request_is_sent_as_given() -> None:
    """Path, query, headers and body arrive as they were handed over, nothing is added."""
    seen: list[bytes] = []
    async with calling(answering(ok(b"{}"), seen)) as call:
        headers = [("X-Api-Key", "k"), ("anthropic-beta", "a"), ("anthropic-beta", "b")]
        response = await call(path="/v1/a%2Fb", query="beta=true&x=%41", headers=headers)
        assert await response.read(10) == b"{}"
    head, _, body = seen[0].partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0] == b"POST /base/v1/a%2Fb?beta=true&x=%41 HTTP/1.1"
    names = sorted(line.partition(b":")[0].lower() for line in lines[1:])
    assert names == [
        b"accept-encoding",
        b"anthropic-beta",
        b"anthropic-beta",
        b"content-length",
        b"host",
        b"user-agent",
        b"x-api-key",
    ]
    assert body == b"{}"


async def test_large_body_is_sent_whole() -> None:
    """A body of some megabytes arrives complete."""
    seen: list[bytes] = []
    body = b'{"a":"' + b"x" * 3_000_000 + b'"}'
    async with calling(answering(ok(b"{}"), seen), Timeouts()) as call:
        await (await call(body=body)).read(10)
    assert seen[0].partition(b"\r\n\r\n")[2] == body


async def test_response_streams_in_pieces() -> None:
    """Chunks are given on as they come, not when the body is complete."""
    go_on = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
        await go_on.wait()
        writer.write(b"3\r\ntwo\r\n0\r\n\r\n")
        await reader.read()

    async with calling(serve) as call:
        chunks = (await call()).chunks()
        assert await anext(chunks) == b"one"
        go_on.set()
        assert await anext(chunks) == b"two"
        with pytest.raises(StopAsyncIteration):
            await anext(chunks)


async def test_long_lines_pass() -> None:
    """A single line of a megabyte is no error."""
    async with calling(answering(ok(b"a" * 1_000_000))) as call:
        assert len(await (await call()).read(2_000_000)) == 1_000_000


async def test_redirects_are_not_followed() -> None:
    """A 307 comes back as it is; the credential does not travel on."""
    seen: list[bytes] = []
    answer = (
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n"
        b"Content-Length: 0\r\n\r\n"
    )
    async with calling(answering(answer, seen)) as call:
        response = await call()
        assert (response.status, response.headers["Location"]) == (307, "http://127.0.0.1:1/")
    assert len(seen) == 1


async def test_cookies_are_not_kept() -> None:
    """A Set-Cookie of one response is not sent with the next request."""
    seen: list[bytes] = []
    async with calling(answering(ok(b"{}", b"Set-Cookie: a=b"), seen)) as call:
        for _ in range(2):
            await (await call()).read(10)
    assert b"cookie" not in seen[1].lower()


async def test_posts_are_not_repeated() -> None:
    """A connection that dies under a POST is an error, not a second POST."""
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await read_request(reader))

    async with calling(serve) as call:
        with pytest.raises(UpstreamCut):
            await call()
    assert len(seen) == 1


async def test_environment_proxies_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY in the environment does not reroute the traffic."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    async with calling(answering(ok(b"{}"))) as call:
        assert (await call()).status == 200


async def test_unreachable_upstream() -> None:
    """A refused connection is UpstreamConnectError."""
    upstream = Upstream("openai", "http://127.0.0.1:1", QUICK)
    with pytest.raises(UpstreamConnectError):
        await upstream.send("GET", "/", "", {}, b"", "s")
    await upstream.close()


async def test_untrusted_certificate(tmp_path: Path) -> None:
    """TLS is verified: talking TLS to something else is UpstreamConnectError."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 no TLS here\r\n\r\n")

    async with calling(serve, scheme="https") as call:
        with pytest.raises(UpstreamConnectError):
            await call()
    assert aiohttp.connector._SSL_CONTEXT_VERIFIED.verify_mode is ssl.CERT_REQUIRED


async def test_first_byte_timeout() -> None:
    """Silence after the request is a timeout at first_byte."""

    async def serve(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with calling(serve, QUICK) as call:
        with pytest.raises(UpstreamTimeout) as caught:
            await call()
    assert caught.value.stage == "first_byte"


async def test_trickled_headers_time_out() -> None:
    """Headers that come byte by byte do not hold the request forever."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        for byte in b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.02)

    async with calling(serve, QUICK) as call:
        with pytest.raises(UpstreamTimeout):
            await call()


async def test_idle_timeout() -> None:
    """Silence within the body is a timeout at idle, shorter than the first byte's."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        await reader.read()

    async with calling(serve, Timeouts(1, 5, 0.2)) as call:
        response = await call()
        with pytest.raises(UpstreamTimeout) as caught:
            await response.read(10)
    assert caught.value.stage == "idle"


@pytest.mark.parametrize(
    "partial",
    [
        b"Content-Length: 9\r\n\r\nabc",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nab",
    ],
)
async def test_cut_bodies_are_errors(partial: bytes) -> None:
    """A body that ends before its framing says so is UpstreamCut, never a clean end."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\n" + partial)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with calling(serve) as call:
        response = await call()
        with pytest.raises(UpstreamCut):
            await response.read(10)


async def test_oversize_responses_are_refused() -> None:
    """More bytes than the bound is UpstreamTooLarge."""
    async with calling(answering(ok(b"a" * 11))) as call:
        response = await call()
        with pytest.raises(UpstreamTooLarge):
            await response.read(10)


async def test_compressed_responses_are_decoded() -> None:
    """An upstream that compresses although asked for identity is understood."""
    packed = gzip.compress(b"{}")
    async with calling(answering(ok(packed, b"Content-Encoding: gzip"))) as call:
        assert await (await call()).read(10) == b"{}"


@pytest.mark.parametrize("coding", [b"gzip, br", b"x-gzip", b"aes128gcm"])
async def test_unknown_codings_are_refused(coding: bytes) -> None:
    """A coding that aiohttp would pass on undecoded is an error."""
    async with calling(answering(ok(b"??", b"Content-Encoding: " + coding))) as call:
        with pytest.raises(UpstreamProtocolError):
            await call()


@pytest.mark.parametrize("answer", [b"what?\r\n\r\n", b"HTTP/1.1 101 Up\r\nUpgrade: x\r\n\r\n"])
async def test_other_protocols_are_refused(answer: bytes) -> None:
    """Garbage, and a switch of protocols nobody asked for, are errors."""
    async with calling(answering(answer)) as call:
        with pytest.raises(UpstreamError):
            await call()


async def test_close_drops_the_connection() -> None:
    """Closing a response in its middle ends the upstream connection at once."""
    gone = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        await reader.read()
        gone.set()

    async with calling(serve) as call:
        (await call()).close()
        async with asyncio.timeout(30):
            await gone.wait()


def every_subclass(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from every_subclass(sub)


def test_every_client_error_has_a_row() -> None:
    """Each exception of aiohttp's client is translated by a row, none by chance."""
    rows = tuple(kind for kind, _ in TRANSLATION)
    theirs = [
        kind for kind in every_subclass(ClientError) if kind.__module__.startswith("aiohttp.")
    ]
    assert len(theirs) > 20
    websocket = {"WSServerHandshakeError", "WSMessageTypeError"}
    for kind in theirs:
        assert kind.__name__ in websocket or issubclass(kind, rows), kind


def test_translation_drops_the_words() -> None:
    """Nothing of the lower exception's text is in ours."""
    error = translated(aiohttp.ClientPayloadError("canary"), "idle")
    assert isinstance(error, UpstreamCut)
    assert "canary" not in repr(error) + str(error)
