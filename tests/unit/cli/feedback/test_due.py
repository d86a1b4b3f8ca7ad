"""`penname feedback due`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from penname.cli.exits import Exit
from penname.server.clock import today_utc
from tests.unit.cli.feedback.folders import POLICY, begin, run

TODAY = today_utc()


def entry(id_: str, days: int, more: str = "") -> str:
    day = TODAY + dt.timedelta(days)
    return f"{{id: {id_}, reason: r, owner: ops, expires: {day}, {more}}}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return begin(tmp_path)


def test_nothing_due_is_fine(folder: Path) -> None:
    """Without entries, or with entries that last, CI goes on."""
    result = run("due")
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert result.stderr == "nothing ends within 30 days\n"
    allow = entry("a", 31, "entities: [PERSON], values: [x]")
    (folder / "clinic.yaml").write_text(f"{POLICY}allow:\n  - {allow}\n")
    assert run("due").exit_code == Exit.OK


def test_ends_are_told_once(folder: Path) -> None:
    """Allow and deny entries and exceptions, at the line of the file that has them."""
    (folder / "clinic.yaml").write_text(
        f"{POLICY}allow:\n  - {entry('a', 30, 'entities: [PERSON], values: [x], ticket: T-1')}\n"
        f"deny:\n  - {entry('d', -1, 'entity: PERSON, terms: [x]')}\n"
        "exceptions:\n"
        f"  - {entry('e', 0, 'match: {tenants: [t]}, entities: {PERSON: {action: allow}}')}\n"
    )
    (folder / "child.yaml").write_text(
        POLICY.replace("name: clinic", "name: child\nextends: [clinic]")
    )
    result = run("due")
    assert result.exit_code == Exit.FINDINGS
    soon, ended = TODAY + dt.timedelta(30), TODAY - dt.timedelta(1)
    assert result.stdout.splitlines() == [
        f"policies/clinic.yaml:11: warning: allow.a: ends in 30 days, on {soon}, owner ops, T-1",
        f"policies/clinic.yaml:13: error: deny.d: ended 1 day ago, on {ended}: it has no effect, "
        "owner ops",
        "policies/clinic.yaml:15: warning: exceptions.e: ends today, owner ops",
    ]
    assert result.stderr == "1 ended, 2 within 30 days: prolong or delete\n"
    assert len(run("due", "--days", "29").stdout.splitlines()) == 2
    said = json.loads(run("due", "--format", "json").stdout)
    assert (said["days"], [one["key"] for one in said["findings"]]) == (
        30,
        ["allow.a", "deny.d", "exceptions.e"],
    )
    assert run("due", "--format", "github").stdout.startswith("::warning file=policies/clinic.yaml")


def test_broken_policy_is_told(folder: Path) -> None:
    """Where a policy does not load, nobody knows what is due."""
    (folder / "clinic.yaml").write_text(POLICY + "ownr: x\n")
    assert run("due").exit_code == Exit.USAGE
