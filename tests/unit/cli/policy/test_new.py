"""`penname policy new`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.policy.load import load_policy
from tests.detectors import PatternDetector

FILES = ["policies/clinic-a.yaml", "policies/tests/clinic-a.test.yaml"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def policy(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", *args], obj=PatternDetector)


def test_new_policy_is_good_as_it_is(home: Path) -> None:
    """What is written passes check, even a strict one, and its own tests."""
    result = policy("new", "clinic-a", "--owner", "sec@example.org")
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    for file in FILES:
        assert f"wrote {file}\n" in result.stderr
    checked = policy("check", "--strict")
    assert (checked.exit_code, checked.stdout) == (Exit.OK, "")
    assert checked.stderr == "1 policy, 1 test file: no problems\n"
    tested = policy("test")
    assert tested.exit_code == Exit.OK, tested.stdout
    made = load_policy(home / FILES[0])
    assert (made.name, made.owner, made.status) == ("clinic-a", "sec@example.org", "experimental")


def test_commented_parts_are_good_too(home: Path) -> None:
    """The scopes, allow entries and exceptions in the comments load when taken out of them."""
    policy("new", "clinic-a")
    path = home / FILES[0]
    head, tail = path.read_text().split("# scopes:")
    lines = ("# scopes:" + tail).splitlines()
    taken = [line.removeprefix("# ") for line in lines if line.startswith(("# ", "#  "))]
    kept = [line for line in taken if line.startswith((" ", "scopes", "allow", "exceptions"))]
    path.write_text(head + "\n".join(kept) + "\n")
    made = load_policy(path)
    counts = [len(entries) for entries in (made.scopes, made.allow, made.exceptions)]
    assert counts == [1, 1, 1]
    assert policy("check", "--strict").exit_code == Exit.OK


def test_editors_find_the_schema(home: Path) -> None:
    """The modeline leads to a schema that is there."""
    policy("new", "clinic-a")
    for file in FILES:
        first = (home / file).read_text().splitlines()[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert ((home / file).parent / schema).is_file()


@pytest.mark.parametrize("taken", FILES)
def test_nothing_is_overwritten(home: Path, taken: str) -> None:
    """When one of the files is there, none is written."""
    path = home / taken
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    result = policy("new", "clinic-a")
    assert result.exit_code == Exit.USAGE
    assert f"{taken} is there already; nothing was written" in result.stderr
    assert path.read_text() == "mine"
    assert [one for one in home.rglob("*") if one.is_file()] == [path]


def test_dangling_link_is_not_followed(home: Path) -> None:
    """A link to nowhere is something that is there."""
    (home / "policies").mkdir()
    (home / FILES[0]).symlink_to(home / "elsewhere")
    assert policy("new", "clinic-a").exit_code == Exit.USAGE
    assert not (home / "elsewhere").exists()


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "../a", "a/b", "a.yaml", "-a", "a-", "a--b", "a\n", "x" * 61, "é"]
)
def test_odd_names_are_refused(home: Path, name: str) -> None:
    """A name is small words with dashes: it becomes a file name and a metric's label."""
    result = policy("new", "--", name)
    assert result.exit_code == Exit.USAGE
    assert "is no name for a policy" in result.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["0", "1e3", "true", "null", "2026-11-24"])
def test_names_that_look_like_numbers_are_quoted(home: Path, name: str) -> None:
    """A name that YAML would read as something else is put in quotes."""
    assert policy("new", name).exit_code == Exit.OK
    assert load_policy(home / "policies" / f"{name}.yaml").name == name
    assert policy("check").exit_code == Exit.OK


@pytest.mark.parametrize(
    "owner", ["a: b", 'it\'s "x" # y', "no", "{a}", "$name", "a@example.org\nlocked: true", "\x07"]
)
def test_owners_stay_text(home: Path, owner: str) -> None:
    """An owner is data: no character of it becomes YAML, a key or a comment."""
    assert policy("new", "a", "--owner", owner).exit_code == Exit.OK
    assert load_policy(home / "policies" / "a.yaml").owner == owner
    assert "locked: true\n" not in (home / "policies" / "a.yaml").read_text()


def test_folder_stays_a_comment(home: Path) -> None:
    """The folder stands in comments only: no character of its name leaves them."""
    folder = "a\nlocked: true\n#"
    assert policy("new", "a", "--dir", folder).exit_code == Exit.OK
    assert policy("check", "--strict", folder).exit_code == Exit.OK
    assert "\nlocked" not in (home / folder / "a.yaml").read_text()


def test_base_must_exist(home: Path) -> None:
    """A policy that is not there cannot be extended; one of the folder or a built-in one can."""
    result = policy("new", "b", "--extends", "nope")
    assert result.exit_code == Exit.USAGE
    assert "there is no policy 'nope' in policies" in result.stderr
    assert "default" in result.stderr
    assert policy("new", "a").exit_code == Exit.OK
    assert policy("new", "b", "--extends", "a").exit_code == Exit.OK
    assert policy("check").exit_code == Exit.OK


def test_all_files_or_none(home: Path) -> None:
    """When the second file cannot be written, the first is not left behind."""
    (home / "policies").mkdir()
    (home / "policies" / "tests").write_text("")
    result = policy("new", "a")
    assert result.exit_code == Exit.USAGE
    assert "policies/tests" in result.stderr
    assert not (home / "policies" / "a.yaml").exists()


def test_folder_that_cannot_be_is_told(home: Path) -> None:
    """Where no folder can be made, the reason is said."""
    (home / "file").write_text("")
    result = policy("new", "a", "--dir", "file")
    assert result.exit_code == Exit.USAGE
    assert "file" in result.stderr
