"""Reading a request body: bounded in size, in time, and decoded before anyone looks at it.

The application runs with `auto_decompress=False` (see protocol.py): aiohttp
would otherwise decode some codings without a cap and leave the header in
place, so that nobody downstream could tell.
"""

from __future__ import annotations

import asyncio
import re

from aiohttp import web

from penname.exchange.refusal import Refusal
from penname.server.codings import decode, parse_codings
from penname.server.config import Limits

_JSON = re.compile(r"application/(?:[a-z0-9.!#$&^_-]+\+)?json")
_CHARSET = re.compile(r"utf-?8|us-ascii")


async def read_body(request: web.BaseRequest, limits: Limits) -> bytes:
    """The decoded body; b"" when there is none.

    Raises Refusal: 413 too large (as sent or decoded), 408 too slow, 415
    unknown coding, 400 damaged, cut or continued stream.
    """
    codings = parse_codings(",".join(request.headers.getall("Content-Encoding", ())))
    raw = await _read_raw(request, limits)
    if not raw or not codings:
        if len(raw) > limits.max_decoded_bytes:
            raise Refusal(
                413, "body_too_large", f"the body exceeds {limits.max_decoded_bytes} bytes"
            )
        return raw
    # off the loop: a small body may decode for a long time before it hits the cap
    return await asyncio.to_thread(decode, raw, codings, limits.max_decoded_bytes)


async def _read_raw(request: web.BaseRequest, limits: Limits) -> bytes:
    limit = limits.max_body_bytes
    declared = request.content_length
    if declared is not None and declared > limit:
        raise Refusal(413, "body_too_large", f"the body exceeds {limit} bytes")
    if not request.body_exists:
        return b""
    loop = asyncio.get_running_loop()
    start = loop.time() + limits.body_grace_s
    parts: list[bytes] = []
    size = 0
    while True:
        # Each byte buys time: the sender must keep up the minimum rate from the first
        # byte on, however it spaces its packets.
        try:
            async with asyncio.timeout_at(start + size / limits.body_min_rate):
                part = await request.content.readany()
        except TimeoutError:
            raise Refusal(408, "body_too_slow", "the body arrived too slowly") from None
        except web.RequestPayloadError:
            raise Refusal(400, "invalid_body", "the body's framing is damaged") from None
        if not part:
            if request.content.at_eof():
                return b"".join(parts)
            continue
        size += len(part)
        if size > limit:
            raise Refusal(413, "body_too_large", f"the body exceeds {limit} bytes")
        parts.append(part)


def check_json_type(request: web.BaseRequest) -> None:
    """Refuses (415) a body that is not JSON in UTF-8. No Content-Type counts as JSON."""
    values = request.headers.getall("Content-Type", ())
    if len(values) > 1:
        raise Refusal(400, "invalid_header", "more than one content-type")
    if values:
        check_media_type(values[0])


def check_media_type(value: str) -> None:
    """The check of `check_json_type` for one header value."""
    media, *parameters = (part.strip().lower() for part in value.split(";"))
    if media and not _JSON.fullmatch(media):
        raise Refusal(415, "unsupported_media_type", "only application/json can be inspected here")
    for parameter in parameters:
        name, _, text = parameter.partition("=")
        if name.strip() == "charset" and not _CHARSET.fullmatch(text.strip().strip('"')):
            raise Refusal(415, "unsupported_charset", "only UTF-8 can be inspected here")
