"""Records as OCSF 1.9 events (Open Cybersecurity Schema Framework).

One record is one event, so that ORIGIN/INDEX is its key. Which class an event gets is the
table KINDS; the calls themselves (request, response, refused) are API Activity, but what
the policy has blocked is a Data Security Finding. Names and numbers are those of
schema.ocsf.io; docs/reference/audit-export.md explains the choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from penname import __version__
from penname.audit import flat
from penname.audit.flat import Lost, without_empty
from penname.audit.record import AuditRecord

VERSION = "1.9.0"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of OCSF: its name and its category."""

    name: str
    category_uid: int
    category: str


BASE, FINDING, LIFECYCLE, API, DATASTORE, ERROR = 0, 2006, 6002, 6003, 6005, 6008
_APPLICATION = "Application Activity"
CLASSES: Mapping[int, Class] = {
    BASE: Class("Base Event", 0, "Uncategorized"),
    FINDING: Class("Data Security Finding", 2, "Findings"),
    LIFECYCLE: Class("Application Lifecycle", 6, _APPLICATION),
    API: Class("API Activity", 6, _APPLICATION),
    DATASTORE: Class("Datastore Activity", 6, _APPLICATION),
    ERROR: Class("Application Error", 6, _APPLICATION),
}
SEVERITIES: Mapping[int, str] = {1: "Informational", 2: "Low", 3: "Medium", 4: "High"}
UNKNOWN, SUCCESS, FAILURE = (0, "Unknown"), (1, "Success"), (2, "Failure")


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event becomes: class, activity and severity."""

    class_uid: int
    activity_id: int
    activity: str
    severity_id: int = 1


#: Event -> kind. An event that blocks becomes BLOCKED, a call's activity depends on its route.
KINDS: Mapping[str, Kind] = {
    "request": Kind(API, 1, "Create"),
    "response": Kind(API, 1, "Create"),
    "refused": Kind(API, 1, "Create", 2),
    "reveal": Kind(DATASTORE, 10, "Decrypt", 3),
    "alive": Kind(LIFECYCLE, 99, "Alive"),
    "close": Kind(LIFECYCLE, 4, "Stop"),
    "rotate": Kind(DATASTORE, 99, "Rotate"),
    "gap": Kind(ERROR, 1, "General Error", 4),
    "anchor": Kind(DATASTORE, 5, "Write"),
    "erase": Kind(DATASTORE, 7, "Delete", 2),
    "rewrap": Kind(DATASTORE, 9, "Encrypt", 2),
    "retire": Kind(DATASTORE, 7, "Delete", 2),
    "checkpoint": Kind(DATASTORE, 99, "Checkpoint"),
    "dropped": Kind(ERROR, 1, "General Error", 3),
}
BLOCKED = Kind(FINDING, 1, "Create", 3)
OTHER = Kind(BASE, 99, "Other")
#: Last word of a route -> activity of the API class; else it is `Create`.
ACTIVITIES: Mapping[str, tuple[int, str]] = {
    "get": (2, "Read"),
    "list": (2, "Read"),
    "models": (2, "Read"),
    "update": (3, "Update"),
    "cancel": (3, "Update"),
    "delete": (4, "Delete"),
}
#: Actions that leave a value as it is.
_UNCHANGED = frozenset({"none", "allow", "route"})
_NOBODY = "unidentified"


def exported(
    origin: str,
    index: int,
    time: str,
    event: str,
    record: AuditRecord | None,
    detail: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One record as an OCSF event; arguments as for `flat.exported`. Raises ValueError where
    `time` is none."""
    said = record or AuditRecord()
    plain = flat.exported(origin, index, time, event, record, detail)
    kind = _kind(event, said)
    special: dict[str, Any] = {}
    if kind.class_uid == FINDING:
        special = _finding(said, plain["uid"])
    elif kind.class_uid == API:
        special = _call(said, event)
    return _event(kind, plain, said) | special


def checkpoint(text: str, time: str) -> dict[str, Any]:
    """A checkpoint. Its text stands on top of the object, where `verify --anchors` looks."""
    plain = flat.checkpoint(text, time)
    return _event(KINDS["checkpoint"], plain, AuditRecord()) | {"checkpoint": plain["checkpoint"]}


def dropped(lost: Lost, time: str) -> dict[str, Any]:
    """That events did not reach this sink."""
    plain = flat.dropped(lost, time)
    return _event(KINDS["dropped"], plain, AuditRecord()) | {"count": lost.count}


