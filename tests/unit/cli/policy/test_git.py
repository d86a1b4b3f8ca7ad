"""Files as git has them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from penname.cli.policy import git
from penname.cli.policy.git import GitError, Revision, revision_of
from penname.policy.load import policies_dir


def run(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, `old`, and the working directory in it."""
    home = tmp_path / "repo"
    (home / "policies" / "tests").mkdir(parents=True)
    monkeypatch.chdir(home)
    for name in ("a.yaml", "b.yml", "c.txt", ".d.yaml", "tests/é.yaml"):
        (home / "policies" / name).write_text(f"old {name}")
    run(home, "init", "-q", "-b", "main")
    run(home, "add", ".")
    run(home, "commit", "-qm", "one")
    run(home, "tag", "old")
    return home


def test_reads_what_was_committed(repository: Path) -> None:
    """A file is read as it was, by a path that counts from the working directory."""
    path = Path("policies/a.yaml")
    path.write_text("new")
    revision = Revision.of("old", path)
    assert revision.read(path) == b"old a.yaml"
    assert revision.read(repository / path) == b"old a.yaml"
    assert revision.has(path)
    assert not revision.has(Path("policies"))


def test_files_that_are_gone_are_found(repository: Path) -> None:
    """A file or folder that is there no more is still in the revision."""
    run(repository, "rm", "-rq", "policies")
    revision = Revision.of("old", Path("policies/tests/é.yaml"))
    assert revision.read(Path("policies/tests/é.yaml")) == "old tests/é.yaml".encode()
    files = [Path(f"policies/{name}") for name in ("a.yaml", "b.yml", "tests/é.yaml")]
    assert revision.files(Path("policies")) == files
    assert revision.files(Path("elsewhere")) == []


def test_files_that_came_later_are_missing(repository: Path) -> None:
    """A file that is new since the revision is not there: its present text would be a lie."""
    path = Path("policies/new.yaml")
    path.write_text("new")
    revision = Revision.of("old", path)
    assert not revision.has(path)
    with pytest.raises(FileNotFoundError):
        revision.read(path)


def test_what_git_does_not_have_is_read_now(repository: Path, tmp_path: Path) -> None:
    """What penname ships, and what is outside of the repository, has no older state."""
    revision = Revision.of("old", Path("policies"))
    outside = tmp_path / "x.yaml"
    outside.write_text("now")
    assert revision.read(outside) == b"now"
    assert not revision.has(outside)
    assert revision.files(tmp_path) == []
    assert b"kind: policy/v1" in revision.read(policies_dir() / "default.yaml")


def test_root_folder_lists_all(repository: Path) -> None:
    """The repository itself is a folder, too."""
    assert len(Revision.of("HEAD", Path()).files(Path())) == 3


@pytest.mark.parametrize("name", ["nope", "--help", "-q", "", "old:policies"])
def test_unknown_revisions_are_refused(repository: Path, name: str) -> None:
    """What is no commit is refused, and never taken as an option of git."""
    with pytest.raises(GitError, match="git knows no revision"):
        Revision.of(name, Path("policies"))


def test_outside_of_a_repository_is_said(tmp_path: Path) -> None:
    """Where there is no repository, git's own words are told."""
    with pytest.raises(GitError, match="not a git repository"):
        Revision.of("HEAD", tmp_path)


def test_first_reason_of_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's reason comes first, then advice: the reason is told."""
    folder = repository / "bin"
    folder.mkdir()
    (folder / "git").write_text("#!/bin/sh\necho 'fatal: not yours' >&2\necho advice >&2\nexit 9\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(GitError, match=r"^not yours$"):
        Revision.of("HEAD", Path())


def test_missing_git_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the command says so."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        Revision.of("HEAD", Path())


def test_revision_and_file_in_one_word(repository: Path) -> None:
    """REV:FILE is split at the first colon; other words are not meant."""
    found = revision_of("old:policies/a.yaml")
    assert found is not None
    assert (found[0].name, found[1]) == ("old", Path("policies/a.yaml"))
    assert [revision_of(word) for word in ("a.yaml", ":a", "a:", "")] == [None] * 4


def test_large_files_are_cut_as_from_disk(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most one byte more than a policy may have is taken."""
    monkeypatch.setattr(git, "MAX_BYTES", 3)
    assert Revision.of("old", Path()).read(Path("policies/a.yaml")) == b"old "
