"""A record as a JSON object, for programs. Originals only where they were revealed. Pure."""

from __future__ import annotations

import json
from typing import Any

from penname.audit.reader import ReadRecord


def as_object(read: ReadRecord, origin: str, *, reveal: bool = False) -> dict[str, Any]:
    """`content`: `open`, `erased`, `sealed` (for other identities) or `damaged`."""
    said: dict[str, Any] = {
        "log": origin,
        "index": read.index,
        "time": read.time,
        "event": read.event,
        "segment": read.segment,
        "line": read.line_no,
        "content": state_of(read),
    }
    if read.problem:
        said["problem"] = read.problem
    if read.detail is not None:
        said["detail"] = dict(read.detail)
    if read.record is not None:
        record = read.record.as_json()
        if not reveal and "content" in record:
            record["content"].pop("original", None)
        said["record"] = record
    return said


def as_line(read: ReadRecord, origin: str) -> str:
    """The object on one line, without texts: lines are for many records."""
    said = as_object(read, origin)
    if "record" in said:
        said["record"].pop("content", None)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def state_of(read: ReadRecord) -> str:
    """What became of the record's content."""
    if read.record is not None:
        return "open"
    if read.problem:
        return "damaged"
    return "erased" if read.erased else "sealed"
