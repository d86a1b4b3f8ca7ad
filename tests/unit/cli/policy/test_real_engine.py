"""The commands with the real engine: a policy with all that a policy can have, and its tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli

#: Put together here, so that no file holds one.
SSN = "-".join(("536", "90", "4399"))
POLICY = """\
kind: policy/v1
name: clinic
owner: privacy@example.org
revision: "1"
extends: [default]
min_score: 0.35
recognizers:
  MRN:
    description: Number of a chart
    patterns: [{regex: '(?i)\\bMRN[:#]?\\s*(\\d{6,10})\\b', score: 0.85, group: 1}]
    examples: {match: ["MRN 00123456"], no_match: ["order 00123456"]}
  STUDY_CODE:
    mode: shadow
    patterns: [{regex: '\\bST\\d{5}\\b', score: 0.6}]
entities:
  PERSON: {action: surrogate}
  DATE_TIME: {action: generalize, to: year}
  MRN: {locked: true}
  STUDY_CODE: {}
  US_SSN: {action: block}
scopes:
  - id: uploads
    match: {tenants: [batch]}
    entities: {PERSON: {action: redact}}
exceptions:
  - id: EX-1
    match: {tenants: [billing], routes: ["anthropic.messages"]}
    entities: {DATE_TIME: {action: allow}}
    reason: Letters need the date
    owner: billing@example.org
    expires: 2027-02-01
allow:
  - id: ours
    entities: [EMAIL_ADDRESS]
    values: [support@example.org]
    reason: It is on our site
    owner: secops@example.org
    expires: 2027-06-30
"""
SUITE = f"""\
kind: policy-test/v1
policy: clinic.yaml
now: 2026-12-01T00:00:00Z
defaults: {{route: openai.chat, tenant: clinic-a, language: en}}
cases:
  - name: spans are exactly these
    text: "Patient [[PERSON:Ann Lee]], MRN [[MRN:00123456]], seen [[DATE_TIME:4 March 2026]]"
  - name: masked text and way back
    text: "Mail [[EMAIL_ADDRESS:ann@example.org]] about ST12345"
    expect:
      sent: "Mail {{EMAIL_ADDRESS#1}} about ST12345"
      shadow: [STUDY_CODE]
      reply:
        model_says: "I wrote to {{EMAIL_ADDRESS#1}}."
        client_sees: "I wrote to ann@example.org."
  - name: names are stand-ins in both directions
    text: "Ask [[PERSON:Maria Schmidt]] about [[DATE_TIME:4 March 2026]]."
    expect:
      sent: "Ask {{PERSON#1}} about 2026."
      reply: {{model_says: "{{PERSON#1}} said yes.", client_sees: "Maria Schmidt said yes."}}
  - name: a number that must not leave stops the request
    text: "SSN [[US_SSN:{SSN}]]"
    expect: {{decision: block, by: US_SSN, status: 400}}
  - name: a public mailbox is let through
    text: "Write to support@example.org"
    expect: {{findings: 0, allowed_by: ours}}
  - name: a scope tightens
    tenant: batch
    text: "Ask [[PERSON:Maria Schmidt]] today."
    expect: {{sent: "Ask [PERSON] today."}}
  - name: billing keeps the service date until the exception ends
    tenant: billing
    route: anthropic.messages
    text: "Service date 4 March 2026"
    expect: {{findings: 0, allowed_by: EX-1}}
  - name: and loses it afterwards
    tenant: billing
    route: anthropic.messages
    now: 2027-02-02T00:00:00Z
    text: "Service date [[DATE_TIME:4 March 2026]]"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The policy and its tests in the working directory."""
    (tmp_path / "clinic.yaml").write_text(POLICY)
    (tmp_path / "clinic.test.yaml").write_text(SUITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def penname(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", *args])


@pytest.mark.usefixtures("folder")
def test_every_kind_of_case_passes() -> None:
    """Spans, texts, shadow, blocks, scopes, exceptions and allow entries, in one file."""
    result = penname("test", ".", "--format", "json", "--coverage")
    found = json.loads(result.stdout)
    failed = [case for case in found["suites"][0]["cases"] if not case["passed"]]
    assert (failed, result.exit_code) == ([], Exit.OK)
    counts = found["coverage"][0]["counts"]
    assert {kind: counts[kind]["covered"] for kind in ("recognizer", "scope", "exception")} == {
        "recognizer": 2,
        "scope": 1,
        "exception": 1,
    }


@pytest.mark.usefixtures("folder")
def test_scores_are_explained() -> None:
    """The engine's base score, the words nearby and the pattern are told, with their lines."""
    text = f"SSN {SSN}, MRN 00123456, ST12345"
    found = json.loads(
        penname("explain", "--policy", "clinic.yaml", "--format", "json", "--text", text).stdout
    )
    spans = {span["entity_type"]: span for span in found["spans"] if span["outcome"] != "no rule"}
    assert spans["US_SSN"]["boost"] > 0
    assert spans["US_SSN"]["rule"]["action_where"] == "clinic.yaml:20"
    assert spans["MRN"]["pattern"] == "patterns.0"
    assert spans["MRN"]["rule"]["min_score_where"] == "clinic.yaml:6"
    assert spans["STUDY_CODE"]["outcome"] == "shadow"
    assert found["blocked"] is True


def test_replay_runs_with_the_engine(folder: Path) -> None:
    """A corpus is judged by both policies, with recognizers that only one of them has."""
    (folder / "c.jsonl").write_text('{"text": "MRN 00123456 of Maria Schmidt", "tenant": "a"}\n')
    result = penname("replay", "--policy", "clinic.yaml", "--from", "c.jsonl", "--format", "json")
    found = json.loads(result.stdout)
    gained = {(one["entity_type"], one["action"]) for one in found["spans"]["gained"]}
    assert ("MRN", "mask") in gained
    changed = {(one["entity_type"], one["new"]) for one in found["spans"]["changes"]}
    assert ("PERSON", "surrogate") in changed
