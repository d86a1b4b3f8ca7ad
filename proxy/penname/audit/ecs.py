"""Records as documents of the Elastic Common Schema, version 9.

The categorization (kind, category, type, outcome) takes only values that ECS allows, and for
each category only the types that it expects; the table is KINDS. What ECS has no field for
stands under `penname`, as ECS asks for own fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from penname import __version__
from penname.audit import flat
from penname.audit.flat import Lost, without_empty
from penname.audit.record import AuditRecord

VERSION = "9.2.0"


@dataclass(frozen=True, slots=True)
class Kind:
    """The categorization of an event. `outcome` is empty where ECS wants none."""

    category: str
    types: tuple[str, ...]
    outcome: str = "success"
    kind: str = "event"
    severity: int = 1


#: Event -> kind. A blocked request becomes BLOCKED; a response's outcome is worked out.
KINDS: Mapping[str, Kind] = {
    "request": Kind("api", ("start", "allowed"), "unknown"),
    "response": Kind("api", ("end",)),
    "refused": Kind("api", ("denied",), "failure", severity=2),
    "reveal": Kind("database", ("access",), severity=3),
    "alive": Kind("process", ("info",), ""),
    "close": Kind("process", ("end",)),
    "rotate": Kind("database", ("change",)),
    "gap": Kind("database", ("error",), "failure", severity=4),
    "anchor": Kind("database", ("info",), ""),
    "erase": Kind("database", ("change",), severity=2),
    "rewrap": Kind("database", ("change",), severity=2),
    "retire": Kind("database", ("change",), severity=2),
    "checkpoint": Kind("database", ("info",), ""),
    "dropped": Kind("database", ("error",), "failure", severity=3),
}
BLOCKED = Kind("api", ("denied",), "failure", "alert", 3)
OTHER = Kind("process", ("info",), "")
#: Flat members that have an ECS field.
_MAPPED = frozenset(
    {"uid", "time", "event", "index", "request_id", "model", "provider", "status", "checkpoint"}
    | {"tenant", "subject", "actor", "code", "error", "duration_ms"}
    | {"policy", "revision"}
)


def exported(
    origin: str,
    index: int,
    time: str,
    event: str,
    record: AuditRecord | None,
    detail: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One record as an ECS document; arguments as for `flat.exported`."""
    plain = flat.exported(origin, index, time, event, record, detail)
    said = record or AuditRecord()
    return _document(_kind(event, said), plain, said)


def checkpoint(text: str, time: str) -> dict[str, Any]:
    """A checkpoint. Its text stands on top of the object, where `verify --anchors` looks."""
    plain = flat.checkpoint(text, time)
    document = _document(KINDS["checkpoint"], plain, AuditRecord())
    return document | {"checkpoint": plain["checkpoint"]}


def dropped(lost: Lost, time: str) -> dict[str, Any]:
    """That events did not reach this sink."""
    return _document(KINDS["dropped"], flat.dropped(lost, time), AuditRecord())


def _kind(event: str, said: AuditRecord) -> Kind:
    if event == "refused" and said.decision == "blocked":
        return BLOCKED
    if event == "response" and (said.status >= 400 or said.outcome not in ("", "complete")):
        return Kind("api", ("end",), "failure", severity=2)
    return KINDS.get(event, OTHER)


def _document(kind: Kind, plain: Mapping[str, Any], said: AuditRecord) -> dict[str, Any]:
    origin = plain.get("origin", "")
    mapped = _MAPPED | {flat.size_of(plain["event"])}
    return without_empty(
        {
            "@timestamp": plain["time"],
            "ecs": {"version": VERSION},
            "message": flat.MESSAGES.get(plain["event"], ""),
            "event": _event(kind, plain, said),
            "observer": without_empty(
                {
                    "vendor": "penname",
                    "product": "penname",
                    "type": "proxy",
                    "version": __version__,
                    "name": origin,
                }
            ),
            "service": without_empty(
                {"name": "penname", "type": "penname", "node": {"name": origin} if origin else {}}
            ),
            "http": _http(plain),
            "organization": without_empty({"id": plain.get("tenant", "")}),
            "user": without_empty({"id": plain.get("subject", ""), "name": plain.get("actor", "")}),
            "rule": _rule(plain, said),
            "error": without_empty({"code": plain.get("code", ""), "type": plain.get("error", "")}),
            "gen_ai": _model(plain),
            "penname": {name: one for name, one in plain.items() if name not in mapped},
        }
    )


def _event(kind: Kind, plain: Mapping[str, Any], said: AuditRecord) -> dict[str, Any]:
    return without_empty(
        {
            "kind": kind.kind,
            "category": [kind.category],
            "type": list(kind.types),
            "outcome": kind.outcome,
            "action": plain["event"],
            "id": plain["uid"],
            "sequence": plain.get("index"),
            "severity": kind.severity,
            "module": "penname",
            "dataset": "penname.audit",
            "provider": "penname",
            # nanoseconds
            "duration": int(said.duration_ms * 1_000_000) or None,
        }
    )


def _http(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The client's side of it: its request, and the answer that it got."""
    name = flat.size_of(plain["event"])
    body = {"body": {"bytes": plain[name]}} if name in plain else {}
    sent, got = ({}, body) if name == "bytes_out" else (body, {})
    request = {"id": plain.get("request_id")} | sent
    response = {"status_code": plain.get("status")} | got
    return without_empty({"request": without_empty(request), "response": without_empty(response)})


def _rule(plain: Mapping[str, Any], said: AuditRecord) -> dict[str, Any]:
    """The policy, and the entries of it that decided."""
    deciding = sorted({flat.clean(row.rule) for row in said.findings if row.rule})
    return without_empty(
        {
            "ruleset": plain.get("policy", ""),
            "version": plain.get("revision", ""),
            "id": deciding[: flat.MAX_ROWS],
            "category": sorted(flat.found(said)),
        }
    )


def _model(plain: Mapping[str, Any]) -> dict[str, Any]:
    model = plain.get("model")
    if not model:
        return {}
    return without_empty(
        {
            "request": {"model": model},
            "provider": without_empty({"name": plain.get("provider", "")}),
        }
    )
