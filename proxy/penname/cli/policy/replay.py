"""`penname policy replay`: what a policy would have done with recorded requests.

Theory. What is known of a request decides how deep it is judged:

    corpus   its text, made up or collected: it goes through the real exchange twice, under
             the old policy and the new one; nothing is sent (`verdicts`)
    sealed   its text, out of an opened record of the audit log: the same way
    ledger   only its counted finds, out of a record (`ledger`). Without an old policy, what
             was recorded stands for it
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from penname.cli.audit.opening import needed
from penname.cli.audit.times import time_of
from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, write
from penname.cli.policy.corpus import Corpus, Recorded, Records
from penname.cli.policy.effects import Change
from penname.cli.policy.files import policies_at, policy_for
from penname.cli.policy.ledger import Counted, Judges, Ledgered, as_recorded, change_of
from penname.cli.policy.logged import ExportRecords, LogRecords, Period, is_export
from penname.cli.policy.replay_view import as_json, show
from penname.cli.policy.replayed import CORPUS, LEDGER, SEALED, Replayed
from penname.cli.policy.verdicts import Pair, Texts, hands
from penname.detect.config import EngineError
from penname.detect.contract import DetectionError
from penname.exchange.ports import Detector
from penname.policy.bindings import PolicySet
from penname.server.wiring import today_utc

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens an audit log, and from when to when it is read; as on the command line."""

    identities: tuple[str, ...] = ()
    passphrase_file: str | None = None
    since: str | None = None
    until: str | None = None

    def period(self) -> Period:
        """Raises Failure."""
        now = dt.datetime.now(dt.UTC)
        return Period(time_of(self.since, "--since", now), time_of(self.until, "--until", now))


def execute(
    policy_file: str,
    source: str,
    *,
    against: str | None = None,
    field: str = "text",
    form: str = "text",
    opening: Opening | None = None,
    detector: Callable[[], Detector] | None = None,
    today: dt.date | None = None,
) -> Exit:
    """Replays recorded requests under two policies. Raises Failure.

    `source` is a corpus, a folder of an audit log or a file of its export. `against` is the
    old policy; without it the old one is the one that penname ships for a corpus, and for a
    log what was recorded. `detector` replaces the engine.
    """
    day = today or today_utc()
    new = policies_at(policy_file, day)
    records = _records(source, field, opening or Opening())
    is_log = not isinstance(records, Corpus)
    old = policies_at(against, day) if against or not is_log else None
    replayed = Replayed(source, new, old)
    try:
        asyncio.run(_replay(records, _Judge(replayed, day), detector, err()))
    except (DetectionError, EngineError) as error:
        raise Failure(str(error), Exit.USAGE) from None
    replayed.left_out.update(records.left_out)
    if form == "json":
        write(as_json(replayed))
    else:
        show(out(), replayed)
    return Exit.OK


def _records(source: str, field: str, opening: Opening) -> Records:
    """The requests of a source. Raises Failure."""
    path, period = Path(source), opening.period()
    if path.is_dir():
        identities = needed(opening.identities, opening.passphrase_file)
        return LogRecords(source, identities, period)
    if is_export(path):
        return ExportRecords(path, period)
    if period != Period():
        raise Failure("--since and --until go with an audit log", Exit.USAGE)
    return Corpus(path, field)


class _Judge:
    """Judges each request as deep as it can be."""

    def __init__(self, replayed: Replayed, today: dt.date) -> None:
        self._replayed = replayed
        self._judges = Judges(today)
        self.pair = None if replayed.old is None else Pair(replayed.old, replayed.new, today)

    async def take(self, request: Recorded, texts: Texts | None) -> None:
        """Count what becomes of a request. Raises DetectionError and EngineError."""
        ledgered = request.ledgered
        if texts is not None and (ledgered is None or request.body):
            depth = CORPUS if ledgered is None else SEALED
            self._replayed.add(request, depth, await texts.change(request))
        elif ledgered is not None:
            self._replayed.add(request, LEDGER, self._by_rows(ledgered))

    def _by_rows(self, request: Ledgered) -> Change:
        replayed = self._replayed
        old = as_recorded(request) if replayed.old is None else self._counted(request, replayed.old)
        return change_of(request, old, self._counted(request, replayed.new))

    def _counted(self, request: Ledgered, policies: PolicySet) -> Counted:
        return self._judges.counted(request, policy_for(policies, request.subject))


async def _replay(
    records: Records, judge: _Judge, detector: Callable[[], Detector] | None, talk: Console
) -> None:
    queue = records.requests()
    async with AsyncExitStack() as stack:
        texts = None
        if judge.pair is not None:
            texts = await stack.enter_async_context(
                Texts(judge.pair, records.count, detector, talk)
            )
        with _bar(talk, records) as step:

            async def work() -> None:
                # One iterator for all: each takes the next request when it is done with one.
                for request in queue:
                    await judge.take(request, texts)
                    step()
                    # without it a long log of counts could not be interrupted
                    await asyncio.sleep(0)

            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(hands(records.count, detector)):
                        group.create_task(work())
            except BaseExceptionGroup as several:
                raise several.exceptions[0] from None


@contextmanager
def _bar(talk: Console, records: Records) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, gone when done. Calls of what it gives show how far it is."""
    columns = (TextColumn("replaying"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task("")

        def step() -> None:
            done, total = records.progress
            bar.update(task, completed=done, total=total)

        yield step
