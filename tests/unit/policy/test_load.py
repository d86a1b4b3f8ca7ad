"""The policy loader: what it accepts, and that every error names its place."""

from __future__ import annotations

import datetime as dt
import importlib.resources
from pathlib import Path

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.load import (
    PolicyError,
    check_policy,
    default_policy_path,
    load_policy,
    load_text,
    policies_dir,
)
from penname.policy.model import Action, Severity
from penname.text.spans import Span

HEAD = 'kind: policy/v1\nname: team\nowner: team@example.org\nrevision: "1"\n'
TODAY = dt.date(2026, 11, 23)


def problems(body: str, head: str = HEAD) -> str:
    """The rendered errors of a policy, or a test failure when it loads."""
    with pytest.raises(PolicyError) as caught:
        load_text(head + body, "team.yaml")
    return str(caught.value)


def test_default_policy_loads_cleanly() -> None:
    """The shipped policy loads without a warning; its rules are of types that are found."""
    loaded = check_policy(default_policy_path(), today=TODAY)
    policy = loaded.policy
    assert (loaded.warnings, loaded.files) == ((), (default_policy_path(),))
    assert set(policy.rules) <= set(ENTITY_TYPES)
    assert policy.rules["API_KEY"].action is Action.MASK
    assert policy.rules["PRIVATE_KEY"].action is Action.BLOCK
    assert policy.vault_ttl_s == 86_400.0


def test_example_allow_entry_loads() -> None:
    """The allow entry that the default policy shows as a comment is valid when uncommented."""
    text = default_policy_path().read_text("utf-8")
    head, _, tail = text.partition("# allow:\n")
    allow = "allow:\n" + "".join(line[2:] for line in tail.splitlines(keepends=True))
    entry = load_text(head + allow, "default.yaml").allow[0]
    assert entry.covers("EMAIL_ADDRESS", "support@example.org", dt.date(2027, 6, 30))
    assert not entry.covers("EMAIL_ADDRESS", "support@example.org", dt.date(2027, 7, 1))


def test_thresholds_resolve_lazily() -> None:
    """An entity without a min_score takes that of the file, wherever the file says it."""
    policy = load_text(
        HEAD + "entities:\n  PERSON: {}\n  JWT: {min_score: 0.9}\nmin_score: 0.3\n", "t.yaml"
    )
    assert policy.rules["PERSON"].min_score == 0.3
    assert policy.rules["JWT"].min_score == 0.9


def test_defaults_override_file_threshold() -> None:
    """`defaults` is nearer to an entity than the top-level min_score."""
    body = "min_score: 0.3\ndefaults: {min_score: 0.7, severity: high}\nentities: {PERSON: {}}\n"
    rule = load_text(HEAD + body, "t.yaml").rules["PERSON"]
    assert (rule.min_score, rule.severity) == (0.7, Severity.HIGH)


def test_rule_names_its_line() -> None:
    """A decision can say which file and line made it."""
    policy = load_text(HEAD + "entities:\n  JWT: {}\n  PERSON: {action: block}\n", "t.yaml")
    decision = policy.decide(Span(0, 3, "PERSON", 0.9, "test"), "Ann", TODAY)
    assert decision is not None
    assert decision.where == "t.yaml:7"


def test_one_way_actions_cannot_restore() -> None:
    """Only mask and surrogate keep their places of restoring."""
    body = "defaults: {restore: [text]}\nentities: {PERSON: {action: redact}, JWT: {}}\n"
    rules = load_text(HEAD + body, "t.yaml").rules
    assert rules["PERSON"].restore == frozenset()
    assert rules["JWT"].restore == {"text"}


def test_unknown_key_error_reads_well() -> None:
    """The error names path, line, column and key path, shows the line and suggests a key."""
    assert problems("entities:\n  PERSON: {min_score: 0.35, acton: mask}\n") == (
        "team.yaml:6:29: error: entities.PERSON.acton: unknown key 'acton'\n"
        "     6 |   PERSON: {min_score: 0.35, acton: mask}\n"
        "       |                             ^ did you mean 'action'?"
    )


