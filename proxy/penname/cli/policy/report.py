"""What a command found, in four formats: text for people, json, sarif and github for machines.

json keeps its keys and their order. sarif is SARIF 2.1.0 (OASIS, errata 01), as code scanning
services take it. github are the workflow commands of GitHub Actions: lines that become remarks
in a pull request. Columns count code points from 1; 0 means the whole line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from penname import __version__

#: Severity → its word in SARIF, its word in workflow commands.
SEVERITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"error": ("error", "error"), "warning": ("warning", "warning"), "note": ("note", "notice")}
)

#: Rule id → what it says, for the head of a SARIF report. Every finding names one of them.
RULES: Mapping[str, str] = MappingProxyType(
    {
        "policy-error": "A policy file that cannot be used",
        "policy-warning": "Something in a policy that deserves a look",
        "policy-test": "A policy test that fails",
        "policy-loosens": "A change that protects less than before",
        "policy-tightens": "A change that protects more than before",
        "policy-neutral": "A change that protects neither more nor less",
        "policy-signature": "A policy set that is not what was signed",
        "policy-due": "An entry of a policy that ends soon, or has ended",
    }
)

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME = "https://github.com/penname/penname"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell, at its place. `key` is the key path in the file (may be empty).

    `line` and `column` count from 1; 0 is "not known". `source` is the line as it stands in the
    file, for the text format. A finding never holds a value that was found in a text.
    """

    path: str
    line: int
    column: int
    severity: str
    rule: str
    message: str
    hint: str = ""
    key: str = ""
    source: str = ""

    @property
    def words(self) -> str:
        """Key and message, as one line."""
        return f"{self.key}: {self.message}" if self.key else self.message


def render(findings: Sequence[Finding], form: str, *, more: Mapping[str, Any] | None = None) -> str:
    """The findings in a machine's format, with a line end. `more` goes into json, before them."""
    if form == "json":
        return as_json(findings, more or {})
    if form == "sarif":
        return as_sarif(findings)
    return as_github(findings)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Severity → how many, with every severity as a key."""
    found = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        found[finding.severity] += 1
    return found


def as_json(findings: Iterable[Finding], more: Mapping[str, Any]) -> str:
    """`more`, then `findings`: a list of path, line, column, severity, rule, key, message, hint."""
    whole = {
        **more,
        "findings": [
            {
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "severity": one.severity,
                "rule": one.rule,
                "key": one.key,
                "message": one.message,
                "hint": one.hint,
            }
            for one in findings
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF log of one run. Files below the working directory get relative URIs."""
    ids = sorted({one.rule for one in findings})
    driver = {
        "name": "penname",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [{"id": id_, "shortDescription": {"text": RULES[id_]}} for id_ in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, ids.index(one.rule)) for one in findings],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    words = f"{finding.words} ({finding.hint})" if finding.hint else finding.words
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line:
        location["region"] = {"startLine": finding.line}
        if finding.column:
            location["region"]["startColumn"] = finding.column
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": SEVERITIES[finding.severity][0],
        "message": {"text": words},
        "locations": [{"physicalLocation": location}],
    }


def _uri(path: str) -> str:
    """A relative reference for what is below the working directory, else a file URI."""
    relative = _relative(path)
    if relative is None:
        return Path(path).resolve().as_uri()
    # the colon is quoted too: a first part with one would read as a scheme
    return quote(relative.as_posix(), safe="/")


def _relative(path: str) -> PurePath | None:
    """The path as seen from the working directory; None for what is not below it."""
    if not PurePath(path).is_absolute() and ".." not in PurePath(path).parts:
        return PurePath(path)
    whole, here = Path(path).resolve(), Path.cwd().resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else None


def as_github(findings: Iterable[Finding]) -> str:
    """One workflow command per finding; nothing when there are none."""
    return "".join(_command(one) for one in findings)


def _command(finding: Finding) -> str:
    said = {"file": (_relative(finding.path) or PurePath(finding.path)).as_posix()}
    if finding.line:
        said["line"] = str(finding.line)
        if finding.column:
            said["col"] = str(finding.column)
    said["title"] = RULES[finding.rule]
    words = f"{finding.words}\n{finding.hint}" if finding.hint else finding.words
    properties = ",".join(f"{key}={_property(value)}" for key, value in said.items())
    return f"::{SEVERITIES[finding.severity][1]} {properties}::{_data(words)}\n"


def _data(text: str) -> str:
    """Escaped as the runner reads it: actions/toolkit, packages/core/src/command.ts."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
