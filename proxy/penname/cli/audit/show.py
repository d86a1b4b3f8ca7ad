"""`penname audit show`: one record, or all of a request, as pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from penname.cli.audit.finding import Found, found_records
from penname.cli.audit.opening import identities_of, needed
from penname.cli.audit.places import logs_in
from penname.cli.audit.reading import readers
from penname.cli.audit.record_json import as_object
from penname.cli.audit.record_view import show_record
from penname.cli.audit.reveal import record_reveal
from penname.cli.exits import Exit
from penname.cli.output import busy, err, out, write


@dataclass(frozen=True, slots=True)
class Reveal:
    """Why originals are to be shown, and the log that says so, where it is another one."""

    reason: str
    journal: str | None = None


def execute(
    folder: str,
    which: str,
    identity_files: tuple[str, ...],
    passphrase_file: str | None,
    reveal: Reveal | None,
    *,
    as_json: bool,
) -> Exit:
    """Shows what `which` means: an index, a receipt, or a request's id. Raises Failure.

    With `reveal` nothing is shown before a record about it is durable.
    """
    opens = identities_of if reveal is None else needed
    identities = opens(identity_files, passphrase_file)
    with readers(logs_in(folder), identities) as logs:
        with busy(err(), "reading"):
            found = found_records(logs, which)
        if reveal is not None:
            receipts = record_reveal(found, reveal.reason, reveal.journal, identities)
            err().print(f"recorded: {', '.join(receipts)}", soft_wrap=True)
    _show(found, reveal=reveal is not None, as_json=as_json)
    return Exit.OK


def _show(found: Sequence[Found], *, reveal: bool, as_json: bool) -> None:
    if as_json:
        rows = [as_object(read, reader.origin, reveal=reveal) for read, reader in found]
        write(json.dumps({"records": rows}, ensure_ascii=False, indent=2) + "\n")
        return
    console = out()
    for number, (read, reader) in enumerate(found):
        if number:
            console.print()
        show_record(console, read, reader.origin, reveal=reveal)
