"""A folder of policies as it would be, checked and tested before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from penname.cli.policy.check import Checked, check_bindings, check_file, yaml_files
from penname.cli.policy.report import Finding
from penname.cli.policy.suites import PATTERN, LoadedSuite, load_suites
from penname.cli.policy.wires import WIRES
from penname.policy.cases import Suite, read_suite
from penname.policy.load import check_policy, read_document, read_file, read_tree
from penname.policy.problems import PolicyError
from penname.policy.snapshot import lexical
from penname.policy.tree import Scalar, entry_of


@dataclass(frozen=True, slots=True)
class Trial:
    """The folder with some files in another state. `files`: path → bytes."""

    folder: Path
    today: dt.date
    files: Mapping[Path, bytes] = field(default_factory=dict, repr=False)

    def read(self, path: Path) -> bytes:
        """The bytes of a file, as they would be. Raises OSError."""
        other = {lexical(one): content for one, content in self.files.items()}
        content = other.get(lexical(path))
        return read_file(path) if content is None else content

    def findings(self) -> list[Finding]:
        """Everything that `policy check` would say about the folder."""
        checked = Checked(read=self.read)
        below = {lexical(path): path for path in (*yaml_files(self.folder), *self.files)}
        for path in sorted(below.values()):
            check_file(path, self.today, checked)
        check_bindings(self.today, checked)
        return checked.findings(strict=False)

    def suites(self, changed: Path) -> list[LoadedSuite]:
        """The tests of all policies that a change of one file may touch: its own, and those of
        policies that extend it. Raises PolicyError."""
        found = {lexical(path): path for path in (*self.folder.rglob(PATTERN), *self._tests())}
        concerned = [path for path in sorted(found.values()) if self._concerns(path, changed)]
        loaded, problems = load_suites(concerned, self.today, self.read)
        if problems:
            raise PolicyError(problems)
        return loaded

    def suite(self, path: Path) -> Suite:
        """One test file. Raises PolicyError."""
        root, context = read_document(path, self.read)
        suite = read_suite(root, str(path), context, tuple(WIRES))
        context.check()
        if suite is None:
            raise PolicyError(context.problems)
        return suite

    def tests_of(self, policy: Path) -> Path:
        """The file with the tests of a policy: the one called as it is, else the first that names
        it; where there is none, the one that is to be made."""
        name = PATTERN.replace("*", policy.stem)
        files = sorted(self.folder.rglob(PATTERN))
        own = [path for path in files if self._tested(path) == lexical(policy)]
        named = [path for path in own if path.name == name]
        return next(iter([*named, *own]), self.folder / "tests" / name)

    def _tests(self) -> Iterator[Path]:
        yield from (path for path in self.files if path.match(PATTERN))

    def _concerns(self, suite: Path, changed: Path) -> bool:
        policy = self._tested(suite)
        if policy is None:
            return False
        try:
            read = check_policy(policy, today=self.today, read=self.read).files
        except PolicyError:
            return False  # `findings` tells it
        return lexical(changed) in map(lexical, read)

    def _tested(self, suite: Path) -> Path | None:
        """The policy that a test file names; None where it cannot be read."""
        try:
            entry = entry_of(read_tree(suite, self.read), "policy")
        except PolicyError:
            return None
        if entry is None or not isinstance(entry.value, Scalar):
            return None
        return lexical(suite.parent / entry.value.text)


def errors(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity == "error"]
