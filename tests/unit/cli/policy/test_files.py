"""The policies that a command is about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy.files import near, policies_at, policy_for
from penname.policy.load import policies_dir
from penname.policy.match import Subject

TODAY = dt.date(2026, 12, 1)
POLICY = (
    'kind: policy/v1\nname: {}\nowner: a@example.org\nrevision: "1"\nentities: {{PERSON: {{}}}}\n'
)


def test_default_is_what_is_shipped() -> None:
    """Without a path it is the shipped policy, for everybody."""
    assert policy_for(policies_at(None, TODAY), Subject()).name == "default"


def test_roll_outs_by_percentage_do_not_count(tmp_path: Path) -> None:
    """A candidate for a part of the traffic is not what a text is explained by; a whole one is."""
    for name in ("old", "new"):
        (tmp_path / f"{name}.yaml").write_text(POLICY.format(name))
    bindings = tmp_path / "bindings.yaml"
    for percent, expected in ((99, "old"), (100, "new")):
        candidate = f"{{policy: new, mode: enforce, percent: {percent}}}"
        bindings.write_text(
            "kind: bindings/v1\ndefault: old\nbind:\n"
            f"  - {{match: {{tenants: ['*']}}, policy: old, candidate: {candidate}}}\n"
        )
        policies = policies_at(str(tmp_path), TODAY)
        assert policy_for(policies, Subject(tenant="a")).name == expected


def test_bad_policy_is_told_as_it_is(tmp_path: Path) -> None:
    """Errors are those of the loader, with their places."""
    path = tmp_path / "a.yaml"
    path.write_text("kind: policy/v1\n")
    with pytest.raises(Failure) as caught:
        policies_at(str(path), TODAY)
    assert caught.value.exit_code == Exit.USAGE
    assert f"{path}:1:1: error: name: missing key 'name'" in caught.value.message


def test_near_files_are_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place below the working directory is shown as seen from it; others stay."""
    monkeypatch.chdir(tmp_path)
    assert near(f"{tmp_path}/policies/a.yaml:7") == "policies/a.yaml:7"
    for where in ("built in", "a.yaml:7", "/elsewhere/a.yaml:7", "built in: known value"):
        assert near(where) == where


def test_shipped_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place in a policy that penname ships says so, instead of where penname is installed."""
    monkeypatch.chdir(tmp_path)
    assert near(f"{policies_dir()}/default.yaml:7") == "built-in default.yaml:7"
    monkeypatch.chdir(policies_dir().parent)
    assert near(f"{policies_dir()}/default.yaml:7") == "policies/default.yaml:7"
