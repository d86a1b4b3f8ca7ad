"""`penname policy check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli

POLICY = """\
kind: policy/v1
name: {name}
owner: a@example.org
revision: "1"
entities:
  PERSON: {{action: {action}}}
"""
TESTS = """\
kind: policy-test/v1
policy: ../a.yaml
cases:
  - {name: found, text: "I am [[PERSON:Ann]]"}
"""
BINDINGS = "kind: bindings/v1\ndefault: a\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a policy, its tests and bindings; the working directory is above it."""
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "policies"
    write(home / "a.yaml", POLICY.format(name="a", action="mask"))
    write(home / "tests" / "a.test.yaml", TESTS)
    write(home / "bindings.yaml", BINDINGS)
    return home


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def check(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", "check", *args])


def test_good_folder_has_no_problems(folder: Path) -> None:
    """Policies, bindings and tests are counted; stdout is empty, as there are no findings."""
    result = check("policies")
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert result.stderr == "1 policy, 1 bindings file, 1 test file: no problems\n"
    assert check().stderr == result.stderr


def test_all_problems_come_at_once(folder: Path) -> None:
    """One run shows the mistakes of every file, each once, with its place and its line."""
    write(folder / "a.yaml", POLICY.format(name="a", action="masc"))
    write(folder / "b.yaml", "kind: policy/v2\n")
    write(folder / "c.yaml", "entities: {}\n")
    result = check("policies")
    assert result.exit_code == Exit.FINDINGS
    assert result.stdout.count("policies/a.yaml:6:20: error: entities.PERSON.action: ") == 1
    assert "     6 |   PERSON: {action: masc}\n" in result.stdout
    assert "^ did you mean 'mask'?" in result.stdout
    assert "policies/b.yaml:1:7: error: kind: 'policy/v2' is not one of" in result.stdout
    assert "policies/c.yaml:1:1: error: has no kind" in result.stdout
    assert "3 errors" in result.stderr


def test_same_file_named_twice_is_told_once(folder: Path) -> None:
    """What is wrong with a file that others extend, or that is named twice, is told once."""
    write(folder / "a.yaml", POLICY.format(name="a", action="masc"))
    write(folder / "b.yaml", POLICY.format(name="b", action="mask") + "extends: [a]\n")
    result = check("policies", "policies/a.yaml")
    assert result.stdout.count("is not one of allow") == 1


def test_tests_name_types_of_their_policy(folder: Path) -> None:
    """A test that speaks of a type which its policy does not know is an error."""
    write(folder / "tests" / "a.test.yaml", TESTS.replace("PERSON", "PERSONN"))
    result = check("policies")
    assert result.exit_code == Exit.FINDINGS
    assert "policies/tests/a.test.yaml:4:" in result.stdout
    assert "did you mean 'PERSON'?" in result.stdout


def test_bindings_name_policies_that_exist(folder: Path) -> None:
    """Bindings are checked with the policies beside them, also when they are named alone."""
    write(folder / "bindings.yaml", BINDINGS.replace("a", "b").replace("bindings", "bindings"))
    write(folder / "bindings.yaml", "kind: bindings/v1\ndefault: b\n")
    for path in ("policies", "policies/bindings.yaml"):
        result = check(path)
        assert result.exit_code == Exit.FINDINGS
        assert "policies/bindings.yaml:2:" in result.stdout


def test_strict_takes_warnings_as_errors(folder: Path) -> None:
    """A warning is shown and passes; with --strict it does not."""
    loose = POLICY.format(name="b", action="allow") + "extends: [a]\n"
    write(folder / "b.yaml", loose)
    result = check("policies/b.yaml")
    assert result.exit_code == Exit.OK
    assert "policies/b.yaml:6:" in result.stdout
    assert ": warning: " in result.stdout
    assert result.stderr == "1 policy: 1 warning\n"
    strict = check("policies/b.yaml", "--strict")
    assert strict.exit_code == Exit.FINDINGS
    assert ": error: " in strict.stdout


def test_hidden_names_are_left_alone(folder: Path) -> None:
    """Hidden folders (the real files of a ConfigMap) and schemas are not policies."""
    write(folder / "..data" / "x.yaml", "no")
    write(folder / ".x.yaml", "no")
    write(folder / "schema" / "x.yaml", "no")
    write(folder / "notes.txt", "no")
    assert check("policies").exit_code == Exit.OK


def test_folder_without_policies_is_an_error(tmp_path: Path) -> None:
    """A wrong path must not look like a folder without mistakes."""
    result = check(str(tmp_path))
    assert result.exit_code == Exit.FINDINGS
    assert f"{tmp_path}: error: has no YAML files" in result.stdout


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_machine_formats_are_pure(folder: Path, form: str) -> None:
    """In a machine's format nothing else is written."""
    write(folder / "a.yaml", POLICY.format(name="a", action="masc"))
    result = check("policies/a.yaml", "--format", form)
    assert (result.exit_code, result.stderr) == (Exit.FINDINGS, "")
    if form == "json":
        whole = json.loads(result.stdout)
        assert [whole[key] for key in ("files", "errors", "warnings")] == [1, 1, 0]
        assert whole["findings"][0]["key"] == "entities.PERSON.action"
    elif form == "sarif":
        assert json.loads(result.stdout)["runs"][0]["results"][0]["ruleId"] == "policy-error"
    else:
        assert result.stdout.startswith("::error file=policies/a.yaml,line=6,col=20,title=")


def test_missing_paths_are_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that is not there, and no path where there is no folder, are said."""
    monkeypatch.chdir(tmp_path)
    assert check("nowhere").exit_code == Exit.USAGE
    result = check()
    assert result.exit_code == Exit.USAGE
    assert "there is no folder 'policies' here" in result.stderr


def test_reports_are_checked(folder: Path) -> None:
    """Feedback beside the policies is read as well."""
    report = "kind: feedback/v1\nid: fb-1\nreport: wrong\nentity: PERSON\npolicy: a.yaml\n"
    write(folder / "feedback" / "fb-1.yaml", f"{report}reported: 2026-11-29\n")
    assert check("policies").stderr.endswith("1 test file, 1 feedback report: no problems\n")
    write(folder / "feedback" / "fb-1.yaml", f"{report}reported: soon\n")
    result = check("policies")
    assert result.exit_code == Exit.FINDINGS
    assert "fb-1.yaml:6:11: error: reported: must be a date" in result.stdout
