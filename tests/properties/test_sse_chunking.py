"""Server-Sent Events: the events of a stream do not depend on how its bytes were cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.text.sse import SseDecoder, rewrite
from tests.chunking import cut

# Separators that str.splitlines knows and SSE does not, a BOM, and text of 1 to 4 UTF-8 bytes.
_TEXT = st.text(st.sampled_from('ab: {}"\\\u2028\u0085\x0b\x0c\u00e9\ufeff\u6f22\U0001f600'))
_LINES = st.one_of(
    st.sampled_from(["", "data", "data:", "data: ", "event: delta", "id: 1", "retry: 1", ": ping"]),
    st.tuples(st.sampled_from(["data: ", "data:", "event: ", ":", "", "DATA: "]), _TEXT).map(
        "".join
    ),
)
_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
_STREAMS = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.tuples(_LINES, _ENDS).map("".join), max_size=24).map("".join),
    _TEXT,
).map(lambda parts: "".join(parts).encode())


def decode(chunks: list[bytes]) -> tuple[list[tuple[str, str | None, bool]], bytes, int]:
    """The events, the bytes of all raws with the rest, and the count of rewritten bytes."""
    decoder = SseDecoder()
    events = [event for chunk in chunks for event in decoder.feed(chunk)]
    raw = b"".join(event.raw for event in events) + decoder.close()
    return [(e.event, e.data, e.is_comment_only) for e in events], raw, len(events)


@given(stream=_STREAMS, places=st.lists(st.integers(0, 400), max_size=8))
def test_every_cut_same_events(stream: bytes, places: list[int]) -> None:
    """Any cut gives the events of the whole stream, and the bytes are all there."""
    whole = decode([stream])
    assert whole[1] == stream
    assert decode(cut(stream, *(min(place, len(stream)) for place in places))) == whole
    assert decode([stream[i : i + 1] for i in range(len(stream))]) == whole


@given(stream=_STREAMS, place=st.integers(0, 400))
def test_events_are_never_late(stream: bytes, place: int) -> None:
    """What a prefix of the stream completes is returned with that prefix."""
    place = min(place, len(stream))
    decoder = SseDecoder()
    before = [(e.event, e.data) for e in decoder.feed(stream[:place])]
    after = [(e.event, e.data) for e in decoder.feed(stream[place:])]
    assert before == [(e.event, e.data) for e in SseDecoder().feed(stream[:place])]
    assert before + after == [(e.event, e.data) for e in SseDecoder().feed(stream)]


@given(stream=_STREAMS, places=st.lists(st.integers(0, 400), max_size=8), new=_TEXT)
def test_rewrite_round_trips(stream: bytes, places: list[int], new: str) -> None:
    """A stream with every payload rewritten decodes to the same events with the new payload."""
    decoder = SseDecoder()
    out, expected = bytearray(), []
    for chunk in cut(stream, *(min(place, len(stream)) for place in places)):
        for event in decoder.feed(chunk):
            out += event.raw if event.data is None else rewrite(event, new)
            expected.append((event.event, None if event.data is None else new))
    assert [(e.event, e.data) for e in SseDecoder().feed(bytes(out))] == expected
