"""NDJSON: bytes in any chunks -> lines that keep their exact bytes.

A line ends with LF; a CR before it is JSON whitespace and belongs to the line end here. No
other character ends a line (U+2028 stands raw inside JSON strings). UTF-8 is decoded per line,
never per chunk. A blank line is a line with empty text: some servers send it as keep-alive.

Invariants, for every way of cutting the input: the lines are the same, raw bytes included, and
`b"".join(line.raw ...) + close()` is the input.

The last line may lack its LF: `close()` returns it raw, `parse_line` reads it. Whether it is
complete only its JSON can tell.
"""

from __future__ import annotations

from dataclasses import dataclass

# As for one SSE event: a single line can carry a whole answer with images in base64.
DEFAULT_MAX_LINE_BYTES = 64 * 1024 * 1024


class NdjsonError(ValueError):
    """The stream is not decodable, or a line is too large. Never quotes the data."""


@dataclass(frozen=True, slots=True, repr=False)
class NdjsonLine:
    """One line: `raw` with its line end (if it came with one), `text` without."""

    raw: bytes
    text: str

    def __repr__(self) -> str:
        return f"NdjsonLine(<{len(self.raw)} bytes>)"


class NdjsonDecoder:
    """Incremental decoder. Time is linear in the bytes fed, whatever their chunks.

    `feed` raises NdjsonError for invalid UTF-8 and for a line above `max_line_bytes` (the line
    end counts); from then on every `feed` raises, and `close` still returns the bytes that no
    returned line holds.
    """

    def __init__(self, *, max_line_bytes: int = DEFAULT_MAX_LINE_BYTES) -> None:
        self._max_line_bytes = max_line_bytes
        self._buffer = bytearray()
        self._searched = 0  # no LF before this offset of the buffer
        self._failure: str | None = None

    def feed(self, chunk: bytes) -> list[NdjsonLine]:
        """The lines completed by `chunk`, in order."""
        if self._failure is not None:
            raise NdjsonError(self._failure)
        self._buffer += chunk
        try:
            return self._take()
        except NdjsonError as error:
            self._failure = str(error)
            raise

    def close(self) -> bytes:
        """The bytes after the last LF."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._searched = 0
        return rest

    def _take(self) -> list[NdjsonLine]:
        buffer = self._buffer
        lines: list[NdjsonLine] = []
        start = 0
        while (place := buffer.find(b"\n", max(start, self._searched))) >= 0:
            self._check_size(place + 1 - start)
            lines.append(parse_line(bytes(buffer[start : place + 1])))
            start = place + 1
        self._check_size(len(buffer) - start)
        del buffer[:start]
        self._searched = len(buffer)
        return lines

    def _check_size(self, size: int) -> None:
        if size > self._max_line_bytes:
            raise NdjsonError(f"line is larger than {self._max_line_bytes} bytes")


def parse_line(raw: bytes) -> NdjsonLine:
    """The line in `raw`, with or without its line end. Raises NdjsonError for invalid UTF-8."""
    try:
        text = raw[: len(raw) - len(_line_end(raw))].decode("utf-8")
    except UnicodeDecodeError:
        # From None: the codec's error carries the bytes.
        raise NdjsonError("line is not valid UTF-8") from None
    return NdjsonLine(raw, text)


def rewrite(line: NdjsonLine, text: str) -> bytes:
    """The bytes of `line` with its text replaced and its line end kept.

    Raises NdjsonError for text with an LF (it would be two lines) and for text that UTF-8
    cannot hold (lone surrogates: JSON callers escape them).
    """
    if "\n" in text:
        raise NdjsonError("new text holds a line end")
    try:
        return text.encode("utf-8") + _line_end(line.raw)
    except UnicodeEncodeError:
        raise NdjsonError("new text holds a lone surrogate") from None


def _line_end(raw: bytes) -> bytes:
    if raw.endswith(b"\r\n"):
        return b"\r\n"
    return b"\n" if raw.endswith(b"\n") else b""
