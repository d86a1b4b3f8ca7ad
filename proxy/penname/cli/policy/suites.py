"""Policy test files: found below directories, read, and joined with the policy that they test."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.plugins import judge
from penname.cli.policy.wires import WIRES
from penname.policy.cases import Suite, check_stand_ins, check_types, read_suite
from penname.policy.load import Read, check_policy, read_document, read_file
from penname.policy.model import Policy
from penname.policy.problems import PolicyError, Problem

PATTERN = "*.test.yaml"


@dataclass(frozen=True, slots=True)
class LoadedSuite:
    """A test file whose every word is understood, and its policy."""

    suite: Suite
    policy: Policy
    warnings: tuple[Problem, ...] = ()


def find_suites(paths: Sequence[str]) -> list[Path]:
    """The test files that paths name: files as they are, directories searched. Raises Failure."""
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found |= dict.fromkeys(sorted(_below(path)))
        elif path.exists():
            found[path] = None
        else:
            raise Failure(f"{name}: no such file or directory", Exit.USAGE)
    if not found:
        raise Failure(f"no {PATTERN} in {', '.join(paths)}", Exit.USAGE)
    return list(found)


def load_suites(
    paths: Iterable[Path], today: dt.date, read: Read = read_file
) -> tuple[list[LoadedSuite], tuple[Problem, ...]]:
    """What can be used, and every problem of what cannot. A policy is read once."""
    loaded: list[LoadedSuite] = []
    problems: list[Problem] = []
    policies: dict[Path, tuple[Policy, tuple[Problem, ...]]] = {}
    for path in paths:
        try:
            loaded.append(_load(path, today, policies, read))
        except PolicyError as error:
            problems += error.problems
    return loaded, tuple(dict.fromkeys(problems))


def _below(directory: Path) -> Iterator[Path]:
    """Test files in a directory and below it; hidden directories are left out."""
    for path in directory.rglob(PATTERN):
        inner = path.relative_to(directory).parts
        if not any(part.startswith(".") for part in inner):
            yield path


def _load(
    path: Path,
    today: dt.date,
    policies: dict[Path, tuple[Policy, tuple[Problem, ...]]],
    read: Read,
) -> LoadedSuite:
    root, context = read_document(path, read)
    suite = read_suite(root, str(path), context, tuple(WIRES))
    context.check()
    if suite is None:
        raise PolicyError(context.problems)
    where = Path(os.path.normpath(path.parent / suite.policy))
    if not where.is_file():
        inner = context.at("policy")
        inner.error(suite.policy_place, f"no such file: {where}")
        context.check()
    if where not in policies:
        checked = check_policy(where, today=today, read=read, judge=judge())
        policies[where] = checked.policy, checked.warnings
    policy, warnings = policies[where]
    known = set(policy.rules).union(*(scope.rules for scope in policy.scopes))
    check_types(suite, known, context)
    check_stand_ins(suite, policy, context)
    for index, case in enumerate(suite.cases):
        if case.language and case.language not in policy.languages:
            inner = context.at("cases", str(index), "language")
            inner.error(case.place, f"the policy does not speak {case.language!r}")
    context.check()
    return LoadedSuite(suite, policy, warnings)
