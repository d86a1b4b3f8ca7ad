"""Hashes for reports: under the policy's key where it has one, else under a salt.

All reports about a policy share one salt, because each salt of a policy is one more hash for
every part of every text.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from penname.cli.exits import Exit, Failure
from penname.cli.feedback.places import Home, Target
from penname.policy.feedback import MISSED, Report
from penname.policy.hashed import SALT_BYTES, SALTED, Hashed, Hasher
from penname.policy.hashed_terms import HashedIndex, hashed_term, hashed_term_problem
from penname.policy.load import hasher_at
from penname.policy.problems import PolicyError


def hasher_for(home: Home, target: Target) -> Hasher:
    """What hashes of values are made with for a policy. Raises Failure."""
    try:
        keyed = hasher_at(target.path)
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None
    if keyed is not None:
        return keyed
    salts = {one.mark: one for one in _hashers(home, target) if one.scheme == SALTED}
    return salts[min(salts)] if salts else Hasher.salted(secrets.token_bytes(SALT_BYTES))


def _hashers(home: Home, target: Target) -> Iterator[Hasher]:
    """Those in use: in the policy, or where it has none in reports about it."""
    policy = target.policy
    entries = [*(one.hashed for one in policy.allow), *(one.hashed for one in policy.deny)]
    own = [hashed.hasher for several in entries for hashed in several]
    yield from own
    if not own:
        for report in home.all():
            if report.policy == target.name and report.hashed is not None:
                yield report.hashed.hasher


def hash_of(hasher: Hasher, report: str, value: str) -> Hashed:
    """The hash of a value of a report of this kind. Raises Failure for what can have none."""
    if report != MISSED:
        return hasher.of_value(value)
    if problem := hashed_term_problem(value):
        words = f"the value {problem}. For what looks like this, write a recognizer"
        raise Failure(words, Exit.USAGE)
    return hashed_term(hasher, value)


def says_value(report: Report, hasher: Hasher, text: str) -> bool:
    """Whether a text holds the value of a report, as far as its hash can tell.

    `hasher` makes hashes as those of the report; where it does not, nothing can be told.
    """
    if report.value is not None and report.value.casefold() in text.casefold():
        return True
    hashed = report.hashed
    if hashed is None or hashed.hasher.mark != hasher.mark:
        return False
    if report.report == MISSED:
        ready = Hashed(hasher, hashed.tag, hashed.shape)
        return next(HashedIndex([ready]).finditer(text), None) is not None
    last = len(text) - report.length
    parts = (text[at : at + report.length] for at in range(last + 1))
    return any(hasher.of_value(part).tag == hashed.tag for part in parts)
