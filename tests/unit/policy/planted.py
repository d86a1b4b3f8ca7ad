"""A policy with every key, and one mistake at a time to plant in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

HEAD = {"kind": "policy/v1", "name": "team", "owner": "team@example.org", "revision": "1"}
ENTRY = {
    "id": "desk",
    "entities": ["EMAIL_ADDRESS", "PERSON"],
    "values": ["desk@example.org"],
    "reason": "public address",
    "owner": "ops",
    "expires": dt.date(2027, 6, 30),
}
#: Every key that this version obeys or accepts, each with another value than its default.
FULL: dict[str, Any] = HEAD | {
    "title": "Team",
    "description": "All keys",
    "status": "stable",
    "references": ["a page"],
    "mode": "enforce",
    "on_error": "block",
    "languages": ["en"],
    "min_score": 0.3,
    "inspect": {
        "roles": ["user", "system", "tool", "assistant"],
        "parts": ["documents", "text", "tool_arguments", "tool_results"],
    },
    "defaults": {"severity": "low", "restore": ["text"]},
    "entities": {
        "PERSON": {},
        "EMAIL_ADDRESS": {"action": "redact", "on_reply": "mask", "locked": True},
        "CREDIT_CARD": {"action": "partial", "keep_last": 4, "severity": "critical"},
        "JWT": {"on_reply": "partial", "keep_last": 2, "min_score": 0.9, "restore": []},
    },
    "limits": {"max_body_bytes": 2_048, "max_findings": 7, "max_distinct": {"PERSON": 0}},
    "vault": {"scope": "tenant", "ttl": "2h"},
    "audit": {"content": "none"},
    "allow": [ENTRY],
}
NOT_YET = "not supported by this version yet"
LATER = [
    *(("", key) for key in ("extends", "recognizers", "scopes", "exceptions", "destinations")),
    *(("entities.PERSON", key) for key in ("mode", "to")),
    *(("allow.0", key) for key in ("regex", "match")),
]


_ACTIONS = "allow, mask, partial, redact, block"


#: (change of FULL, key path below the changed key, message, word that the hint names)
MISTAKES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"kind": "policy/v2"}, "", "'policy/v2' is not one of policy/v1", "policy/v1"),
    ({"kind": ""}, "", "'' is not one of policy/v1", ""),
    ({"name": ""}, "", "must not be empty", ""),
    ({"title": 1}, "", "'1' is not text (put it in quotes)", ""),
    ({"description": ["a"]}, "", "must be text", ""),
    ({"owner": True}, "", "'true' is not text (put it in quotes)", ""),
    ({"revision": 1.0}, "", "'1.0' is not text (put it in quotes)", ""),
    (
        {"status": "stabel"},
        "",
        "'stabel' is not one of experimental, test, stable, deprecated",
        "stable",
    ),
    ({"references": "a page"}, "", "must be a list", ""),
    ({"mode": "shadow"}, "", f"'shadow' is {NOT_YET}", ""),
    ({"mode": "off"}, "", f"'off' is {NOT_YET}", ""),
    ({"mode": "enforced"}, "", "'enforced' is not one of enforce", "enforce"),
    ({"on_error": "pass"}, "", f"'pass' is {NOT_YET}", ""),
    ({"on_error": "forward"}, "", "'forward' is not one of block", ""),
    ({"languages": []}, "", "must have at least 1 item(s)", ""),
    ({"languages": ["de"]}, ".0", "'de' is not one of en", ""),
    ({"min_score": 1.5}, "", "must be a number from 0 to 1", ""),
    ({"inspect": {"part": []}}, ".part", "unknown key 'part'", "parts"),
    ({"defaults": []}, "", "must be a mapping", ""),
    ({"defaults": {"locked": "true"}}, ".locked", "must be true or false", ""),
    ({"entities": []}, "", "must be a mapping", ""),
    ({"entities": {"PRESON": {}}}, ".PRESON", "no recognizer finds 'PRESON'", "PERSON"),
    ({"entities": {"PERSON": "mask"}}, ".PERSON", "must be a mapping", ""),
    (
        {"entities": {"PERSON": {"acton": "mask"}}},
        ".PERSON.acton",
        "unknown key 'acton'",
        "action",
    ),
    (
        {"entities": {"PERSON": {"action": "hide"}}},
        ".PERSON.action",
        f"'hide' is not one of {_ACTIONS}",
        "",
    ),
    (
        {"entities": {"PERSON": {"action": "surrogate"}}},
        ".PERSON.action",
        f"'surrogate' is {NOT_YET}",
        "",
    ),
    (
        {"entities": {"PERSON": {"action": "generalize"}}},
        ".PERSON.action",
        f"'generalize' is {NOT_YET}",
        "",
    ),
    (
        {"entities": {"PERSON": {"on_reply": "hash"}}},
        ".PERSON.on_reply",
        f"'hash' is {NOT_YET}",
        "",
    ),
    (
        {"entities": {"PERSON": {"severity": "hgih"}}},
        ".PERSON.severity",
        "'hgih' is not one of low, medium, high, critical",
        "high",
    ),
    (
        {"entities": {"PERSON": {"restore": ["tool_results"]}}},
        ".PERSON.restore.0",
        "'tool_results' is not one of text, tool_arguments",
        "tool_arguments",
    ),
    (
        {"entities": {"PERSON": {"keep_last": 13}}},
        ".PERSON.keep_last",
        "must be a whole number from 1 to 12",
        "",
    ),
    (
        {"entities": {"PERSON": {"action": "partial"}}},
        ".PERSON",
        "action 'partial' needs keep_last",
        "",
    ),
    (
        {"entities": {"PERSON": {"on_reply": "partial"}}},
        ".PERSON",
        "action 'partial' needs keep_last",
        "",
    ),
    (
        {"entities": {"PERSON": {"keep_last": 4}}},
        ".PERSON",
        "keep_last is only for action 'partial'",
        "",
    ),
    (
        {"limits": {"max_body_bytes": 1_023}},
        ".max_body_bytes",
        "must be a whole number from 1024 to 1073741824",
        "",
    ),
    (
        {"limits": {"max_findings": 0}},
        ".max_findings",
        "must be a whole number from 1 to 10000000",
        "",
    ),
    (
        {"limits": {"max_distinct": {"SSN": 1}}},
        ".max_distinct.SSN",
        "no recognizer finds 'SSN'",
        "US_SSN",
    ),
    ({"vault": {"scope": "request"}}, ".scope", f"'request' is {NOT_YET}", ""),
    ({"vault": {"ttl": "367d"}}, ".ttl", "must be above 0 and at most 366d", ""),
    ({"allow": {}}, "", "must be a list", ""),
    ({"allow": ["desk"]}, ".0", "must be a mapping", ""),
    (
        {"allow": [ENTRY | {"entities": []}]},
        ".0.entities",
        "must have at least 1 item(s)",
        "",
    ),
    ({"allow": [ENTRY | {"values": []}]}, ".0.values", "must have at least 1 item(s)", ""),
    (
        {"allow": [ENTRY | {"values": [12]}]},
        ".0.values.0",
        "'12' is not text (put it in quotes)",
        "",
    ),
    (
        {"allow": [ENTRY | {"expires": "never"}]},
        ".0.expires",
        "must be a date such as 2027-06-30",
        "",
    ),
    ({"entitys": {}}, "", "unknown key 'entitys'", "entities"),
]
