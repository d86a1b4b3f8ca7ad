"""Server-Sent Events: decoding and rewriting."""

from __future__ import annotations

import pytest

from penname.text.sse import ServerSentEvent, SseDecoder, SseError, rewrite
from tests.chunking import every_way


def decode(chunks: list[bytes]) -> tuple[list[ServerSentEvent], bytes]:
    decoder = SseDecoder()
    events = [event for chunk in chunks for event in decoder.feed(chunk)]
    return events, decoder.close()


def pairs(data: bytes) -> list[tuple[str, str | None]]:
    """(event, data) of a stream, checked to be the same and byte exact for every chunking."""
    expected, _ = decode([data])
    shape = [(e.event, e.data, e.is_comment_only) for e in expected]
    for chunks in every_way(data):
        events, rest = decode(chunks)
        assert [(e.event, e.data, e.is_comment_only) for e in events] == shape
        assert b"".join(e.raw for e in events) + rest == data
    return [(e.event, e.data) for e in expected]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_equal(end: str) -> None:
    """LF, CRLF and CR end lines alike, also when a CRLF falls on a chunk border."""
    lines = ["event: a", "data: 1", "", "data: 2", "", ": ping", "", "id: 7", "", "data: 3"]
    stream = end.join(lines).encode()
    assert pairs(stream) == [("a", "1"), ("", "2"), ("", None), ("", None)]


def test_mixed_line_ends_decode() -> None:
    """The line ends of one stream may differ from line to line."""
    stream = b"data: 1\r\ndata: 2\r\r\ndata: 3\n\ndata: 4\r\r\n\ndata: 5\n\r"
    assert pairs(stream) == [("", "1\n2"), ("", "3"), ("", "4"), ("", None), ("", "5")]


def test_event_ends_at_cr() -> None:
    """An event whose blank line ends with CR is not held until the next chunk."""
    decoder = SseDecoder()
    (first,) = decoder.feed(b"data: 1\r\n\r")
    assert first.data == "1"
    assert decoder.feed(b"\n") == []
    (second,) = decoder.feed(b"data: 2\r\n\r\n")
    assert (second.raw, second.data, second.skip) == (b"\ndata: 2\r\n\r\n", "2", 1)
    assert decoder.close() == b""


def test_late_lf_is_rest() -> None:
    """The LF of a split CRLF at the very end comes back from close."""
    assert decode([b"data: 1\r\n\r", b"\n"])[1] == b"\n"


def test_data_forms_all_count() -> None:
    """A data line may lack the space or the colon; only one space is taken off."""
    assert pairs(b"data:1\ndata:  2\ndata\ndata: \n\n") == [("", "1\n 2\n\n")]


def test_field_names_are_exact() -> None:
    """Unknown fields, other case and retry are no data and no event; the last event name wins."""
    stream = b"Data: x\nretry: 3\nevent: a\nevent:b\ndatax: 1\nevent\n\nevent: c\n\n"
    assert pairs(stream) == [("", None), ("c", None)]


def test_comments_are_told_apart() -> None:
    """Only comment lines (or no line) make an event comment only."""
    events, _ = decode([b": ping\n:\n\n\nid: 1\n\n:c\ndata: x\n\n"])
    assert [e.is_comment_only for e in events] == [True, True, False, False]


def test_unicode_separators_stay_inside() -> None:
    """U+2028, U+2029, U+0085, VT and FF are text, not line ends."""
    text = "a\u2028b\u2029c\u0085d\x0be\x0cf\U0001f600"
    assert pairs(f"data: {text}\n\n".encode()) == [("", text)]


def test_bom_is_skipped_once() -> None:
    """A BOM at the start is no text and stays in raw; a later one belongs to the field name."""
    bom = b"\xef\xbb\xbf"
    assert pairs(bom + b"data: 1\n\n" + bom + b"data: 2\n\n") == [("", "1"), ("", None)]
    assert pairs(bom + b"\ndata: 1\n\n") == [("", None), ("", "1")]
    assert decode([bom + b"data: 1\n\n"])[0][0].raw == bom + b"data: 1\n\n"


