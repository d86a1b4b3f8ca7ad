"""Which lines of a policy no test case exercised. Pure.

An entity line counts when a case has a finding of its type, or of a type of its group (also
one that is only counted, in shadow mode), a recognizer when it found something, a scope when
such a finding fell into it, an exception or allow entry when it let something through, a deny
entry when it found something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from penname.policy.model import Policy

#: What is counted, in the order in which it is shown.
KINDS = ("entity", "recognizer", "scope", "exception", "allow", "deny")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a policy that a case can exercise. `where`: `file:line`."""

    kind: str
    name: str
    where: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """All such lines of one policy."""

    path: str
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.covered)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Kind → (covered, all), without the kinds that the policy does not have."""
        found = {}
        for kind in KINDS:
            lines = [line for line in self.lines if line.kind == kind]
            if lines:
                found[kind] = sum(line.covered for line in lines), len(lines)
        return found


def coverage(path: str, policy: Policy, used: Iterable[Collection[tuple[str, str]]]) -> Coverage:
    """The coverage of a policy by cases, each with what it used (Outcome.used)."""
    every = {pair for one in used for pair in one}
    named = (Line(kind, name, where, (kind, name) in every) for kind, name, where in _named(policy))
    return Coverage(path, (*_entities(policy, every), *named))


def _entities(policy: Policy, used: Collection[tuple[str, str]]) -> Iterator[Line]:
    wanted = policy.profile.wanted or frozenset()
    types: dict[tuple[str, str], list[str]] = {}
    for name, rule in policy.rules.items():
        if name in wanted:  # nothing ever comes of the others
            types.setdefault((rule.group or name, rule.where), []).append(name)
    for (line, where), names in types.items():
        yield Line("entity", line, where, any(("entity", name) in used for name in names))


def _named(policy: Policy) -> Iterator[tuple[str, str, str]]:
    for spec in policy.recognizers:
        yield "recognizer", spec.entity_type, spec.where
    for scope in policy.scopes:
        yield "scope", scope.id, scope.where
    for one in policy.exceptions:
        yield "exception", one.id, one.where
    for entry in policy.allow:
        yield "allow", entry.id, entry.where
    for denied in policy.deny:
        yield "deny", denied.id, denied.where
