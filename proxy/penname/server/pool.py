"""Pooled upstream connections on which no answer can slip to the wrong request.

HTTP/1.1 has no request ids: whatever arrives next is the answer. So a second,
unasked-for answer (a confused gateway, response splitting, an attacker in the
upstream) would be given to whoever uses the connection next, restored with
*their* vault. aiohttp 3.14.5 lets that happen: while a connection is idle its
old parser stays attached and queues what it parses; `_get` does not look.

Theory of operation. A connection is *asked* from the moment when a request is
written until its response is released. Then:

1. bytes that arrive while it is not asked abort it (`data_received`);
2. at checkout it must be clean: nothing queued, nothing half parsed (a probe
   message, fed to the old parser, must come out alone and whole), and nothing
   readable in the kernel (`is_clean`);
3. the kernel is asked again in the same step of the loop in which the request
   is written (`ask`);
4. what is left are bytes in flight on the network at that moment. They cannot
   be told from an early answer, so a connection serves one vault scope only
   (`in_scope`): the worst case stays with the client that caused it.
"""

from __future__ import annotations

import select
from collections.abc import Awaitable, Callable
from typing import Any, cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.client_reqrep import ConnectionKey
from aiohttp.connector import Connection
from aiohttp.http_exceptions import HttpProcessingError

_PROBE_HEADER = "X-Penname-Probe"
_PROBE = f"HTTP/1.1 204 No Content\r\n{_PROBE_HEADER}: 1\r\n\r\n".encode()

Middleware = Callable[
    [aiohttp.ClientRequest, Callable[[aiohttp.ClientRequest], Awaitable[aiohttp.ClientResponse]]],
    Awaitable[aiohttp.ClientResponse],
]


class StrayBytesError(aiohttp.ClientOSError):
    """The upstream sent bytes before it was asked. The request has not been written."""


class UpstreamConnection(ResponseHandler):
    """One upstream connection that knows whether anybody asked it something."""

    _asked = False

    def data_received(self, data: bytes) -> None:
        # b"" is not from the network: it tells the parser to go on
        if data and not self._asked:
            self._refuse()
            return
        super().data_received(data)

    def ask(self) -> bool:
        """To be called when the request is about to be written, without a pause in between.

        False, with the connection aborted, when bytes are already waiting.
        """
        if self._asked:
            return True
        if not self._is_silent():
            self._refuse()
            return False
        self._asked = True
        return True

    def answered(self) -> None:
        """To be called when the response is done with."""
        self._asked = False

    def is_clean(self) -> bool:
        """Whether nothing but the asked-for answer has ever arrived. Uses up the parser."""
        return not self.should_close and self._is_silent() and self._is_at_boundary()

    def _refuse(self) -> None:
        if self.transport is not None:
            self.transport.abort()
        self.set_exception(StrayBytesError("bytes arrived before the request was written"))

    def _is_silent(self) -> bool:
        """Whether the kernel holds neither bytes nor an end for us.

        On TLS this also sees records that are no data. They come with the first
        answer; a late one costs a reconnect.
        """
        sock = None if self.transport is None else self.transport.get_extra_info("socket")
        if sock is None or sock.fileno() < 0:
            return False
        if not hasattr(select, "poll"):
            return not select.select([sock], [], [], 0)[0]
        poll = select.poll()
        poll.register(sock.fileno(), select.POLLIN)
        return not poll.poll(0)

    def _is_at_boundary(self) -> bool:
        """Whether the parser stands between two messages; it does not tell otherwise."""
        if self._parser is None:
            return False
        try:
            messages, upgraded, _ = self._parser.feed_data(_PROBE)
        except HttpProcessingError:
            return False
        if upgraded or len(messages) != 1:
            return False
        message = messages[0][0]
        return message.code == 204 and list(message.headers) == [_PROBE_HEADER]


class UpstreamConnector(aiohttp.TCPConnector):
    """A TCPConnector that checks connections at checkout. Idle ones live for `keepalive_s`."""

    def __init__(self, *, keepalive_s: float = 30.0, **kwargs: Any) -> None:
        super().__init__(keepalive_timeout=keepalive_s, limit=0, **kwargs)
        loop = self._loop
        self._factory = lambda: UpstreamConnection(loop=loop)  # type: ignore[assignment]

    async def _get(self, key: ConnectionKey, traces: list[Any]) -> Connection | None:
        while (connection := await super()._get(key, traces)) is not None:
            protocol = connection.protocol
            if isinstance(protocol, UpstreamConnection) and protocol.is_clean():
                return connection
            connection.close()
        return None

    def _release(
        self, key: ConnectionKey, protocol: ResponseHandler, *, should_close: bool = False
    ) -> None:
        # May run inside the parser (at the end of a body), so nothing is checked here.
        if isinstance(protocol, UpstreamConnection):
            protocol.answered()
        super()._release(key, protocol, should_close=should_close)


class UpstreamRequest(aiohttp.ClientRequest):
    """A request that tells its connection when it is written."""

    scope = ""

    @property
    def connection_key(self) -> ConnectionKey:
        # The only free field of the key, used for nothing but equality. The scope itself
        # and not its hash, so that two scopes cannot collide.
        return super().connection_key._replace(proxy_headers_hash=self.scope)  # type: ignore[arg-type]

    async def send(self, conn: Connection) -> aiohttp.ClientResponse:
        # With a body the headers are written by write_bytes, perhaps a step later.
        if not self._body and not _protocol_of(conn).ask():
            raise StrayBytesError("bytes arrived before the request was written")
        return await super().send(conn)

    async def write_bytes(
        self, writer: Any, conn: Connection, content_length: int | None = None
    ) -> None:
        # When it refuses, the exception waits in the protocol for the reader of the response.
        if _protocol_of(conn).ask():
            await super().write_bytes(writer, conn, content_length)


def in_scope(scope: str) -> Middleware:
    """A client middleware that keeps the request on connections of its own vault scope."""

    async def middleware(
        request: aiohttp.ClientRequest,
        handler: Callable[[aiohttp.ClientRequest], Awaitable[aiohttp.ClientResponse]],
    ) -> aiohttp.ClientResponse:
        cast(UpstreamRequest, request).scope = scope
        return await handler(request)

    return middleware


def _protocol_of(connection: Connection) -> UpstreamConnection:
    return cast(UpstreamConnection, connection.protocol)
