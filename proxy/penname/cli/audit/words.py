"""What a record says in a few words: who, what, how it ended. Shared by lines and pages. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from penname.audit.record import AuditRecord, FindingRow

#: What most findings are treated with; only other actions are named.
_USUAL = frozenset({"mask", "surrogate"})
#: An action that changed nothing.
NOTHING = frozenset({"none", "allow"})


def number(count: int) -> str:
    """`48,113`: a thousand separator, so that people read the same number."""
    return f"{count:,}"


def counted(count: int, word: str) -> str:
    """`1 record`, `48,113 records`, `2 identities`."""
    if count == 1:
        return f"1 {word}"
    return f"{count:,} {word[:-1]}ies" if word[-2:] in ("ty", "cy", "ry") else f"{count:,} {word}s"


def size(count: int) -> str:
    """Bytes, in the unit in which they are short: `812 B`, `1.2 kB`, `64.0 MB`."""
    if count < 1000:
        return f"{count} B"
    value = float(count)
    for unit in ("kB", "MB", "GB"):
        value /= 1000
        if value < 1000 or unit == "GB":
            break
    return f"{value:,.1f} {unit}"


def milliseconds(value: float) -> str:
    """`0.8 ms`, `1,840 ms`."""
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def who(record: AuditRecord) -> str:
    """`acme/u-17`: the tenant, and the person where there is one."""
    return "/".join(part for part in (record.tenant, record.subject) if part)


def ended(event: str, record: AuditRecord) -> str:
    """How a request or answer ended, in a few words."""
    if event == "response":
        status = str(record.status or record.upstream_status or "")
        took = milliseconds(record.duration_ms) if record.duration_ms else ""
        return "  ".join(part for part in (status, record.outcome, record.error, took) if part)
    return "  ".join(part for part in (record.decision, record.code) if part)


def said_in_clear(event: str, detail: Mapping[str, Any]) -> str:
    """What a line says in clear, for the events that have details."""
    match event:
        case "rotate":
            return f"because of {detail.get('why', '')}"
        case "gap":
            lost = counted(int(detail.get("lost", 0)), "record")
            return f"{lost} could not be written since {detail.get('since', '')}"
        case "anchor":
            return f"{detail.get('origin', '')} had {number(int(detail.get('size', 0)))} leaves"
        case "erase":
            return f"{counted(len(detail.get('lines', ())), 'key')} destroyed"
        case "rewrap":
            return f"{counted(len(detail.get('lines', ())), 'key')} wrapped anew"
        case "retire":
            return f"segments {detail.get('from')} to {detail.get('to')} deleted"
    return ""


def tally(rows: Iterable[FindingRow]) -> dict[tuple[str, str], int]:
    """(entity type, action) -> how often: what was acted on first, then the most frequent."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row.entity_type, row.action] += row.count
    return dict(sorted(counts.items(), key=lambda item: (item[0][1] in NOTHING, -item[1], item[0])))


def finding_words(entity_type: str, action: str, count: int) -> str:
    """`PERSON 2`, or `PERSON 2 block` where the action is not the usual one."""
    return f"{entity_type} {count:,}" + ("" if action in _USUAL else f" {action}")
