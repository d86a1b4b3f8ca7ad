"""The HTTP end: what is sent, which answers count, and where a token may go."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from penname.server.sink_http import HttpEnd, SinkError, authorization
from penname.server.sink_threads import Blocking
from tests.unit.server.collector import Answer, breaks_off, collecting, hangs, says, trickles

LINE = b'{"index":1}\n'


@asynccontextmanager
async def http_end(
    url: str, token_file: Path | None = None, timeout_s: float = 10
) -> AsyncIterator[HttpEnd]:
    thread = Blocking("t")
    end = HttpEnd(url, thread, timeout_s, token_file)
    try:
        yield end
    finally:
        await end.close()
        thread.stop()


async def test_lines_are_posted() -> None:
    """NDJSON in a POST; a second batch goes over the same connection."""
    async with collecting() as collector, http_end(collector.url) as end:
        await end.send(LINE)
        await end.send(LINE + LINE)
        assert collector.batches == [1, 2]
        sent = collector.headers[0]
        assert sent["Content-Type"] == "application/x-ndjson"
        assert "Authorization" not in sent
        assert "Cookie" not in collector.headers[1]


async def test_token_is_read_each_time(tmp_path: Path) -> None:
    """A token that was changed is used from the next batch on."""
    token = tmp_path / "token"
    async with collecting() as collector, http_end(collector.url, token) as end:
        for text in ("first\n", "Splunk second\n"):
            token.write_text(text)
            await end.send(LINE)
    sent = [headers["Authorization"] for headers in collector.headers]
    assert sent == ["Bearer first", "Splunk second"]


async def test_nothing_without_its_token(tmp_path: Path) -> None:
    """Where the token cannot be read, nothing is sent."""
    async with collecting() as collector, http_end(collector.url, tmp_path / "none") as end:
        with pytest.raises(FileNotFoundError):
            await end.send(LINE)
        assert collector.requests == 0


@pytest.mark.parametrize("text", [b"", b" \n", b"a b c", b"x" * 5000, b"\xff", b"a\x00b"])
def test_odd_token_is_refused(tmp_path: Path, text: bytes) -> None:
    """A file that is no token makes no header, and is not quoted."""
    path = tmp_path / "token"
    path.write_bytes(text)
    with pytest.raises(SinkError, match=r"^token_file$"):
        authorization(path)


@pytest.mark.parametrize("status", [400, 413, 422])
async def test_events_can_be_rejected(status: int) -> None:
    """Some answers mean: not these events. Sending them again would not help."""
    async with collecting(says(status)) as collector, http_end(collector.url) as end:
        with pytest.raises(SinkError, match=f"status_{status}") as caught:
            await end.send(LINE)
        assert caught.value.rejected


@pytest.mark.parametrize("status", [301, 401, 403, 404, 429, 500, 503])
async def test_other_answers_are_failures(status: int) -> None:
    """All others but 2xx are to be tried again; a redirect is not followed."""
    answer = says(status, Location="/in")
    async with collecting(answer) as collector, http_end(collector.url) as end:
        with pytest.raises(SinkError, match=f"status_{status}") as caught:
            await end.send(LINE)
        assert not caught.value.rejected
        assert collector.requests == 1


@pytest.mark.parametrize(
    ("text", "seconds"), [("7", 7.0), ("86400", 300.0), ("Wed, 21 Oct 2026", 0.0), ("-1", 0.0)]
)
async def test_retry_after_is_read(text: str, seconds: float) -> None:
    """What a collector asks to wait is bounded; a date is not understood."""
    answer = says(429, Retry_After=text)
    async with collecting(answer) as collector, http_end(collector.url) as end:
        with pytest.raises(SinkError) as caught:
            await end.send(LINE)
        assert caught.value.retry_s == seconds


@pytest.mark.parametrize("answer", [hangs, trickles])
async def test_time_is_bounded(answer: Answer) -> None:
    """A collector that never answers, or never ends its answer, costs one time-out."""
    async with (
        collecting(answer) as collector,
        http_end(collector.url, timeout_s=0.2) as end,
    ):
        if answer is hangs:
            with pytest.raises(TimeoutError):
                await end.send(LINE)
        else:
            await end.send(LINE)
        assert collector.requests == 1


async def test_broken_connection_is_a_failure() -> None:
    """A connection that breaks off, and a port where nobody listens, fail as one word."""
    async with collecting(breaks_off) as collector, http_end(collector.url) as end:
        with pytest.raises(SinkError, match=r"^[A-Za-z]+$"):
            await end.send(LINE)
    async with http_end("http://127.0.0.1:1/in") as end:
        with pytest.raises(SinkError, match=r"^ClientConnectorError$"):
            await end.send(LINE)


async def test_plain_text_is_no_tls() -> None:
    """A collector that cannot do TLS gets nothing from an https sink."""
    async with collecting() as collector:
        url = collector.url.replace("http://", "https://")
        async with http_end(url) as end:
            with pytest.raises(SinkError, match=r"^Client[A-Za-z]+$"):
                await end.send(LINE)
        assert collector.requests == 0


async def test_environment_gives_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY does not lead events elsewhere."""
    async with collecting() as collector, collecting() as other:
        monkeypatch.setenv("HTTP_PROXY", other.url)
        monkeypatch.setenv("http_proxy", other.url)
        async with http_end(collector.url) as end:
            await end.send(LINE)
        assert (collector.requests, other.requests) == (1, 0)


async def test_names_are_resolved_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that hangs costs a time-out, and none of the loop's own threads."""
    real, go_on, threads = socket.getaddrinfo, threading.Event(), set[str]()

    def hanging(*args: object, **more: object) -> object:
        threads.add(threading.current_thread().name)
        go_on.wait(30)
        return real(*args, **more)  # type: ignore[arg-type]

    async with collecting() as collector:
        url = collector.url.replace("127.0.0.1", "localhost")
        async with http_end(url, timeout_s=0.2) as end:
            monkeypatch.setattr(socket, "getaddrinfo", hanging)
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    await end.send(LINE)
            assert await asyncio.to_thread(os.getpid) == os.getpid()
            go_on.set()
        async with http_end(url) as end:
            await end.send(LINE)
        assert collector.batches == [1]
    assert threads == {"t"}


def own_certificate(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate that nobody has vouched for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


async def test_unknown_certificate_is_refused(tmp_path: Path) -> None:
    """Neither events nor the token go to a collector whose certificate nobody vouches for."""
    token = tmp_path / "token"
    token.write_text("word")
    async with collecting(tls=own_certificate(tmp_path)) as collector:
        async with http_end(collector.url, token) as end:
            with pytest.raises(SinkError, match=r"^ClientConnectorCertificateError$"):
                await end.send(LINE)
        assert collector.requests == 0