def test_unfinished_event_is_rest() -> None:
    """Bytes after the last blank line come back raw from close."""
    events, rest = decode([b"data: 1\n\ndata: 2\n"])
    assert ([e.data for e in events], rest) == (["1"], b"data: 2\n")


def test_invalid_utf8_never_quoted() -> None:
    """Invalid UTF-8 raises, the message and its chain hold no data, and nothing is lost."""
    stream = b"data: ok\n\ndata: hidden \xff\n\n"
    decoder = SseDecoder()
    with pytest.raises(SseError) as caught:
        decoder.feed(stream)
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    with pytest.raises(SseError):
        decoder.feed(b"data: 2\n\n")
    assert decoder.close() == stream


@pytest.mark.parametrize("stream", [b"data: 12\n\n", b"data: 12345"])
def test_large_event_is_refused(stream: bytes) -> None:
    """An event over the limit raises, whole or still growing; one at the limit passes."""
    assert len(SseDecoder(max_event_bytes=10).feed(b"data: 12\n\n")) == 1
    with pytest.raises(SseError, match="larger than 9"):
        SseDecoder(max_event_bytes=9).feed(stream)


def test_large_event_is_linear() -> None:
    """Ten million bytes in chunks of 100 are read once, not again with every chunk."""
    line = b"data: " + b"x" * 10_000_000 + b"\n\n"
    decoder = SseDecoder()
    events = [e for i in range(0, len(line), 100) for e in decoder.feed(line[i : i + 100])]
    assert [len(e.raw) for e in events] == [len(line)]


def test_repr_holds_no_text() -> None:
    """The repr of an event says its size only."""
    (event,) = SseDecoder().feed(b"event: hidden\ndata: hidden\n\n")
    assert repr(event) == "ServerSentEvent(<28 bytes>)"


@pytest.mark.parametrize(
    ("raw", "data", "expected"),
    [
        (b"data: a\n\n", "b", b"data: b\n\n"),
        (b"data:a\r\n\r\n", "b", b"data:b\r\n\r\n"),
        (b"data:a\n\n", " b", b"data: " + b" b\n\n"),
        (b"data\n\n", "b", b"data: b\n\n"),
        (b"event: e\ndata: a\nid: 1\n: c\n\n", "b", b"event: e\ndata: b\nid: 1\n: c\n\n"),
        (b"data: 1\nid: 1\ndata: 2\n\n", "b", b"data: b\nid: 1\n\n"),
        (b"data: 1\r\r", "x\ny\r\nz", b"data: x\rdata: y\rdata: z\r\r"),
        (b"data: 1\rdata: 2\n\n", "b", b"data: b\r\n\n"),
        (b"data: 1\n:c\rdata: 2\n\n", "b", b"data: b\n:c\r\n\n"),
        (b"\xef\xbb\xbfdata: 1\n\n", "\u00e9", b"\xef\xbb\xbfdata: \xc3\xa9\n\n"),
        (b"data: 1\n\n", "", b"data: \n\n"),
    ],
)
def test_rewrite_replaces_data_only(raw: bytes, data: str, expected: bytes) -> None:
    """New data takes the first data line's place, form and line end; other lines stay."""
    (event,) = SseDecoder().feed(raw)
    assert rewrite(event, data) == expected
    (again,) = SseDecoder().feed(expected)
    assert again.data == data.replace("\r\n", "\n")


def test_rewrite_keeps_late_lf() -> None:
    """A late LF of the earlier event's CRLF stays in front of the rewritten event."""
    decoder = SseDecoder()
    decoder.feed(b"data: 1\r\n\r")
    (event,) = decoder.feed(b"\ndata: 2\r\n\r\n")
    assert rewrite(event, "3") == b"\ndata: 3\r\n\r\n"


def test_rewrite_refuses_what_cannot_be() -> None:
    """An event without data, and data with a lone surrogate, raise without a quote."""
    (event,) = SseDecoder().feed(b": ping\n\n")
    with pytest.raises(SseError):
        rewrite(event, "x")
    (event,) = SseDecoder().feed(b"data: 1\n\n")
    with pytest.raises(SseError) as caught:
        rewrite(event, "hidden\ud800")
    assert "hidden" not in str(caught.value)
