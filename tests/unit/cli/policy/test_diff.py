"""`penname policy diff`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.cli.policy.diff_view import rows, summary
from penname.policy.changes import Change, Effect

POLICY = """\
kind: policy/v1
name: a
owner: a@example.org
revision: "1"
entities:
  PERSON: {min_score: 0.6}
  EMAIL_ADDRESS: {action: redact}
"""
LOOSER = POLICY.replace("redact", "mask")
STRICTER = POLICY.replace("0.6", "0.3").replace('"1"', '"2"')


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with three versions of a policy."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", POLICY), ("looser", LOOSER), ("stricter", STRICTER)):
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def diff(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", "diff", *args])


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def test_changes_are_listed_with_places(home: Path) -> None:
    """Each change has its effect, its key, what was and is, and the line that says so."""
    result = diff("old.yaml", "looser.yaml")
    assert result.exit_code == Exit.OK
    assert result.stdout == (
        "old.yaml \N{RIGHTWARDS ARROW} looser.yaml\n"
        "  loosens   entities.EMAIL_ADDRESS.action: redact -> mask  (looser.yaml:7)\n"
    )
    assert result.stderr == "1 change: 1 loosens\n"


def test_gate_fails_on_loosening(home: Path) -> None:
    """With --fail-on loosens a loosening has its own code; what tightens passes."""
    assert diff("old.yaml", "looser.yaml", "--fail-on", "loosens").exit_code == Exit.LOOSENED
    assert diff("old.yaml", "stricter.yaml", "--fail-on", "loosens").exit_code == Exit.OK
    assert diff("old.yaml", "old.yaml", "--fail-on", "loosens").exit_code == Exit.OK


def test_loosening_comes_first(home: Path) -> None:
    """What a reviewer looks for stands on top, what only people read at the end."""
    (home / "both.yaml").write_text(STRICTER.replace("redact", "mask"))
    lines = diff("old.yaml", "both.yaml").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["loosens", "tightens", "neutral"]


def test_no_difference_is_said(home: Path) -> None:
    """The same policy twice has no difference."""
    result = diff("old.yaml", "old.yaml")
    assert "no difference" in result.stdout
    assert result.stderr == "no difference\n"


def test_json_counts_and_lists(home: Path) -> None:
    """JSON has the number of each effect, and every change with both places."""
    whole = json.loads(diff("old.yaml", "looser.yaml", "--format", "json").stdout)
    assert list(whole) == ["tightens", "loosens", "neutral", "changes", "findings"]
    assert [whole[key] for key in ("tightens", "loosens", "neutral")] == [0, 1, 0]
    assert whole["changes"] == [
        {
            "policy": "looser.yaml",
            "effect": "loosens",
            "key": "entities.EMAIL_ADDRESS.action",
            "before": "redact",
            "after": "mask",
            "where": "looser.yaml:7",
            "was_at": "old.yaml:7",
        }
    ]


def test_machine_formats_mark_the_line(home: Path) -> None:
    """A loosening is a warning at its line, an error where it fails the job."""
    out = diff("old.yaml", "looser.yaml", "--format", "github").stdout
    assert out.startswith("::warning file=looser.yaml,line=7,title=")
    out = diff("old.yaml", "looser.yaml", "--format", "github", "--fail-on", "loosens").stdout
    assert out.startswith("::error file=looser.yaml,line=7,title=")
    log = json.loads(diff("old.yaml", "stricter.yaml", "--format", "sarif").stdout)
    assert [one["level"] for one in log["runs"][0]["results"]] == ["note", "note"]


def test_remarks_leave_out_what_is_neutral(home: Path) -> None:
    """A pull request shows few remarks, so those of no effect are left out."""
    out = diff("old.yaml", "stricter.yaml", "--format", "github").stdout
    assert out.count("::notice") == 1
    assert "min_score" in out


def test_built_in_policies_have_names(home: Path) -> None:
    """A policy that ships with penname is compared by its name, as `extends` takes it."""
    result = diff("default", "secrets-only")
    assert result.exit_code == Exit.OK
    assert "loosens" in result.stdout


def test_extended_files_count(home: Path) -> None:
    """A change in a file that both extend shows where it stands."""
    child = 'kind: policy/v1\nname: c\nowner: a@example.org\nrevision: "1"\nextends: [{}]\n'
    (home / "c.yaml").write_text(child.format("old"))
    (home / "d.yaml").write_text(child.format("looser"))
    assert "redact -> mask  (looser.yaml:7)" in diff("c.yaml", "d.yaml").stdout


@pytest.fixture
def repository(home: Path) -> Path:
    """The policies of `home` committed, in a folder; a child that extends one of them."""
    (home / "policies").mkdir()
    (home / "old.yaml").rename(home / "policies" / "old.yaml")
    child = 'kind: policy/v1\nname: c\nowner: a@example.org\nrevision: "1"\nextends: [old]\n'
    (home / "policies" / "c.yaml").write_text(child)
    (home / "policies" / "bindings.yaml").write_text("kind: bindings/v1\ndefault: c\n")
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "policies")
    git(home, "commit", "-qm", "one")
    return home


def test_base_reads_extended_files_from_git(repository: Path) -> None:
    """The old side is read from git with all that it extends."""
    (repository / "policies" / "old.yaml").write_text(LOOSER)
    result = diff("--base", "main", "policies/c.yaml", "--fail-on", "loosens")
    assert result.exit_code == Exit.LOOSENED
    assert "main:policies/c.yaml \N{RIGHTWARDS ARROW} policies/c.yaml\n" in result.stdout
    assert "redact -> mask  (policies/old.yaml:7)" in result.stdout
    again = diff("main:policies/c.yaml", "policies/c.yaml")
    assert again.stdout == result.stdout


def test_base_compares_whole_folders(repository: Path) -> None:
    """Every policy of a folder is compared; a new one is neutral, one that is gone loosens."""
    folder = repository / "policies"
    (folder / "new.yaml").write_text(POLICY.replace("name: a", "name: n"))
    (folder / "c.yaml").unlink()
    (folder / "bindings.yaml").write_text("kind: bindings/v1\ndefault: n\n")
    result = diff("--base", "HEAD", "policies")
    assert result.stdout == (
        "HEAD:policies/c.yaml is gone\n"
        "  loosens   policy: c@1 -> (none)  (policies/c.yaml:1)\n"
        "policies/new.yaml is new\n"
        "  neutral   policy: (none) -> n@1  (policies/new.yaml:1)\n"
        "HEAD:policies/old.yaml \N{RIGHTWARDS ARROW} policies/old.yaml\n"
        "  no difference\n"
        "HEAD:policies \N{RIGHTWARDS ARROW} policies\n"
        "  neutral   bind everything: c@1 -> n@1  (policies/bindings.yaml:2)\n"
    )


def test_other_bindings_are_ranked(repository: Path) -> None:
    """Whoever is moved to a looser policy shows; bindings that do not load are told."""
    folder = repository / "policies"
    (folder / "loose.yaml").write_text(LOOSER.replace("name: a", "name: loose"))
    (folder / "bindings.yaml").write_text(
        "kind: bindings/v1\ndefault: c\nbind: [{match: {tenants: [lab]}, policy: loose}]\n"
    )
    (folder / "tests").mkdir()
    (folder / "tests" / "c.test.yaml").write_text("kind: policy-test/v1\n")
    result = diff("--base", "HEAD", "policies", "--fail-on", "loosens")
    assert result.exit_code == Exit.LOOSENED
    assert "loosens   bind tenants: [lab]: c@1 -> loose@1" in result.stdout
    (folder / "bindings.yaml").write_text("kind: bindings/v1\ndefault: nobody\n")
    broken = diff("--base", "HEAD", "policies")
    assert broken.exit_code == Exit.USAGE
    assert "no policy is called 'nobody'" in broken.stderr


def test_folder_without_bindings_has_its_only_policy(repository: Path) -> None:
    """Without bindings a folder's only policy is everybody's; several are nobody's."""
    folder = repository / "policies"
    (folder / "bindings.yaml").unlink()
    assert "bind" not in diff("--base", "HEAD", "policies").stdout
    (folder / "c.yaml").unlink()
    assert "bind everything: c@1 -> a@1" in diff("--base", "HEAD", "policies").stdout


