"""`penname scan`, with a detector of patterns."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli
from tests.detectors import BrokenDetector, PatternDetector

TEXT = "Hello,\r\nI am Ann Lee <ann@example.org>.\nWrite to ann@example.org.\n"
FIELDS = ["start", "end", "line", "column", "entity_type", "score", "recognizer", "action", "where"]


def scan(*args: str, text: str | bytes = TEXT, detector: type = PatternDetector) -> Result:
    return CliRunner().invoke(cli, ["scan", *args, "-"], input=text, obj=detector)


def test_json_has_its_shape() -> None:
    """JSON holds the findings with their places, the counts, and the masked text."""
    result = scan("--format", "json")
    assert result.exit_code == Exit.FINDINGS
    found = json.loads(result.stdout)
    assert list(found) == ["findings", "counts", "blocked", "masked"]
    assert found["counts"] == {"EMAIL_ADDRESS": 2, "PERSON": 1}
    assert all(list(finding) == FIELDS for finding in found["findings"])
    first = found["findings"][0]
    assert TEXT[first["start"] : first["end"]] == "Ann Lee"
    assert (first["line"], first["column"], first["action"]) == (2, 6, "mask")
    assert first["where"].rpartition(":")[2].isdecimal()
    assert [finding["line"] for finding in found["findings"]] == [2, 2, 3]
    assert found["blocked"] is False


def test_masked_text_keeps_the_rest() -> None:
    """The masked text has surrogates for values and is otherwise the same, line ends too."""
    masked = json.loads(scan("--format", "json").stdout)["masked"]
    found = re.fullmatch(
        r"Hello,\r\nI am PERSON_\w{8} <(EMAIL_ADDRESS_\w{8})>\.\nWrite to (\S+)\.\n", masked
    )
    assert found is not None
    assert found[1] == found[2]


def test_surrogates_are_examples_only() -> None:
    """The key is thrown away: another scan gives other surrogates."""
    assert scan("--format", "json").stdout != scan("--format", "json").stdout


def test_text_hides_values() -> None:
    """Text names line, column, type and rule, and shows one character of a value."""
    result = scan()
    assert result.exit_code == Exit.FINDINGS
    assert "standard input:2\n  I am A\u2022\u2022\u2022 <a\u2022\u2022\u2022>." in result.stdout
    assert "default.yaml:" in result.stdout
    assert "Ann" not in result.stdout
    assert "ann@" not in result.stdout
    assert result.stderr == "3 findings: EMAIL_ADDRESS 2, PERSON 1\n"


def test_nothing_found_is_zero(tmp_path: Path) -> None:
    """A file without findings is exit code 0 and prints no data."""
    path = tmp_path / "a.txt"
    path.write_text("nothing here")
    result = CliRunner().invoke(cli, ["scan", str(path)], obj=PatternDetector)
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert result.stderr == "nothing found\n"


OWN = """\
kind: policy/v1
name: own
owner: a@example.org
revision: "1"
recognizers:
  TICKET_ID:
    patterns: [{regex: '\\bTCK-[0-9]{4}\\b', score: 0.8}]
entities:
  TICKET_ID: {}
  PERSON: {action: mask}
scopes:
  - id: research
    match: {tenants: ["research-*"]}
    entities: {PERSON: {action: redact}}
"""


def test_own_recognizers_run(tmp_path: Path) -> None:
    """What only a recognizer of the policy itself can find is found."""
    (tmp_path / "own.yaml").write_text(OWN)
    words = ("--format", "json", "--policy", str(tmp_path / "own.yaml"))
    found = json.loads(scan(*words, text="About TCK-4711").stdout)
    assert found["counts"] == {"TICKET_ID": 1}


def test_scopes_hold_for_a_stranger(tmp_path: Path) -> None:
    """Of a text nobody knows who sends it: what tightens for some is shown as tightened."""
    (tmp_path / "own.yaml").write_text(OWN)
    words = ("--format", "json", "--policy", str(tmp_path / "own.yaml"))
    found = json.loads(scan(*words, text="I am Ann Lee").stdout)
    assert found["masked"] == "I am [PERSON]"


def test_policy_may_be_a_folder(tmp_path: Path) -> None:
    """A folder gives the policy that everybody gets of whom nothing is known."""
    (tmp_path / "own.yaml").write_text(OWN)
    result = scan("--policy", str(tmp_path), text="About TCK-4711")
    assert (result.exit_code, "own.yaml:9" in result.stdout) == (Exit.FINDINGS, True)


def test_block_is_told() -> None:
    """A value that stops the request is redacted in the masked text, and it is said."""
    marker = "-----BEGIN PRIVATE " + "KEY-----"
    found = json.loads(scan("--format", "json", text=f"a\n{marker}\nb").stdout)
    assert (found["blocked"], found["masked"]) == (True, "a\n[PRIVATE_KEY]\nb")
    assert "would be refused" in scan(text=marker).stderr


def test_control_characters_are_not_obeyed() -> None:
    """A scanned text cannot send commands to the terminal."""
    result = scan(text="\x1b]0;title\x07 Ann Lee \x9b2J")
    assert not {"\x1b", "\x07", "\x9b"} & set(result.stdout)


def test_not_text_is_usage() -> None:
    """What is not UTF-8 is refused with its line."""
    result = scan(text=b"fine\n\xff\xfe")
    assert (result.exit_code, result.stderr) == (Exit.USAGE, "penname: -:2: is not UTF-8 text\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_failed_detection_prints_nothing(form: str) -> None:
    """When detection fails, nothing is called clean."""
    result = scan("--format", form, detector=BrokenDetector)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
