"""Findings in the formats that machines read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from penname import __version__
from penname.cli.policy import report
from penname.cli.policy.formats import FORMATS
from penname.cli.policy.report import RULES, SEVERITIES, Finding, counts, render

BAD = Finding(
    "policies/a b.yaml",
    3,
    5,
    "error",
    "policy-error",
    "unknown key 'acton'",
    "did you mean 'action'?",
    "entities.PERSON.acton",
    "  PERSON: {acton: mask}",
)
WARNED = Finding("policies/b.yaml", 7, 0, "warning", "policy-warning", "ends in 3 days")
NOTED = Finding("policies/c.yaml", 0, 0, "note", "policy-tightens", "is new")
ALL = [BAD, WARNED, NOTED]


def objects(**properties: Any) -> dict[str, Any]:
    """The schema of an object that must have these keys."""
    return {"type": "object", "properties": properties, "required": list(properties)}


TEXT = objects(text={"type": "string", "minLength": 1})
#: SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27 to 3.30 and 3.49: what we write of it.
SARIF = objects(
    version={"const": "2.1.0"},
    runs={
        "type": "array",
        "items": objects(
            tool=objects(
                driver=objects(
                    name={"const": "penname"},
                    version={"type": "string"},
                    informationUri={"type": "string", "pattern": "^https://"},
                    rules={
                        "type": "array",
                        "uniqueItems": True,
                        "items": objects(id={"enum": list(RULES)}, shortDescription=TEXT),
                    },
                )
            ),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results={
                "type": "array",
                "items": objects(
                    ruleId={"enum": list(RULES)},
                    ruleIndex={"type": "integer", "minimum": 0},
                    level={"enum": ["none", "note", "warning", "error"]},
                    message=TEXT,
                    locations={
                        "type": "array",
                        "minItems": 1,
                        "items": objects(
                            physicalLocation={
                                **objects(
                                    artifactLocation=objects(
                                        uri={"type": "string", "pattern": r"^[\w%./~-]+$"}
                                    )
                                ),
                                "properties": {
                                    "region": {
                                        "type": "object",
                                        "required": ["startLine"],
                                        "additionalProperties": {"type": "integer", "minimum": 1},
                                    }
                                },
                            }
                        ),
                    },
                ),
            },
        ),
    },
)


def run_of(*findings: Finding) -> dict[str, Any]:
    """The only run of the findings' SARIF log, checked against the structure."""
    log = json.loads(render(findings, "sarif"))
    Draft202012Validator(SARIF).validate(log)
    assert "sarif-schema-2.1.0" in log["$schema"]
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_its_structure() -> None:
    """A log has a driver with its rules, and results that point at them and at a place."""
    run = run_of(*ALL)
    driver = run["tool"]["driver"]
    assert driver["version"] == __version__
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    assert first["message"]["text"] == f"{BAD.key}: {BAD.message} ({BAD.hint})"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert places[0]["artifactLocation"]["uri"] == "policies/a%20b.yaml"
    assert [place.get("region") for place in places] == [
        {"startLine": 3, "startColumn": 5},
        {"startLine": 7},
        None,
    ]


def test_sarif_without_findings_is_whole() -> None:
    """No finding is a result too: an empty list, so that old alerts are closed."""
    assert run_of()["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("p/x.yaml", "p/x.yaml"),
        ("./p/x.yaml", "p/x.yaml"),
        ("p/../x.yaml", "x.yaml"),
        ("HEAD:x.yaml", "HEAD%3Ax.yaml"),
        ("p/é#?.yaml", "p/%C3%A9%23%3F.yaml"),
    ],
)
def test_uris_are_relative(path: str, uri: str) -> None:
    """What is below the working directory has a relative URI, specials quoted."""
    result = run_of(Finding(path, 1, 1, "error", "policy-error", "x"))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_absolute_paths_become_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An absolute path below the working directory is shown from there; another one stays whole."""
    monkeypatch.chdir(tmp_path)
    inside = Finding(str(tmp_path / "p" / "x.yaml"), 1, 1, "error", "policy-error", "x")
    outside = Finding(str(tmp_path.parent / "y.yaml"), 1, 1, "error", "policy-error", "x")
    assert report._uri(inside.path) == "p/x.yaml"
    assert report._uri(outside.path) == (tmp_path.parent / "y.yaml").as_uri()
    lines = render([inside, outside], "github").splitlines()
    assert lines[0].startswith("::error file=p/x.yaml,")
    assert lines[1].startswith(f"::error file={tmp_path.parent / 'y.yaml'},")


def test_json_keeps_its_shape() -> None:
    """The keys and their order are those that scripts rely on; no source line goes out."""
    whole = json.loads(render(ALL, "json", more={"errors": 1}))
    assert list(whole) == ["errors", "findings"]
    keys = ["path", "line", "column", "severity", "rule", "key", "message", "hint"]
    assert all(list(one) == keys for one in whole["findings"])
    assert json.loads(render([], "json")) == {"findings": []}


def test_github_commands_are_escaped() -> None:
    """What would end a command or a property of it is escaped, a comma in a message is not."""
    finding = Finding(
        "a,b:c%.yaml", 2, 3, "error", "policy-error", "50% of a, b\r\n::error::x", "try: this"
    )
    assert render([finding], "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,title=A policy file that cannot be used"
        "::50%25 of a, b%0D%0A::error::x%0Atry: this\n"
    )


def test_github_words_for_severities() -> None:
    """Errors, warnings and notes are GitHub's error, warning and notice; places as far as known."""
    lines = render(ALL, "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert "line=7,title" in lines[1]
    assert "c.yaml,title" in lines[2]
    assert render([], "github") == ""


def test_severities_are_counted() -> None:
    """Every severity has its number, also when it is none."""
    assert counts([BAD, BAD, NOTED]) == {"error": 2, "warning": 0, "note": 1}
    assert set(SEVERITIES) == {"error", "warning", "note"}
    assert FORMATS == ("text", "json", "sarif", "github")
