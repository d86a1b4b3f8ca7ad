"""NDJSON: decoding and rewriting lines."""

from __future__ import annotations

import time

import pytest

from penname.text.ndjson import NdjsonDecoder, NdjsonError, NdjsonLine, parse_line, rewrite
from tests.chunking import every_way


def decode(chunks: list[bytes]) -> tuple[list[NdjsonLine], bytes]:
    decoder = NdjsonDecoder()
    lines = [line for chunk in chunks for line in decoder.feed(chunk)]
    return lines, decoder.close()


def test_every_cut_same_lines() -> None:
    """The lines and the rest are those of one cut, and the bytes are all there."""
    data = '{"a": "é\u2028\u0085\U0001f600"}\n\n{"b": 1}\r\n \r\r\n{"done"'.encode()
    expected = decode([data])
    assert [line.text for line in expected[0]] == [
        '{"a": "é\u2028\u0085\U0001f600"}',
        "",
        '{"b": 1}',
        " \r",
    ]
    assert b"".join(line.raw for line in expected[0]) + expected[1] == data
    for chunks in every_way(data):
        assert decode(chunks) == expected


def test_last_line_without_end() -> None:
    """The bytes after the last LF come back raw and can be parsed as a line."""
    lines, rest = decode([b'{"a": 1}\n{"done": true}'])
    assert (len(lines), parse_line(rest).text) == (1, '{"done": true}')


def test_invalid_utf8_never_quoted() -> None:
    """Invalid UTF-8 raises, the message holds no data, and nothing is lost."""
    decoder = NdjsonDecoder()
    with pytest.raises(NdjsonError) as caught:
        decoder.feed(b"{}\nhidden \xff\n")
    assert "hidden" not in str(caught.value)
    assert caught.value.__suppress_context__
    with pytest.raises(NdjsonError):
        decoder.feed(b"{}\n")
    assert decoder.close() == b"{}\nhidden \xff\n"


@pytest.mark.parametrize("stream", [b"12345678\n", b"123456789"])
def test_large_line_is_refused(stream: bytes) -> None:
    """A line over the limit raises, whole or still growing; one at the limit passes."""
    assert len(NdjsonDecoder(max_line_bytes=9).feed(b"12345678\n")) == 1
    with pytest.raises(NdjsonError, match="larger than 8"):
        NdjsonDecoder(max_line_bytes=8).feed(stream)


def test_large_line_is_linear() -> None:
    """20 MB in 1 kB chunks decode in time that rules out a rescan per chunk."""
    data = b"x" * 20_000_000 + b"\n"
    decoder = NdjsonDecoder()
    begin = time.process_time()
    lines = [n for i in range(0, len(data), 1000) for n in decoder.feed(data[i : i + 1000])]
    assert time.process_time() - begin < 5
    assert [len(line.raw) for line in lines] == [len(data)]


def test_repr_holds_no_text() -> None:
    """The repr of a line says its size only."""
    assert repr(parse_line(b"hidden\n")) == "NdjsonLine(<7 bytes>)"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_rewrite_keeps_line_end(end: bytes) -> None:
    """New text takes the line's place in front of its own line end."""
    assert rewrite(parse_line(b"{}" + end), '"é"') == '"é"'.encode() + end


@pytest.mark.parametrize("text", ["hidden\n", "hidden\ud800"])
def test_rewrite_refuses_what_cannot_be(text: str) -> None:
    """Text with an LF or a lone surrogate raises without a quote."""
    with pytest.raises(NdjsonError) as caught:
        rewrite(parse_line(b"{}\n"), text)
    assert "hidden" not in str(caught.value)
