"""`penname audit search`: records that have a value, or that say something.

A value is looked for in the index, so no record is opened but those that have it. It stands
in no output. What could not be searched is said, and makes the exit code 2: a "no" that is
not one would be worse than none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from penname.audit.reader import LogReader, ReadRecord, Span
from penname.audit.record import AuditRecord
from penname.audit.search import ValueSearch
from penname.cli.audit.line_view import print_line
from penname.cli.audit.opening import needed
from penname.cli.audit.places import logs_in
from penname.cli.audit.progress import waiting
from penname.cli.audit.reading import readers
from penname.cli.audit.record_json import as_line
from penname.cli.audit.times import time_of
from penname.cli.audit.words import counted
from penname.cli.exits import Exit
from penname.cli.output import err, out, write
from penname.policy.entities import ENTITY_TYPES


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `fields`: member of a record -> what it must be. `types` empty: as
    every entity type that penname knows. `since` and `until` as they were typed."""

    value: str | None = field(repr=False)
    types: tuple[str, ...]
    fields: Mapping[str, str]
    since: str | None = None
    until: str | None = None

    def fits(self, record: AuditRecord) -> bool:
        return all(getattr(record, name) == said for name, said in self.fields.items())


@dataclass(slots=True)
class Searched:
    """Counts: records that were searched and found, and what could not be searched."""

    logs: int = 0
    found: int = 0
    records: int = 0
    erased: int = 0
    sealed: int = 0
    damaged: int = 0
    sealed_segments: int = 0
    damaged_segments: int = 0

    @property
    def is_whole(self) -> bool:
        return not any(count for count, _, _ in self.left_out())

    def left_out(self) -> tuple[tuple[int, str, str], ...]:
        """(how many, of what, and why) could not be searched."""
        return (
            (self.erased, "record", "erased"),
            (self.sealed, "record", "closed to these identities"),
            (self.damaged, "record", "damaged"),
            (self.sealed_segments, "segment", "closed to these identities"),
            (self.damaged_segments, "segment", "damaged"),
        )


_Put = Callable[[ReadRecord, LogReader], None]


def execute(
    folder: str,
    query: Query,
    identity_files: tuple[str, ...],
    passphrase_file: str | None,
    *,
    as_json: bool,
) -> Exit:
    """Shows the records that fit, as they are found. Raises Failure."""
    now = dt.datetime.now(dt.UTC)
    span = Span(time_of(query.since, "--since", now), time_of(query.until, "--until", now))
    identities = needed(identity_files, passphrase_file)
    searched = Searched()
    with readers(logs_in(folder), identities) as found, waiting(err(), "searching") as stop:
        put = _printer(found, as_json=as_json)
        for reader in found:
            searched.logs += 1
            for read in _search(reader, query, span, searched):
                searched.found += 1
                stop()
                put(read, reader)
    _tell(searched, query)
    return Exit.OK if searched.is_whole else Exit.USAGE


def _printer(found: Sequence[LogReader], *, as_json: bool) -> _Put:
    console = out()
    if as_json:
        return lambda read, reader: write(as_line(read, reader.origin) + "\n")
    many = len(found) > 1
    return lambda read, reader: print_line(console, read, reader.origin if many else "")


def _search(
    reader: LogReader, query: Query, span: Span, searched: Searched
) -> Iterator[ReadRecord]:
    reads = (
        _opened(reader, span, searched)
        if query.value is None
        else _with_value(reader, query, span, searched)
    )
    for read in reads:
        if read.record is not None and query.fits(read.record):
            yield read


def _with_value(
    reader: LogReader, query: Query, span: Span, searched: Searched
) -> Iterator[ReadRecord]:
    """The records that have the value, by the index."""
    search = ValueSearch(reader, query.value or "", query.types or tuple(ENTITY_TYPES), span)
    for hit in search:
        yield search.opened(hit)
    covered = search.coverage
    searched.records += covered.records
    searched.erased += covered.erased
    searched.sealed += covered.closed
    searched.sealed_segments += len(covered.no_key)
    searched.damaged_segments += len(covered.damaged)


def _opened(reader: LogReader, span: Span, searched: Searched) -> Iterator[ReadRecord]:
    """Every record that opens; the others are counted."""
    for read in reader.records(since=span.since, until=span.until, lenient=True):
        if read.record is not None:
            searched.records += 1
            yield read
        elif read.problem:
            searched.damaged += 1
        elif read.erased:
            searched.erased += 1
        else:
            searched.sealed += 1


def _tell(searched: Searched, query: Query) -> None:
    """The sum, on stderr."""
    talk = err()
    where = f" of {counted(searched.logs, 'log')}" if searched.logs > 1 else ""
    kind = "records with values" if query.value is not None else "records"
    talk.print(
        f"{counted(searched.found, 'record')} found; {searched.records:,} {kind}{where} searched"
    )
    if query.value is not None and not query.types:
        words = "types of your own policies are searched only by name: --type TYPE"
        talk.print(words, style="dim", soft_wrap=True)
    missed = [f"{counted(count, what)} {why}" for count, what, why in searched.left_out() if count]
    if missed:
        words = f"could not be searched: {'; '.join(missed)}"
        talk.print(words, style="bold yellow", soft_wrap=True)
