"""`penname audit export`: records for other tools, without values and without texts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

from penname.audit.exports import FORMS
from penname.cli.audit.opening import identities_of
from penname.cli.audit.places import logs_in
from penname.cli.audit.progress import waiting
from penname.cli.audit.reading import readers
from penname.cli.audit.times import time_of
from penname.cli.audit.words import counted
from penname.cli.audit.writing import lines_to
from penname.cli.exits import Exit
from penname.cli.output import err


def execute(
    folder: str,
    form: str,
    identity_files: tuple[str, ...],
    passphrase_file: str | None,
    span: tuple[str | None, str | None],
    out: str | None,
) -> Exit:
    """Exports the records of all logs of a folder, log by log. Raises Failure."""
    now = dt.datetime.now(dt.UTC)
    since, until = time_of(span[0], "--since", now), time_of(span[1], "--until", now)
    identities = identities_of(identity_files, passphrase_file)
    made = FORMS[form].exported
    count = unread = 0
    talk = err()
    folders = logs_in(folder)
    with (
        lines_to(out) as put,
        readers(folders, identities) as found,
        waiting(talk, "exporting") as stop,
    ):
        for reader in found:
            for read in reader.records(since=since, until=until, lenient=True):
                said = made(
                    reader.origin, read.index, read.time, read.event, read.record, read.detail
                )
                if out is None:
                    stop()
                put(json.dumps(said, ensure_ascii=False, separators=(",", ":")))
                count += 1
                unread += read.record is None
    _tell(talk.print, count, unread)
    return Exit.OK


def _tell(say: Callable[[str], None], count: int, unread: int) -> None:
    say(f"{counted(count, 'record')} exported")
    if unread:
        say(f"{counted(unread, 'record')} could not be opened: only what stands in clear")
