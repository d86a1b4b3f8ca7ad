"""`penname audit tail`: the last records, one a line, and those that come."""

from __future__ import annotations

import heapq
import queue
import threading
import time
from collections.abc import Callable, Sequence

from rich.console import Console

from penname.audit.model import AuditError
from penname.audit.reader import LogReader, ReadRecord
from penname.cli.audit.line_view import print_line
from penname.cli.audit.opening import identities_of
from penname.cli.audit.places import logs_in
from penname.cli.audit.reading import local_identity, readers, told
from penname.cli.audit.record_json import as_line
from penname.cli.exits import Exit
from penname.cli.output import err, out, write

#: Seconds between two looks for new records.
_POLL_S = 0.5

#: A record with the name of its log.
_Read = tuple[ReadRecord, str]


def execute(
    folder: str,
    identity_files: tuple[str, ...],
    passphrase_file: str | None,
    *,
    lines: int,
    follow: bool,
    as_json: bool,
) -> Exit:
    """Shows the last records of all logs of a folder, by time. Raises Failure."""
    identities = identities_of(identity_files, passphrase_file)
    console = out()
    with readers(logs_in(folder), identities) as found:
        many = len(found) > 1
        last, nexts = _last(found, lines)
        for read, origin in last:
            _put(console, read, origin, many=many, as_json=as_json)
        _advise(found, sealed=any(read.no_key for read, _ in last), named=bool(identities))
        if follow:
            _follow(
                found, nexts, lambda one, of: _put(console, one, of, many=many, as_json=as_json)
            )
    return Exit.OK


def _last(found: Sequence[LogReader], lines: int) -> tuple[list[_Read], list[int | None]]:
    """The last records of all, by time; and for each log the number to go on from."""
    logs: list[list[_Read]] = []
    nexts: list[int | None] = []
    for reader in found:
        own = reader.last(max(lines, 1), lenient=True)
        nexts.append(own[-1].index + 1 if own else None)
        logs.append([(read, reader.origin) for read in own])
    # Each log stays in its own order: a clock may have gone back.
    reads = list(heapq.merge(*logs, key=lambda item: item[0].time))
    return reads[len(reads) - lines :] if lines < len(reads) else reads, nexts


def _put(console: Console, read: ReadRecord, origin: str, *, many: bool, as_json: bool) -> None:
    if as_json:
        write(as_line(read, origin) + "\n")
    else:
        print_line(console, read, origin if many else "")


def _advise(found: Sequence[LogReader], *, sealed: bool, named: bool) -> None:
    """Says how to see more; on stderr."""
    if not sealed:
        return
    if named:
        err().print("some records are sealed for others than these identities", style="dim")
        return
    local = next((path for one in found if (path := local_identity(one.folder))), None)
    where = f"--identity {local}" if local else "--identity FILE"
    err().print(f"records are sealed; {where} opens them", style="dim", soft_wrap=True)


def _follow(
    found: Sequence[LogReader], nexts: Sequence[int | None], put: Callable[[ReadRecord, str], None]
) -> None:
    """Records as they come, for ever; each log is read in a thread of its own."""
    come: queue.SimpleQueue[_Read | AuditError] = queue.SimpleQueue()

    def wait() -> bool:
        time.sleep(_POLL_S)
        return True

    def read_on(reader: LogReader, first: int | None) -> None:
        try:
            for read in reader.follow(wait, first=first, lenient=True):
                come.put((read, reader.origin))
        except AuditError as error:
            come.put(error)

    for reader, first in zip(found, nexts, strict=True):
        threading.Thread(target=read_on, args=(reader, first), daemon=True).start()
    while True:
        one = come.get()
        if isinstance(one, AuditError):
            with told():
                raise one
        put(*one)