def test_new_file_has_no_base(repository: Path) -> None:
    """A file that git does not have yet is new."""
    (repository / "policies" / "new.yaml").write_text(POLICY)
    assert "is new" in diff("--base", "main", "policies/new.yaml").stdout


def test_broken_base_is_told(repository: Path) -> None:
    """An old version that does not load is told as such."""
    (repository / "policies" / "old.yaml").write_text("kind: policy/v1\n")
    git(repository, "commit", "-qam", "two")
    (repository / "policies" / "old.yaml").write_text(POLICY)
    result = diff("--base", "HEAD", "policies/old.yaml")
    assert result.exit_code == Exit.USAGE
    assert "HEAD:policies/old.yaml cannot be used:\npolicies/old.yaml:1:1: error" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["old.yaml"], "give BEFORE and AFTER"),
        (["old.yaml", "looser.yaml", "--base", "main"], "give BEFORE and AFTER"),
        (["old.yaml", "nope.yaml"], "nope.yaml: No such file"),
        ([".", "old.yaml"], "Is a directory (compare folders with --base)"),
        (["--base", "main", "old.yaml"], "not a git repository"),
        (["main:old.yaml", "old.yaml"], "not a git repository"),
        (["--base", "HEAD", "nope.yaml"], "not a git repository"),
    ],
)
def test_wrong_usage_is_told(home: Path, args: list[str], words: str) -> None:
    """What cannot be compared is said, with the code of wrong usage."""
    result = diff(*args)
    assert result.exit_code == Exit.USAGE
    assert words in result.stderr


