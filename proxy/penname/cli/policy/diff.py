"""`penname policy diff`: what a new version of a policy tightens and loosens."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, write
from penname.cli.policy.bound import bound_set
from penname.cli.policy.check import yaml_files
from penname.cli.policy.diff_view import show_changes, summary
from penname.cli.policy.git import GitError, Revision, revision_of
from penname.cli.policy.places import Places
from penname.cli.policy.report import Finding, as_json, render
from penname.policy.bindings import Shelf
from penname.policy.changes import by_line
from penname.policy.diff import Change, Effect, diff
from penname.policy.diff_bindings import binding_changes
from penname.policy.folder import ASIDE
from penname.policy.grammar import KIND
from penname.policy.load import (
    Loaded,
    PolicyError,
    check_policy,
    policies_dir,
    read_file,
    read_tree,
)
from penname.policy.model import Policy
from penname.policy.tree import entry_of, kind_of
from penname.server.clock import today_utc


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a policy: its file, and the git revision to read it from, if any."""

    path: Path
    revision: Revision | None = None

    @property
    def name(self) -> str:
        return str(self.path) if self.revision is None else f"{self.revision.name}:{self.path}"

    @property
    def read(self) -> Callable[[Path], bytes]:
        return read_file if self.revision is None else self.revision.read

    def load(self, today: dt.date) -> Loaded:
        """The policy. Raises Failure with every problem of it."""
        try:
            return check_policy(self.path, today=today, read=self.read)
        except PolicyError as error:
            words = f"{self.name} cannot be used:\n{error}" if self.revision else str(error)
            raise Failure(words, Exit.USAGE, plain=True) from None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of one policy; None where there is none."""

    before: Side | None
    after: Side | None
    changes: tuple[Change, ...]
    was: Policy | None = None
    now: Policy | None = None

    @property
    def title(self) -> str:
        if self.before is None or self.after is None:
            side, word = (self.after, "is new") if self.after else (self.before, "is gone")
            return f"{side.name if side else ''} {word}"
        return f"{self.before.name} \N{RIGHTWARDS ARROW} {self.after.name}"


def execute(before: str, after: str | None, base: str | None, form: str, *, is_gate: bool) -> Exit:
    """Compares two policies, or one path with what git has. Raises Failure."""
    today = today_utc()
    try:
        pairs = _pairs(before, after, base)
        compared = [_compared(old, new, today) for old, new in pairs]
        if base is not None and Path(before).is_dir():
            compared += _bindings(Path(before), Revision.of(base, Path(before)), compared, today)
    except GitError as error:
        raise Failure(str(error), Exit.USAGE) from None
    if form != "json":
        compared = [replace(one, changes=by_line(one.changes)) for one in compared]
    effects = Counter(change.effect for one in compared for change in one.changes)
    if form == "text":
        for one in compared:
            show_changes(out(), one.title, one.changes, _path(one.after or one.before))
        err().print(summary(effects), soft_wrap=True)
    elif form == "json":
        write(as_json([], _as_json(compared, effects)))
    else:
        write(render(_findings(compared, form, is_gate), form))
    return Exit.LOOSENED if is_gate and effects[Effect.LOOSENS] else Exit.OK


def _bindings(
    folder: Path, revision: Revision, compared: Sequence[Compared], today: dt.date
) -> list[Compared]:
    """Who gets which policy of a folder. Raises Failure and GitError."""
    before = ((one.before, one.was) for one in compared)
    after = ((one.after, one.now) for one in compared)
    try:
        old_files = _in_force(folder, revision.files(folder))
        was = bound_set(old_files, _shelf(folder, before), revision.read)
        now = bound_set(_in_force(folder, yaml_files(folder)), _shelf(folder, after), read_file)
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None
    if was is None or now is None:
        return []
    found = binding_changes(was, now, today)
    return [Compared(Side(folder, revision), Side(folder), found)] if found else []


def _in_force(folder: Path, files: Iterable[Path]) -> list[Path]:
    """The files that a server would read of a folder."""
    return sorted(file for file in files if file.relative_to(folder).parts[0] not in ASIDE)


def _shelf(folder: Path, sides: Iterable[tuple[Side | None, Policy | None]]) -> Shelf:
    """The policies of a folder that a server would load."""
    return {
        (policy.name, policy.revision): policy
        for side, policy in sides
        if side is not None and policy is not None and _in_force(folder, [side.path])
    }


def _pairs(
    before: str, after: str | None, base: str | None
) -> list[tuple[Side | None, Side | None]]:
    """What to compare with what. Raises Failure and GitError."""
    if base is None:
        return [(_side(before), _side(after or ""))]
    path = Path(before)
    revision = Revision.of(base, path)
    if path.is_dir():
        now = {file for file in yaml_files(path) if _is_policy(file, None)}
        was = {file for file in revision.files(path) if _is_policy(file, revision)}
        return [
            (Side(file, revision) if file in was else None, Side(file) if file in now else None)
            for file in sorted(now | was)
        ]
    if not path.exists():
        raise Failure(f"{path}: No such file or directory", Exit.USAGE)
    return [(Side(path, revision) if revision.has(path) else None, Side(path))]


def _side(word: str) -> Side:
    path = Path(word)
    if not path.exists() and (found := revision_of(word)) is not None:
        revision, file = found
        return Side(file, revision)
    built_in = policies_dir() / f"{word}.yaml"
    if not path.exists() and path.name == word and built_in.is_file():
        return Side(built_in)
    if not path.is_file():
        reason = "Is a directory (compare folders with --base)" if path.is_dir() else "No such file"
        raise Failure(f"{path}: {reason}", Exit.USAGE)
    return Side(path)


def _is_policy(file: Path, revision: Revision | None) -> bool:
    """Whether a file says that it is a policy, or says so little that the loader must tell."""
    try:
        root = read_tree(file, read_file if revision is None else revision.read)
    except PolicyError:
        return True
    return entry_of(root, "kind") is None or kind_of(root) == KIND


def _compared(old: Side | None, new: Side | None, today: dt.date) -> Compared:
    """A new policy takes effect only where it is bound; one that is gone protects nobody."""
    before = None if old is None else old.load(today)
    after = None if new is None else new.load(today)
    if old and before and new and after:
        places = Places(before, old.read), Places(after, new.read)
        found = diff(before.policy, after.policy, today)
        changes = tuple(_placed(change, *places) for change in found)
        return Compared(old, new, changes, before.policy, after.policy)
    if before is not None:
        change = Change(Effect.LOOSENS, "", _label(before), "", f"{_path(old)}:1")
    else:
        change = Change(Effect.NEUTRAL, "", "", _label(after), f"{_path(new)}:1")
    was, now = (None if one is None else one.policy for one in (before, after))
    return Compared(old, new, (change,), was, now)


def _placed(change: Change, was: Places, now: Places) -> Change:
    """The change with lines where the policy knows only files."""
    where, was_at = change.where, change.was_at
    if not _has_line(where):
        where = now.of(change.key) or was.of(change.key) or where
    if not _has_line(was_at):
        was_at = was.of(change.key) or was_at
    return replace(change, where=where, was_at=was_at)


def _has_line(where: str) -> bool:
    return where.rpartition(":")[2].isdecimal()


def _label(loaded: Loaded | None) -> str:
    return f"{loaded.policy.name}@{loaded.policy.revision}" if loaded else ""


def _path(side: Side | None) -> str:
    return str(side.path) if side else ""


def _as_json(compared: Sequence[Compared], effects: Counter[Effect]) -> dict[str, Any]:
    return {
        **{str(effect): effects[effect] for effect in Effect},
        "changes": [
            {
                "policy": _path(one.after or one.before),
                "effect": str(change.effect),
                "key": change.key,
                "before": change.before,
                "after": change.after,
                "where": change.where,
                "was_at": change.was_at,
            }
            for one in compared
            for change in one.changes
        ],
    }


def _findings(compared: Iterable[Compared], form: str, is_gate: bool) -> list[Finding]:
    """The changes as findings; GitHub shows only ten of a kind, so what is neutral is left out."""
    return [
        _finding(one, change, is_gate)
        for one in compared
        for change in one.changes
        if form != "github" or change.effect is not Effect.NEUTRAL
    ]


_SEVERITIES = {Effect.LOOSENS: "warning", Effect.TIGHTENS: "note", Effect.NEUTRAL: "note"}


def _finding(one: Compared, change: Change, is_gate: bool) -> Finding:
    path, _, line = change.where.rpartition(":")
    if not line.isdecimal():
        path, line = change.where, "0"
    severity = _SEVERITIES[change.effect]
    if is_gate and change.effect is Effect.LOOSENS:
        severity = "error"
    words = f"{change.effect}: {change.before or '(none)'} -> {change.after or '(none)'}"
    key = change.key or "policy"
    where = path or _path(one.after or one.before)
    return Finding(where, int(line), 0, severity, f"policy-{change.effect}", words, key=key)