def _kind(event: str, said: AuditRecord) -> Kind:
    if said.decision == "blocked" and event == "refused":
        return BLOCKED
    kind = KINDS.get(event, OTHER)
    if kind.class_uid != API:
        return kind
    activity_id, activity = ACTIVITIES.get(said.route.rpartition(".")[2], (1, "Create"))
    severity = 2 if _failed(event, said) else kind.severity_id
    return Kind(API, activity_id, activity, severity)


def _failed(event: str, said: AuditRecord) -> bool:
    if event == "response":
        return said.status >= 400 or said.outcome not in ("", "complete")
    return event == "refused"


def _event(kind: Kind, plain: Mapping[str, Any], said: AuditRecord) -> dict[str, Any]:
    """What every event has, with the flat members that OCSF has no place for."""
    about = CLASSES[kind.class_uid]
    status_id, status = FAILURE if kind.class_uid == ERROR else SUCCESS
    common = {
        "activity_id": kind.activity_id,
        "activity_name": kind.activity,
        "category_uid": about.category_uid,
        "category_name": about.category,
        "class_uid": kind.class_uid,
        "class_name": about.name,
        "type_uid": kind.class_uid * 100 + kind.activity_id,
        "type_name": f"{about.name}: {kind.activity}",
        "severity_id": kind.severity_id,
        "severity": SEVERITIES[kind.severity_id],
        "status_id": status_id,
        "status": status,
        "time": flat.milliseconds(plain["time"]),
        "message": flat.MESSAGES.get(plain["event"], ""),
        "metadata": _metadata(kind, plain),
        "unmapped": _unmapped(kind.class_uid, plain),
    }
    return without_empty(common | _store(kind, plain, said))


def _store(kind: Kind, plain: Mapping[str, Any], said: AuditRecord) -> dict[str, Any]:
    """What the classes about the log itself require."""
    origin = plain.get("origin", "")
    if kind.class_uid == LIFECYCLE:
        return {"app": _PRODUCT, "application": {"name": "penname", "uid": origin}}
    if kind.class_uid != DATASTORE:
        return {}
    who = flat.clean(said.actor)
    return {
        "actor": {"user": {"name": who}} if who else {"application": {"name": "penname"}},
        "src_endpoint": {"svc_name": "penname"},
        "type_id": 2,
        "type": "Databucket",
        "databucket": {"name": origin, "type_id": 99, "type": "audit log"},
    }


_PRODUCT = {"name": "penname", "vendor_name": "penname", "version": __version__}
#: Class -> profiles that its events use.
PROFILES: Mapping[int, list[str]] = {
    API: ["ai_operation", "data_classification", "security_control"],
    FINDING: ["security_control"],
}
_EVERYWHERE = frozenset(
    {"uid", "origin", "index", "time", "event", "request_id", "tenant", "checkpoint"}
)
_CALLER = frozenset(
    {"subject", "client", "upstream", "policy", "revision", "digest", "code", "status"}
)
#: Class -> flat members that have a place of their own in it.
_MAPPED: Mapping[int, frozenset[str]] = {
    FINDING: _EVERYWHERE | _CALLER,
    API: _EVERYWHERE | _CALLER | {"provider", "route", "model", "duration_ms"},
    DATASTORE: _EVERYWHERE | {"actor"},
}


def _unmapped(class_uid: int, plain: Mapping[str, Any]) -> dict[str, Any]:
    mapped = _MAPPED.get(class_uid, _EVERYWHERE)
    if class_uid == API:
        mapped |= {flat.size_of(plain["event"])}
    return {name: value for name, value in plain.items() if name not in mapped}


def _metadata(kind: Kind, plain: Mapping[str, Any]) -> dict[str, Any]:
    return without_empty(
        {
            "version": VERSION,
            "product": _PRODUCT,
            "profiles": PROFILES.get(kind.class_uid, []),
            "uid": plain["uid"],
            "original_event_uid": plain["uid"],
            "correlation_uid": plain.get("request_id", ""),
            "event_code": plain["event"],
            "log_name": plain.get("origin", ""),
            "log_provider": "penname",
            "sequence": plain.get("index"),
            "original_time": plain["time"],
            "tenant_uid": plain.get("tenant", ""),
        }
    )


def _call(said: AuditRecord, event: str) -> dict[str, Any]:
    """The members of API Activity."""
    failed = _failed(event, said)
    status_id, status = FAILURE if failed else (UNKNOWN if event == "request" else SUCCESS)
    ended = event != "request"
    response = {"code": said.status or None, "error": flat.clean(said.code)} if ended else {}
    return without_empty(
        {
            "status_id": status_id,
            "status": status,
            "status_code": str(said.status) if said.status else "",
            "status_detail": flat.clean(said.code or said.outcome),
            "duration": int(said.duration_ms) or None,
            "api": without_empty(
                {
                    "operation": flat.clean(said.route) or "unknown",
                    "service": {"name": flat.clean(said.provider) or "unknown"},
                    "request": {"uid": flat.clean(said.request_id) or "unknown"},
                    "response": without_empty(response),
                }
            ),
            "http_request": _http_request(said, event),
            "http_response": _http_response(said, event) if ended and said.status else {},
            "ai_model": _model(said),
            "resources": _resources(said),
        }
        | _who(said)
        | _control(said, event)
    )


