"""Masking the slots of one request: detect, decide, cover, verify.

Prefix-causal: slots are decided in the order in which the provider reads them, and a
text's masked form depends on itself and on the values known before it. One exception,
with its reason: a value too specific to be an accident (a card number, an address) that
was found only later is masked in the earlier texts of the same request too. Leaving it
would leak it; the price is one prompt-cache miss in a rare case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from penname.detect.contract import Segment
from penname.dialects.table import Kind
from penname.exchange.account import UNPROVEN, Brief, Judged, Tally, brief
from penname.exchange.again import KNOWN_RULE, Again
from penname.exchange.context import number_key
from penname.exchange.findings import Findings
from penname.exchange.known import STATISTICAL, KnownValues, is_strong
from penname.exchange.memory import Memory
from penname.exchange.naming import entries_of, with_families
from penname.exchange.places import place_of
from penname.exchange.ports import Detector
from penname.exchange.said import Said
from penname.exchange.seams import add_crossing, strips
from penname.exchange.slots import Slot
from penname.mask.family import family_of
from penname.mask.masking import mask_edits, pieces
from penname.mask.overlap import Decided, resolve
from penname.mask.vault import Entry, VaultScope
from penname.policy.model import REVERSIBLE, Action, Decision, Mode, Policy, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import SEAM, Cover, Span
from penname.text.surrogate import LITERAL, Shapes

_LITERAL_RULE = Rule(LITERAL, where="built in: text that looks like a surrogate")
#: A number is a value by itself only where a recognizer is this sure (a checksum, or
#: the key beside it: `phone`); otherwise every time stamp would be a phone number.
_MIN_NUMBER_SCORE = 0.6


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
        known: KnownValues,
    ) -> None:
        self._policy = policy
        self._scope = scope
        self._shapes = shapes
        self._today = today
        self._provider = provider
        self._memory = memory
        self._tally = tally
        self.known = known
        self.findings = Findings()
        #: The decisions on each slot's text, by id.
        self.decided: dict[int, Sequence[Decided]] = {}
        self._again = Again(policy, today)
        self._said = Said()

    async def mask(self, slots: Sequence[Slot], detector: Detector) -> None:
        """Fill the slots' edits. Raises Refusal and DetectionError."""
        recalled = [self._recall(slot) for slot in slots]
        open_slots = [
            slot
            for slot, edits in zip(slots, recalled, strict=True)
            if edits is None and slot.detect and self._inspects(slot)
        ]
        # A new name in the model's own words would change what the provider has cached or
        # signed; the model knows what it wrote.
        segments = [Segment(slot.text, slot.hint, not slot.by_model) for slot in open_slots]
        seams = strips(open_slots)
        asked = [*segments, *(strip.segment for strip in seams)]
        spans = await detector.detect(asked, self._policy.profile) if asked else []
        by_slot = {id(slot): found for slot, found in zip(open_slots, spans, strict=False)}
        add_crossing(by_slot, seams, spans[len(segments) :])
        decided = self.decided
        states: dict[int, str] = {}
        for slot, edits in zip(slots, recalled, strict=True):
            if edits is not None:
                slot.edits = self._with_known(slot, edits)
            else:
                judged = self._judge(slot, by_slot.get(id(slot), ()), detector.version)
                self._count(slot, judged)
                states[id(slot)] = self.known.state
                unsaid = self._unsaid(slot, judged.decided)
                decided[id(slot)] = with_families(slot.text, unsaid, self.known)
                self._cover(slot, decided[id(slot)])
            if slot.by_model:
                self._said.add(splice(slot.text, slot.edits), certain=edits is not None)
        self.findings.refuse_if_blocked(self._policy, self._provider)
        earlier = [slot for slot in slots if states.get(id(slot)) not in (None, self.known.state)]
        self._cover_earlier(earlier, decided)
        self.findings.check_limits(self._policy, self._provider)

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
        strong = [
            entry
            for entry in self.known.entries
            if is_strong(entry) and self._again.covers(entry.entity_type, entry.value) is not None
        ]
        return self._said.unwritten(strong)

    def _unsaid(self, slot: Slot, decided: Sequence[Decided]) -> Sequence[Decided]:
        """The decisions on a model's text, without known values that it may say in clear:
        it wrote them itself before, and what it says again must not change."""
        if not slot.by_model:
            return decided
        return [
            one
            for one in decided
            if one.decision.by != KNOWN_RULE
            or not self._said.has(Entry(one.span.entity_type, slot.text[slice(*one.span.place)]))
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
        found = list(self._again.places(slot.text, self.known, parts=False))
        missed = [
            one
            for one in with_families(slot.text, self._unsaid(slot, found), self.known)
            if not any(e.start < one.span.end and one.span.start < e.end for e in edits)
        ]
        self._count_known(slot, missed)
        more = self._edits(slot, resolve(missed)) if missed else []
        return sorted((*edits, *more), key=lambda edit: edit.start)

    def _judge(self, slot: Slot, spans: Sequence[Span], version: str) -> Judged:
        """The decisions on a text, remembered under all that they depend on."""
        about = f"{self._policy.key} {version} {self._today} {self.known.state} "
        detect = slot.detect and self._inspects(slot)
        where = f"{slot.kind.value} {slot.is_number} {slot.by_model} {detect} {slot.hint}"
        # Alone of all finds these depend on other texts than the slot's.
        about += repr([span for span in spans if span.view == SEAM])
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
        seen = {(one.span.start, one.span.end) for one in decided}
        # In an enum, a key or a number a single word may be anything.
        parts = slot.detect and slot.kind is not Kind.CHOICE and not slot.is_number
        known = self._again.beside(slot.text, spans, decided, self.known, parts=parts)
        more = [*self._literals(slot.text), *known]
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
            # Spellings of one thing are no bulk of things.
            distinct = self.findings.distinct.setdefault(entity_type, set())
            distinct.update(one.family or family_of(entity_type, value) for value in values)
        self.known.add(entries_of(slot.text, acting))
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
            found = self._again.places(slot.text, strong, decided[id(slot)], parts=False)
            masked = Cover((edit.start, edit.end) for edit in slot.edits)
            missed = [one for one in found if not masked.holds(one.span)]
            if missed:
                self._count_known(slot, missed)
                slot.edits = self._edits(slot, resolve([*decided[id(slot)], *missed]))
