"""Requests out of an audit log: its folder, opened with an identity, or a file of its export.

An export (`penname audit export --as jsonl`, or a sink's file) needs no key: its records say
what was found and what was done, never a text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penname.audit.files import log_name, reason, segments
from penname.audit.model import AuditError
from penname.audit.reader import LogReader, ReadRecord, Span
from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord, RecordError, record_of
from penname.cli.audit.places import logs_in
from penname.cli.exits import Exit, Failure
from penname.cli.policy.corpus import Recorded, lines_of
from penname.cli.policy.ledger import request_of
from penname.cli.policy.wires import WIRES

#: Events of a log that are about a request before its answer.
_EVENTS = ("request", "refused")
#: About the size of a record in bytes, to guess how many there are.
_TYPICAL = 4096
UNREADABLE = "not for these identities"
ERASED = "erased"
DAMAGED = "damaged"
REFUSED = "refused for another reason than the policy"
REPEATED = "repeated in the export"
SHORTENED = "exported with only a part of their finds"


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` on, before `until`, by the writer's clock."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None


class LogRecords:
    """All logs of a folder. Raises Failure when made, and while it is read."""

    def __init__(self, folder: str, identities: Sequence[Identity], period: Period) -> None:
        self._folders = logs_in(folder)
        self._identities = identities
        self._wanted = Span(period.since, period.until, _EVENTS).filter()
        self._size = sum(_size_of(one) for one in self._folders)
        self._done = 0
        self.left_out: Counter[str] = Counter()

    @property
    def count(self) -> int:
        return self._size // _TYPICAL

    @property
    def progress(self) -> tuple[int, int]:
        return min(self._done, self._size), self._size

    def requests(self) -> Iterator[Recorded]:
        """Raises Failure where a file or a line is not one of a log."""
        self._done = 0
        self.left_out.clear()
        try:
            for folder in self._folders:
                with LogReader(folder, self._identities) as reader:
                    yield from self._of(reader)
        except AuditError as error:
            raise Failure(str(error), Exit.USAGE) from None

    def _of(self, reader: LogReader) -> Iterator[Recorded]:
        for stored in reader.stored():
            self._done += len(stored.previous)
            if not self._wanted(stored):
                continue
            read = reader.read(stored, lenient=True)
            if read.record is None:
                self.left_out[_why_shut(read)] += 1
            else:
                name = f"{reader.origin}/{read.index}"
                yield from _judgeable(name, read.time, read.event, read.record, self.left_out)


class ExportRecords:
    """A file of an export as JSONL. Raises Failure when made, and while it is read."""

    def __init__(self, path: Path, period: Period) -> None:
        self._path = path
        self._period = period
        self._size = path.stat().st_size
        self._done = 0
        self.left_out: Counter[str] = Counter()
        #: Without texts there is nothing to load an engine for.
        self.count = 0

    @property
    def progress(self) -> tuple[int, int]:
        return self._done, self._size

    def requests(self) -> Iterator[Recorded]:
        """Raises Failure for a line that is no record."""
        self._done = 0
        self.left_out.clear()
        seen: set[str] = set()
        for number, raw in lines_of(self._path):
            self._done += len(raw)
            try:
                yield from self._request(_object(raw), seen)
            except (ValueError, RecordError) as error:
                words = f"{self._path}:{number}: {error}"
                raise Failure(words, Exit.USAGE, plain=True) from None

    def _request(self, said: Mapping[str, Any], seen: set[str]) -> Iterator[Recorded]:
        """The request of a line, if it has one. Raises ValueError and RecordError."""
        name, event, time = (_word(said, key) for key in ("uid", "event", "time"))
        if event not in _EVENTS or not self._is_within(time):
            return
        if name in seen:
            self.left_out[REPEATED] += 1
        elif said.get("unreadable"):
            self.left_out[UNREADABLE] += 1
        elif "findings_left_out" in said:
            self.left_out[SHORTENED] += 1
        else:
            yield from _judgeable(name, time, event, record_of(said), self.left_out)
        seen.add(name)

    def _is_within(self, time: str) -> bool:
        """Raises ValueError."""
        period = self._period
        if period.since is None and period.until is None:
            return True
        moment = dt.datetime.fromisoformat(time)
        if moment.tzinfo is None:
            raise ValueError("its time has no offset")
        after = period.since is None or moment >= period.since
        return after and (period.until is None or moment < period.until)


def is_export(path: Path) -> bool:
    """Whether a file's first line is a record of an export. Raises Failure."""
    for _, raw in lines_of(path):
        try:
            said = _object(raw)
        except ValueError:
            return False
        return isinstance(said.get("uid"), str) and isinstance(said.get("event"), str)
    return False


def _judgeable(
    name: str, time: str, event: str, record: AuditRecord, left_out: Counter[str]
) -> Iterator[Recorded]:
    """The request of a record, if a policy had its say on it."""
    if event == "refused" and record.decision != "blocked":
        left_out[REFUSED] += 1
        return
    body = b""
    content = record.content
    if content is not None and not content.truncated and record.route in WIRES:
        body = content.original.encode("utf-8", "replace")
    request = request_of(record)
    label = f"{record.policy}@{record.revision} {record.digest[:12]}" if record.policy else ""
    yield Recorded(body, request.subject, request, name, time, label)


def _why_shut(read: ReadRecord) -> str:
    if read.erased:
        return ERASED
    return UNREADABLE if read.no_key else DAMAGED


def _size_of(folder: Path) -> int:
    try:
        return sum((folder / log_name(seg)).stat().st_size for seg in segments(folder))
    except OSError as error:
        raise Failure(f"{folder}: {reason(error)}", Exit.USAGE) from None


def _object(raw: bytes) -> dict[str, Any]:
    """The JSON object of a line. Raises ValueError, which quotes nothing of it."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(said, dict):
        raise ValueError("is not a JSON object")
    return said


def _word(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    if not isinstance(value, str):
        raise ValueError(f"has no {key!r}")
    return value
