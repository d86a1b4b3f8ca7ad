"""The way of a response: upstream to client, restored.

A stream that breaks must look broken. A clean end after half an answer would
be taken for a whole one, so every failure after the first byte ends in `cut`:
the chunked body stays without its terminator and the connection closes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import aclosing

from aiohttp import web

from penname.audit.model import AuditError
from penname.dialects.errors import error_event
from penname.exchange.refusal import Refusal
from penname.server.config import Config
from penname.server.headers import client_headers
from penname.server.ports import Exchange, Stream
from penname.server.replies import AUDIT_WORDS, Call
from penname.server.trail import Outcome, Trail
from penname.server.upstream import UpstreamError, UpstreamResponse

#: Media types that hold no text: passed through unread.
_BINARY = ("audio/", "image/", "video/")

_STAGES: dict[type[Exception], str] = {AuditError: "audit"}

#: How long the bytes before a cut may take to reach a slow client.
_CUT_GRACE_S = 10.0


async def relay(
    request: web.Request,
    upstream: UpstreamResponse,
    exchange: Exchange,
    config: Config,
    trail: Trail,
) -> web.StreamResponse:
    """Gives the upstream's response to the client.

    Raises UpstreamError, Refusal, AuditError and bugs of the exchange only as long as
    nothing was sent; afterwards they end the connection and stand in the trail's outcome.
    """
    headers = client_headers(upstream.headers)
    headers.update(trail.call.headers)
    outcome = trail.outcome
    media = upstream.content_type.partition(";")[0].strip().lower()
    stream: Stream | None = None
    if media == "text/event-stream" and upstream.status == 200:
        stream = exchange.open_stream()
    elif not media.startswith(_BINARY):
        body = await upstream.read(config.limits.max_response_bytes)
        trail.came(body)
        if body:
            body = await exchange.restore_body(body, upstream.content_type)
        trail.goes(body)
        outcome.bytes_out = len(body)
        await trail.before_end(upstream.status)
        return web.Response(status=upstream.status, headers=headers, body=body or None)
    outcome.streamed = True
    response = web.StreamResponse(status=upstream.status, headers=headers)
    sender = _Sender(request, response, config.timeouts.idle_s, outcome)
    await response.prepare(request)
    await _pump(sender, upstream, stream, trail)
    return response


class _Sender:
    """Writes to the client with back-pressure and a bound on how long it may take."""

    def __init__(
        self, request: web.Request, response: web.StreamResponse, patience_s: float, out: Outcome
    ) -> None:
        self.request = request
        self.outcome = out
        self._response = response
        self._patience_s = patience_s

    async def write(self, data: bytes) -> None:
        """Raises ClientGoneError."""
        if not data:
            return
        try:
            async with asyncio.timeout(self._patience_s):
                await self._response.write(data)
        except (ConnectionError, TimeoutError) as error:
            raise ClientGoneError(type(error).__name__) from None
        self.outcome.bytes_out += len(data)

    async def end(self) -> None:
        """Raises ClientGoneError."""
        try:
            async with asyncio.timeout(self._patience_s):
                await self._response.write_eof()
        except (ConnectionError, TimeoutError) as error:
            raise ClientGoneError(type(error).__name__) from None


class ClientGoneError(Exception):
    """The client left, or does not read."""


async def _pump(
    sender: _Sender,
    upstream: UpstreamResponse,
    stream: Stream | None,
    trail: Trail,
) -> None:
    outcome = sender.outcome
    try:
        await _copy(sender, upstream, stream, trail)
    except ClientGoneError as gone:
        outcome.failed(gone, "client")
        cut(sender.request)
    except (UpstreamError, Refusal, AuditError) as error:
        outcome.failed(error, getattr(error, "stage", "") or _STAGES.get(type(error), "stream"))
        await _last_words(sender, error, stream, trail.call)
        cut(sender.request)
    except Exception as error:  # noqa: BLE001 - a bug; nothing further is sent
        outcome.failed(error, "stream")
        cut(sender.request)


async def _copy(
    sender: _Sender, upstream: UpstreamResponse, stream: Stream | None, trail: Trail
) -> None:
    async with aclosing(upstream.chunks()) as chunks:
        async for chunk in chunks:
            if stream is None:
                await sender.write(chunk)
                continue
            trail.came(chunk)
            data = await stream.feed(chunk)
            trail.goes(data)
            if stream.finished:
                await trail.before_end(upstream.status)
            await sender.write(data)
    rest = b"" if stream is None else await stream.close()
    trail.goes(rest)
    await trail.before_end(upstream.status)
    await sender.write(rest)
    await sender.end()


async def _last_words(
    sender: _Sender,
    error: UpstreamError | Refusal | AuditError,
    stream: Stream | None,
    call: Call,
) -> None:
    """What the restorer held back, or why the policy ended the stream."""
    if stream is None:
        return
    try:
        if isinstance(error, AuditError):
            code = "audit_unavailable"
            words = error_event(call.provider, code, AUDIT_WORDS, call.request_id)
        elif isinstance(error, Refusal):
            words = error_event(call.provider, error.code, error.message, call.request_id)
        else:
            words = stream.abort()
        await sender.write(words)
    except ClientGoneError:
        return


def cut(request: web.BaseRequest) -> None:
    """Ends the client's connection so that the body is seen to be incomplete.

    Chunked: what was written still goes out, the terminator never does. A body
    that ends with the connection (HTTP/1.0) would look complete then, so its
    connection is reset.
    """
    transport = request.transport
    if transport is None:
        return
    if request.version >= (1, 1):
        transport.close()
        asyncio.get_running_loop().call_later(_CUT_GRACE_S, transport.abort)
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
