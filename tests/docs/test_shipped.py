"""docs/policy/shipped.md says what the shipped policies do, row by row."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from benchmarks.detect.national_ids import cases, numbers
from penname.cli.policy.suites import find_suites, load_suites
from penname.detect.contract import Segment
from penname.detect.engine import Engine, build_engine
from penname.policy.groups import members_of
from penname.policy.load import load_policy, policies_dir
from penname.policy.model import Action, Policy, Rule
from penname.policy.recognizers import Profile
from penname.server.wiring import today_utc

TODAY = dt.date(2026, 11, 29)
ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/policy/shipped.md").read_text("utf-8")
NAMES = sorted(path.stem for path in policies_dir().glob("*.yaml") if path.stem != "bindings")
_ROW = re.compile(r"^\|.*`([A-Za-z0-9_]+)` \|[^|]*\| ([^|]+) \| ([^|]+) \|$", re.M)


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
    """Each rule that does something has one row with its action: its own, or its group's."""
    listed: dict[str, str] = {}
    for kind, action, _ in sorted(_ROW.findall(section(name)), key=_narrow):
        listed.update(dict.fromkeys(members_of(kind), action))
    rules = policy(name).rules.values()
    assert {kind: action for kind, action in listed.items() if action != "`allow`"} == {
        rule.entity_type: shown(rule) for rule in rules if rule.action is not Action.ALLOW
    }


def _narrow(row: tuple[str, str, str]) -> int:
    return -len(members_of(row[0]))


@pytest.mark.parametrize("name", NAMES)
def test_named_cases_show_the_row(name: str) -> None:
    """The test that a row names is in the policy's test file and marks a value of its type, or of
    one of its group; or none, where it is let through."""
    file = policies_dir() / "tests" / f"{name}.test.yaml"
    loaded, problems = load_suites(find_suites([str(file)]), today_utc())
    assert not problems
    marked = {
        case.name: {mark.entity_type for mark in case.marks}
        for one in loaded
        for case in one.suite.cases
    }
    for kind, action, case in _ROW.findall(section(name)):
        acted = action != "`allow`"
        assert bool(marked[case].intersection(members_of(kind))) is acted, (kind, case)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build_engine()


#: What only the language model finds, which these texts do not need.
_MODEL = {"PERSON", "LOCATION", "ORGANIZATION", "NRP", "DATE_TIME"}


@pytest.mark.parametrize("name", ["default", "strict"])
def test_groups_hide_their_numbers(name: str, engine: Engine) -> None:
    """A number of each scheme of a group that a policy names does not leave, next to a label in
    English or in its own language, under a key, or in a column."""
    holding = policy(name)
    types = (holding.profile.wanted or frozenset()) - _MODEL
    profile = Profile.of(types, holding.recognizers)
    left = []
    for case in cases(seed=7, count=len(numbers())):
        if case.group not in types:
            continue
        hidden = [
            span
            for span in engine.analyze(Segment(case.text), profile)
            if (decision := holding.decide(span, case.text[span.start : span.end], TODAY))
            and decision.action is not Action.ALLOW
        ]
        if not all(
            any(one.start <= gold.start and gold.end <= one.end for one in hidden)
            for gold in case.gold
        ):
            left.append(case.group)
    assert left == []
