"""Deny entries: terms that a recognizer has missed, dated and owned like what is let through.

A deny entry finds, with the score 1; what is done with a find, the entity line says. So it
tightens, and an entry that ends leaves the policy as it was before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from penname.policy.hashed import Hashed
from penname.policy.match import ANYBODY, Match
from penname.policy.recognizers import DENIED, RecognizerSpec
from penname.policy.review import NOBODY, Review

_CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class DenyEntry:
    """Words and phrases of one type, in any case; plain ones, hashed ones, or both."""

    id: str
    entity_type: str
    terms: frozenset[str] = field(repr=False)
    expires: dt.date
    reason: str
    owner: str
    hashed: frozenset[Hashed] = field(default=frozenset(), repr=False)
    match: Match = ANYBODY
    where: str = field(default="", compare=False)
    review: Review = NOBODY

    @property
    def spec(self) -> RecognizerSpec:
        """The recognizer of this entry alone."""
        return denying((self,))[0]


def denying(entries: Iterable[DenyEntry]) -> tuple[RecognizerSpec, ...]:
    """One recognizer for each type that some entry speaks of: however many there are, a text
    is read once for each type."""
    by_type: dict[str, list[DenyEntry]] = {}
    for entry in entries:
        by_type.setdefault(entry.entity_type, []).append(entry)
    return tuple(
        RecognizerSpec(
            name,
            terms=tuple(sorted({term for one in several for term in one.terms})),
            hashed=tuple(
                sorted({each for one in several for each in one.hashed}, key=lambda h: h.written)
            ),
            term_score=_CERTAIN,
            source=DENIED,
            where=several[0].where,
        )
        for name, several in sorted(by_type.items())
    )
