"""docs/policy/shipped.md says what the shipped policies do, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from penname.cli.policy.suites import find_suites, load_suites
from penname.policy.load import load_policy, policies_dir
from penname.policy.model import Action, Policy, Rule
from penname.server.wiring import today_utc

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/policy/shipped.md").read_text("utf-8")
NAMES = sorted(path.stem for path in policies_dir().glob("*.yaml") if path.stem != "bindings")
_ROW = re.compile(r"^\|.*`([A-Z0-9_]+)` \|[^|]*\| ([^|]+) \| ([^|]+) \|$", re.M)


def section(name: str) -> str:
    """The part of the page about one policy."""
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert found is not None, name
    return found[1]


def shown(rule: Rule) -> str:
    """A rule's action as the tables write it."""
    to = f" to `{rule.to[0]}`" if rule.to else ""
    return f"`{rule.action.value}`{to}" + (f", last {rule.keep_last}" if rule.keep_last else "")


def policy(name: str) -> Policy:
    return load_policy(policies_dir() / f"{name}.yaml")


def test_every_policy_has_a_section() -> None:
    """The page tells of the seven policies of the repository, and of no other."""
    assert len(NAMES) == 7
    assert sorted(re.findall(r"^\| \[`([a-z-]+)`\]\(#", PAGE, re.M)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_the_rules(name: str) -> None:
    """Each rule that does something has one row with its action."""
    listed = {kind: action for kind, action, _ in _ROW.findall(section(name))}
    rules = policy(name).rules.values()
    assert listed == {
        rule.entity_type: shown(rule) for rule in rules if rule.action is not Action.ALLOW
    }


@pytest.mark.parametrize("name", NAMES)
def test_named_cases_show_the_row(name: str) -> None:
    """The test that a row names is in the policy's test file and marks a value of its type."""
    file = policies_dir() / "tests" / f"{name}.test.yaml"
    loaded, problems = load_suites(find_suites([str(file)]), today_utc())
    assert not problems
    marked = {
        case.name: {mark.entity_type for mark in case.marks}
        for one in loaded
        for case in one.suite.cases
    }
    for kind, _, case in _ROW.findall(section(name)):
        assert kind in marked[case], (kind, case)
