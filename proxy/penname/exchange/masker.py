"""Masking the slots of one request: detect, decide, cover, verify.

Prefix-causal: slots are decided in the order in which the provider reads them, and a
text's masked form depends on itself and on the values known before it. One exception,
with its reason: a value too specific to be an accident (a card number, an address) that
was found only later is masked in the earlier texts of the same request too. Leaving it
would leak it; the price is one prompt-cache miss in a rare case.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from penname.detect.contract import Segment
from penname.dialects.errors import BLOCKED_STATUS
from penname.dialects.table import Kind
from penname.exchange.account import UNPROVEN, Brief, Judged, Tally, brief
from penname.exchange.context import number_key
from penname.exchange.known import STATISTICAL, KnownValues, is_strong, recurs
from penname.exchange.memory import Memory
from penname.exchange.places import place_of
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.exchange.slots import Slot
from penname.mask.masking import mask_edits, pieces
from penname.mask.overlap import Decided, resolve
from penname.mask.vault import Entry, VaultScope
from penname.policy.model import LEAVES_TEXT, REVERSIBLE, Action, Decision, Mode, Policy, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import Span
from penname.text.surrogate import LITERAL, Shapes

_LITERAL_RULE = Rule(LITERAL, where="built in: text that looks like a surrogate")
_KNOWN_RULE = "built in: known value"
#: A number is a value by itself only where a recognizer is this sure (a checksum, or
#: the key beside it: `phone`); otherwise every time stamp would be a phone number.
_MIN_NUMBER_SCORE = 0.6


@dataclass(slots=True)
class Findings:
    """What a request held: counts per entity type, and the values for later checks.

    `actions` counts (entity type, action), `shadow` the same for rules in shadow mode;
    `tags` are what `route` decisions ask of the upstream.
    """

    counts: Counter[str] = field(default_factory=Counter)
    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    shadow: Counter[tuple[str, str]] = field(default_factory=Counter)
    tags: frozenset[str] = frozenset()
    distinct: dict[str, set[str]] = field(default_factory=dict)
    blocked: list[tuple[Decision, str]] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Findings({dict(self.counts)})"


class Masker:
    """Masks the slots of one request under one policy into one vault scope."""

    def __init__(
        self,
        *,
        policy: Policy,
        scope: VaultScope,
        shapes: Shapes,
        today: dt.date,
        provider: str,
        memory: Memory,
        tally: Tally,
    ) -> None:
        self._policy = policy
        self._scope = scope
        self._shapes = shapes
        self._today = today
        self._provider = provider
        self._memory = memory
        self._tally = tally
        self.known = KnownValues()
        self.findings = Findings()
        #: The decisions on each slot's text, by id.
        self.decided: dict[int, Sequence[Decided]] = {}
        self._model_wrote: list[str] = []

    async def mask(self, slots: Sequence[Slot], detector: Detector) -> None:
        """Fill the slots' edits. Raises Refusal and DetectionError."""
        recalled = [self._recall(slot) for slot in slots]
        open_slots = [
            slot
            for slot, edits in zip(slots, recalled, strict=True)
            if edits is None and slot.detect and self._inspects(slot)
        ]
        segments = [Segment(slot.text, slot.hint) for slot in open_slots]
        spans = await detector.detect(segments, self._policy.profile) if segments else []
        by_slot = {id(slot): found for slot, found in zip(open_slots, spans, strict=True)}
        decided = self.decided
        states: dict[int, str] = {}
        for slot, edits in zip(slots, recalled, strict=True):
            if edits is not None:
                slot.edits = self._with_known(slot, edits)
                self._model_wrote.append(splice(slot.text, slot.edits))
            else:
                judged = self._judge(slot, by_slot.get(id(slot), ()), detector.version)
                self._count(slot, judged)
                decided[id(slot)] = judged.decided
                states[id(slot)] = self.known.state
                self._cover(slot, judged.decided)
        self._refuse_if_blocked()
        earlier = [slot for slot in slots if states.get(id(slot)) not in (None, self.known.state)]
        self._cover_earlier(earlier, decided)
        self._check_limits()

    def _inspects(self, slot: Slot) -> bool:
        """Whether the policy reads this part of a request at all."""
        return self._policy.inspect.reads(slot.role, slot.part)

    def _count(self, slot: Slot, judged: Judged) -> None:
        """Put a text's finds on the account."""
        self._tally.add(slot.role, slot.part, judged.finds)
        self._tally.add_shadow(slot.role, slot.part, judged.shadow)
        self._tally.note(slot.text, judged.decided)
        for name, action, *_ in judged.shadow:
            self.findings.shadow[name, action] += 1

    def _count_known(self, slot: Slot, missed: Sequence[Decided]) -> None:
        """Known values that were found again where the decisions on a text did not see them."""
        finds = [brief(one.span, one.decision) for one in missed]
        self._tally.add(slot.role, slot.part, finds)
        self._tally.note(slot.text, missed)

    def must_not_leave(self) -> list[Entry]:
        """Masked values so specific that the final bytes must not hold them anywhere.

        What the model itself wrote in clear in this conversation is no secret to it.
        """
        return [
            entry
            for entry in self.known.entries
            if is_strong(entry)
            and self._covers(entry.entity_type, entry.value) is not None
            and not any(entry.value in text for text in self._model_wrote)
        ]

    def _recall(self, slot: Slot) -> tuple[Edit, ...] | None:
        """The exact edits of a text that the model itself wrote and we have restored."""
        if not slot.by_model:
            return None
        return self._scope.recall_reply(number_key(slot.text) if slot.is_number else slot.text)

    def _with_known(self, slot: Slot, edits: Sequence[Edit]) -> list[Edit]:
        """Recalled edits, and over what is known by now and would stand in clear.

        The scope's models share one memory of replies: in another conversation a model
        may have written in clear the very value that this one masks.
        """
        missed = [
            one
            for one in self._recurring(slot, self.known, ())
            if not any(e.start < one.span.end and one.span.start < e.end for e in edits)
        ]
        self._count_known(slot, missed)
        more = self._edits(slot, resolve(missed)) if missed else []
        return sorted((*edits, *more), key=lambda edit: edit.start)

    def _judge(self, slot: Slot, spans: Sequence[Span], version: str) -> Judged:
        """The decisions on a text, remembered under all that they depend on."""
        about = f"{self._policy.key} {version} {self._today} {self.known.state} "
        detect = slot.detect and self._inspects(slot)
        where = f"{slot.kind.value} {slot.is_number} {detect} {slot.hint}"
        key = self._memory.digest(about + where, slot.text)
        known = self._memory.judged(key)
        if known is None:
            known = self._judge_anew(slot, spans)
            self._memory.keep_judged(key, known)
        return known

    def _judge_anew(self, slot: Slot, spans: Sequence[Span]) -> Judged:
        decided: list[Decided] = []
        finds: list[Brief] = []
        shadow: list[Brief] = []
        for span in spans:
            value = slot.text[span.start : span.end]
            decision = self._policy.decide(span, value, self._today)
            beside = self._policy.decide_shadow(span, value, self._today)
            if not self._counts(slot, span):
                finds.append(brief(span, None, rule=UNPROVEN))
                continue
            finds.append(brief(span, decision))
            if decision is not None:
                decided.append(Decided(span, decision))
            if beside is not None:
                shadow.append(brief(span, beside))
        allowed = _allowed(decided)
        seen = {(one.span.start, one.span.end) for one in decided}
        more = self._literals(slot.text) + self._recurring(slot, self.known, allowed)
        # What a recognizer found itself is not found a second time for being known.
        finds += [
            brief(one.span, one.decision)
            for one in more
            if (one.span.start, one.span.end) not in seen
        ]
        return Judged((*decided, *more), tuple(finds), tuple(shadow))

    @staticmethod
    def _counts(slot: Slot, span: Span) -> bool:
        """Whether a find is good enough for its place: numbers and enums need proof."""
        if slot.kind is Kind.CHOICE:
            return span.entity_type not in STATISTICAL
        if not slot.is_number:
            return True
        return span.score >= _MIN_NUMBER_SCORE and span.length >= len(slot.text.strip("-")) - 1

    def _literals(self, text: str) -> list[Decided]:
        """Text that looks like a surrogate is masked, so that it never becomes a value."""
        if self._policy.mode is not Mode.ENFORCE:
            return []
        decision = Decision(Action.MASK, _LITERAL_RULE, LITERAL, _LITERAL_RULE.where)
        return [
            Decided(Span(found.start, found.end, LITERAL, 1.0, "surrogate-shape"), decision)
            for found in self._shapes.find_all(text)
        ]

    def _recurring(self, slot: Slot, known: KnownValues, allowed: Sequence[Span]) -> list[Decided]:
        decided = []
        for span in known.find(slot.text):
            rule = self._covers(span.entity_type, slot.text[span.start : span.end])
            if rule is None:
                continue
            if any(a.start <= span.start and span.end <= a.end for a in allowed):
                continue
            decided.append(Decided(span, Decision(rule.action, rule, _KNOWN_RULE, rule.where)))
        return decided

    def _covers(self, entity_type: str, value: str) -> Rule | None:
        """The rule under which a known value is covered; None where it may stay."""
        rule = self._policy.rules.get(entity_type)
        if rule is None or rule.mode is not Mode.ENFORCE or rule.action in LEAVES_TEXT:
            return None
        return None if self._policy.allowed_by(entity_type, value, self._today) else rule

    def _cover(self, slot: Slot, decided: Sequence[Decided]) -> None:
        """Turn decisions into edits, count them, and know their values from here on."""
        acting = resolve(decided)
        self._route(decided)
        for one in acting:
            entity_type = one.decision.rule.entity_type
            self.findings.counts[entity_type] += 1
            self.findings.actions[entity_type, str(one.decision.action)] += 1
            if one.decision.action is Action.BLOCK:
                self.findings.blocked.append((one.decision, place_of(slot.leaf)))
                continue
            values = [slot.text[a:b] for a, b in pieces(slot.text, one.span.start, one.span.end)]
            self.findings.distinct.setdefault(entity_type, set()).update(values)
            entries = [Entry(entity_type, value) for value in values]
            if entity_type != LITERAL:
                again = recurs if one.decision.action in REVERSIBLE else is_strong
                self.known.add(entry for entry in entries if again(entry))
        slot.edits = self._edits(slot, [o for o in acting if o.decision.action is not Action.BLOCK])

    def _route(self, decided: Sequence[Decided]) -> None:
        """Note where a request with these finds may go; a routed value stays as it is."""
        for one in decided:
            rule, action = one.decision.rule, one.decision.action
            if action is Action.ALLOW:
                continue
            self.findings.tags |= frozenset(rule.tags)
            if action is Action.ROUTE:
                self.findings.counts[rule.entity_type] += 1
                self.findings.actions[rule.entity_type, str(action)] += 1

    def _edits(self, slot: Slot, acting: list[Decided]) -> list[Edit]:
        if not slot.is_number:
            return mask_edits(slot.text, acting, self._scope)
        if not acting:
            return []
        # A number must stay one, whatever the action; only where it may come back is it kept.
        comes_back = all(one.decision.action in REVERSIBLE for one in acting)
        bind = self._scope.bind_number if comes_back else self._scope.unbound_number
        return [Edit(0, len(slot.text), bind(slot.text))]

    def _cover_earlier(self, slots: Sequence[Slot], decided: dict[int, Sequence[Decided]]) -> None:
        """Mask specific values in the texts before the one that gave them away."""
        strong = KnownValues()
        strong.add(entry for entry in self.known.entries if is_strong(entry))
        if not strong.entries:
            return
        for slot in slots:
            missed = [
                one
                for one in self._recurring(slot, strong, _allowed(decided[id(slot)]))
                if not any(
                    edit.start <= one.span.start and one.span.end <= edit.end for edit in slot.edits
                )
            ]
            if missed:
                self._count_known(slot, missed)
                slot.edits = self._edits(slot, resolve([*decided[id(slot)], *missed]))

    def _refuse_if_blocked(self) -> None:
        if not self.findings.blocked:
            return
        counts = Counter(decision.rule.entity_type for decision, _ in self.findings.blocked)
        decision, pointer = self.findings.blocked[0]
        what = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
        raise Refusal(
            BLOCKED_STATUS[self._provider],
            "pii_blocked",
            f"penname: {what} blocked by policy {self._policy.name}@{self._policy.revision} "
            f"({decision.where}), first at {pointer}. Remove it from the request and send again.",
        )

    def _check_limits(self) -> None:
        limits = self._policy.limits
        total = self.findings.counts.total()
        if total > limits.max_findings:
            raise Refusal(
                BLOCKED_STATUS[self._provider],
                "too_many_findings",
                f"penname: {total} findings in one request, the policy's limit is "
                f"{limits.max_findings} (limits.max_findings of {self._policy.name}).",
            )
        for entity_type, most in limits.max_distinct.items():
            count = len(self.findings.distinct.get(entity_type, ()))
            if count > most:
                raise Refusal(
                    BLOCKED_STATUS[self._provider],
                    "too_many_distinct",
                    f"penname: {count} different {entity_type} values in one request, the "
                    f"policy's limit is {most} (limits.max_distinct of {self._policy.name}).",
                )


def _allowed(decided: Sequence[Decided]) -> list[Span]:
    """The spans that the policy lets through."""
    return [one.span for one in decided if one.decision.action in LEAVES_TEXT]
