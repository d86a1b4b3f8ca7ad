"""ECS documents: allowed categorization, fields in their places, and stable keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.audit import ecs
from penname.audit.record import AuditRecord
from tests.audit_events import (
    BLOCKED,
    CHECKPOINT,
    DETAILS,
    FULL,
    LOST,
    ORIGIN,
    TIME,
    every,
    schema,
)


def made(event: str, record: AuditRecord | None = FULL) -> dict[str, Any]:
    return ecs.exported(ORIGIN, 17, TIME, event, record, DETAILS.get(event))


def test_every_event_fits_schema() -> None:
    """Categories, types and outcomes are ones that ECS allows, in pairs that it expects."""
    validator = schema("ecs")
    for said in every(ecs):
        validator.validate(said)


def test_key_is_origin_and_index() -> None:
    """`event.id` is the same however often a record is exported."""
    assert {made("request")["event"]["id"], made("request", None)["event"]["id"]} == {
        "penname/eu-1/17"
    }


def test_fields_stand_in_place() -> None:
    """Who, which model, which policy and how large stand where ECS has them."""
    said = made("response")
    assert said["organization"] == {"id": "acme"}
    assert said["user"] == {"id": "u-17", "name": "security-officer"}
    assert said["rule"] == {
        "ruleset": "hipaa",
        "version": "2026.11.0",
        "id": ["hipaa.yaml:12", "hipaa.yaml:14"],
        "category": ["EMAIL_ADDRESS", "US_SSN"],
    }
    assert said["gen_ai"] == {"request": {"model": "gpt-large"}, "provider": {"name": "openai"}}
    assert said["http"] == {
        "request": {"id": "0192f0c4"},
        "response": {"status_code": 200, "body": {"bytes": 2210}},
    }
    assert said["error"] == {"code": "upstream_failed", "type": "OSError"}
    assert said["event"]["duration"] == 1_840_500_000


def test_request_has_no_answer() -> None:
    """The bytes of a request went upstream, and its outcome is not known yet."""
    said = made("request", replace(FULL, status=0))
    assert said["http"] == {"request": {"id": "0192f0c4", "body": {"bytes": 1204}}}
    assert said["penname"]["bytes_out"] == 2210
    assert said["event"]["outcome"] == "unknown"


@pytest.mark.parametrize(
    ("record", "kind", "outcome", "severity"),
    [
        (FULL, "event", "success", 1),
        (replace(FULL, outcome="cut"), "event", "failure", 2),
        (replace(FULL, status=500), "event", "failure", 2),
    ],
)
def test_response_says_how_it_ended(
    record: AuditRecord, kind: str, outcome: str, severity: int
) -> None:
    """Only an answer that came whole and well is a success."""
    said = made("response", record)["event"]
    assert (said["kind"], said["outcome"], said["severity"]) == (kind, outcome, severity)


def test_block_is_an_alert() -> None:
    """What the policy stopped is an alert; another refusal is only a denied call."""
    assert made("refused", BLOCKED)["event"]["kind"] == "alert"
    assert made("refused")["event"]["kind"] == "event"
    assert made("refused")["event"]["type"] == ["denied"]


def test_event_of_later_version_passes() -> None:
    """An event that this version does not know is information, not an exception."""
    assert made("later", None)["event"]["type"] == ["info"]


def test_own_fields_stand_apart() -> None:
    """What ECS has no field for stands under `penname`, and nowhere else."""
    said = made("request")
    assert said["penname"]["origin"] == ORIGIN
    assert said["penname"]["decision"] == "forwarded"
    assert not set(said["penname"]) & {"uid", "model", "tenant", "subject"}


def test_missing_members_leave_nothing() -> None:
    """Without a model, a tenant or a person there are no empty fields."""
    said = made("request", AuditRecord())
    assert not set(said) & {"gen_ai", "organization", "user", "rule", "error", "http"}


def test_sink_events_have_keys() -> None:
    """Checkpoints and summaries have keys of their own."""
    assert ecs.checkpoint(CHECKPOINT, TIME)["event"]["id"] == "penname/eu-1/checkpoint/900"
    summary = ecs.dropped(LOST, TIME)
    assert summary["event"]["id"] == "penname/eu-1/19/dropped"
    assert "node" not in summary["service"]
    assert summary["penname"]["dropped"] == 3


def test_model_without_provider() -> None:
    """A model stands also where the provider is not known."""
    assert made("request", AuditRecord(model="m"))["gen_ai"] == {"request": {"model": "m"}}
