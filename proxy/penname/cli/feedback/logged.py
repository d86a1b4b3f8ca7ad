"""`penname feedback wrong --request`: a finding of a request that an audit log has.

A record says what was found and what was done, without any value. So a report about it knows no
value either. Only where the record has the text sealed, and somebody has it revealed, is it
detected in again; that somebody did is in the log before anything is found.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from penname.audit.record import AuditRecord, FindingRow
from penname.cli.audit.finding import found_records
from penname.cli.audit.opening import needed
from penname.cli.audit.places import logs_in
from penname.cli.audit.reading import readers
from penname.cli.audit.reveal import record_reveal
from penname.cli.audit.words import NOTHING
from penname.cli.detecting import engine_detector
from penname.cli.exits import Exit, Failure
from penname.cli.feedback.choosing import Choice
from penname.cli.feedback.places import Home, Target
from penname.cli.feedback.reporting import Wish
from penname.cli.feedback.wrong import Pick, check_showing, choices_in, report_one
from penname.cli.output import busy, err
from penname.cli.policy.corpus import Recorded
from penname.cli.policy.ledger import request_of
from penname.cli.policy.verdicts import hear
from penname.cli.policy.wires import WIRES
from penname.detect.contract import DetectionError
from penname.exchange.ports import Detector
from penname.policy.feedback import Found
from penname.server.clock import today_utc


@dataclass(frozen=True, slots=True)
class Source:
    """A request in a log, and what opens it. With a `reason` its text is revealed."""

    log: str
    request: str
    identities: tuple[str, ...]
    passphrase_file: str | None = None
    reason: str = ""
    journal: str | None = None


def execute(
    home: Home,
    source: Source,
    pick: Pick,
    wish: Wish,
    *,
    policy: str | None = None,
    detector: Callable[[], Detector] | None = None,
) -> Exit:
    """Reports a finding of a request. Raises Failure."""
    check_showing(pick)
    target = home.target(policy, today_utc())
    identities = needed(source.identities, source.passphrase_file)
    with readers(logs_in(source.log), identities) as logs:
        with busy(err(), "reading"):
            found = found_records(logs, source.request)
        records = [read.record for read, _ in found if read.record is not None]
        texts = [one for one in map(_with_text, records) if one is not None]
        if source.reason:
            _check_kept(source, texts)
            receipts = record_reveal(found, source.reason, source.journal, identities)
            err().print(f"recorded: {', '.join(receipts)}", soft_wrap=True)
    if source.reason:
        choices = _again(texts, source.request, target, detector or engine_detector)
    else:
        choices = list(_counted(records, source.request))
    return report_one(home, target, choices, pick, wish)


def _counted(records: Sequence[AuditRecord], request: str) -> Iterator[Choice]:
    """What the records say: a finding for each row on which something was done."""
    for row in (row for record in records for row in record.findings):
        if row.action in NOTHING:
            continue
        place = _place(row)
        found = Found(
            where=", ".join(part for part in (f"request {request}", place) if part),
            recognizer=row.recognizer,
            score=max(row.scores) / 100 if row.scores else None,
            view="" if row.view == "raw" else row.view,
            rule=row.rule,
        )
        yield Choice(row.entity_type, row.action, place, found)


def _place(row: FindingRow) -> str:
    if row.direction != "request":
        where = "in the answer"
    else:
        where = " ".join(part for part in (row.role, row.part) if part)
    times = f"{row.count:,} times" if row.count > 1 else ""
    return ", ".join(part for part in (where, times) if part)


# --- with the text ----------------------------------------------------------------------


def _with_text(record: AuditRecord) -> Recorded | None:
    """The request of a record as the client sent it; None where that is not known."""
    content = record.content
    if content is None or content.truncated or not content.original or record.route not in WIRES:
        return None
    request = request_of(record)
    return Recorded(content.original.encode("utf-8", "replace"), request.subject)


def _check_kept(source: Source, texts: Sequence[Recorded]) -> None:
    if not texts:
        words = (
            f"the text of {source.request} was not kept, so there is nothing to reveal: "
            "audit.content: sealed in the policy keeps it. Report it without --reveal"
        )
        raise Failure(words, Exit.USAGE)


def _again(
    texts: Sequence[Recorded], request: str, target: Target, detector: Callable[[], Detector]
) -> list[Choice]:
    """What the policy finds now; each value of a type once. Raises Failure."""
    try:
        with busy(err(), "detecting again"):
            found = asyncio.run(_found(texts, request, target, detector()))
    except DetectionError as error:
        raise Failure(str(error), Exit.USAGE) from None
    unique: dict[tuple[str, str | None], Choice] = {}
    for one in found:
        unique.setdefault((one.entity_type, one.value), one)
    return list(unique.values())


async def _found(
    texts: Sequence[Recorded], request: str, target: Target, detector: Detector
) -> list[Choice]:
    today: dt.date = today_utc()
    heard = [await hear(one, target.policy, today, detector) for one in texts]
    return [
        choice
        for one in heard
        for segment, findings in one.findings
        for choice in choices_in(segment.text, findings, f"request {request}")
    ]
