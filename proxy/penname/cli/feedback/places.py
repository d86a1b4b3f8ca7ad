"""Where feedback stands: a folder of policies, the reports beside them, and the policy meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.policy.feedback import Report, read_report
from penname.policy.folder import load_folder
from penname.policy.load import check_policy, read_document
from penname.policy.model import Policy
from penname.policy.problems import PolicyError
from penname.policy.snapshot import lexical

REPORTS = "feedback"
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Home:
    """A folder of policies, and the folder of the reports about them."""

    folder: Path
    reports: Path

    @classmethod
    def at(cls, folder: str, reports: str | None) -> Home:
        """Raises Failure where there is no such folder of policies."""
        home = Path(folder)
        if not home.is_dir():
            words = (
                f"{folder}: no such folder. Feedback needs policies of your own: name their folder "
                f"with --dir, or begin one with penname policy new NAME --dir {folder}"
            )
            raise Failure(words, Exit.USAGE)
        return cls(home, Path(reports) if reports else home / REPORTS)

    def all(self) -> Iterator[Report]:
        """Every report, oldest first. Raises Failure for one that cannot be read."""
        if not self.reports.is_dir():
            return
        for path in sorted(self.reports.iterdir()):
            if path.suffix in _SUFFIXES and not path.name.startswith("."):
                yield _read(path)

    def report(self, named: str) -> Report:
        """The report with this id, or with the only id that ends like this. Raises Failure."""
        reports = list(self.all())
        found = [one for one in reports if one.id == named]
        found = found or [one for one in reports if named and one.id.endswith(named)]
        if len(found) == 1:
            return found[0]
        if found:
            words = f"{named!r} may be {', '.join(one.id for one in found)}: say more of it"
            raise Failure(words, Exit.USAGE)
        words = f"{self.reports}: there is no report {named!r}; penname feedback list shows them"
        raise Failure(words, Exit.USAGE)

    def target(self, named: str | None, today: dt.date) -> Target:
        """The policy that is meant: a file of the folder, or the policy for everybody.

        Raises Failure.
        """
        path = self._default(today) if named is None else self._named(named)
        if not lexical(path).is_relative_to(lexical(self.folder)):
            words = f"{path} is not in {self.folder}: only policies of the folder can be changed"
            raise Failure(words, Exit.USAGE)
        try:
            loaded = check_policy(path, today=today)
        except PolicyError as error:
            raise Failure(str(error), Exit.USAGE, plain=True) from None
        return Target(path, self.name_of(path), loaded.policy)

    def name_of(self, path: Path) -> str:
        """A file, as seen from the folder."""
        return lexical(path).relative_to(lexical(self.folder)).as_posix()

    def _default(self, today: dt.date) -> Path:
        try:
            return Path(load_folder(self.folder, today=today).policies.default.path)
        except PolicyError as error:
            words = f"{error}\nOr say which policy is meant: --policy FILE"
            raise Failure(words, Exit.USAGE, plain=True) from None

    def _named(self, named: str) -> Path:
        """`clinic`, `clinic.yaml`, or the path of that file."""
        name = named if named.endswith(_SUFFIXES) else f"{named}.yaml"
        for path in (self.folder / name, Path(name)):
            if path.is_file():
                return path
        raise Failure(f"{self.folder / name}: no such policy", Exit.USAGE)


@dataclass(frozen=True, slots=True)
class Target:
    """A policy and its file; `name` is the file as seen from its folder."""

    path: Path
    name: str
    policy: Policy


def _read(path: Path) -> Report:
    try:
        root, context = read_document(path)
        found = read_report(root, str(path), context)
        context.check()
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None
    if found is None:  # the context would have had a problem
        raise Failure(f"{path}: is no report", Exit.USAGE)
    return found
