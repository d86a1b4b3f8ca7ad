"""Records as they may leave the log: one flat JSON object. The forms for SIEMs build on it.

A value must never leave, so what leaves is listed, and the rest is withheld with its reason
(WITHHELD). Texts that others chose (a model, a tenant, a client) are cut and lose every
character that could end a line, move a cursor or turn a text around.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from penname.audit.record import AuditRecord, FindingRow

#: Members of a record that leave, in their order.
KEPT = (
    "request_id",
    "provider",
    "route",
    "model",
    "tenant",
    "subject",
    "client",
    "upstream",
    "policy",
    "revision",
    "digest",
    "view",
    "mode",
    "decision",
    "code",
    "status",
    "upstream_status",
    "outcome",
    "error",
    "stage",
    "streamed",
    "detector",
    "bytes_in",
    "bytes_out",
    "mask_ms",
    "upstream_ms",
    "duration_ms",
    "findings",
    "shadow",
    "actor",
)
#: Members that never leave, and why.
WITHHELD: Mapping[str, str] = {
    "content": "texts of requests and answers",
    "about": "what somebody looked for or had shown: may hold values",
    "reason": "free text that somebody typed: may hold values",
    "body_sha256": "whoever guesses a body could test the guess",
    "masked_sha256": "whoever guesses a body could test the guess",
}
#: Event -> members of a line's clear details that leave. Lists become their length.
DETAILS: Mapping[str, tuple[str, ...]] = {
    "rotate": ("why",),
    "gap": ("lost", "since"),
    "anchor": ("origin", "size", "root"),
    "erase": ("lines",),
    "rewrap": ("lines",),
    "retire": ("from", "to", "size", "root"),
}
#: What happened, in fixed words.
MESSAGES: Mapping[str, str] = {
    "request": "a masked request was sent on",
    "response": "a request ended",
    "refused": "a request was not sent",
    "reveal": "somebody had values of the audit log shown",
    "alive": "the writer of the audit log is there",
    "close": "the writer of the audit log has ended",
    "rotate": "a segment of the audit log ended, and another follows",
    "gap": "records could not be written to the audit log",
    "anchor": "a checkpoint of another audit log was recorded",
    "erase": "keys of the audit log were destroyed",
    "rewrap": "keys of the audit log were wrapped for other recipients",
    "retire": "segments of the audit log were deleted",
    "checkpoint": "a signed checkpoint of the audit log",
    "dropped": "events did not reach this sink",
}
#: Characters of a text, and rows of findings, that leave at most.
MAX_TEXT = 256
MAX_ROWS = 200
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ODD = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Lost:
    """Events that a sink did not get: how many, and the keys of the first and the last."""

    count: int
    first: str
    last: str


def exported(
    origin: str,
    index: int,
    time: str,
    event: str,
    record: AuditRecord | None,
    detail: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One record as a flat JSON object.

    `time` as in the log's line; `record` is None where it cannot be opened (erased);
    `detail` is the clear part `d` of the line.
    """
    said: dict[str, Any] = {
        "uid": uid_of(origin, index),
        "origin": origin,
        "index": index,
        "time": clean(time),
        "event": clean(event),
    }
    if record is None:
        return said | {"unreadable": True} | _detailed(event, detail)
    return said | members(record) | _detailed(event, detail)


def checkpoint(text: str, time: str) -> dict[str, Any]:
    """An anchor `ORIGIN SIZE ROOT SIGNATURE`, readable for `verify --anchors`."""
    origin, size, *_ = (*text.split(" "), "")
    return {
        "uid": f"{clean(origin)}/checkpoint/{clean(size)}",
        "origin": clean(origin),
        "time": clean(time),
        "event": "checkpoint",
        "checkpoint": clean(text, 1024),
    }


def dropped(lost: Lost, time: str) -> dict[str, Any]:
    """That a sink was full or away for so long that events were given up for it."""
    return {
        "uid": f"{clean(lost.last)}/dropped",
        "time": clean(time),
        "event": "dropped",
        "dropped": lost.count,
        "first": clean(lost.first),
        "last": clean(lost.last),
    }


def members(record: AuditRecord) -> dict[str, Any]:
    """What of a record leaves; empty members are left out."""
    said: dict[str, Any] = {}
    for name in KEPT:
        value = getattr(record, name)
        if not value:
            continue
        if name in ("findings", "shadow"):
            said[name] = [_row(row) for row in value[:MAX_ROWS]]
            if len(value) > MAX_ROWS:
                said[f"{name}_left_out"] = len(value) - MAX_ROWS
        else:
            said[name] = clean(value) if isinstance(value, str) else value
    return said


def uid_of(origin: str, index: int) -> str:
    """The key of a record: two events with one key are one event."""
    return f"{clean(origin)}/{index}"


def milliseconds(time: str) -> int:
    """Unix time in milliseconds of a line's time. Raises ValueError."""
    return (dt.datetime.fromisoformat(time) - _EPOCH) // dt.timedelta(milliseconds=1)


def time_text(seconds: float) -> str:
    """Unix time as a line has it: `2026-11-24T09:30:01.250Z`."""
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """A text that somebody else chose, made harmless to show: cut, and without control,
    format and line-breaking characters."""
    kept = text[:limit]
    if not kept.isprintable():
        kept = "".join(one if one.isprintable() else _ODD for one in kept)
    return kept if len(text) <= limit else f"{kept}…"


def size_of(event: str) -> str:
    """Which member is the size on the client's side: the other one is the provider's."""
    return "bytes_out" if event == "response" else "bytes_in"


def found(record: AuditRecord) -> dict[str, int]:
    """Entity type -> how often it was found, and acted on or let through by a rule."""
    counts: dict[str, int] = {}
    for row in record.findings:
        if row.action != "none":
            name = clean(row.entity_type)
            counts[name] = counts.get(name, 0) + row.count
    return counts


def without_empty(said: Mapping[str, Any]) -> dict[str, Any]:
    """The members that say something; 0 and False do."""
    return {name: value for name, value in said.items() if value not in (None, "", {}, [])}


def _row(row: FindingRow) -> dict[str, Any]:
    texts = {
        name: clean(getattr(row, name))
        for name in (
            "entity_type",
            "action",
            "rule",
            "recognizer",
            "direction",
            "view",
            "role",
            "part",
        )
    }
    scores = [list(pair) for pair in sorted(row.scores.items())]
    return without_empty({**texts, "count": row.count, "scores": scores})


def _detailed(event: str, detail: Mapping[str, Any] | None) -> dict[str, Any]:
    """`detail` of a flat object, where the event has some that may leave."""
    kept: dict[str, Any] = {}
    for name in DETAILS.get(event, ()):
        value = (detail or {}).get(name)
        if isinstance(value, str):
            kept[name] = clean(value)
        elif isinstance(value, list):
            kept[name] = len(value)
        elif isinstance(value, int):
            kept[name] = value
    return {"detail": kept} if kept else {}
