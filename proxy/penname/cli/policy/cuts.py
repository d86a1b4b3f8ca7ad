"""An answer through the restorer, whole and as a stream cut in every way: all must agree.

Ways: the JSON body; the stream in one piece; the stream cut in two at every byte of the text,
and at some beside it; the text cut into two deltas at every character; one character a delta
and one byte a chunk.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from penname.cli.policy.answers import Answer
from penname.exchange.exchange import Exchange
from penname.exchange.refusal import Refusal
from penname.text.sse import SseDecoder

#: Of longer texts not every place is tried as a cut, but so many, evenly spread.
MAX_CUTS = 400
#: A longer text comes in so many deltas, of more than one character.
MAX_PIECES = 1_000
#: So many cuts fall into the stream as a whole: its frame is the same in every test.
_FRAME_CUTS = 25


@dataclass(frozen=True, slots=True)
class Seen:
    """What the client sees of an answer, and in which way it came.

    `status` is that of a refusal, whose code the text then names.
    """

    way: str
    text: str = field(repr=False)
    status: int | None = None


async def seen_every_way(exchange: Exchange, answer: Answer, *, cuts: bool = True) -> list[Seen]:
    """What a client sees: each different text once, with the first way that showed it.

    One entry means that all ways agree. `cuts=False` leaves out the cuts in two.
    """
    found: dict[tuple[str, int | None], str] = {}
    for text, status in await _outcome(_whole(exchange, answer)):
        found.setdefault((text, status), "as one JSON body")
    for way, chunks in _ways(answer, cuts=cuts):
        for text, status in await _outcome(_stream(exchange, answer, chunks)):
            found.setdefault((text, status), way)
    return [Seen(way, text, status) for (text, status), way in found.items()]


async def _outcome(texts: Awaitable[list[str]]) -> list[tuple[str, int | None]]:
    """Each reading of the text, or the one refusal."""
    try:
        return [(text, None) for text in await texts]
    except Refusal as refusal:
        return [(f"status {refusal.status} ({refusal.code})", refusal.status)]


async def _whole(exchange: Exchange, answer: Answer) -> list[str]:
    whole = await exchange.restore_body(answer.whole, "application/json")
    return [_read(answer.read_whole, json.loads(whole))]


async def _stream(exchange: Exchange, answer: Answer, chunks: Iterable[bytes]) -> list[str]:
    out = await _streamed(exchange, chunks)
    try:
        return answer.read_events(_events(out))
    except (LookupError, TypeError, ValueError):
        return ["(the stream is broken)"]


def _read(read: Any, document: Any) -> str:
    try:
        return str(read(document))
    except (LookupError, TypeError, ValueError):
        return "(the answer is broken)"


def _ways(answer: Answer, *, cuts: bool) -> Iterator[tuple[str, Iterable[bytes]]]:
    payload = answer.payload
    whole = answer.stream([payload])
    yield "as a stream in one piece", [whole]
    if cuts:
        for at in _stream_cuts(whole, answer.stream([])):
            yield f"as a stream cut at byte {at}", [whole[:at], whole[at:]]
        for at in _spread(1, len(payload), MAX_CUTS):
            both = answer.stream([payload[:at], payload[at:]])
            yield f"as two deltas cut at character {at}", [both]
    size = 1 + len(payload) // MAX_PIECES
    pieces = [payload[at : at + size] for at in range(0, len(payload), size)]
    small = answer.stream(pieces)
    yield "byte by byte", (small[at : at + size] for at in range(0, len(small), size))


def _stream_cuts(whole: bytes, empty: bytes) -> Sequence[int]:
    """Where to cut a stream: in all that the same stream without its text does not have."""
    start = _shared(whole, empty)
    end = len(whole) - _shared(whole[::-1], empty[::-1])
    text = _spread(max(start, 1), end + 1, MAX_CUTS)
    return sorted({*text, *_spread(1, len(whole), _FRAME_CUTS)})


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _spread(start: int, stop: int, most: int) -> Sequence[int]:
    """Every number from `start` to below `stop`, or `most` of them, evenly spread."""
    size = stop - start
    if size <= most:
        return range(start, stop)
    return [start + at * (size - 1) // (most - 1) for at in range(most)]


async def _streamed(exchange: Exchange, chunks: Iterable[bytes]) -> bytes:
    stream = exchange.open_stream()
    out = [await stream.feed(chunk) for chunk in chunks]
    return b"".join(out) + await stream.close()


def _events(out: bytes) -> Sequence[Any]:
    """The data of each event, parsed where it is JSON (ValueError where it should be)."""
    data = (event.data for event in SseDecoder().feed(out))
    return [one if one == "[DONE]" else json.loads(one) for one in data if one is not None]
