"""Reading request bodies over real sockets: size, speed, codings, types."""

from __future__ import annotations

import asyncio
import gzip
from functools import partial

import pytest
from aiohttp import web

from penname.exchange.refusal import Refusal
from penname.server.body import check_json_type, check_media_type, read_body
from penname.server.config import Limits
from tests.unit.server.wire import ask, connect, post, read_answer, serving

SMALL = Limits(max_body_bytes=1000, max_decoded_bytes=2000, body_grace_s=0.2, body_min_rate=500)


async def answer_with_body(request: web.Request) -> web.Response:
    try:
        check_json_type(request)
        return web.Response(body=await read_body(request, SMALL))
    except Refusal as refusal:
        return web.Response(status=refusal.status, text=refusal.code)


served = partial(serving, answer_with_body)


async def sent(request: bytes) -> tuple[int, str]:
    async with served() as port:
        answer = await ask(port, request)
        return answer.status, answer.body.decode()


async def test_plain_body_is_read() -> None:
    """A body without coding arrives as sent; none is empty."""
    assert await sent(post("/", b'{"a":1}')) == (200, '{"a":1}')
    assert await sent(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n") == (200, "")


async def test_chunked_body_is_read() -> None:
    """Chunked framing is undone."""
    body = b'3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n'
    assert await sent(post("/", body, content_length="", transfer_encoding="chunked")) == (
        200,
        '{"a":1}',
    )


async def test_coded_body_is_decoded() -> None:
    """Stacked codings are undone in reverse order."""
    packed = gzip.compress(gzip.compress(b"{}"))
    assert await sent(post("/", packed, content_encoding="gzip, gzip")) == (200, "{}")


async def test_oversize_is_refused_early() -> None:
    """A declared length over the limit is 413 before a byte of it is sent."""
    head = post("/", b"", content_length="1001")
    assert (await sent(head))[0] == 413


async def test_oversize_chunked_is_refused() -> None:
    """Without a declared length the count of bytes decides."""
    body = b"400\r\n" + b"a" * 1024 + b"\r\n0\r\n\r\n"
    request = post("/", body, content_length="", transfer_encoding="chunked")
    assert (await sent(request))[0] == 413


async def test_bomb_is_refused() -> None:
    """A small body that decodes past the limit is 413."""
    assert (await sent(post("/", gzip.compress(bytes(100_000)), content_encoding="gzip")))[0] == 413


async def test_slow_body_is_refused() -> None:
    """A body slower than the minimum rate is 408, however it is spaced."""

    async def trickle(writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"a")
            await asyncio.sleep(0.02)

    async with served() as port, connect(port) as (reader, writer):
        writer.write(post("/", b"", content_length="1000"))
        task = asyncio.create_task(trickle(writer))
        answer = await read_answer(reader)
        task.cancel()
    assert answer.status == 408


@pytest.mark.parametrize("coding", ["aes128gcm", "gzip, gzip, gzip"])
async def test_unknown_coding_is_refused(coding: str) -> None:
    """A coding nobody can decode is 415, not forwarded."""
    assert (await sent(post("/", b"{}", content_encoding=coding)))[0] == 415


async def test_damaged_coding_is_refused() -> None:
    """A body that is not what its coding says is 400."""
    assert (await sent(post("/", b"{}", content_encoding="gzip")))[0] == 400


async def test_damaged_chunks_are_refused_at_once() -> None:
    """Broken framing is 400 now, not 408 after the deadline."""
    status, _ = await sent(
        post("/", b"2\r\n{}\r\nzz\r\n", content_length="", transfer_encoding="chunked")
    )
    assert status == 400


@pytest.mark.parametrize(
    "value",
    [
        "application/json",
        "Application/JSON; charset=UTF-8",
        'application/json;charset="utf8"',
        "application/vnd.api+json",
        "application/json; charset=us-ascii; x=y",
        "",
    ],
)
def test_json_types_pass(value: str) -> None:
    """Every spelling of JSON in UTF-8 is accepted."""
    check_media_type(value)


@pytest.mark.parametrize(
    "value",
    [
        "application/json; charset=utf-16",
        "application/json; charset=latin-1; charset=utf-8",
        "text/plain",
        "application/jsonl",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
    ],
)
def test_other_types_are_refused(value: str) -> None:
    """What cannot be inspected is 415."""
    with pytest.raises(Refusal) as caught:
        check_media_type(value)
    assert caught.value.status == 415
