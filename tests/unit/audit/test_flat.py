"""The flat form: what leaves the log, what does not, and that texts of others do no harm."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from penname.audit import ecs, flat, ocsf
from penname.audit.model import EVENTS
from penname.audit.record import AuditRecord, Content, FindingRow
from tests.audit_events import (
    BLOCKED,
    CHECKPOINT,
    FULL,
    LOST,
    ORIGIN,
    PLANTED,
    TIME,
    every,
    leaves,
    schema,
)

FORMS = pytest.mark.parametrize("form", [flat, ocsf, ecs], ids=lambda form: form.__name__)
HOSTILE = "a\nb\r\x1b[31m\x00\x85\u2028\u202e\u200b\ud800z"


def test_every_member_is_decided() -> None:
    """Each member of a record is either listed to leave or withheld with a reason."""
    members = {one.name for one in fields(AuditRecord)}
    assert set(flat.KEPT) | set(flat.WITHHELD) == members
    assert set(flat.KEPT) & set(flat.WITHHELD) == set()
    assert all(flat.WITHHELD.values())


def test_tables_know_every_event() -> None:
    """Each event of the format has its words, its OCSF kind and its ECS kind."""
    wanted = {*EVENTS, "checkpoint", "dropped"}
    assert set(flat.MESSAGES) == set(ocsf.KINDS) == set(ecs.KINDS) == wanted
    assert set(flat.DETAILS) == {event for event, has_detail in EVENTS.items() if has_detail}


def test_every_event_fits_schema() -> None:
    """Whatever the flat form makes has the shape that its schema says."""
    validator = schema("jsonl")
    for said in every(flat):
        validator.validate(said)


def test_full_record_leaves_whole() -> None:
    """All members that may leave do, in their order, and counts beside the scores."""
    said = flat.exported(ORIGIN, 17, TIME, "request", FULL)
    assert list(said) == ["uid", "origin", "index", "time", "event", *flat.KEPT]
    assert said["uid"] == "penname/eu-1/17"
    assert said["findings"][0] == {
        "entity_type": "EMAIL_ADDRESS",
        "action": "mask",
        "rule": "hipaa.yaml:12",
        "recognizer": "emails",
        "direction": "request",
        "view": "raw",
        "role": "user",
        "count": 3,
        "scores": [[85, 2], [100, 1]],
    }


@FORMS
@pytest.mark.parametrize("event", ["request", "response", "refused", "blocked", "reveal", "gap"])
def test_nothing_that_may_leave_is_lost(form: Any, event: str) -> None:
    """Each member that may leave stands somewhere in each event, whatever its class."""
    record = BLOCKED if event == "blocked" else FULL
    said = form.exported(ORIGIN, 17, TIME, "refused" if event == "blocked" else event, record)
    standing = {str(value) for _, value in leaves(said)}
    for name in set(flat.KEPT) - {"findings", "shadow", "duration_ms"}:
        value = getattr(record, name)
        assert not value or str(value) in standing, name
    assert {"1840.5", "1840", "1840500000"} & standing
    assert {"EMAIL_ADDRESS", "URL"} <= standing


@FORMS
def test_no_value_is_exported(form: Any) -> None:
    """Texts, what somebody looked for, reasons and hashes of bodies leave in no form."""
    secrets = (PLANTED, FULL.body_sha256, FULL.masked_sha256, "asked about")
    for said in every(form):
        text = json.dumps(said, ensure_ascii=False)
        assert [one for one in secrets if one in text] == []
    assert PLANTED in json.dumps(FULL.as_json())


@FORMS
def test_no_member_hides_value(form: Any) -> None:
    """Also with every withheld member alone, and in a member of a finding that is no text."""
    record = AuditRecord(content=Content(masked=PLANTED, original=PLANTED))
    for one in (record, AuditRecord(about={PLANTED: PLANTED}), AuditRecord(reason=PLANTED)):
        for event in EVENTS:
            assert PLANTED not in json.dumps(form.exported(ORIGIN, 1, TIME, event, one))


@FORMS
def test_foreign_details_stay(form: Any) -> None:
    """Details leave only for the events that have some, and only the members that are listed."""
    detail = {"why": [PLANTED], "lost": {"value": PLANTED}, "value": PLANTED, "lines": [PLANTED]}
    for event in EVENTS:
        assert PLANTED not in json.dumps(form.exported(ORIGIN, 1, TIME, event, None, detail))


@FORMS
def test_hostile_texts_are_cleaned(form: Any) -> None:
    """Names that clients choose cannot end a line, move a cursor or turn a text around."""
    names = ("model", "tenant", "subject", "client", "route", "upstream", "request_id", "actor")
    changes: dict[str, Any] = dict.fromkeys(names, HOSTILE)
    record = replace(FULL, **changes)
    record = replace(record, findings=(FindingRow(HOSTILE, "mask", HOSTILE, HOSTILE),))
    for event in ("request", "response", "refused", "reveal"):
        for path, value in leaves(form.exported(ORIGIN, 1, TIME, event, record)):
            assert not isinstance(value, str) or value.isprintable(), path


@FORMS
def test_long_texts_are_cut(form: Any) -> None:
    """A model name of a megabyte leaves as 256 characters, and rows of findings are bounded."""
    rows = tuple(FindingRow(f"T{number}", "mask", scores={80: 1}) for number in range(250))
    record = replace(FULL, model="m" * 1_000_000, findings=rows)
    said = form.exported(ORIGIN, 1, TIME, "request", record)
    assert len(json.dumps(said)) < 60_000
    assert "m" * 256 + "…" in {value for _, value in leaves(said)}


def test_left_out_rows_are_counted() -> None:
    """What the bound of findings cuts off is said."""
    rows = tuple(FindingRow(f"T{number}", "mask") for number in range(250))
    said = flat.exported(ORIGIN, 1, TIME, "request", AuditRecord(findings=rows))
    assert len(said["findings"]) == 200
    assert said["findings_left_out"] == 50


def test_clean_keeps_plain_texts() -> None:
    """Letters of all scripts pass; what cannot be printed becomes a replacement character."""
    assert flat.clean("Müller 株式会社 – №1") == "Müller 株式会社 – №1"
    assert flat.clean("a\nb") == "a\ufffdb"
    assert flat.clean("abc", 2) == "ab…"


def test_unreadable_record_is_said() -> None:
    """An erased record leaves as its clear part."""
    assert flat.exported(ORIGIN, 5, TIME, "request", None) == {
        "uid": "penname/eu-1/5",
        "origin": ORIGIN,
        "index": 5,
        "time": TIME,
        "event": "request",
        "unreadable": True,
    }


def test_details_become_lengths() -> None:
    """Lists of key lines leave as their number, the rest as it stands."""
    erased = flat.exported(ORIGIN, 5, TIME, "erase", AuditRecord(), {"lines": [{}, {}]})
    gap = flat.exported(ORIGIN, 5, TIME, "gap", AuditRecord(), {"lost": 3, "since": TIME})
    assert erased["detail"] == {"lines": 2}
    assert gap["detail"] == {"lost": 3, "since": TIME}


@FORMS
def test_checkpoint_is_an_anchor(form: Any) -> None:
    """The member `checkpoint` is the anchor's text, where `verify --anchors` reads it."""
    said = form.checkpoint(CHECKPOINT, TIME)
    assert said["checkpoint"] == CHECKPOINT


def test_checkpoint_survives_odd_text() -> None:
    """A text that is no anchor makes an event all the same, and no exception."""
    assert flat.checkpoint("odd", TIME)["uid"] == "odd/checkpoint/"


def test_dropped_names_its_keys() -> None:
    """What was dropped is counted, and its first and last key say what to export again."""
    assert flat.dropped(LOST, TIME) == {
        "uid": "penname/eu-1/19/dropped",
        "time": TIME,
        "event": "dropped",
        "dropped": 3,
        "first": "penname/eu-1/17",
        "last": "penname/eu-1/19",
    }


def test_found_counts_by_type() -> None:
    """Finds are added up by type, without those that no rule spoke of."""
    assert flat.found(BLOCKED) == {"EMAIL_ADDRESS": 3, "US_SSN": 1}


def test_times_go_both_ways() -> None:
    """Unix time, its text and its milliseconds agree."""
    text = flat.time_text(1_795_512_600.25)
    assert text == TIME
    assert flat.milliseconds(text) == 1_795_512_600_250
    with pytest.raises(ValueError, match="isoformat"):
        flat.milliseconds("noon")
