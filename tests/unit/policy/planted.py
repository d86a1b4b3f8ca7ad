"""A policy with every key, and one mistake at a time to plant in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from penname.policy.hashed import Hasher
from penname.policy.hashed_terms import hashed_term

HEAD = {"kind": "policy/v1", "name": "team", "owner": "team@example.org", "revision": "1"}
ENTRY = {
    "id": "desk",
    "entities": ["EMAIL_ADDRESS", "PERSON"],
    "values": ["desk@example.org"],
    "reason": "public address",
    "owner": "ops",
    "expires": dt.date(2027, 6, 30),
}
REGEX_ENTRY = {key: value for key, value in ENTRY.items() if key != "values"} | {
    "id": "desks",
    "regex": "desk[0-9]+",
    "match": {"routes": ["openai.*"], "clients": ["ci"]},
}
SALT = bytes(range(8))
HASHED = [Hasher.salted(SALT).of_value("Zoe Planted").written]
HASHED_ENTRY = {key: value for key, value in ENTRY.items() if key != "values"} | {
    "id": "somebody",
    "hashed": HASHED,
    "created": dt.date(2026, 11, 1),
    "approved_by": "privacy",
    "ticket": "GRC-3",
}
DENY = {
    "id": "missed",
    "entity": "PERSON",
    "terms": ["Blue Heron"],
    "hashed": [hashed_term(Hasher.salted(SALT), "Zoe Planted").written],
    "reason": "was missed",
    "owner": "ops",
    "expires": dt.date(2027, 6, 30),
    "match": {"tenants": ["a"]},
    "created": dt.date(2026, 11, 1),
    "approved_by": "privacy",
    "ticket": "GRC-2",
}
SCOPE = {
    "id": "uploads",
    "match": {"routes": ["openai.files"], "tenants": ["a-*"], "models": ["gpt-*"]},
    "entities": {"PERSON": {"action": "redact"}},
    "min_score": 0.2,
    "mode": "enforce",
    "audit": {"content": "none"},
}
EXCEPTION = {
    "id": "EX-1",
    "match": {"tenants": ["billing"]},
    "entities": {"DATE_TIME": {"action": "allow"}},
    "reason": "letters need the day",
    "owner": "billing",
    "approved_by": "privacy",
    "ticket": "GRC-1",
    "expires": dt.date(2027, 2, 1),
}
BADGE = {
    "description": "Badges of our staff",
    "patterns": [{"regex": r"\bBG-(\d{6})\b", "score": 0.8, "group": 1}],
    "terms": ["night badge"],
    "term_score": 0.6,
    "context": ["Badge"],
    "languages": ["en"],
    "validator": "luhn",
    "spacy": {"pipeline": "pack", "labels": ["PER"], "score": 0.7, "languages": ["de"]},
    "presidio": [{"recognizer": "a.b:C", "entities": ["ID"], "languages": ["fr", "it"]}],
    "mode": "shadow",
    "examples": {"match": ["BG-000000"], "no_match": ["BG-12"]},
}
#: Every key of the grammar (but `extends`, `terms_file` and `hash_key_file`, which need a second
#: file), each with another value than its default.
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
    "defaults": {"severity": "low", "restore": ["text", "tool:write*"]},
    "recognizers": {"BADGE": BADGE},
    "entities": {
        "PERSON": {},
        "EMAIL_ADDRESS": {"action": "surrogate", "on_reply": "mask", "locked": False},
        "CREDIT_CARD": {"action": "partial", "keep_last": 4, "severity": "critical"},
        "JWT": {"on_reply": "partial", "keep_last": 2, "min_score": 0.9, "restore": []},
        "DATE_TIME": {"action": "generalize", "to": "year"},
        "API_KEY": {"action": "route", "to": ["local", "eu"], "locked": True},
        "BADGE": {"mode": "shadow", "action": "hash"},
    },
    "limits": {"max_body_bytes": 2_048, "max_findings": 7, "max_distinct": {"PERSON": 0}},
    "vault": {"scope": "request", "ttl": "2h"},
    "destinations": {"require_tags": ["baa"]},
    "audit": {"content": "sealed", "retention": "6y"},
    "scopes": [SCOPE],
    "allow": [ENTRY, REGEX_ENTRY, HASHED_ENTRY],
    "deny": [DENY],
    "exceptions": [EXCEPTION],
}
#: The keys that FULL leaves out: (table, key).
ELSEWHERE = [("", "extends"), ("", "hash_key_file"), ("recognizers.BADGE", "terms_file")]

_ACTIONS = "allow, mask, surrogate, partial, generalize, hash, redact, route, block"
_REPLIES = "allow, mask, surrogate, partial, generalize, hash, redact, block"
_TARGETS = (
    "year, month, decade, age_90_plus, age_range_5, age_range_10, zip3, postcode_area, us_state"
)
_PLACES = "text, tool_arguments, urls, tool:NAME"
_SALTS = [Hasher.salted(bytes([n] * 8)).of_value("a").written for n in range(5)]
_UNSEEN = "must hold something that can be seen"
_MATCHED = "must name routes, tenants, models or clients"
_LABEL = "must be at most 64 letters, digits, '.', '_', '+', '-', the first no mark"
_SHAPE = "must be upper-case words joined by '_', such as EMPLOYEE_ID"

Mistake = tuple[dict[str, Any], str, str, str]


def entity(name: str, own: dict[str, Any]) -> dict[str, Any]:
    """The change of one entity line."""
    return {"entities": FULL["entities"] | {name: own}}


def badge(own: dict[str, Any]) -> dict[str, Any]:
    """The change of the recognizer."""
    return {"recognizers": {"BADGE": BADGE | own}}


def without(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != key}


#: (change of FULL, key path below the changed key, message, word that the hint names)
TOP_MISTAKES: list[Mistake] = [
    ({"kind": "policy/v2"}, "", "'policy/v2' is not one of policy/v1", "policy/v1"),
    ({"kind": ""}, "", "'' is not one of policy/v1", ""),
    ({"name": ""}, "", "must not be empty", ""),
    ({"name": "our team"}, "", _LABEL, ""),
    ({"revision": "1\r\nx: y"}, "", _LABEL, ""),
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
    ({"mode": "enforced"}, "", "'enforced' is not one of enforce, shadow, off", "enforce"),
    (
        {"on_error": "pass"},
        "",
        "'pass' is not possible: penname never forwards what it could not read",
        "",
    ),
    ({"on_error": "forward"}, "", "'forward' is not one of block", ""),
    ({"languages": []}, "", "must have at least 1 item(s)", ""),
    ({"languages": ["de"]}, ".0", "'de' is not one of en", ""),
    ({"min_score": 1.5}, "", "must be a number from 0 to 1", ""),
    ({"min_score": "0.5"}, "", "must be a number from 0 to 1", ""),
    ({"inspect": {"part": []}}, ".part", "unknown key 'part'", "parts"),
    (
        {"inspect": {"roles": ["usr"]}},
        ".roles.0",
        "'usr' is not one of system, user, assistant, tool",
        "user",
    ),
    ({"extends": "default"}, "", "must be a list", ""),
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
    (
        {"limits": {"max_distinct": {"secrets": 1}}},
        ".max_distinct.secrets",
        "'secrets' is a group: here one entity type must stand",
        "",
    ),
    (
        {"vault": {"scope": "team"}},
        ".scope",
        "'team' is not one of request, conversation, tenant",
        "tenant",
    ),
    ({"vault": {"ttl": "367d"}}, ".ttl", "must be above 0 and at most 366d", ""),
    (
        {"destinations": {"require_tags": []}},
        ".require_tags",
        "must have at least 1 item(s)",
        "",
    ),
    (
        {"audit": {"content": "seeled"}},
        ".content",
        "'seeled' is not one of none, masked, sealed",
        "sealed",
    ),
    ({"audit": {"retention": "11y"}}, ".retention", "must be above 0 and at most 3650d", ""),
    ({"entitys": {}}, "", "unknown key 'entitys'", "entities"),
]
ENTITY_MISTAKES: list[Mistake] = [
    ({"defaults": []}, "", "must be a mapping", ""),
    ({"defaults": {"locked": "true"}}, ".locked", "must be true or false", ""),
    ({"entities": []}, "", "must be a mapping", ""),
    (entity("PRESON", {}), ".PRESON", "no recognizer finds 'PRESON'", "PERSON"),
    (entity("NAMES", {}), ".NAMES", "no recognizer finds 'NAMES'", "names"),
    (entity("names", {"acton": "mask"}), ".names.acton", "unknown key 'acton'", "action"),
    (entity("PERSON", "mask"), ".PERSON", "must be a mapping", ""),  # type: ignore[arg-type]
    (entity("PERSON", {"acton": "mask"}), ".PERSON.acton", "unknown key 'acton'", "action"),
    (
        entity("PERSON", {"action": "hide"}),
        ".PERSON.action",
        f"'hide' is not one of {_ACTIONS}",
        "",
    ),
    (
        entity("PERSON", {"on_reply": "route"}),
        ".PERSON.on_reply",
        "'route' is for requests: an answer has been routed already",
        "",
    ),
    (
        entity("PERSON", {"on_reply": "redcat"}),
        ".PERSON.on_reply",
        f"'redcat' is not one of {_REPLIES}",
        "redact",
    ),
    (
        entity("PERSON", {"severity": "hgih"}),
        ".PERSON.severity",
        "'hgih' is not one of low, medium, high, critical",
        "high",
    ),
    (
        entity("PERSON", {"restore": ["tool_results"]}),
        ".PERSON.restore.0",
        f"'tool_results' is not one of {_PLACES}",
        "tool_arguments",
    ),
    (
        entity("PERSON", {"restore": ["tool:"]}),
        ".PERSON.restore.0",
        f"'tool:' is not one of {_PLACES}",
        "",
    ),
    (
        entity("PERSON", {"keep_last": 13}),
        ".PERSON.keep_last",
        "must be a whole number from 1 to 12",
        "",
    ),
    (
        entity("PERSON", {"action": "partial"}),
        ".PERSON.action",
        "action 'partial' needs keep_last",
        "",
    ),
    (
        entity("PERSON", {"on_reply": "partial"}),
        ".PERSON.on_reply",
        "action 'partial' needs keep_last",
        "",
    ),
    (
        entity("PERSON", {"keep_last": 4}),
        ".PERSON.keep_last",
        "keep_last is only for action 'partial'",
        "",
    ),
    (
        entity("DATE_TIME", {"action": "generalize"}),
        ".DATE_TIME.action",
        "action 'generalize' needs to: year, month, decade",
        "",
    ),
    (
        entity("BADGE", {"action": "generalize", "to": "yaer"}),
        ".BADGE.to",
        f"'yaer' is not one of {_TARGETS}",
        "year",
    ),
    (
        entity("DATE_TIME", {"action": "generalize", "to": "zip3"}),
        ".DATE_TIME.to",
        "'zip3' is no target for DATE_TIME: year, month, decade",
        "",
    ),
    (
        entity("DATE_TIME", {"action": "generalize", "to": ["year", "month"]}),
        ".DATE_TIME.to",
        "action 'generalize' has one target",
        "",
    ),
    (
        entity("PERSON", {"action": "generalize", "to": "year"}),
        ".PERSON.to",
        "'year' is no target for PERSON: (no target suits this type)",
        "",
    ),
    (
        entity("PERSON", {"to": "year"}),
        ".PERSON.to",
        "'to' is only for actions 'generalize' and 'route'",
        "",
    ),
    (
        entity("JWT", {"action": "route"}),
        ".JWT.action",
        "action 'route' needs to: the tags of the upstreams that may have it",
        "",
    ),
    (
        {"exceptions": []}
        | entity("DATE_TIME", {"action": "route", "on_reply": "generalize", "to": "year"}),
        ".DATE_TIME.on_reply",
        "'to' holds the tags of 'route' and can be no target as well",
        "",
    ),
]
RECOGNIZER_MISTAKES: list[Mistake] = [
    ({"entities": {"PERSON": {}}, "recognizers": []}, "", "must be a mapping", ""),
    (
        {"recognizers": {"badge": BADGE, "BADGE": BADGE}},
        ".badge",
        f"'badge' cannot be an entity type: it {_SHAPE}",
        "",
    ),
    (
        {"recognizers": {"BADGE": BADGE, "STAFF_NO": {"terms": ["x"]}}},
        ".STAFF_NO",
        "recognizer STAFF_NO has no line under entities",
        "",
    ),
    (
        {"recognizers": {"BADGE": {"context": ["badge"]}}},
        ".BADGE",
        "needs patterns, terms, a terms_file, spacy or presidio",
        "",
    ),
    (
        badge({"patterns": [{"regex": r"(\d+", "score": 0.8}]}),
        ".BADGE.patterns.0.regex",
        "bad regex: missing ) at position 4",
        "",
    ),
    (
        badge({"patterns": [{"regex": r"BG\d", "score": 0.8, "group": 1}]}),
        ".BADGE.patterns.0.regex",
        "there is no group 1 (the regex has 0)",
        "",
    ),
    (
        badge({"patterns": [{"regex": r"\d*", "score": 0.8}]}),
        ".BADGE.patterns.0.regex",
        "matches the empty string",
        "",
    ),
    (
        badge({"patterns": [{"score": 0.5}]}),
        ".BADGE.patterns.0.regex",
        "missing key 'regex'",
        "",
    ),
    (
        badge({"patterns": [{"regex": r"BG\d"}]}),
        ".BADGE.patterns.0.score",
        "missing key 'score'",
        "",
    ),
    (
        badge({"patterns": [{"regexp": "BG", "regex": "BG", "score": 1}]}),
        ".BADGE.patterns.0.regexp",
        "unknown key 'regexp'",
        "regex",
    ),
    (badge({"languages": ["fr"]}), ".BADGE.languages.0", "'fr' is not one of en", ""),
    (
        badge({"examples": {"match": ["BG-12"]}}),
        ".BADGE.examples.match.0",
        "the example fails: nothing is found in it",
        "",
    ),
    (
        badge({"examples": {"no_match": ["BG-000000"]}}),
        ".BADGE.examples.no_match.0",
        "the example fails: something is found in it",
        "",
    ),
    (
        badge({"spacy": {"pipeline": "../pack", "labels": ["PER"]}}),
        ".BADGE.spacy.pipeline",
        "'../pack' is not an installed package, or a folder by its absolute path",
        "",
    ),
    (
        badge({"spacy": [{"pipeline": "pack"}]}),
        ".BADGE.spacy.0.labels",
        "missing key 'labels'",
        "",
    ),
    (
        badge({"presidio": {"recognizer": "UsSsn"}}),
        ".BADGE.presidio.recognizer",
        "'UsSsn' is not a recognizer of Presidio, or a class as my_package.module:Class",
        "",
    ),
    (
        badge({"presidio": {"recognizer": "a:B", "languages": ["eng"]}}),
        ".BADGE.presidio.languages.0",
        "'eng' is no language that penname can tell",
        "en",
    ),
    (
        badge({"presidio": {"recogniser": "a:B", "recognizer": "a:B"}}),
        ".BADGE.presidio.recogniser",
        "unknown key 'recogniser'",
        "recognizer",
    ),
    (
        {
            "recognizers": {
                "BADGE": {
                    "spacy": {"pipeline": "pack", "labels": ["ID"]},
                    "examples": {"match": ["BG-1"]},
                }
            }
        },
        ".BADGE.examples.match.0",
        "the example fails: no plug-in runs here, write a policy test",
        "",
    ),
    (badge({"terms": ["\u200b"]}), ".BADGE.terms.0", "must hold something that can be seen", ""),
    (badge({"terms": [7]}), ".BADGE.terms.0", "is not text (put it in quotes)", ""),
    (
        badge({"terms_file": "terms.txt"}),
        ".BADGE.terms_file",
        "only a policy file can have a terms file, not a text",
        "",
    ),
]
ENTRY_MISTAKES: list[Mistake] = [
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
        "is not text (put it in quotes)",
        "",
    ),
    ({"allow": [without(ENTRY, "values")]}, ".0", "needs either values or a regex", ""),
    ({"allow": [ENTRY | {"regex": "a"}]}, ".0", "needs either values or a regex", ""),
    (
        {"allow": [REGEX_ENTRY | {"regex": "(?=a)"}]},
        ".0.regex",
        "bad regex: invalid perl operator: (?= (look-around is not possible here)",
        "",
    ),
    (
        {"allow": [REGEX_ENTRY | {"regex": 7}]},
        ".0.regex",
        "is not text (put it in quotes)",
        "",
    ),
    ({"allow": [ENTRY | {"match": {}}]}, ".0.match", _MATCHED, ""),
    (
        {"allow": [HASHED_ENTRY | {"hashed": ["Zoe Planted"]}]},
        ".0.hashed.0",
        "must be SCHEME:SALT:HASH (`penname feedback` makes it)",
        "",
    ),
    (
        {"allow": [HASHED_ENTRY | {"hashed": DENY["hashed"]}]},
        ".0.hashed.0",
        "must be SCHEME:SALT:HASH (`penname feedback` makes it)",
        "",
    ),
    (
        {"allow": [HASHED_ENTRY | {"hashed": [Hasher.keyed(bytes(32)).of_value("a").written]}]},
        ".0.hashed.0",
        "is under a key: say in hash_key_file where it is",
        "",
    ),
    (
        {"allow": [HASHED_ENTRY | {"hashed": _SALTS}]},
        ".0.hashed",
        "more than 4 salts and keys in one policy",
        "",
    ),
    (
        {"deny": [DENY | {"hashed": HASHED_ENTRY["hashed"]}]},
        ".0.hashed.0",
        "must be SCHEME:SALT:ATOMS.LETTERS:HASH (`penname feedback` makes it)",
        "",
    ),
    ({"deny": [DENY | {"terms": ["\u200b"]}]}, ".0.terms.0", _UNSEEN, ""),
    (
        {"deny": [without(without(DENY, "terms"), "hashed")]},
        ".0",
        "needs terms or hashed ones",
        "",
    ),
    ({"deny": [DENY | {"match": {}}]}, ".0.match", _MATCHED, ""),
    (
        {"deny": [DENY | {"entity": "PRESON"}]},
        ".0.entity",
        "no recognizer finds 'PRESON'",
        "PERSON",
    ),
    (
        {"deny": [DENY | {"entity": "IBAN_CODE"}]},
        ".0.entity",
        "IBAN_CODE has no line under entities",
        "",
    ),
    (
        {"deny": [DENY | {"expires": dt.date(2027, 11, 26)}]},
        ".0.expires",
        "is more than 366 days from today: at most 2027-11-25",
        "",
    ),
    (
        {"allow": [ENTRY | {"expires": "never"}]},
        ".0.expires",
        "must be a date such as 2027-06-30",
        "",
    ),
    (
        {"allow": [ENTRY | {"expires": dt.date(2027, 11, 26)}]},
        ".0.expires",
        "is more than 366 days from today: at most 2027-11-25",
        "",
    ),
    ({"scopes": [without(SCOPE, "match")]}, ".0.match", "missing key 'match'", ""),
    ({"scopes": [SCOPE | {"match": {}}]}, ".0.match", _MATCHED, ""),
    (
        {"scopes": [SCOPE | {"match": {"tenant": ["a"]}}]},
        ".0.match.tenant",
        "unknown key 'tenant'",
        "tenants",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"PERSON": {"action": "allow"}}}]},
        ".0.entities.PERSON.action",
        "scope uploads loosens PERSON: action mask -> allow (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"PERSON": {"min_score": 0.6}}}]},
        ".0.entities.PERSON.min_score",
        "scope uploads loosens PERSON: min_score 0.3 -> 0.6 (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"PERSON": {"restore": ["text", "urls"]}}}]},
        ".0.entities.PERSON.restore",
        "scope uploads loosens PERSON: restore [text, tool:write*] -> [text, urls] "
        "(use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"PERSON": {"mode": "shadow"}}}]},
        ".0.entities.PERSON.mode",
        "scope uploads loosens PERSON: mode enforce -> shadow (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"API_KEY": {"to": ["local"]}}}]},
        ".0.entities.API_KEY.to",
        "scope uploads loosens API_KEY: to [eu, local] -> [local] (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"min_score": 0.4}]},
        ".0.min_score",
        "scope uploads loosens the policy: min_score 0.3 -> 0.4 (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"mode": "off"}]},
        ".0.mode",
        "scope uploads loosens the policy: mode enforce -> off (use exceptions:)",
        "",
    ),
    (
        {"audit": {"content": "none"}, "scopes": [SCOPE | {"audit": {"content": "masked"}}]},
        ".0.audit.content",
        "scope uploads loosens the audit log: content none -> masked (use exceptions:)",
        "",
    ),
    (
        {"scopes": [SCOPE | {"entities": {"PERSON": {"locked": True}}}]},
        ".0.entities.PERSON.locked",
        "unknown key 'locked'",
        "",
    ),
    ({"exceptions": [without(EXCEPTION, "owner")]}, ".0.owner", "missing key 'owner'", ""),
    # it would read as two scopes where views are named
    ({"scopes": [SCOPE | {"id": "a scope:b"}]}, ".0.id", _LABEL, ""),
    ({"exceptions": [EXCEPTION | {"match": {}}]}, ".0.match", _MATCHED, ""),
    (
        {"exceptions": [EXCEPTION | {"entities": {}}]},
        ".0.entities",
        "must name an entity type",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"entities": {"API_KEY": {"action": "mask"}}}]},
        ".0.entities.API_KEY",
        "API_KEY is locked in p.yaml:{API_KEY}: no exception may touch it",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"entities": {"IBAN_CODE": {"action": "allow"}}}]},
        ".0.entities.IBAN_CODE",
        "IBAN_CODE has no line under entities",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"entities": {"DATE_TIME": {"to": "year"}}}]},
        ".0.entities.DATE_TIME",
        "changes nothing",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"entities": {"PERSON": {"action": "partial"}}}]},
        ".0.entities.PERSON.action",
        "action 'partial' needs keep_last",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"entities": {"PERSON": {"action": "allow", "keep_last": 2}}}]},
        ".0.entities.PERSON.keep_last",
        "keep_last is only for action 'partial'",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"expires": dt.date(2028, 1, 1)}]},
        ".0.expires",
        "is more than 366 days from today: at most 2027-11-25",
        "",
    ),
    (
        {"exceptions": [EXCEPTION | {"id": "uploads"}]},
        ".0.id",
        "duplicate id 'uploads' (first on line {SCOPE})",
        "",
    ),
]
MISTAKES = [*TOP_MISTAKES, *ENTITY_MISTAKES, *RECOGNIZER_MISTAKES, *ENTRY_MISTAKES]
