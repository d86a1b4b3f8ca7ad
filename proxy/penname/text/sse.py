"""Server-Sent Events: bytes in any chunks -> events that keep their exact bytes.

Rules (WHATWG HTML, section 9.2 "Server-sent events"):

1. A line ends with CRLF, LF or CR, looked for in *bytes*. `str.splitlines` would also
   split at U+2028, U+0085 and others, which stand raw inside JSON strings.
2. A blank line ends the event. A blank line with nothing before it is an event of its own
   here (no data, comment only), so that its bytes go out at once and in order.
3. UTF-8 is decoded per event, never per chunk. A BOM is skipped at the start of the stream
   only; it stays in `raw`.
4. An event without its blank line at the end of the stream is not an event: `close()`
   returns those bytes.

Invariants, for every way of cutting the input into chunks:

* `b"".join(event.raw ...) + close()` is the input, after an `SseError` too;
* the sequence of (event, data, is_comment_only) is the same;
* an event is returned by the `feed` that brought the byte which completes it.

One corner follows from the third: when a chunk ends between the CR and the LF of the blank
line's CRLF, the event is returned with the CR and the late LF becomes the first byte of the
*next* `raw` (or of the rest), where it is skipped as part of the earlier line end. `raw` alone
may thus differ by that one byte between chunkings, and a rest of `b"\\n"` is a clean end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A `response.completed` snapshot repeats every output item, generated images (base64) too:
# tens of megabytes in one event are legitimate.
DEFAULT_MAX_EVENT_BYTES = 64 * 1024 * 1024

_BOM = b"\xef\xbb\xbf"
# Both start with a character class: the regex engine then skips ahead fast in long lines.
_LINE_END = re.compile(rb"[\r\n](?:(?<=\r)\n)?")
_LINE_END_TEXT = re.compile(r"[\r\n](?:(?<=\r)\n)?")
# The last byte of one line end, then another whole line end. CR LF alone is no match.
_BLOCK_END = re.compile(rb"[\r\n](?:(?<=\n)\n|\r\n?)")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)")


class SseError(ValueError):
    """The stream is not decodable, or an event is too large. Never quotes the data."""


@dataclass(frozen=True, slots=True, repr=False)
class ServerSentEvent:
    """One event block.

    `raw` holds its exact bytes up to and including the blank line; `event` is the last
    `event:` value ("" if there is none); `data` the data lines joined with LF (None: no data
    line at all); `is_comment_only` says that nothing but comments stands before the blank
    line. `skip` counts the bytes of `raw` before its first line (BOM or a late LF).
    """

    raw: bytes
    event: str
    data: str | None
    is_comment_only: bool
    skip: int = 0

    def __repr__(self) -> str:
        return f"ServerSentEvent(<{len(self.raw)} bytes>)"


class SseDecoder:
    """Incremental decoder. Time is linear in the bytes fed, whatever their chunks.

    `feed` raises SseError for invalid UTF-8 and for an event above `max_event_bytes` (the
    blank line counts); from then on every `feed` raises, and `close` still returns the bytes
    that no returned event holds.
    """

    def __init__(self, *, max_event_bytes: int = DEFAULT_MAX_EVENT_BYTES) -> None:
        self._max_event_bytes = max_event_bytes
        self._buffer = bytearray()
        self._searched = 0  # no block ends before this offset of the buffer
        self._at_start = True  # a BOM may still come
        self._after_cr = False  # the last event ended with a CR at the end of its chunk
        self._failure: str | None = None

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """The events completed by `chunk`, in order."""
        if self._failure is not None:
            raise SseError(self._failure)
        self._buffer += chunk
        try:
            return self._take()
        except SseError as error:
            self._failure = str(error)
            raise

    def close(self) -> bytes:
        """The bytes after the last event; the caller decides what a cut event means."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._searched = 0
        return rest

    def _take(self) -> list[ServerSentEvent]:
        buffer = self._buffer
        events: list[ServerSentEvent] = []
        start, body = 0, self._skipped()
        search_from = max(self._searched, body)
        while found := _LINE_END.match(buffer, body) or _BLOCK_END.search(buffer, search_from):
            end = found.end()
            self._check_size(end - start)
            events.append(_parse(bytes(buffer[start:end]), body - start))
            start = body = search_from = end
        self._check_size(len(buffer) - start)
        if events:
            self._at_start = False
            self._after_cr = start == len(buffer) and buffer[-1] == 0x0D
            del buffer[:start]
        # One byte back: the block may end with the line end that the next chunk begins with.
        self._searched = max(len(buffer) - 1, 0)
        return events

    def _skipped(self) -> int:
        """How many bytes at the start of the buffer belong to no line of its first event."""
        if self._at_start:
            return len(_BOM) if self._buffer.startswith(_BOM) else 0
        return 1 if self._after_cr and self._buffer.startswith(b"\n") else 0

    def _check_size(self, size: int) -> None:
        if size > self._max_event_bytes:
            raise SseError(f"event is larger than {self._max_event_bytes} bytes")


def _parse(raw: bytes, skip: int) -> ServerSentEvent:
    try:
        text = raw[skip:].decode("utf-8")
    except UnicodeDecodeError:
        # From None: the codec's error carries the bytes.
        raise SseError("event is not valid UTF-8") from None
    event = ""
    data: list[str] = []
    is_comment_only = True
    for line in _LINE_END_TEXT.split(text):
        name, _, value = line.partition(":")
        if not name:
            continue  # blank, or a comment
        is_comment_only = False
        if name == "data":
            data.append(value.removeprefix(" "))
        elif name == "event":
            event = value.removeprefix(" ")
    return ServerSentEvent(raw, event, "\n".join(data) if data else None, is_comment_only, skip)


def rewrite(event: ServerSentEvent, data: str) -> bytes:
    """The bytes of `event` with its data payload replaced; all other lines stay as they came.

    The new data stands where the first data line stood, with that line's form (`data:` with or
    without the space) and line end; further data lines are dropped. Line breaks in `data` give
    several data lines. Raises SseError for an event without a data line, and for data that
    UTF-8 cannot hold (lone surrogates: JSON callers escape them).
    """
    if event.data is None:
        raise SseError("event has no data line to replace")
    try:
        parts = [part.encode("utf-8") for part in _LINE_END_TEXT.split(data)]
    except UnicodeEncodeError:
        raise SseError("new data holds a lone surrogate") from None
    out = bytearray(event.raw[: event.skip])
    placed = False
    for line in _LINE.findall(event.raw, event.skip):
        content = line.rstrip(b"\r\n")
        if content.partition(b":")[0] != b"data":
            if line == b"\n" and out.endswith(b"\r"):
                # A dropped line stood between them: alone they would be one CRLF, no blank line.
                out += b"\n"
            out += line
        elif not placed:
            placed = True
            end = line[len(content) :]
            prefix = b"data:" if content[5:6] not in (b"", b" ") else b"data: "
            for part in parts:
                # Without the space form, a payload's own leading space would be eaten.
                spaced = b"data: " if part.startswith(b" ") else prefix
                out += spaced + part + end
    return bytes(out)
