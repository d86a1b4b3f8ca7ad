"""`penname policy list`."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.cli.policy.list_ import Ending, Listed, show
from penname.policy.load import policies_dir

POLICY = """\
kind: policy/v1
name: {name}
title: For {name}
owner: a@example.org
revision: "1"
status: stable
entities:
  PERSON: {{}}
  EMAIL_ADDRESS: {{action: redact}}
  IP_ADDRESS: {{action: redact, mode: shadow}}
allow:
  - id: desk
    entities: [PERSON]
    values: [Ann]
    reason: public
    owner: a@example.org
    expires: {soon}
"""
BINDINGS = """\
kind: bindings/v1
default: a
bind:
  - match: {tenants: [x]}
    policy: a
    candidate: {policy: b, mode: shadow, percent: 20}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two policies and bindings."""
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=10)
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text(POLICY.format(name=name, soon=soon))
    (tmp_path / "bindings.yaml").write_text(BINDINGS)
    return tmp_path


def listed(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", "list", *args])


def test_json_tells_all_of_a_policy(folder: Path) -> None:
    """JSON names each policy, what it does, what it lets through until when, who gets it."""
    result = listed(str(folder), "--format", "json")
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    found = json.loads(result.stdout)["policies"]
    assert [one["name"] for one in found] == ["a", "b"]
    first = found[0]
    assert first["actions"] == {"mask": 1, "redact": 1, "redact (shadow)": 1}
    assert (first["revision"], first["status"], first["title"]) == ("1", "stable", "For a")
    assert len(first["digest"]) == 64
    assert [one["id"] for one in first["allow"]] == ["desk"]
    assert first["bindings"] == ["tenants: [x]", "default"]
    assert found[1]["bindings"] == ["tenants: [x] (shadow for 20 %)"]


def test_text_has_lines_for_each(folder: Path) -> None:
    """Without a terminal each policy is a few lines that grep finds."""
    out = listed(str(folder)).stdout
    assert "policy       a@1\n" in out
    assert "actions      mask 1, redact 1, redact (shadow) 1\n" in out
    assert "bindings     tenants: [x]; default\n" in out
    assert "allow        desk until " in out
    assert f"file         {folder}/a.yaml\n" in out


def test_built_in_policies_are_the_default() -> None:
    """Without a folder those are listed that penname ships."""
    found = json.loads(listed("--format", "json").stdout)["policies"]
    assert {one["path"] for one in found} == {str(path) for path in policies_dir().glob("*.yaml")}


def test_broken_policy_does_not_hide_others(folder: Path) -> None:
    """A policy that does not load is told on stderr; the others are listed."""
    (folder / "b.yaml").write_text("kind: policy/v1\n")
    result = listed(str(folder))
    assert result.exit_code == Exit.USAGE
    assert "policy       a@1\n" in result.stdout
    assert result.stderr.count(f"{folder}/b.yaml:1:1: error: name: missing key") == 1
    (folder / "bindings.yaml").write_text("kind: [")
    assert "bindings.yaml:2:" in listed(str(folder)).stderr


def test_folder_must_be_one(tmp_path: Path) -> None:
    """A folder that is not there is wrong usage; an empty one has no policies."""
    assert listed(str(tmp_path / "x")).exit_code == Exit.USAGE
    assert listed(str(tmp_path)).stdout == "no policies\n"


def shown(one: Listed, width: int) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=True, color_system=None, markup=False
    )
    show(console, [one], dt.date(2026, 11, 24))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_table_fits_and_keeps_names_whole(width: int) -> None:
    """On a terminal no line is longer than it, and no date is cut."""
    one = Listed(
        name="clinic",
        revision="2026.11.0",
        status="stable",
        title="A title that is rather long for the narrow column that it gets",
        owner="a@example.org",
        mode="shadow",
        digest="0" * 64,
        path="policies/clinic.yaml",
        actions={"mask": 3, "block": 1},
        recognizers=1,
        scopes=2,
        allow=(Ending("own-mailboxes", "2026-06-30", True),),
        exceptions=(Ending("EX-2026-041", "2026-12-10", False),),
        deny=(),
        bindings=("tenants: [clinic-*, billing]", "default"),
    )
    out = shown(one, width)
    assert max(map(len, out.splitlines())) <= width
    for word in ("clinic", "2026.11.0", "2026-12-10", "2026-06-30", "default", "shadow"):
        assert word in out
    assert "1 recognizer, 2 scopes" in " ".join(out.split()) or width < 80
