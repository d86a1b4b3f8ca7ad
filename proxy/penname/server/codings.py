"""Content codings of request bodies: decoded step by step under a cap.

A body is never forwarded in a coding (the masked bytes are new anyway), so
decoding may be strict: what does not end exactly at the end of its stream is
refused, including a second gzip member.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping

import brotli

from penname.exchange.refusal import Refusal

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: More layers than one are rare, more than two are an attack.
MAX_LAYERS = 2

_STEP = 64 * 1024

#: RFC 9659: the window of zstd over HTTP is at most 8 MiB. The library's own limit
#: is 128 MiB, allocated before a byte comes out.
_ZSTD_WINDOW_LOG = 23


class _BadCodingError(Exception):
    """The body does not decode, or does not end where it should."""


def parse_codings(header: str) -> tuple[str, ...]:
    """The codings in the order in which they were applied. Raises Refusal 415."""
    names = tuple(part.strip().lower() for part in header.split(",") if part.strip())
    codings = tuple(_ALIASES.get(name, name) for name in names if name != "identity")
    if len(codings) > MAX_LAYERS:
        raise Refusal(
            415, "unsupported_encoding", f"at most {MAX_LAYERS} content codings are accepted"
        )
    for coding in codings:
        if coding not in _DECODERS:
            known = ", ".join(_DECODERS)
            raise Refusal(
                415, "unsupported_encoding", f"unknown content-encoding; accepted: {known}"
            )
    return codings


def decode(body: bytes, codings: tuple[str, ...], limit: int) -> bytes:
    """The body without its codings, at most `limit` bytes at every layer.

    Raises Refusal: 413 over the limit, 400 for a damaged, cut or continued
    stream. CPU-bound; the caller moves it off the event loop.
    """
    for coding in reversed(codings):
        body = _decode_layer(body, coding, limit)
    return body


def _decode_layer(body: bytes, coding: str, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        for part in _DECODERS[coding](body):
            size += len(part)
            if size > limit:
                raise Refusal(413, "body_too_large", f"the decoded body exceeds {limit} bytes")
            parts.append(part)
    except (_BadCodingError, zlib.error, brotli.error, zstd.ZstdError):
        raise Refusal(
            400, "invalid_encoding", f"the body is not one complete {coding} stream"
        ) from None
    return b"".join(parts)


def _inflate(body: bytes, wbits: int) -> Iterator[bytes]:
    decoder = zlib.decompressobj(wbits)
    part = decoder.decompress(body, _STEP)
    while part:
        yield part
        part = decoder.decompress(decoder.unconsumed_tail, _STEP)
    if not decoder.eof or decoder.unused_data:
        raise _BadCodingError


def _gzip(body: bytes) -> Iterator[bytes]:
    return _inflate(body, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes) -> Iterator[bytes]:
    """zlib format (RFC 1950), or the raw one that some clients send under the same name."""
    is_zlib = len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    part = decoder.process(body, output_buffer_limit=_STEP)
    while part:
        yield part
        if decoder.is_finished():
            break
        part = decoder.process(b"", output_buffer_limit=_STEP)
    if not decoder.is_finished():
        raise _BadCodingError


def _zstd(body: bytes) -> Iterator[bytes]:
    options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW_LOG}
    decoder = zstd.ZstdDecompressor(options=options)
    part = decoder.decompress(body, _STEP)
    while part or not (decoder.eof or decoder.needs_input):
        yield part
        if decoder.eof:
            break
        part = decoder.decompress(b"", _STEP)
    if not decoder.eof or decoder.unused_data:
        raise _BadCodingError


_ALIASES: Mapping[str, str] = {"x-gzip": "gzip"}

_DECODERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
