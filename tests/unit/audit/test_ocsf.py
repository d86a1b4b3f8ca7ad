"""OCSF events: required attributes, the right class for each event, and stable keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.audit import flat, ocsf
from penname.audit.record import AuditRecord, FindingRow
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
    return ocsf.exported(ORIGIN, 17, TIME, event, record, DETAILS.get(event))


def test_every_event_fits_schema() -> None:
    """Whatever is made has the required attributes of its class, and no unknown ones."""
    validator = schema("ocsf")
    for said in every(ocsf):
        validator.validate(said)


def test_numbers_agree() -> None:
    """type_uid is class and activity; names and categories are those of the numbers."""
    for said in every(ocsf):
        about = ocsf.CLASSES[said["class_uid"]]
        assert said["type_uid"] == said["class_uid"] * 100 + said["activity_id"]
        assert (said["class_name"], said["category_uid"]) == (about.name, about.category_uid)
        assert said["severity"] == ocsf.SEVERITIES[said["severity_id"]]


def test_key_is_origin_and_index() -> None:
    """`metadata.uid` is the same however often a record is exported."""
    keys = {made("request")["metadata"]["uid"] for _ in range(2)}
    keys.add(made("request", None)["metadata"]["original_event_uid"])
    assert keys == {"penname/eu-1/17"}


def test_time_is_milliseconds() -> None:
    """OCSF counts milliseconds; the line's own text stands beside it."""
    said = made("request")
    assert said["time"] == 1_795_512_600_250
    assert said["metadata"]["original_time"] == TIME


def test_request_is_api_activity() -> None:
    """A request is known by its route, its model, its actor and what was done to its text."""
    said = made("request")
    assert (said["class_uid"], said["activity_id"], said["status"]) == (6003, 1, "Unknown")
    assert said["api"] == {
        "operation": "openai.chat",
        "service": {"name": "openai"},
        "request": {"uid": "0192f0c4"},
    }
    assert said["actor"] == {
        "application": {"name": "billing"},
        "user": {"uid": "u-17", "org": {"uid": "acme"}},
    }
    assert said["ai_model"] == {"name": "gpt-large", "ai_provider": "openai"}
    assert (said["action"], said["disposition"]) == ("Modified", "Corrected")
    (resource,) = said["resources"]
    (found,) = resource["data_classifications"]
    assert found["discovery_details"] == [
        {"type": "EMAIL_ADDRESS", "count": 3},
        {"type": "US_SSN", "count": 1},
    ]


def test_untouched_request_is_allowed() -> None:
    """Where nothing was covered, the text went as it came."""
    rows = (FindingRow("URL", "allow", scores={80: 1}), FindingRow("PERSON", "none"))
    said = made("request", replace(FULL, findings=rows))
    assert (said["action_id"], said["disposition_id"]) == (1, 1)


@pytest.mark.parametrize(
    ("route", "activity"),
    [
        ("openai.chat", 1),
        ("openai.chat.list", 2),
        ("openai.models", 2),
        ("openai.responses.cancel", 3),
        ("openai.responses.delete", 4),
        ("", 1),
    ],
)
def test_route_decides_activity(route: str, activity: int) -> None:
    """Reading, changing and deleting stored answers are other activities than asking."""
    assert made("request", replace(FULL, route=route))["activity_id"] == activity


@pytest.mark.parametrize(
    ("changes", "status", "severity"),
    [
        ({}, "Success", 1),
        ({"outcome": "cut"}, "Failure", 2),
        ({"outcome": "client left"}, "Failure", 2),
        ({"status": 502}, "Failure", 2),
    ],
)
def test_response_says_how_it_ended(changes: dict[str, Any], status: str, severity: int) -> None:
    """Only an answer that came whole and well is a success."""
    said = made("response", replace(FULL, **changes))
    assert (said["status"], said["severity_id"]) == (status, severity)
    assert said["http_response"]["code"] == replace(FULL, **changes).status
    assert said["duration"] == 1840