def test_all_errors_show_at_once() -> None:
    """One run reports every error of a file, in file order."""
    text = problems(
        "status: stabel\nentities:\n  PERSON: {min_score: 7}\n  PRESON: {}\n  JWT: {keep_last: 2}\n"
    )
    assert [line.split(": ")[2] for line in text.splitlines() if "error" in line] == [
        "status",
        "entities.PERSON.min_score",
        "entities.PRESON",
    ]
    assert "did you mean 'PERSON'?" in text


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        (
            "entities: {PERSON: {}}\nname: other\n",
            ["6:1: name: duplicate key 'name' (first on line 2)"],
        ),
        (
            "entities: {PERSON: {}, PERSON: {}}\n",
            ["5:24: entities.PERSON: duplicate key 'PERSON' (first on line 5)"],
        ),
        ("entities: {PERSON: &a {}}\n", ["5:20: entities.PERSON: anchors (&a) are not allowed"]),
        (
            "entities: {PERSON: &a {}, JWT: *a}\n",
            [
                "5:20: entities.PERSON: anchors (&a) are not allowed",
                "5:32: entities.JWT: aliases (*a) are not allowed: write the value out",
                "5:32: entities.JWT: must be a mapping",
            ],
        ),
        (
            "entities: {PERSON: !!map {}}\n",
            ["5:20: entities.PERSON: tags (tag:yaml.org,2002:map) are not allowed"],
        ),
        (
            "entities: {PERSON: {<<: {}}}\n",
            ["5:21: entities.PERSON: merge keys (<<) are not allowed"],
        ),
        ("entities: {FOO: {}}\n", ["5:12: entities.FOO: no recognizer finds 'FOO'"]),
        (
            "entities: {PERSON: {locked: yes}}\n",
            ["5:29: entities.PERSON.locked: must be true or false"],
        ),
        (
            "entities: {PERSON: {action: off}}\n",
            [
                "5:29: entities.PERSON.action: "
                "'off' is not one of allow, mask, surrogate, partial, general"
                "ize, hash, redact, route, block"
            ],
        ),
        (
            "entities: {PERSON: {action: partial}}\n",
            ["5:21: entities.PERSON.action: action 'partial' needs keep_last"],
        ),
        (
            "defaults: {keep_last: 4}\nentities: {PERSON: {}}\n",
            ["5:12: defaults.keep_last: keep_last is only for action 'partial'"],
        ),
        (
            "defaults: {action: partial}\nentities: {PERSON: {}, JWT: {}}\n",
            ["5:12: defaults.action: action 'partial' needs keep_last"],
        ),
        (
            "defaults: {to: year}\nentities: {PERSON: {}}\n",
            ["5:12: defaults.to: 'to' is only for actions 'generalize' and 'route'"],
        ),
        (
            "entities: {}\nextends: [defualt]\n",
            ["6:11: extends.0: there is no {policies}/defualt.yaml"],
        ),
        (
            "entities: {}\nextends: [./default]\n",
            [
                "6:11: extends.0: must be the name of a policy, "
                "or a path that starts at this file's folder"
            ],
        ),
        (
            "entities: {}\nvault: {ttl: 1 week}\n",
            ["6:14: vault.ttl: must be a duration such as 30m, 24h or 7d"],
        ),
        ("entities: {}\nvault: {ttl: 0h}\n", ["6:14: vault.ttl: must be above 0 and at most 366d"]),
        (
            "entities: {}\nlimits: {max_findings: -1}\n",
            ["6:24: limits.max_findings: must be a whole number from 1 to 10000000"],
        ),
        (
            "entities: {}\nlimits: {max_distinct: {SSN: 1}}\n",
            ["6:25: limits.max_distinct.SSN: no recognizer finds 'SSN'"],
        ),
        ("entities: {}\nlanguages: []\n", ["6:12: languages: must have at least 1 item(s)"]),
        ("entities: []\n", ["5:11: entities: must be a mapping"]),
        ("title: x\n", ["1:1: entities: missing key 'entities'"]),
        ("entities: {}\ntitle: 12\n", ["6:8: title: '12' is not text (put it in quotes)"]),
        ("entities: {}\ntitle: ''\n", ["6:8: title: must not be empty"]),
        (
            "entities: {}\nallow: [{id: a}]\n",
            [
                "6:9: allow.0.reason: missing key 'reason'",
                "6:9: allow.0.owner: missing key 'owner'",
                "6:9: allow.0.expires: missing key 'expires'",
                "6:9: allow.0.entities: missing key 'entities'",
            ],
        ),
        ("entities: {[a]: {}}\n", ["5:12: entities: a key must be one word"]),
        ("entities: {}\n---\nkind: x\n", ["6:1: has more than one document"]),
        ("entities: {}\ntitle: a\x07\n", ["1:1: is not YAML: it has characters that YAML forbids"]),
        ("entities: " + "[" * 50 + "]" * 50, ["5:43: is not YAML: nested too deeply"]),
        ("#" + "x" * 1_048_576, ["1:1: is over 1048576 bytes"]),
    ],
)
def test_bad_policies_are_refused(body: str, heads: list[str]) -> None:
    """Everything outside the grammar is an error that says what is wrong, and where."""
    shown = problems(body).splitlines()
    assert [line for line in shown if line.startswith("team.yaml:")] == [
        "team.yaml:" + head.replace(" ", " error: ", 1).format(policies=policies_dir())
        for head in heads
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [("entities: {\n", "6:1"), ("entities: {}\ntitle: 'open\n", "7:1"), ("- a\n", "5:1")],
)
def test_broken_yaml_is_refused(body: str, place: str) -> None:
    """What is not YAML is an error at its place; the words after that are the library's."""
    assert problems(body).startswith(f"team.yaml:{place}: error: is not YAML: ")


