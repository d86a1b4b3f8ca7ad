"""Entries, made ready before anything is sealed: what cannot be written is found out here.

An entry that cannot be a line fails alone. Behind this point an error would cost the whole
batch and the segment, so one odd record could stop all others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from penname.audit.lines import MAX_JSON, MAX_LINE
from penname.audit.model import EVENTS, AuditError, Entry
from penname.audit.record import plaintext

#: What a line takes beside its content, generously: number, time, event, link, tag.
_LINE_BYTES = 512
_REFERENCE_BYTES = 67
_TOKEN_BYTES = 14


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry with its record's bytes, not sealed yet."""

    entry: Entry
    plain: bytes = field(repr=False)


def prepared(entry: Entry) -> Prepared:
    """Raises AuditError where the entry cannot be a line; quotes nothing of it."""
    detailed = EVENTS.get(entry.event)
    if detailed is None or detailed != (entry.detail is not None):
        raise AuditError("a record of an unknown event, or with details that it cannot have")
    try:
        plain = plaintext(entry.record.as_json())
        head = _head_bytes(entry)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise AuditError(f"a record cannot be written ({type(error).__name__})") from None
    if head > MAX_JSON or head + (len(plain) * 4) // 3 > MAX_LINE:
        raise AuditError(f"a record is longer than a line may be ({MAX_LINE} bytes)")
    return Prepared(entry, plain)


def _head_bytes(entry: Entry) -> int:
    """How long the clear part of the line is at most."""
    for name in entry.scopes:
        name.encode()
    size = _LINE_BYTES + len(entry.scopes) * _REFERENCE_BYTES + len(entry.values) * _TOKEN_BYTES
    if entry.detail is not None:
        size += len(json.dumps(entry.detail))
    return size
