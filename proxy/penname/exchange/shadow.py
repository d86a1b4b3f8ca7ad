"""A candidate policy beside the one in force: what it would have done differently.

Only counted: by entity type, the action in force and the candidate's. Traffic is untouched.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penname.exchange.slots import Slot
from penname.mask.overlap import Decided
from penname.policy.model import Action, Policy
from penname.text.spans import SEAM, Span


@dataclass(frozen=True, slots=True)
class Along:
    """What a candidate would have done: (entity type, action in force, its own) -> how often."""

    policy: Policy
    counts: Mapping[tuple[str, str, str], int]


def compared(
    slot: Slot,
    stable: Sequence[Decided],
    spans: Sequence[Span],
    candidate: Policy,
    today: dt.date,
) -> Counter[tuple[str, str, str]]:
    """Both decisions on each find of one text. What nobody decided counts as `allow`."""
    decided = []
    if candidate.inspect.reads(slot.role, slot.part):
        for span in spans:
            decision = candidate.decide(span, slot.text[span.start : span.end], today)
            if decision is not None:
                decided.append(Decided(span, decision))
    # Parts of values that are cut over texts are looked for on behalf of the policy in force.
    return tally([one for one in stable if one.span.view != SEAM], decided)


def tally(stable: Sequence[Decided], candidate: Sequence[Decided]) -> Counter[tuple[str, str, str]]:
    """Both actions for each find: (entity type, stable action, candidate action) -> count."""
    pairs = {_place(one): [one.decision.action, Action.ALLOW] for one in stable}
    for one in candidate:
        pairs.setdefault(_place(one), [Action.ALLOW, Action.ALLOW])[1] = one.decision.action
    return Counter((place[2], str(before), str(after)) for place, (before, after) in pairs.items())


def _place(one: Decided) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.decision.rule.entity_type
