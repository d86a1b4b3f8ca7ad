"""The listening side, hardened against slow and broken clients.

Theory of operation. aiohttp's RequestHandler has one timer, the keep-alive
one; it runs from the connect or from the last response and is not reset by
bytes, so it also bounds headers that trickle in, but only at the keep-alive
time. This subclass adds a second, shorter timer: from the connect or from the
first byte of a further request until its headers are complete. (The start of
a pipelined request that came while another was handled waits without it: then
the keep-alive time holds.)

aiohttp answers a request that does not parse with a 400 that quotes the bytes
and logs them with a traceback. Here both are replaced by fixed words.

Facts about aiohttp 3.14.5 that this module rests on (test_protocol.py fails
when one changes): `RequestHandler.data_received`, `_waiter` (pending exactly
while no request is being handled), `_messages`, `_current_request`;
`Server.__call__` makes the handler.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.http import HttpRequestParser
from aiohttp.web_protocol import RequestHandler, RequestPayloadError, _ErrInfo

from penname.server.config import ConfigError, Limits

_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def require_c_parser() -> None:
    """Raises ConfigError unless aiohttp parses requests with its C extension.

    The pure-Python fallback has other limits and other edge cases; the tests
    of this room do not run against it, so it must not be picked silently.
    """
    if HttpRequestParser.__module__ != "aiohttp._http_parser":
        raise ConfigError(
            "aiohttp runs without its C parser (AIOHTTP_NO_EXTENSIONS set, or a build without "
            "the extension); refusing to start",
            code=5,
        )


class ClientHandler(RequestHandler):
    """One client connection."""

    __slots__ = ("_header_handle", "_header_timeout_s", "_headers_begun")

    def __init__(self, manager: web.Server, *, header_timeout_s: float, **kwargs: Any) -> None:
        super().__init__(manager, **kwargs)
        self._header_timeout_s = header_timeout_s
        self._header_handle: asyncio.TimerHandle | None = None
        self._headers_begun = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._start_header_timer()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._stop_header_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._messages or self._current_request is not None:
            # a request is complete, or one is being handled and this is its body
            self._stop_header_timer()
            self._fail_damaged_body()
        elif data and self._waiter is not None and not self._waiter.done():
            if self._header_handle is None:
                self._start_header_timer()
            self._headers_begun = True

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """A fixed answer: the original quotes the request's bytes, in the log and in the body."""
        name = type(exc).__name__ if exc is not None else ""
        self.logger.warning("request_error", extra={"status": status, "error": name})
        if request.writer.output_size > 0:
            raise ConnectionError("the response has begun")
        words = "the request is not valid HTTP" if status == 400 else "the request failed"
        body = json.dumps({"error": {"type": "invalid_request_error", "message": words}})
        response = web.Response(status=status, text=body, content_type="application/json")
        response.force_close()
        return response

    def _fail_damaged_body(self) -> None:
        """Ends the read of a body whose framing broke.

        The C parser reports the error as a further "message" and forgets the
        payload, which would then wait for bytes until its deadline.
        """
        request = self._current_request
        if request is None or not self._messages or not isinstance(self._messages[-1][0], _ErrInfo):
            return
        if not request.content.is_eof() and request.content.exception() is None:
            request.content.set_exception(RequestPayloadError("damaged framing"))

    def _start_header_timer(self) -> None:
        self._stop_header_timer()
        self._header_handle = self._loop.call_later(self._header_timeout_s, self._headers_late)

    def _stop_header_timer(self) -> None:
        self._headers_begun = False
        if self._header_handle is not None:
            self._header_handle.cancel()
            self._header_handle = None

    def _headers_late(self) -> None:
        self._header_handle = None
        if self._headers_begun and self.transport is not None:
            self.transport.write(_TIMED_OUT)
        self.force_close()


class ClientServer(web.Server):
    """Makes a ClientHandler per connection.

    The original falls back to a handler with default settings when one of its
    arguments is unknown; here that is an error, since the settings are limits.
    """

    def __init__(self, handler: Any, *, header_timeout_s: float, **kwargs: Any) -> None:
        super().__init__(handler, **kwargs)
        self._header_timeout_s = header_timeout_s

    def __call__(self) -> RequestHandler:
        return ClientHandler(
            self, loop=self._loop, header_timeout_s=self._header_timeout_s, **self._kwargs
        )


class ClientRunner(web.AppRunner):
    """An AppRunner whose connections are ClientHandlers with every limit said explicitly."""

    def __init__(self, app: web.Application, limits: Limits, *, shutdown_timeout: float) -> None:
        require_c_parser()
        super().__init__(
            app,
            handle_signals=False,
            shutdown_timeout=shutdown_timeout,
            access_log=None,
            auto_decompress=False,
            handler_cancellation=True,
            keepalive_timeout=limits.keepalive_s,
            max_line_size=limits.max_header_bytes,
            max_field_size=limits.max_header_bytes,
            max_headers=limits.max_headers,
            lingering_time=2.0,
        )
        self._header_timeout_s = limits.header_timeout_s

    async def _make_server(self) -> web.Server:
        made = await super()._make_server()
        return ClientServer(
            made.request_handler,
            header_timeout_s=self._header_timeout_s,
            request_factory=made.request_factory,
            handler_cancellation=made.handler_cancellation,
            loop=asyncio.get_running_loop(),
            **made._kwargs,
        )
