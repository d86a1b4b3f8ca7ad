"""What an exchange found, counted for the audit record: every find, with its score.

Also what was not acted on counts: with its score one can tell later what another policy
would have done, without any text. A find counts as often as its text goes by.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from penname.mask.overlap import Decided
from penname.policy.model import Action, Decision
from penname.text.spans import RAW, Span
from penname.text.surrogate import LITERAL
from penname.text.views import views

#: What was done with a find that no rule in force speaks of, or that scores too low.
NONE = "none"
#: The part of a request that is its query string.
QUERY = "query"
#: A find where numbers or fixed words stand, too weak to be a value there.
UNPROVEN = "built in: too weak a find for its place"
#: A find in an answer that the client itself had sent.
OWN = "built in: the client's own value"
#: A longer run that was decoded holds far more than a value.
_MAX_DECODED = 512
#: How `Decision.by` names an allow entry.
ENTRY = "allow:"
#: A score of 0.57 is 56.999… hundredths.
_EPSILON = 1e-6

#: A find in one text: entity type, action, rule, recognizer, view, score in hundredths.
Brief = tuple[str, str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A kind of find. The members are those of `audit.record.FindingRow`, but for its scores.

    `action` is `allow` where the policy lets a find through, NONE where it says nothing of it.
    """

    entity_type: str
    action: str
    rule: str
    recognizer: str
    direction: str
    view: str
    role: str
    part: str


#: A kind of find, and how often it was found with each score (in hundredths, cut off).
Row = tuple[Found, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Account:
    """All finds of a request or of an answer. Values never stand in a repr.

    `values` are the (entity type, value) pairs that were acted on; `shadow` what rules and
    recognizers in shadow mode would have done.
    """

    rows: tuple[Row, ...] = ()
    values: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    shadow: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was worked out for one text: its decisions, and its finds in brief."""

    decided: tuple[Decided, ...] = ()
    finds: tuple[Brief, ...] = ()
    shadow: tuple[Brief, ...] = ()


def brief(span: Span, decision: Decision | None, *, rule: str = "") -> Brief:
    """A find and what came of it. `rule` is why nothing did, where no decision says it."""
    action = NONE
    if decision is not None:
        # An entry's name outlives an edit of the file, a line's number does not.
        rule = decision.by if decision.by.startswith(ENTRY) else decision.where
        action = str(decision.action)
    score = math.floor(span.score * 100 + _EPSILON)
    return span.entity_type, action, rule, span.recognizer, span.view, score


class Tally:
    """Counts the finds of one direction, text by text."""

    def __init__(self, direction: str) -> None:
        self._direction = direction
        self._finds: dict[tuple[str, str], Counter[Brief]] = {}
        self._shadow: dict[tuple[str, str], Counter[Brief]] = {}
        self._values: set[tuple[str, str]] = set()

    def __repr__(self) -> str:
        return f"Tally({self._direction}, <{len(self._values)} values>)"

    def add(self, role: str, part: str, finds: Iterable[Brief]) -> None:
        """Count the finds of one text of that role and part."""
        self._finds.setdefault((role, part), Counter()).update(finds)

    def add_shadow(self, role: str, part: str, finds: Iterable[Brief]) -> None:
        self._shadow.setdefault((role, part), Counter()).update(finds)

    def note(self, text: str, decided: Iterable[Decided]) -> None:
        """Keep the values of a text that something is done about."""
        for one in decided:
            name = one.decision.rule.entity_type
            if one.decision.action is not Action.ALLOW and name != LITERAL:
                self._values.add((name, _value(text, one.span)))

    def account(self) -> Account:
        return Account(self._rows(self._finds), frozenset(self._values), self._rows(self._shadow))

    def _rows(self, table: Mapping[tuple[str, str], Counter[Brief]]) -> tuple[Row, ...]:
        rows: dict[Found, dict[int, int]] = {}
        for (role, part), counts in table.items():
            for (name, action, rule, recognizer, view, score), count in counts.items():
                found = Found(name, action, rule, recognizer, self._direction, view, role, part)
                rows.setdefault(found, {})[score] = count
        return tuple(rows.items())


def _value(text: str, span: Span) -> str:
    """The value as it reads where it was found; a whole base64 run reads as all that it holds."""
    raw = text[span.start : span.end]
    if span.view == RAW or len(raw) > _MAX_DECODED:
        return raw
    return next((one.text for one in views(raw) if one.name == span.view), raw)
