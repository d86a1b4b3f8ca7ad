"""What the fake upstream answers: one frozen `Script` per request.

Templates name *picks*, regular expressions whose group 1 is searched in the texts
that the upstream received, so an answer is composed of what came over the wire
(originals when called directly, surrogates through a masking proxy).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class DeltaCut(StrEnum):
    """How a text is split over delta events."""

    WHOLE = "whole"
    CHAR = "char"
    CUT = "cut"  # inside every longer word, and after its first character
    WORDS = "words"


class ByteCut(StrEnum):
    """How the bytes of a stream are split over writes."""

    EVENT = "event"
    BYTE = "byte"
    CRLF_STRADDLE = "crlf-straddle"  # between the two characters of every line end
    UTF8_STRADDLE = "utf8-straddle"  # inside every multi-byte character
    SEVEN = "n"  # seven bytes each: an odd size that drifts over every border


class LineEnd(StrEnum):
    LF = "\n"
    CRLF = "\r\n"
    CR = "\r"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the model makes. `arguments` is JSON text (or free text when custom)."""

    name: str
    arguments: str = "{}"
    kind: Literal["function", "custom"] = "function"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong.

    `cut`: the connection breaks after `after` events (or before the body's last byte
    when not streamed). `error_event`: the vendor's mid-stream error after `after`
    events. `http`: an error answer with `status`, whose message is `message`.
    `hold`: after `after` events (0: before the first byte) nothing is sent until
    `Upstream.gate` is set.
    """

    kind: Literal["cut", "error_event", "http", "hold"]
    after: int = 0
    status: int = 500
    message: str = "Invalid input: {last}"
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Script:
    """One answer. Placeholders: `{last}`, `{all}`, `{choice}` and every name in `picks`."""

    text: str | None = "{last}"
    text_is_json: bool = False
    refusal: str | None = None
    reasoning: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    function_call: ToolCall | None = None
    picks: Mapping[str, str] = field(default_factory=dict)
    citations: tuple[str, ...] = ()  # names of picks that a document passage is cited for
    annotate: str | None = None  # name of a pick: a url_citation spans it in the answer
    deltas: DeltaCut = DeltaCut.WORDS
    cut: ByteCut = ByteCut.EVENT
    line_end: LineEnd = LineEnd.LF
    noise: bool = False  # comments and pings between the events
    ascii_json: bool = False  # \uXXXX for what is not ASCII
    html_json: bool = False  # < as \u003c in argument strings, as Go servers send it
    coding: str = ""  # content-encoding of the answer, whatever the client offered
    fault: Fault | None = None
