"""Calls to one provider: bounded waiting, no redirects, no cookies, no retries of a POST.

Exceptions (the border: nothing of aiohttp's leaves this module):

    UpstreamError
    ├── UpstreamConnectError    no connection: name, route, TLS
    ├── UpstreamTimeout         .stage: connect, first_byte or idle
    ├── UpstreamCut             the connection ended in the middle
    ├── UpstreamProtocolError   what came is not HTTP that can be passed on
    └── UpstreamTooLarge        the response exceeds its bound

No text of the lower exception is kept: it can hold URLs, headers and bytes.
"""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, contextmanager

import aiohttp
from aiohttp import client_exceptions as lower
from aiohttp.http_exceptions import HttpProcessingError
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from penname.server.config import Timeouts
from penname.server.pool import UpstreamConnector, UpstreamRequest, in_scope

#: Seen: organisation lists and CSP headers of several kB; nothing near this.
_MAX_HEADER_BYTES = 64 * 1024
_MAX_HEADERS = 256

#: Larger bodies are written in steps, so that other connections get their turn.
_WRITE_WHOLE_BYTES = 256 * 1024

#: What aiohttp decodes by itself. Anything else would pass undecoded, and unrestored.
_DECODED = frozenset({"", "identity", "gzip", "deflate", "br", "zstd"})


class UpstreamError(Exception):
    """An upstream call failed. `status` and `code` are for the client, `stage` for the log."""

    status = 502
    code = "upstream_error"
    words = "the provider's answer could not be used"

    def __init__(self, stage: str = "") -> None:
        super().__init__(f"{self.code} {stage}".strip())
        self.stage = stage


class UpstreamConnectError(UpstreamError):
    code = "upstream_unreachable"
    words = "no connection to the provider"


class UpstreamTimeout(UpstreamError):  # noqa: N818 - "Error" says less than "Timeout"
    status = 504
    code = "upstream_timeout"
    words = "the provider took too long"


class UpstreamCut(UpstreamError):  # noqa: N818 - "Error" says less than "Cut"
    code = "upstream_cut"
    words = "the provider ended the connection in the middle"


class UpstreamProtocolError(UpstreamError):
    code = "upstream_invalid"


class UpstreamTooLarge(UpstreamError):  # noqa: N818 - "Error" says less than "TooLarge"
    code = "upstream_too_large"
    words = "the provider's answer exceeds the configured size"


#: aiohttp's exception -> ours; the first row that fits counts.
TRANSLATION: tuple[tuple[type[BaseException], type[UpstreamError]], ...] = (
    (lower.ServerTimeoutError, UpstreamTimeout),
    (TimeoutError, UpstreamTimeout),
    (lower.ClientConnectorError, UpstreamConnectError),
    (lower.ServerFingerprintMismatch, UpstreamConnectError),
    (lower.ClientResponseError, UpstreamProtocolError),
    (lower.InvalidURL, UpstreamProtocolError),
    (lower.NonHttpUrlClientError, UpstreamProtocolError),
    (lower.RedirectClientError, UpstreamProtocolError),
    (lower.ClientConnectionError, UpstreamCut),
    (lower.ClientPayloadError, UpstreamCut),
    (lower.UploadAbortedError, UpstreamCut),
    (HttpProcessingError, UpstreamProtocolError),
    (OSError, UpstreamCut),
)

_LOWER: tuple[type[BaseException], ...] = (
    lower.ClientError,
    *(row[0] for row in TRANSLATION),
)


def translated(error: BaseException, stage: str) -> UpstreamError:
    """Our exception for one of aiohttp's."""
    for kind, ours in TRANSLATION:
        if isinstance(error, kind):
            at = "connect" if isinstance(error, lower.ConnectionTimeoutError) else stage
            return ours(at)
    return UpstreamProtocolError(stage)


@contextmanager
def _border(stage: str) -> Iterator[None]:
    try:
        yield
    except _LOWER as error:
        # "from None": the cause quotes what must not be logged
        raise translated(error, stage) from None


class UpstreamResponse:
    """A response whose headers are here and whose body is to be read once."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.status = response.status
        self.headers: CIMultiDictProxy[str] = response.headers

    @property
    def content_type(self) -> str:
        return self.headers.get("Content-Type", "")

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body as it arrives. Raises UpstreamError; ends only at a complete body."""
        try:
            with _border("idle"):
                # not by lines: aiohttp gives up on lines of 512 KiB, and events can be longer
                async for chunk in self._response.content.iter_any():
                    yield chunk
        finally:
            self.close()

    async def read(self, limit: int) -> bytes:
        """The whole body. Raises UpstreamError; UpstreamTooLarge over `limit` bytes."""
        parts: list[bytes] = []
        size = 0
        async with aclosing(self.chunks()) as chunks:
            async for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise UpstreamTooLarge("idle")
                parts.append(chunk)
        return b"".join(parts)

    def close(self) -> None:
        """Drops the connection unless the body was read to its end. Never waits."""
        self._response.close()


class Upstream:
    """One provider. Opens its session on the running loop; close() after use."""

    def __init__(self, name: str, base_url: str, timeouts: Timeouts) -> None:
        self.name = name
        self._base_url = base_url
        self._timeouts = timeouts
        self._session = aiohttp.ClientSession(
            connector=UpstreamConnector(),
            request_class=UpstreamRequest,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(
                total=None,
                connect=timeouts.connect_s,
                sock_connect=timeouts.connect_s,
                sock_read=timeouts.first_byte_s,
                ceil_threshold=math.inf,
            ),
            trust_env=False,
            auto_decompress=True,
            skip_auto_headers=("User-Agent", "Content-Type", "Accept"),
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
            max_headers=_MAX_HEADERS,
        )

    async def send(
        self,
        method: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        body: bytes,
        scope: str,
    ) -> UpstreamResponse:
        """Sends one request and waits for the response's headers.

        `path` and `query` are sent as they are. `scope`: connections are not
        shared between vault scopes (pool.py). Redirects are not followed: they
        would carry the credential to another address. Raises UpstreamError.
        """
        url = URL(f"{self._base_url}{path}{'?' + query if query else ''}", encoded=True)
        sent = CIMultiDict(headers)
        sent.setdefault("User-Agent", "penname")
        waiting = self._timeouts.connect_s + self._timeouts.first_byte_s
        with _border("first_byte"):
            # The outer bound also covers an upstream that takes the body or gives its
            # headers byte by byte, which restarts aiohttp's own timer each time.
            async with asyncio.timeout(waiting):
                response = await self._session.request(
                    method,
                    url,
                    headers=sent,
                    data=_payload(body),
                    allow_redirects=False,
                    middlewares=(in_scope(scope),),
                )
        return self._checked(response)

    def _checked(self, response: aiohttp.ClientResponse) -> UpstreamResponse:
        codings = response.headers.getall("Content-Encoding", ())
        if (
            response.status < 200
            or len(codings) > 1
            or not _DECODED.issuperset(coding.strip().lower() for coding in codings)
        ):
            response.close()
            raise UpstreamProtocolError("headers")
        connection = response.connection
        protocol = connection.protocol if connection is not None else None
        if protocol is not None:
            protocol.read_timeout = self._timeouts.idle_s
            protocol.start_timeout()
        return UpstreamResponse(response)

    async def close(self) -> None:
        await self._session.close()


def _payload(body: bytes) -> bytes | io.BytesIO | None:
    if not body:
        return None
    return io.BytesIO(body) if len(body) > _WRITE_WHOLE_BYTES else body
