"""What a policy does with the text of a request: the way through a real exchange, unsent.

Detection runs once for two policies, with all that either wants; what one of them does not
have is taken out of its answer. Only where both have a recognizer of their own for the same
type, and these differ, or where one has deny entries, each policy's detection runs by itself.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from rich.console import Console

from penname.cli.detecting import engine_config, engine_detector
from penname.cli.findings import Finding
from penname.cli.output import busy
from penname.cli.policy.corpus import Recorded
from penname.cli.policy.effects import Change, SpanPlace, Verdict
from penname.cli.policy.files import policy_for
from penname.cli.policy.judge import findings_of
from penname.cli.policy.listening import Listener, OneScope
from penname.cli.policy.wires import WIRES
from penname.detect.cache import CachedDetector
from penname.detect.contract import Segment
from penname.detect.workers import WorkerPool
from penname.dialects.routes import match
from penname.exchange.choice import OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.mask.vault import MemoryVault
from penname.policy.bindings import PolicySet
from penname.policy.effective import effective
from penname.policy.model import Policy
from penname.policy.recognizers import EVERYTHING, Profile, RecognizerSpec, is_of_policy
from penname.server.cpus import default_workers
from penname.text.spans import Span

#: Counted only, never shown: what is masked under it is gone with the command.
_KEY = secrets.token_bytes(32)
_DEADLINE_S = 300.0
#: Fewer requests are done before worker processes have loaded their models.
_WORKERS_FROM = 300
#: Requests under way for each worker: one more than it works on keeps it busy.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Both policies and the day on which they are judged."""

    old: PolicySet
    new: PolicySet
    today: dt.date


async def verdict(request: Recorded, policies: PolicySet, today: dt.date, once: Once) -> Verdict:
    """What a policy set does with a request. Raises DetectionError."""
    policy = policy_for(policies, request.subject)
    heard = await hear(request, policy, today, once)
    actions: dict[SpanPlace, str] = {}
    times: Counter[int] = Counter()
    for segment, findings in heard.findings:
        text = once.number(segment)
        times[text] += 1
        for one in findings:
            place = (text, times[text], one.start, one.end, one.entity_type)
            actions[place] = one.action
    return Verdict(actions, heard.refused)


@dataclass(frozen=True, slots=True)
class Heard:
    """The texts of a request as they were detected in, what a policy acts on in each, and the
    code of a refusal (empty where it goes out)."""

    findings: tuple[tuple[Segment, tuple[Finding, ...]], ...]
    refused: str = ""


async def hear(request: Recorded, policy: Policy, today: dt.date, detector: Detector) -> Heard:
    """What a policy finds in a request, on its way through a real exchange, unsent.

    Raises DetectionError.
    """
    subject = request.subject
    scope = MemoryVault(_KEY, clock=lambda: 0.0).scope("replay")
    listener = Listener(detector)
    exchange = Exchange(
        route=match("POST", WIRES[subject.route or ""].path, {}),
        policies=OnePolicy(policy, today),
        scopes=OneScope(scope),
        detector=listener,
        today=today,
        subject=subject,
    )
    refused = ""
    try:
        await exchange.mask_request(request.body)
    except Refusal as refusal:
        refused = refusal.code
    view = exchange.policy or effective(policy, subject, today)
    findings = (
        (segment, findings_of(segment.text, spans, view, scope, today))
        for segment, spans in listener.heard
    )
    return Heard(tuple(findings), refused)


def union_of(policies: Iterable[Policy]) -> Profile | None:
    """All that any of the policies may want; None when their own recognizers differ for a type,
    or where deny entries make them differ from day to day."""
    types: set[str] = set()
    specs: dict[str, RecognizerSpec] = {}
    for policy in policies:
        if policy.deny:
            return None
        types |= policy.rules.keys()
        types.update(*(scope.rules for scope in policy.scopes))
        for spec in policy.recognizers:
            if specs.setdefault(spec.entity_type, spec) != spec:
                return None
    return Profile.of(types, specs.values())


class Once:
    """The detection of one request: each text once, for both policies.

    `union` None: the policies cannot share it, and each profile is asked by itself.
    """

    def __init__(self, inner: Detector, union: Profile | None) -> None:
        self._inner = inner
        self._union = union
        self._found: dict[Segment, tuple[Span, ...]] = {}
        self._numbers: dict[Segment, int] = {}

    @property
    def version(self) -> str:
        return self._inner.version

    def number(self, segment: Segment) -> int:
        """The same number for the same text."""
        return self._numbers.setdefault(segment, len(self._numbers))

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        if self._union is None:
            return await self._inner.detect(segments, profile)
        missing = list(dict.fromkeys(one for one in segments if one not in self._found))
        if missing:
            found = await self._inner.detect(missing, self._union)
            self._found.update(zip(missing, found, strict=True))
        return [_wanted(self._found[one], profile) for one in segments]


def _wanted(spans: Sequence[Span], profile: Profile) -> tuple[Span, ...]:
    """The spans that detection with a profile of its own would have found."""
    own = {spec.name for spec in profile.recognizers}
    types = profile.wanted
    return tuple(
        span
        for span in spans
        if (types is None or span.entity_type in types)
        and (not is_of_policy(span.recognizer) or span.recognizer in own)
    )


def hands(count: int, make: Callable[[], Detector] | None) -> int:
    """How many requests may be under way, where about `count` are to be judged."""
    return default_workers() * _AHEAD if make is None and count >= _WORKERS_FROM else 1


class Texts:
    """Judges requests by their texts. The engine is loaded when the first one comes.

    `count` is about how many there are, `make` replaces the engine. An async context.
    """

    def __init__(
        self, pair: Pair, count: int, make: Callable[[], Detector] | None, talk: Console
    ) -> None:
        self._pair = pair
        self._make = make
        self._pooled = hands(count, make) > 1
        self._talk = talk
        self._union = union_of([*pair.old.in_use, *pair.new.in_use])
        self._loading = asyncio.Lock()
        self._detector: Detector | None = None
        self._pool: WorkerPool | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool is not None:
            await self._pool.close()

    async def change(self, request: Recorded) -> Change:
        """What becomes of a request. Raises DetectionError and EngineError."""
        pair = self._pair
        once = Once(await self._detection(), self._union)
        old = await verdict(request, pair.old, pair.today, once)
        new = await verdict(request, pair.new, pair.today, once)
        return Change.of(old, new)

    async def _detection(self) -> Detector:
        async with self._loading:
            if self._detector is None:
                # a chat's later requests repeat its earlier texts
                self._detector = CachedDetector(await self._loaded(), _KEY)
            return self._detector

    async def _loaded(self) -> Detector:
        if not self._pooled:
            with busy(self._talk, "loading the engine"):
                return (self._make or engine_detector)()
        # nothing is late here: records have time
        pool = WorkerPool(engine_config(), workers=default_workers(), deadline_s=_DEADLINE_S)
        self._pool = pool
        with busy(self._talk, "loading the engines"):
            await pool.start()
        return pool