def test_missing_file_with_base_is_told(repository: Path) -> None:
    """A path that neither side has is wrong usage."""
    result = diff("--base", "HEAD", "policies/nope.yaml")
    assert result.exit_code == Exit.USAGE
    assert "policies/nope.yaml: No such file" in result.stderr


def test_equal_changes_are_one_row() -> None:
    """What changed alike for many entities is one row; each entity that came is its own."""
    changes = [
        Change(Effect.NEUTRAL, "title", "a", "b"),
        *(Change(Effect.LOOSENS, f"entities.{name}.min_score", "0.3", "0.5") for name in "AB"),
        Change(Effect.LOOSENS, "entities.C.min_score", "0.3", "0.6"),
        *(Change(Effect.TIGHTENS, f"entities.{name}", "", "mask from 0.5") for name in "DE"),
    ]
    found = [(row.key, row.entities) for row in rows(changes)]
    assert found == [
        ("min_score", ("A", "B")),
        ("min_score", ("C",)),
        ("entities.D", ()),
        ("entities.E", ()),
        ("title", ()),
    ]


def test_long_words_stay_one_line(home: Path) -> None:
    """A long description, or one of several lines, does not fill the page."""
    text = "one\\ntwo " + "x" * 500
    (home / "long.yaml").write_text(POLICY + f'description: "{text}"\n')
    out = diff("old.yaml", "long.yaml").stdout.splitlines()
    assert len(out) == 2
    assert len(out[1]) < 300
    assert "one two xxx" in out[1]
    whole = json.loads(diff("old.yaml", "long.yaml", "--format", "json").stdout)
    assert whole["changes"][0]["after"].startswith("one\ntwo xxx")


def test_summary_counts_in_order() -> None:
    """The sum names each effect that there is, what loosens first."""
    found = {Effect.NEUTRAL: 2, Effect.TIGHTENS: 0, Effect.LOOSENS: 1}
    assert summary(found).plain == "3 changes: 1 loosens, 2 neutral"
