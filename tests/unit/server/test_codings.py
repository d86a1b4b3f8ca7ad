"""Content codings: every format, cut at every byte, continued, bombs."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import pytest

from penname.exchange.refusal import Refusal
from penname.server.codings import decode, parse_codings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Pack = Callable[[bytes], bytes]
TEXT = b'{"a": "b", "n": [1, 2, 3]}' * 5


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Pack] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": partial(brotli.compress, quality=1),
    "zstd": zstd.compress,
}
ALL = [*PACKERS.items(), ("deflate", raw_deflate)]


@pytest.mark.parametrize(("coding", "pack"), ALL)
@pytest.mark.parametrize("data", [b"", TEXT, bytes(300_000)])
def test_each_coding_round_trips(coding: str, pack: Pack, data: bytes) -> None:
    """What each packer made decodes to the same bytes, in one step or many."""
    assert decode(pack(data), (coding,), 300_000) == data


@pytest.mark.parametrize(("coding", "pack"), ALL)
def test_cut_streams_are_refused(coding: str, pack: Pack) -> None:
    """A stream cut at any byte is 400, never a shorter body."""
    packed = pack(TEXT)
    for end in range(len(packed)):
        with pytest.raises(Refusal) as caught:
            decode(packed[:end], (coding,), 10_000)
        assert caught.value.status == 400


@pytest.mark.parametrize(("coding", "pack"), ALL)
@pytest.mark.parametrize("tail", [b"\0", b"junk", b"\r\n"])
def test_continued_streams_are_refused(coding: str, pack: Pack, tail: bytes) -> None:
    """Bytes after the end of the stream are 400."""
    with pytest.raises(Refusal) as caught:
        decode(pack(TEXT) + tail, (coding,), 10_000)
    assert caught.value.status == 400


@pytest.mark.parametrize(("coding", "pack"), ALL)
def test_second_member_is_refused(coding: str, pack: Pack) -> None:
    """Two streams in a row are not one body."""
    with pytest.raises(Refusal):
        decode(pack(TEXT) * 2, (coding,), 10_000)


@pytest.mark.parametrize(("coding", "pack"), ALL)
def test_cap_is_exact(coding: str, pack: Pack) -> None:
    """A body of exactly the limit passes, one byte more is 413."""
    packed = pack(TEXT)
    assert decode(packed, (coding,), len(TEXT)) == TEXT
    with pytest.raises(Refusal) as caught:
        decode(packed, (coding,), len(TEXT) - 1)
    assert caught.value.status == 413


@pytest.mark.parametrize(("coding", "pack"), ALL)
def test_bombs_stay_small(coding: str, pack: Pack) -> None:
    """A bomb is refused after about the cap, not after it has gone off."""
    packed = pack(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(Refusal) as caught:
        decode(packed, (coding,), 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.status == 413
    assert peak < 4_000_000


def test_bomb_in_a_bomb_is_capped() -> None:
    """The cap holds at every layer."""
    packed = gzip.compress(gzip.compress(bytes(5_000_000)))
    with pytest.raises(Refusal) as caught:
        decode(packed, ("gzip", "gzip"), 1_000_000)
    assert caught.value.status == 413


def test_layers_decode_in_reverse() -> None:
    """`gzip, br` was packed by gzip first."""
    packed = brotli.compress(gzip.compress(TEXT))
    assert decode(packed, parse_codings("gzip, BR"), 10_000) == TEXT


def test_zstd_window_is_bounded() -> None:
    """A frame that asks for a 128 MiB window is refused before it is allocated."""
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 27}
    packer = zstd.ZstdCompressor(options=options)
    packed = packer.compress(TEXT) + packer.flush()
    with pytest.raises(Refusal):
        decode(packed, ("zstd",), 10_000)


@pytest.mark.parametrize("header", ["compress", "gzip, aes128gcm", "gzip,gzip,gzip", "gzip;q=1"])
def test_unknown_codings_are_refused(header: str) -> None:
    """An unknown coding or a third layer is 415."""
    with pytest.raises(Refusal) as caught:
        parse_codings(header)
    assert caught.value.status == 415


@pytest.mark.parametrize("header", ["", "identity", " identity , "])
def test_identity_means_no_coding(header: str) -> None:
    """identity is not a layer."""
    assert parse_codings(header) == ()
