"""The HTTP end of a sink: NDJSON in POSTs to a collector."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from penname import __version__
from penname.server.sink_threads import Blocking

#: A rejection is the event's fault and not the moment's: sending it again does not help.
_REJECTED = frozenset({400, 406, 413, 415, 422})
_MAX_ANSWER = 64 * 1024
_MAX_TOKEN = 4096
_MAX_WAIT_S = 300.0


class SinkError(Exception):
    """An attempt has failed. `rejected`: the end did not want these events.

    `retry_s`: what the end asked to wait. The message is for the log: one word.
    """

    def __init__(self, word: str, *, rejected: bool = False, retry_s: float = 0.0) -> None:
        super().__init__(word)
        self.rejected = rejected
        self.retry_s = retry_s


class HttpEnd:
    """Lines as NDJSON in one POST. 2xx means that the collector has them.

    Redirects are not followed and no proxy of the environment is used: the events and the
    token go to the host that was named, or nowhere.
    """

    def __init__(
        self, url: str, thread: Blocking, timeout_s: float, token_file: Path | None
    ) -> None:
        self._url = url
        self._thread = thread
        self._timeout_s = timeout_s
        self._token_file = token_file
        self._session: aiohttp.ClientSession | None = None

    async def send(self, lines: bytes) -> None:
        async with asyncio.timeout(self._timeout_s):
            try:
                await self._post(lines)
            except aiohttp.ClientError as error:
                raise SinkError(type(error).__name__) from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, lines: bytes) -> None:
        headers = {"Content-Type": "application/x-ndjson"}
        if self._token_file is not None:
            path = self._token_file
            headers["Authorization"] = await self._thread.run(lambda: authorization(path))
        session = self._opened()
        async with session.post(
            self._url, data=lines, headers=headers, allow_redirects=False
        ) as answer:
            # what it says is nobody's business; read so that the connection can be kept
            await answer.content.read(_MAX_ANSWER)
            if 200 <= answer.status < 300:
                return
            raise SinkError(
                f"status_{answer.status}",
                rejected=answer.status in _REJECTED,
                retry_s=_retry_after(answer.headers.get("Retry-After", "")),
            )

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=1, resolver=_Resolver(self._thread)),
                timeout=aiohttp.ClientTimeout(total=self._timeout_s),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": f"penname/{__version__}"},
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


class _Resolver(AbstractResolver):
    """Names in the sink's own thread: a name server that hangs must not use up the loop's."""

    def __init__(self, thread: Blocking) -> None:
        self._thread = thread

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._thread.run(
            lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=int(address[1]),
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None: ...


def authorization(path: Path) -> str:
    """The header's value from a file: one word is a bearer token, two stand as they are
    (`Splunk …`, `ApiKey …`). Raises SinkError; no message quotes the file."""
    with path.open("rb") as file:
        words = file.read(_MAX_TOKEN + 1).split()
    text = b" ".join(words).decode("latin-1")
    if not 1 <= len(words) <= 2 or len(text) > _MAX_TOKEN or not text.isascii():
        raise SinkError("token_file")
    if not text.isprintable():
        raise SinkError("token_file")
    return text if len(words) == 2 else f"Bearer {text}"


def _retry_after(text: str) -> float:
    """Seconds that an answer asks to wait; 0 where it gives none, or a date."""
    return min(float(text), _MAX_WAIT_S) if text.isdecimal() and len(text) < 9 else 0.0
