"""Audit records for the tests of the export: full ones, empty ones, one for each event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from penname.audit.flat import Lost
from penname.audit.model import EVENTS
from penname.audit.record import AuditRecord, Content, FindingRow

ORIGIN = "penname/eu-1"
TIME = "2026-11-24T09:30:00.250Z"
CHECKPOINT = f"{ORIGIN} 900 {'ab' * 32} c2lnbmF0dXJl"
LOST = Lost(3, f"{ORIGIN}/17", f"{ORIGIN}/19")

#: Stands in each member that could hold a value.
PLANTED = "Planted Value 4711"

FULL = AuditRecord(
    request_id="0192f0c4",
    provider="openai",
    route="openai.chat",
    model="gpt-large",
    tenant="acme",
    subject="u-17",
    client="billing",
    upstream="openai/eu",
    policy="hipaa",
    revision="2026.11.0",
    digest="3f" * 32,
    view="percent",
    mode="shadow",
    decision="forwarded",
    code="upstream_failed",
    status=200,
    upstream_status=201,
    outcome="complete",
    error="OSError",
    stage="restore",
    streamed=True,
    detector="ok",
    bytes_in=1204,
    bytes_out=2210,
    body_sha256="b0" * 32,
    masked_sha256="a5" * 32,
    mask_ms=11.25,
    upstream_ms=900.5,
    duration_ms=1840.5,
    findings=(
        FindingRow(
            "EMAIL_ADDRESS", "mask", "hipaa.yaml:12", "emails", role="user", scores={85: 2, 100: 1}
        ),
        FindingRow("US_SSN", "block", "hipaa.yaml:14", "ssn", part="tool", scores={95: 1}),
        FindingRow("PERSON", "none", recognizer="names", scores={30: 4}),
    ),
    shadow=(FindingRow("URL", "redact", "hipaa.yaml:20", "urls", scores={50: 1}),),
    content=Content(masked=f"masked {PLANTED}", original=f"original {PLANTED}"),
    actor="security-officer",
    reason=f"asked about {PLANTED}",
    about={"value": PLANTED, "records": [PLANTED]},
)
BLOCKED = replace(FULL, decision="blocked", code="pii_blocked", status=400, outcome="")

DETAILS: Mapping[str, Mapping[str, Any]] = {
    "rotate": {"why": "size"},
    "gap": {"lost": 3, "since": TIME},
    "anchor": {"origin": "penname/eu-2", "size": 12, "root": "cd" * 32, "sig": "c2ln"},
    "erase": {"lines": [{"seg": 0, "ref": "ef" * 32}]},
    "rewrap": {"lines": [{"seg": 0, "old": "ef" * 32, "new": "fe" * 32}]},
    "retire": {"from": 0, "to": 4, "size": 900, "root": "ab" * 32},
}

Sample = tuple[str, AuditRecord | None, Mapping[str, Any] | None]


def samples() -> Iterator[Sample]:
    """Each event with a full, an empty and an unreadable record; and a blocked request."""
    for event in EVENTS:
        for record in (FULL, AuditRecord(), None):
            yield event, record, DETAILS.get(event)
    yield "refused", BLOCKED, None
    yield "refused", AuditRecord(decision="blocked"), None
    yield "response", replace(FULL, outcome="cut"), None
    yield "response", replace(FULL, status=502), None


def every(form: Any) -> Iterator[dict[str, Any]]:
    """Everything that a form (`flat`, `ocsf`, `ecs`) can make."""
    for event, record, detail in samples():
        yield form.exported(ORIGIN, 17, TIME, event, record, detail)
    yield form.checkpoint(CHECKPOINT, TIME)
    yield form.dropped(LOST, TIME)


@cache
def schema(name: str) -> Draft202012Validator:
    """The schema that ships with the package; checked itself."""
    text = files("penname.audit").joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    loaded = json.loads(text)
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def leaves(said: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, value) of everything in a JSON value; items of lists have the path `…[]`."""
    if isinstance(said, dict):
        for name, value in said.items():
            yield from leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(said, list):
        for value in said:
            yield from leaves(value, f"{path}[]")
    else:
        yield path, said
