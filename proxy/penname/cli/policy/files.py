"""The policies that a command is about: those of a file or folder, or the one that is shipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.plugins import judge
from penname.policy.bindings import PolicySet
from penname.policy.folder import load_folder
from penname.policy.load import default_policy_path, policies_dir
from penname.policy.match import Subject
from penname.policy.model import Policy
from penname.policy.problems import PolicyError

#: The bucket of a request of which it is not known: no part of a roll-out but a whole one.
_UNKNOWN = 100.0


def policies_at(
    path: str | None, today: dt.date, warn: Callable[[str], None] = lambda _words: None
) -> PolicySet:
    """The policies of a file or folder, or the default one for everybody.

    `warn` gets what their authors should know, one problem a time. Raises Failure with every
    error at its place.
    """
    where = Path(path) if path else default_policy_path()
    try:
        loaded = load_folder(where, today=today, judge=judge())
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None
    for warning in loaded.warnings:
        warn(warning.render())
    return loaded.policies


def policy_for(policies: PolicySet, subject: Subject) -> Policy:
    """The policy that is bound to a subject. Roll-outs by percentage count when they are whole."""
    return policies.choose(subject, lambda _word: _UNKNOWN).policy


def near(where: str) -> str:
    """A `file:line` as seen from the working directory, where the file is below it.

    One in a policy that penname ships is named, wherever penname is installed.
    """
    path, colon, line = where.rpartition(":")
    if not colon or not Path(path).is_absolute():
        return where
    for root, front in ((Path.cwd(), ""), (policies_dir(), "built-in ")):
        if Path(path).is_relative_to(root):
            return f"{front}{Path(path).relative_to(root)}:{line}"
    return where