def test_packaged_policy_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package ships its policy inside; a checkout uses the repository's file."""
    monkeypatch.setattr(importlib.resources, "files", lambda _package: tmp_path)
    repository = default_policy_path()
    assert repository.is_file()
    packaged = tmp_path / "policies" / "default.yaml"
    packaged.parent.mkdir()
    packaged.write_bytes(repository.read_bytes())
    assert default_policy_path() == packaged


def test_empty_file_is_refused() -> None:
    """A file without a document has no policy."""
    assert "team.yaml:1:1: error: is empty" in problems("", head="# nothing\n")


def test_duplicate_allow_ids_are_refused() -> None:
    """Two allow entries with one id could not be told apart in an audit."""
    entry = "{id: a, entities: [JWT], values: [x], reason: r, owner: o, expires: 2027-01-01}"
    assert "duplicate id 'a'" in problems(f"entities: {{JWT: {{}}}}\nallow: [{entry}, {entry}]\n")


def test_yaml_no_stays_a_word() -> None:
    """YAML 1.1's surprise booleans are plain words here."""
    policy = load_text(HEAD.replace("name: team", "name: no") + "entities: {}\n", "t.yaml")
    assert policy.name == "no"


def test_digest_follows_meaning_only() -> None:
    """Comments, order and places do not move the digest; a threshold does."""
    first = load_text(HEAD + "entities: {PERSON: {}, JWT: {}}\n", "a.yaml").digest
    moved = load_text(HEAD + "# note\nentities:\n  JWT: {}\n  PERSON: {}\n", "b.yaml").digest
    changed = load_text(HEAD + "entities: {PERSON: {min_score: 0.4}, JWT: {}}\n", "a.yaml").digest
    assert len(first) == 64
    assert first == moved != changed


def test_unreadable_file_is_a_policy_error(tmp_path: Path) -> None:
    """A missing file or one that is not UTF-8 fails like any bad policy."""
    with pytest.raises(PolicyError, match="cannot be read"):
        load_policy(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"kind: policy/v1\ntitle: \xe9\n")
    with pytest.raises(PolicyError, match=r"latin\.yaml:2:1: error: is not UTF-8"):
        load_policy(latin)
