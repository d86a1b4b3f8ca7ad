"""Server-sent events to bytes (WHATWG HTML, 9.2 "Server-sent events"). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.wire.upstream.script import Script

#: One event as (event name or None, data object or literal text).
Event = tuple[str | None, Any]


def dump(value: Any, script: Script) -> str:
    """JSON text as this server writes it."""
    return json.dumps(value, ensure_ascii=script.ascii_json, separators=(",", ":"))


def frame(event: Event, script: Script) -> bytes:
    """One event on the wire, ended by an empty line."""
    name, data = event
    text = data if isinstance(data, str) else dump(data, script)
    lines = ([f"event: {name}"] if name else []) + [f"data: {text}"]
    end = script.line_end.value
    return (end.join(lines) + end + end).encode("utf-8", "surrogatepass")


def frame_all(events: Iterable[Event], script: Script, ping: Event | None) -> list[bytes]:
    """The frames of a stream; with `noise`, a comment or a ping before each event."""
    end = script.line_end.value
    noise = [frame(ping, script)] if ping else []
    noise.append(f": keep-alive{end}{end}".encode())
    frames: list[bytes] = []
    for index, event in enumerate(events):
        if script.noise:
            frames.append(noise[index % len(noise)])
        frames.append(frame(event, script))
    return frames
