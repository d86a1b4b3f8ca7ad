"""The policy that holds for one request. (A stub until the policy core lands.)"""

from __future__ import annotations

import datetime as dt

from penname.policy.match import Subject
from penname.policy.model import Policy


def effective(policy: Policy, subject: Subject, today: dt.date) -> Policy:
    """The policy for one request."""
    return policy


def stricter(old: Policy, new: Policy) -> Policy:
    """The stricter of both."""
    return new


class Views:
    """A stub."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def of(self, subject: Subject, today: dt.date) -> Policy:
        return self._policy