def test_sizes_are_the_clients() -> None:
    """A request's length is what the client sent, an answer's what it got; the provider's
    side stands under `unmapped`."""
    request, response = made("request"), made("response")
    assert (request["http_request"]["length"], request["unmapped"]["bytes_out"]) == (1204, 2210)
    assert (response["http_response"]["length"], response["unmapped"]["bytes_in"]) == (2210, 1204)
    assert "length" not in response["http_request"]


def test_refusal_is_failed_activity() -> None:
    """What was refused for another reason than the policy is a call that failed."""
    said = made("refused", replace(FULL, decision="refused", status=503))
    assert (said["class_uid"], said["status"], said["disposition"]) == (6003, "Failure", "Rejected")
    assert said["status_detail"] == "upstream_failed"


def test_block_is_a_finding() -> None:
    """What the policy stopped is a Data Security Finding, new, with types and the rule."""
    said = made("refused", BLOCKED)
    assert (said["class_uid"], said["type_uid"]) == (2006, 200601)
    assert (said["status_id"], said["action_id"], said["disposition_id"]) == (1, 2, 2)
    assert said["is_alert"] is True
    assert said["finding_info"]["types"] == ["EMAIL_ADDRESS", "US_SSN"]
    assert said["finding_info"]["analytic"]["uid"] == "hipaa.yaml:14"
    assert said["data_security"]["total"] == 4
    assert said["policy"] == {"name": "hipaa", "version": "2026.11.0", "uid": "3f" * 32}


def test_reveal_is_decryption() -> None:
    """That somebody had values shown is a decryption of the log, with the person."""
    said = made("reveal")
    assert (said["class_uid"], said["activity_name"], said["severity_id"]) == (6005, "Decrypt", 3)
    assert said["actor"] == {"user": {"name": "security-officer"}}
    assert said["databucket"]["name"] == ORIGIN


def test_gap_is_an_error() -> None:
    """Records that could not be written are an error of high severity, with their number."""
    said = made("gap", AuditRecord())
    assert (said["class_uid"], said["status"], said["severity_id"]) == (6008, "Failure", 4)
    assert said["unmapped"]["detail"]["lost"] == 3


def test_life_is_lifecycle() -> None:
    """The writer's life is the application's: alive, and stopped."""
    assert made("alive", AuditRecord())["type_uid"] == 600299
    assert made("close", AuditRecord())["type_uid"] == 600204


def test_event_of_later_version_passes() -> None:
    """An event that this version does not know becomes a base event, not an exception."""
    said = made("later", None)
    assert (said["class_uid"], said["type_uid"]) == (0, 99)


def test_rest_stays_unmapped() -> None:
    """What OCSF has no place for stands under `unmapped`, by its own name."""
    unmapped = made("request")["unmapped"]
    assert unmapped["mask_ms"] == 11.25
    assert unmapped["shadow"][0]["entity_type"] == "URL"
    assert not set(unmapped) & {"model", "tenant", "subject", "uid"}


def test_sink_events_have_keys() -> None:
    """Checkpoints and summaries have keys of their own."""
    assert ocsf.checkpoint(CHECKPOINT, TIME)["metadata"]["uid"] == "penname/eu-1/checkpoint/900"
    summary = ocsf.dropped(LOST, TIME)
    assert (summary["metadata"]["uid"], summary["count"]) == ("penname/eu-1/19/dropped", 3)
    assert summary["unmapped"]["first"] == "penname/eu-1/17"


def test_time_must_be_one() -> None:
    """A time that is none is an error, not an event of 1970."""
    with pytest.raises(ValueError, match="isoformat"):
        ocsf.exported(ORIGIN, 1, "noon", "alive", None)
    assert flat.exported(ORIGIN, 1, "noon", "alive", None)["time"] == "noon"