def _http_request(said: AuditRecord, event: str) -> dict[str, Any]:
    """The client's request, as far as this record tells of it."""
    size = said.bytes_in if event != "response" else 0
    return without_empty({"uid": flat.clean(said.request_id), "length": size or None})


def _http_response(said: AuditRecord, event: str) -> dict[str, Any]:
    """The answer that the client got."""
    size = said.bytes_out if event == "response" else 0
    latency = int(said.duration_ms)
    return without_empty({"code": said.status, "length": size or None, "latency": latency})


def _model(said: AuditRecord) -> dict[str, Any]:
    if not said.model:
        return {}
    provider = flat.clean(said.provider) or "unknown"
    return {"name": flat.clean(said.model), "ai_provider": provider}


def _who(said: AuditRecord) -> dict[str, Any]:
    """Actor and both ends. penname keeps no address of a client."""
    client = flat.clean(said.client) or _NOBODY
    organization = {"uid": flat.clean(said.tenant)} if said.tenant else {}
    user = without_empty({"uid": flat.clean(said.subject), "org": organization})
    return without_empty(
        {
            "actor": without_empty(
                {"application": {"name": client}, "user": user if said.subject else {}}
            ),
            "src_endpoint": {"name": client},
            "dst_endpoint": {"svc_name": flat.clean(said.upstream)} if said.upstream else {},
        }
    )


def _policy(said: AuditRecord) -> dict[str, Any]:
    if not said.policy:
        return {}
    return without_empty(
        {
            "name": flat.clean(said.policy),
            "version": flat.clean(said.revision),
            "uid": flat.clean(said.digest),
        }
    )


def _control(said: AuditRecord, event: str) -> dict[str, Any]:
    """The outcome as the security_control profile says it."""
    if event == "refused":
        action, disposition = (2, "Denied"), (25, "Rejected")
    elif any(row.action not in _UNCHANGED for row in said.findings):
        action, disposition = (4, "Modified"), (11, "Corrected")
    else:
        action, disposition = (1, "Allowed"), (1, "Allowed")
    return {
        "action_id": action[0],
        "action": action[1],
        "disposition_id": disposition[0],
        "disposition": disposition[1],
        "policy": _policy(said),
    }


def _discovered(said: AuditRecord) -> list[dict[str, Any]]:
    """Types and counts; the schema's `value` is never filled."""
    return [{"type": name, "count": count} for name, count in sorted(flat.found(said).items())]


def _resources(said: AuditRecord) -> list[dict[str, Any]]:
    """The text that was sent or came back, with what was found in it."""
    discovered = _discovered(said)
    if not discovered:
        return []
    classification = {
        "category_id": 0,
        "discovery_details": discovered,
        "total": sum(one["count"] for one in discovered),
    }
    uid = flat.clean(said.request_id) or "unknown"
    return [{"uid": uid, "type": "LLM text", "data_classifications": [classification]}]


def _finding(said: AuditRecord, uid: str) -> dict[str, Any]:
    """The members of Data Security Finding. Its status is that of the finding: new."""
    discovered = _discovered(said)
    rules = sorted({flat.clean(row.rule) for row in said.findings if row.action == "block"})
    policy = _policy(said)
    analytic = {"type_id": 1, "type": "Rule", "name": policy.get("name", "unknown")}
    return without_empty(
        {
            "status_id": 1,
            "status": "New",
            "status_code": str(said.status) if said.status else "",
            "status_detail": flat.clean(said.code),
            "action_id": 2,
            "action": "Denied",
            "disposition_id": 2,
            "disposition": "Blocked",
            "is_alert": True,
            "policy": policy,
            "finding_info": without_empty(
                {
                    "uid": uid,
                    "title": "Request blocked by policy",
                    "types": [one["type"] for one in discovered],
                    "analytic": without_empty(analytic | {"uid": ", ".join(rules[:5])}),
                }
            ),
            "data_security": without_empty(
                {
                    "data_lifecycle_state_id": 2,
                    "data_lifecycle_state": "Data in-Transit",
                    "detection_system_id": 2,
                    "detection_system": "DLP Gateway",
                    "discovery_details": discovered,
                    "total": sum(one["count"] for one in discovered),
                    "policy": policy,
                }
            ),
        }
        | _who(said)
    )
