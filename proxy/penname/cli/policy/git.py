"""Files as a git revision has them. Uses the `git` command; writes nothing."""

from __future__ import annotations

import errno
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from penname.cli.policy.check import is_policy_name
from penname.policy.load import MAX_BYTES, policies_dir, read_file


class GitError(Exception):
    """git is missing, this is no repository, or it does not know the revision."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit of the repository at `root`. `name` is what the user called it."""

    name: str
    commit: str
    root: Path

    @classmethod
    def of(cls, name: str, path: Path) -> Revision:
        """A revision of the repository that a path is in. Raises GitError."""
        folder = path if path.is_dir() else path.parent
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent  # gone since that revision
        top = _git(folder, "rev-parse", "--show-toplevel").decode().removesuffix("\n")
        # without --end-of-options a revision could be an option
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        try:
            commit = _git(folder, *asked).decode().strip()
        except GitError:
            raise GitError(f"git knows no revision {name!r}") from None
        return cls(name, commit, Path(top))

    def read(self, path: Path) -> bytes:
        """A file's bytes, as `policy.load.read_file` gives them. Raises OSError.

        What is outside of the repository, and what penname ships, is read as it is now.
        """
        inner = self._inner(path)
        if inner is not None and self.has(path):
            return _git(self.root, "cat-file", "blob", self._object(inner))[: MAX_BYTES + 1]
        if inner is None or Path(_real(path)).is_relative_to(policies_dir().resolve()):
            return read_file(path)
        raise FileNotFoundError(errno.ENOENT, f"No such file in {self.name}")

    def has(self, path: Path) -> bool:
        """Whether the revision has a file there."""
        return self._kind(path) == b"blob"

    def files(self, folder: Path) -> list[Path]:
        """The YAML files below a folder, named from it, as `check.yaml_files` finds them."""
        if self._kind(folder) != b"tree":
            return []
        inner = self._inner(folder)
        listing = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self._object(inner))
        names = [PurePosixPath(os.fsdecode(name)) for name in listing.split(b"\0") if name]
        return [folder / name for name in names if is_policy_name(name)]

    def _kind(self, path: Path) -> bytes:
        """`blob`, `tree`, or nothing when the revision has nothing there."""
        inner = self._inner(path)
        try:
            found = b"" if inner is None else _git(self.root, "cat-file", "-t", self._object(inner))
        except GitError:
            return b""
        return found.strip()

    def _object(self, inner: PurePosixPath | None) -> str:
        return f"{self.commit}:{'' if inner is None or str(inner) == '.' else inner}"

    def _inner(self, path: Path) -> PurePosixPath | None:
        """The path inside of the repository; None for one outside of it."""
        real = Path(_real(path))
        top = self.root.resolve()
        return PurePosixPath(real.relative_to(top)) if real.is_relative_to(top) else None


def revision_of(word: str) -> tuple[Revision, Path] | None:
    """The revision and the file of `REV:FILE`; None for any other word. Raises GitError.

    FILE counts from the working directory.
    """
    name, colon, file = word.partition(":")
    if not (name and colon and file):
        return None
    return Revision.of(name, Path(file)), Path(file)


def _real(path: Path) -> str:
    """Absolute, links of the folders followed: git names its own folder so."""
    whole = Path(os.path.abspath(path))
    return str(whole.parent.resolve() / whole.name)


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        fatal = [word for word in words if word.startswith("fatal: ")]
        raise GitError([*fatal, *words, "git failed"][0].removeprefix("fatal: "))
    return done.stdout
