"""Test files: found, read, and joined with their policies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy.suites import find_suites, load_suites

TODAY = dt.date(2026, 12, 1)
POLICY = """\
kind: policy/v1
name: one
owner: a@example.org
revision: "1"
entities: {PERSON: {}, EMAIL_ADDRESS: {}}
"""
SUITE = """\
kind: policy-test/v1
policy: ../one.yaml
cases:
  - {name: hello, text: hello}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with a test file in `tests/`."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "one.yaml").write_text(POLICY)
    (tmp_path / "tests" / "one.test.yaml").write_text(SUITE)
    return tmp_path


def heads(paths: list[Path]) -> list[str]:
    return [f"{one.place.line}: {one.message}" for one in load_suites(paths, TODAY)[1]]


def test_directories_are_searched(folder: Path) -> None:
    """Test files below a directory are found in order, hidden ones are not; each once."""
    suite = folder / "tests" / "one.test.yaml"
    (folder / "tests" / "notes.yaml").write_text("a: b")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.test.yaml").write_text(SUITE)
    (folder / "a.test.yaml").write_text(SUITE)
    assert find_suites([str(folder), str(suite)]) == [folder / "a.test.yaml", suite]
    assert find_suites([str(folder / "tests" / "notes.yaml")]) == [folder / "tests" / "notes.yaml"]


@pytest.mark.parametrize("name", ["", "nothing-here"])
def test_no_tests_is_wrong_usage(tmp_path: Path, name: str) -> None:
    """A path without tests is an error: a typing mistake must not pass."""
    with pytest.raises(Failure) as caught:
        find_suites([str(tmp_path / name)])
    assert caught.value.exit_code == Exit.USAGE


def test_policy_is_read_beside(folder: Path) -> None:
    """The policy stands relative to the test file, and is read once."""
    (folder / "tests" / "two.test.yaml").write_text(SUITE)
    loaded, problems = load_suites(find_suites([str(folder)]), TODAY)
    assert problems == ()
    assert [one.policy.name for one in loaded] == ["one", "one"]
    assert loaded[0].policy is loaded[1].policy
    assert loaded[0].policy.rules["PERSON"].where == f"{folder}/one.yaml:5"


def test_missing_policy_is_told(folder: Path) -> None:
    """A policy that is not there is an error at the line that names it."""
    path = folder / "tests" / "one.test.yaml"
    path.write_text(SUITE.replace("one.yaml", "gone.yaml"))
    assert heads([path]) == [f"2: no such file: {folder}/gone.yaml"]


def test_bad_policy_is_told_once(folder: Path) -> None:
    """A policy with errors is told at its own place, once for all of its test files."""
    (folder / "one.yaml").write_text(POLICY + "nmae: x\n")
    (folder / "tests" / "two.test.yaml").write_text(SUITE)
    loaded, problems = load_suites(find_suites([str(folder)]), TODAY)
    assert loaded == []
    assert [one.path for one in problems] == [str(folder / "one.yaml")]


def test_words_must_fit_the_policy(folder: Path) -> None:
    """Types and languages that the policy does not have are errors of the test file."""
    path = folder / "tests" / "one.test.yaml"
    path.write_text(SUITE + "  - {name: b, text: '[[PERSN:Ann]]', language: de}\n")
    assert heads([path]) == [
        "5: no rule of the policy speaks of 'PERSN'",
        "5: the policy does not speak 'de'",
    ]


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    """What is no test file is an error; the others are still loaded."""
    path = tmp_path / "a.test.yaml"
    path.write_text("kind: policy/v1\n")
    assert "kind" in load_suites([path], TODAY)[1][0].key_path or heads([path])


def test_types_of_scopes_are_known(folder: Path) -> None:
    """A type that only a scope speaks of can be marked."""
    scope = "scopes:\n  - {id: s, match: {tenants: [x]}, entities: {IBAN_CODE: {}}}\n"
    (folder / "one.yaml").write_text(POLICY + scope)
    path = folder / "tests" / "one.test.yaml"
    path.write_text(SUITE + "  - {name: b, tenant: x, text: '[[IBAN_CODE:DE1]]'}\n")
    assert heads([path]) == []


def test_stand_ins_must_fit_the_policy(folder: Path) -> None:
    """A stand-in for a value of an entry that is not there is an error of the test file."""
    path = folder / "tests" / "one.test.yaml"
    path.write_text(SUITE + "  - {name: b, text: x, stands_in: {gone: Kim}}\n")
    assert heads([path]) == ["5: no allow or deny entry 'gone' of the policy has hashes"]
