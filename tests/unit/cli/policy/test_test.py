"""`penname policy test`, with a detector of patterns."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy.test import FORMATS, execute
from tests.detectors import BrokenDetector, PatternDetector

TODAY = dt.date(2026, 12, 1)
POLICY = """\
kind: policy/v1
name: one
owner: a@example.org
revision: "1"
entities:
  PERSON: {}
  EMAIL_ADDRESS: {}
"""
SUITE = """\
kind: policy-test/v1
policy: one.yaml
cases:
  - name: names are masked
    text: "I am [[PERSON:Ann Lee]]"
  - name: mail is <b>masked</b>
    text: "Mail\\n[[EMAIL_ADDRESS:ann@example.org]]\\nBye"
"""
BAD = """\
  - name: this one fails
    text: "Mail\\nann@example.org\\nBye"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy and its tests, in the working directory."""
    (tmp_path / "one.yaml").write_text(POLICY)
    (tmp_path / "one.test.yaml").write_text(SUITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(**options: Any) -> Exit:
    return execute(["."], **{"detector": PatternDetector, "today": TODAY, **options})


@pytest.mark.usefixtures("folder")
def test_all_pass(capsys: pytest.CaptureFixture[str]) -> None:
    """When every case passes, there is one line and exit code 0."""
    assert run() == Exit.OK
    assert re.fullmatch(r"PASS 2/2  \d+\.\d s\n", capsys.readouterr().out)


@pytest.mark.usefixtures("folder")
def test_verbose_names_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    """With -v each case has its line and time, and each file its policy's digest."""
    assert run(verbose=True) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"one\.test\.yaml  one@1 [0-9a-f]{12}", lines[0])
    assert re.fullmatch(r"  PASS names are masked  \d+ ms", lines[1])


def test_failure_is_a_diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A failing case shows its place, a diff in marked text, and which line decided."""
    (folder / "one.test.yaml").write_text(SUITE + BAD)
    assert run() == Exit.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:9] == [
        "  FAIL this one fails",
        "    one.test.yaml:8:5",
        "    spans",
        "       Mail",
        "      -ann@example.org",
        "      +[[EMAIL_ADDRESS:ann@example.org]]",
        "       Bye",
        "    decided  EMAIL_ADDRESS 0.90 test: mask  one.yaml:7",
    ]
    assert lines[-1].startswith("PASS 2/3  FAIL 1/3  ")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "count"), [("names", 1), ("*masked*", 2), ("*are masked", 1)])
def test_names_choose_cases(name: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of a name, or a glob over whole names, chooses cases."""
    assert run(run=name) == Exit.OK
    assert capsys.readouterr().out.startswith(f"PASS {count}/{count}")


@pytest.mark.usefixtures("folder")
def test_no_such_name_is_wrong_usage() -> None:
    """When no case is chosen, that is an error."""
    with pytest.raises(Failure) as caught:
        run(run="nothing like that")
    assert caught.value.exit_code == Exit.USAGE


def test_problems_are_shown_and_the_rest_runs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be used is shown with its line; the others run; exit code 2."""
    (folder / "two.test.yaml").write_text("kind: policy-test/v1\npolicy: one.yaml\ncses: []\n")
    assert run() == Exit.USAGE
    out = capsys.readouterr().out
    assert "two.test.yaml:3:1: error: cses: unknown key 'cses'\n" in out
    assert "     3 | cses: []\n" in out
    assert "did you mean 'cases'?" in out
    assert "PASS 2/2" in out


@pytest.mark.usefixtures("folder")
def test_coverage_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """Coverage tells what of the policy no case used."""
    assert run(run="names", with_coverage=True) == Exit.OK
    assert capsys.readouterr().out.splitlines()[:2] == [
        "coverage one.yaml: entities 1/2",
        "  no case exercises entity EMAIL_ADDRESS  one.yaml:7",
    ]


def test_json_has_its_shape(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds sums, every case, coverage, and one finding for each failure."""
    (folder / "one.test.yaml").write_text(SUITE + BAD)
    assert run(form="json", with_coverage=True) == Exit.FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["passed", "failed", "suites", "coverage", "findings"]
    assert (found["passed"], found["failed"]) == (2, 1)
    cases = found["suites"][0]["cases"]
    assert [case["passed"] for case in cases] == [True, True, False]
    assert cases[2]["failed"][0]["got"] == "Mail\n[[EMAIL_ADDRESS:ann@example.org]]\nBye"
    assert found["coverage"][0]["counts"] == {"entity": {"covered": 2, "all": 2}}
    assert found["findings"][0]["rule"] == "policy-test"
    assert found["findings"][0]["line"] == 8


def test_junit_is_xml(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JUnit XML has a suite for each file, a failure for what fails, an error for a bad file."""
    (folder / "one.test.yaml").write_text(SUITE + BAD)
    (folder / "two.test.yaml").write_text("kind: policy-test/v1\n")
    assert run(form="junit") == Exit.USAGE
    root = ElementTree.fromstring(capsys.readouterr().out)  # noqa: S314 - our own
    assert [one.get("failures") for one in root] == ["1", "0", "0"]
    assert [one.get("name") for one in root[0]] == [
        "names are masked",
        "mail is <b>masked</b>",
        "this one fails",
    ]
    assert "-ann@example.org" in (root[0][2][0].text or "")


@pytest.mark.parametrize("form", FORMATS)
def test_failures_are_told_in_every_format(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each format names the case that fails, and the exit code is the same."""
    (folder / "one.test.yaml").write_text(SUITE + BAD)
    assert run(form=form) == Exit.FINDINGS
    assert "this one fails" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_failed_detection_is_no_result() -> None:
    """Detection that fails ends the run: nothing passes unseen."""
    with pytest.raises(Failure) as caught:
        run(detector=BrokenDetector)
    assert caught.value.exit_code == Exit.USAGE
