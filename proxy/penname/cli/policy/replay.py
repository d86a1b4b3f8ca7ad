"""`penname policy replay`: what a policy would have done with recorded requests.

Theory. Each request goes through the real exchange twice, under the old policy and the new
one; nothing is sent. Detection runs once, with all that either policy wants; what one of them
does not have is taken out of its answer. Only where both have a recognizer of their own for
the same type, and these differ, each policy's detection runs by itself.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from penname.cli.detecting import engine_detector
from penname.cli.exits import Exit, Failure
from penname.cli.output import busy, err, out, write
from penname.cli.policy.corpus import Corpus, Recorded, Records
from penname.cli.policy.effects import Effects, SpanPlace, Verdict
from penname.cli.policy.files import policies_at, policy_for
from penname.cli.policy.judge import findings_of
from penname.cli.policy.listening import Listener, OneScope
from penname.cli.policy.replay_view import Replayed, as_json, show
from penname.cli.policy.wires import WIRES
from penname.detect.cache import CachedDetector
from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
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
from penname.policy.recognizers import EVERYTHING, Profile, RecognizerSpec, recognizer_name
from penname.server.cpus import default_workers
from penname.server.wiring import today_utc
from penname.text.spans import Span

FORMATS = ("text", "json")
#: Counted only, never shown: what is masked under it is gone with the command.
_KEY = secrets.token_bytes(32)
_DEADLINE_S = 300.0
#: A shorter corpus is done before worker processes have loaded their models.
_WORKERS_FROM = 300
#: Requests under way for each worker: one more than it works on keeps it busy.
_AHEAD = 2


def execute(
    policy_file: str,
    corpus: str,
    *,
    against: str | None = None,
    field: str = "text",
    form: str = "text",
    detector: Callable[[], Detector] | None = None,
    today: dt.date | None = None,
) -> Exit:
    """Replays a corpus under two policies. Raises Failure.

    `against` is the old policy (default: the one that penname ships). `detector` replaces
    the engine.
    """
    day = today or today_utc()
    new, old = policies_at(policy_file, day), policies_at(against, day)
    records = Corpus(Path(corpus), field)
    try:
        effects = asyncio.run(_replay(records, _Pair(old, new, day), detector, err()))
    except (DetectionError, EngineError) as error:
        raise Failure(str(error), Exit.USAGE) from None
    replayed = Replayed(corpus, records.depth, old.default.label, new.default.label, effects)
    if form == "json":
        write(as_json(replayed))
    else:
        show(out(), replayed)
    return Exit.OK


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both policies and the day on which they are judged."""

    old: PolicySet
    new: PolicySet
    today: dt.date


async def _replay(
    records: Records, pair: _Pair, detector: Callable[[], Detector] | None, talk: Console
) -> Effects:
    effects = Effects()
    queue = records.requests()
    union = union_of([*pair.old.in_use, *pair.new.in_use])
    async with _detection(records.count, detector, talk) as (detect, at_once):
        with _bar(talk, records.count) as step:

            async def work() -> None:
                # One iterator for all: each takes the next request when it is done with one.
                for request in queue:
                    once = Once(detect, union)
                    old = await _verdict(request, pair.old, pair.today, once)
                    new = await _verdict(request, pair.new, pair.today, once)
                    effects.add(request.subject, old, new)
                    step()

            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(at_once):
                        group.create_task(work())
            except BaseExceptionGroup as several:
                raise several.exceptions[0] from None
    return effects


async def _verdict(request: Recorded, policies: PolicySet, today: dt.date, once: Once) -> Verdict:
    """What a policy set does with a request. Raises DetectionError."""
    subject = request.subject
    policy = policy_for(policies, subject)
    scope = MemoryVault(_KEY, clock=lambda: 0.0).scope("replay")
    listener = Listener(once)
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
    actions: dict[SpanPlace, str] = {}
    times: Counter[int] = Counter()
    for segment, spans in listener.heard:
        text = once.number(segment)
        times[text] += 1
        for one in findings_of(segment.text, spans, view, scope, today):
            place = (text, times[text], one.start, one.end, one.entity_type)
            actions[place] = one.action
    return Verdict(actions, refused)


def union_of(policies: Iterable[Policy]) -> Profile | None:
    """All that any of the policies may want; None when their own recognizers differ for a type."""
    types: set[str] = set()
    specs: dict[str, RecognizerSpec] = {}
    for policy in policies:
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
    own = {recognizer_name(spec.entity_type) for spec in profile.recognizers}
    types = profile.wanted
    return tuple(
        span
        for span in spans
        if (types is None or span.entity_type in types)
        and (not span.recognizer.startswith(recognizer_name("")) or span.recognizer in own)
    )


@asynccontextmanager
async def _detection(
    count: int, make: Callable[[], Detector] | None, talk: Console
) -> AsyncIterator[tuple[Detector, int]]:
    """The detector, and how many requests may be under way. Raises EngineError and Failure."""
    if make is not None or count < _WORKERS_FROM:
        with busy(talk, "loading the engine"):
            inline = (make or engine_detector)()
        yield _cached(inline), 1
        return
    workers = default_workers()
    # nothing is late here: a corpus has time
    pool = WorkerPool(EngineConfig(), workers=workers, deadline_s=_DEADLINE_S)
    try:
        with busy(talk, "loading the engines"):
            await pool.start()
        yield _cached(pool), workers * _AHEAD
    finally:
        await pool.close()


def _cached(inner: Detector) -> Detector:
    """A chat's later requests repeat its earlier texts."""
    return CachedDetector(inner, _KEY)


@contextmanager
def _bar(talk: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, gone when done. Calls of what it gives are steps."""
    columns = (TextColumn("replaying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
