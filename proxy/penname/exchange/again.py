"""Known values in a text once more: what is done about them under a policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from penname.exchange.account import ENTRY
from penname.exchange.known import KnownValues
from penname.exchange.naming import new_values
from penname.mask.family import PERSON
from penname.mask.overlap import Decided
from penname.policy.model import LEAVES_TEXT, Decision, Mode, Policy, Rule
from penname.text.spans import Cover, Span

KNOWN_RULE = "built in: known value"
_MAIL = "EMAIL_ADDRESS"


class Again:
    """Finds known values in texts, and decides on them as on any other find."""

    def __init__(self, policy: Policy, today: dt.date) -> None:
        self._policy = policy
        self._today = today

    def covers(self, entity_type: str, value: str) -> Rule | None:
        """The rule under which a known value is covered; None where it may stay."""
        rule = self._policy.rules.get(entity_type)
        if rule is None or rule.mode is not Mode.ENFORCE or rule.action in LEAVES_TEXT:
            return None
        return None if self._policy.allowed_by(entity_type, value, self._today) else rule

    def places(
        self, text: str, known: KnownValues, decided: Sequence[Decided] = (), *, parts: bool
    ) -> Iterator[Decided]:
        """Where known values stand, but for what an entry of the policy lets through there.

        A type that stays as such (`action: allow`) protects nothing: that the model takes
        `Schmidt` for a company does not make it less of a name.
        """
        allowed = Cover(one.span.place for one in decided if one.decision.by.startswith(ENTRY))
        for span in known.find(text, parts=parts):
            rule = self.covers(span.entity_type, text[span.start : span.end])
            if rule is not None and not allowed.holds(span):
                yield Decided(span, Decision(rule.action, rule, KNOWN_RULE, rule.where))

    def beside(
        self,
        text: str,
        spans: Sequence[Span],
        decided: Sequence[Decided],
        known: KnownValues,
        *,
        parts: bool,
    ) -> Iterator[Decided]:
        """Known values beside a text's own finds (`spans`, `decided`), and those finds where
        they stand there once more.

        A mail address is one value: where the policy lets it stand, so does the name in it.
        """
        mails = Cover(span.place for span in spans if span.entity_type == _MAIL)
        done = {_place(one) for one in decided if one.decision.action not in LEAVES_TEXT}
        for values in (known, new_values(text, decided, known)):
            for one in self.places(text, values, decided, parts=parts):
                in_mail = one.span.entity_type == PERSON and mails.holds(one.span)
                if _place(one) not in done and not in_mail:
                    done.add(_place(one))
                    yield one


def _place(one: Decided) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.span.entity_type
