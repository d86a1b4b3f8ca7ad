"""Runs the cases of a policy test through the real exchange, request and answer.

Theory. A case becomes a request of its route. The exchange masks it with the policy that
holds for the case's subject and day; a listener between exchange and detector notes which
spans the exchange was given, so that what is judged is what was really detected. Then the
answers: the one that the case says, and an echo of what was sent. Each runs through the
restorer whole, in two pieces at every place, and byte by byte; all must agree. Last, what
the client got back of the echo is sent again: it must leave as it left before, or a
provider's prompt cache would miss on every turn.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penname.cli.findings import Finding
from penname.cli.policy.accounts import Clue, explain
from penname.cli.policy.checks import Failed, Got, expect_failed, spans_failed
from penname.cli.policy.cuts import Seen, seen_every_way
from penname.cli.policy.judge import Judged, judge, let_through, without_exceptions
from penname.cli.policy.listening import Listener, OneScope, located
from penname.cli.policy.wires import WIRES, Wire, dump
from penname.dialects.routes import match
from penname.exchange.choice import OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.mask.vault import MemoryVault, VaultScope
from penname.policy.cases import Case, Expect, Reply, standing_in
from penname.policy.effective import effective
from penname.policy.finder import find
from penname.policy.marks import Mark, Numbered, filled, numbered, surrogates_in
from penname.policy.model import Policy
from penname.text.surrogate import CORE, shapes_of

#: Surrogates of tests need no secret; the same ones on every run make results comparable.
_ROOT_KEY = b"penname policy test: not a secret key"

_CORE = re.compile(rf"_{CORE}(?![A-Za-z0-9_])")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case. `used` names what of the policy it exercised (cli.policy.coverage)."""

    case: Case
    failed: tuple[Failed, ...]
    findings: tuple[Finding, ...]
    seconds: float
    used: frozenset[tuple[str, str]] = frozenset()

    @property
    def passed(self) -> bool:
        return not self.failed


@dataclass(frozen=True, slots=True)
class _Run:
    """A case on its way: everything that its checks need."""

    case: Case
    wire: Wire
    base: Policy
    policy: Policy
    today: dt.date
    detector: Detector
    scope: VaultScope

    def exchange(self, detector: Detector) -> Exchange:
        return Exchange(
            route=match("POST", self.wire.path, {}),
            policies=OnePolicy(self.base, self.today),
            scopes=OneScope(self.scope),
            detector=detector,
            today=self.today,
            subject=self.case.subject,
        )


async def run_case(case: Case, policy: Policy, detector: Detector, today: dt.date) -> Outcome:
    """Runs one case. Raises DetectionError."""
    began = time.perf_counter()
    run = _prepared(case, standing_in(policy, case.stands_in), detector, today)
    listener = Listener(detector)
    exchange = run.exchange(listener)
    request = run.wire.request(case)
    sent: str | None = None
    refusal: Refusal | None = None
    tags: frozenset[str] = frozenset()
    try:
        masked = await exchange.mask_request(dump(request.body))
        sent, tags = request.read(json.loads(masked.body)), masked.require_tags
    except Refusal as caught:
        refusal = caught
    text = case.text.plain
    judged = judge(text, list(located(text, listener.heard)), run.policy, run.scope, run.today)
    allowed = await _let_through(run, listener)
    failed = [*spans_failed(case, judged, lambda mark: _why_not(run, listener, mark))]
    if case.expect is not None:
        got = Got(judged, allowed, refusal, tags)
        failed += expect_failed(case.expect, got)
    if sent is not None:
        if not _alike(sent, judged.masked) and _must_agree(text, judged, listener, run.policy):
            # The report and the exchange must never disagree about a text.
            failed.append(Failed("sent, by its spans", judged.masked, sent))
        failed += await _texts(run, exchange, judged, sent)
    elif case.expect is not None and case.expect.sent is not None and refusal is not None:
        failed.append(Failed("sent", case.expect.sent, f"(nothing: {refusal.code})"))
    return Outcome(
        case,
        tuple(failed),
        judged.findings,
        time.perf_counter() - began,
        frozenset(_used(run, judged, listener, allowed)),
    )


def _prepared(case: Case, policy: Policy, detector: Detector, today: dt.date) -> _Run:
    day = case.now or today
    scope = MemoryVault(_ROOT_KEY, clock=lambda: 0.0).scope("policy test")
    return _Run(
        case=case,
        wire=WIRES[case.subject.route or ""],
        base=policy,
        policy=effective(policy, case.subject, day),
        today=day,
        detector=detector,
        scope=scope,
    )


def _alike(sent: str, masked: str) -> bool:
    """Whether two masked texts differ in their surrogates' cores at most: the exchange knows
    which names are of one person, and gives them one family; spans alone do not say it."""
    return _CORE.sub("_", sent) == _CORE.sub("_", masked)


def _must_agree(text: str, judged: Judged, listener: Listener, policy: Policy) -> bool:
    """Whether the spans must explain what was sent.

    They do when the text was detected in as a whole. Of JSON, which is read string by string,
    some spans may not be located; but something must be found where anything was masked. A
    text that only looks like a surrogate has no span, and is masked all the same.
    """
    whole = any(segment.text == text for segment, _ in listener.heard)
    no_literal = shapes_of(frozenset(policy.rules)).find(text) is None
    return no_literal and (whole or judged.masked == text)


def _why_not(run: _Run, listener: Listener, mark: Mark) -> str:
    """Why a marked span is not acted on."""
    text, subject = run.case.text.plain, run.case.subject
    spans = [
        span
        for span in located(text, listener.heard)
        if span.entity_type == mark.entity_type and span.start < mark.end and mark.start < span.end
    ]
    if not spans:
        return "nothing of this type was found there"
    clues = [Clue(span, span.score) for span in spans]
    explained = explain(text, clues, run.base, subject, run.scope, run.today)
    found = next((one for one in explained.accounts if not one.acted), explained.accounts[0])
    return found.why or f"found from {found.line}:{found.column}, with other borders"


async def _let_through(run: _Run, listener: Listener) -> tuple[str, ...]:
    """Which allow entries and exceptions let something through."""
    strict = effective(without_exceptions(run.base), run.case.subject, run.today)
    heard = listener.heard
    if strict.profile.digest != run.policy.profile.digest:
        # an exception may be why a type was not even looked for
        segments = [segment for segment, _ in heard]
        found = await run.detector.detect(segments, strict.profile)
        heard = list(zip(segments, found, strict=True))
    text = run.case.text.plain
    return let_through(text, located(text, heard), run.base, run.case.subject, run.today)


async def _texts(run: _Run, exchange: Exchange, judged: Judged, sent: str) -> list[Failed]:
    """What was sent, what comes back of it, and what is sent the next time."""
    surrogates = judged.surrogates()
    expect = run.case.expect or Expect()
    failed = []
    named = numbered(sent, surrogates)
    if expect.sent is not None and named != expect.sent:
        failed.append(Failed("sent", expect.sent, named))
    if run.wire.answer is None:
        if expect.reply is not None:
            failed.append(Failed("reply", "an answer", "(this route has none in text)"))
        return failed
    if expect.reply is not None:
        failed += await _reply(run, exchange, expect.reply, surrogates)
    return failed + await _echo(run, exchange, judged, sent)


async def _reply(
    run: _Run, exchange: Exchange, reply: Reply, sent: Mapping[Numbered, str]
) -> list[Failed]:
    """The answer that the case says, in every way in which it can come."""
    for kind, number in surrogates_in(reply.model_says):
        if (kind, number) not in sent:
            return [Failed("model_says", f"{{{kind}#{number}}}", "(no such surrogate was sent)")]
    seen = await _seen(run, exchange, filled(reply.model_says, sent), reply.tool)
    names = _with_invented(sent, [one.text for one in seen], run.policy)
    if reply.client_sees is None:
        expected = f"status {reply.status}"
        wrong = [one for one in seen if one.status != reply.status]
    else:
        expected = numbered(filled(reply.client_sees, names), names)
        wrong = [one for one in seen if one.status or numbered(one.text, names) != expected]
    return [
        Failed(f"client_sees ({one.way})", expected, numbered(one.text, names)) for one in wrong
    ]


async def _echo(run: _Run, exchange: Exchange, judged: Judged, sent: str) -> list[Failed]:
    """A model that repeats what it was sent: the values come back, and leave as they left."""
    text = run.case.text.plain
    if sent != judged.masked or not _comes_back_everywhere(text, run.policy):
        return []
    seen = await _seen(run, exchange, sent, "", cuts=False)
    expected = judged.way_back(run.policy)
    failed = [
        Failed(f"way back ({one.way})", expected, one.text) for one in seen if one.text != expected
    ]
    if not failed and expected == text:
        request = run.wire.request(run.case)
        again = await run.exchange(run.detector).mask_request(dump(request.body))
        resent = request.read(json.loads(again.body))
        if resent != sent:
            failed.append(Failed("sent again", sent, resent))
    return failed


async def _seen(
    run: _Run, exchange: Exchange, text: str, tool: str, *, cuts: bool = True
) -> list[Seen]:
    make = run.wire.answer
    return [] if make is None else await seen_every_way(exchange, make(text, tool), cuts=cuts)


def _with_invented(
    sent: Mapping[Numbered, str], texts: Iterable[str], policy: Policy
) -> dict[Numbered, str]:
    """The numbered surrogates, and those that hide what the model made up: they count on."""
    names = dict(sent)
    counts = Counter(kind for kind, _ in names)
    shapes = shapes_of(frozenset(policy.rules))
    for found in (one for text in texts for one in shapes.find_all(text)):
        kind = found.canonical.rpartition("_")[0]
        if found.canonical not in names.values() and kind in policy.rules:
            counts[kind] += 1
            names[kind, counts[kind]] = found.canonical
    return names


def _comes_back_everywhere(text: str, policy: Policy) -> bool:
    """Whether a value comes back in a text also where it stands in a URL."""
    in_url = "://" in text or "www." in text.lower()
    return not in_url or all("urls" in rule.restore for rule in policy.rules.values())


def _used(
    run: _Run, judged: Judged, listener: Listener, allowed: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What of the policy the case exercised: (kind, name), as cli.policy.coverage counts."""
    types = {one.entity_type for one in judged.findings} | set(judged.shadow)
    spans = (span for _, found in listener.heard for span in found)
    own = {span.recognizer for span in spans}
    yield from (("entity", kind) for kind in types)
    for spec in run.base.recognizers:
        if spec.name in own:
            yield "recognizer", spec.entity_type
    yield from (("deny", id_) for id_ in _denying(run, own))
    for scope in run.base.scopes:
        if scope.match.certainly(run.case.subject) and not types.isdisjoint(scope.rules):
            yield "scope", scope.id
    for one in run.base.exceptions:
        if one.id in allowed:
            yield "exception", one.id
    for entry in run.base.allow:
        if entry.id in allowed:
            yield "allow", entry.id


def _denying(run: _Run, own: Collection[str]) -> Iterator[str]:
    """The ids of the deny entries with a term in the text. `own`: the recognizers that found."""
    for entry in run.policy.deny:
        if entry.spec.name in own and find(entry.spec, run.case.text.plain):
            yield entry.id
