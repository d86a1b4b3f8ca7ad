"""That somebody has values shown: recorded in a log before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from penname.audit.model import AuditError, Entry
from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord
from penname.cli.audit.finding import Found
from penname.cli.audit.ordering import actor, new_log, order
from penname.cli.audit.places import holds_segments, one_log
from penname.cli.exits import Exit, Failure


def record_reveal(
    found: Sequence[Found], reason: str, journal: str | None, identities: Sequence[Identity]
) -> list[str]:
    """Writes a `reveal` record for each log that records are shown of; their receipts.

    Into that log itself, or into the one of the folder `journal`, which is begun where there is
    none. When it comes back the records are durable. Raises Failure: nothing may be shown then.
    """
    shown: dict[Path, list[Found]] = {}
    for one in found:
        shown.setdefault(one[1].folder, []).append(one)
    try:
        place = None if journal is None else _journal(Path(journal), identities)
        receipts = []
        for folder, several in shown.items():
            entry = _entry(several, reason)
            done = order(place or folder, (entry,), identities=identities)
            receipts += [str(receipt) for receipt in done.receipts]
    except AuditError as error:
        words = f"{error}. Nothing is shown, because that could not be recorded"
        raise Failure(words, Exit.UNSAFE) from None
    if len(receipts) != len(shown):
        raise Failure("nothing is shown: not all of it was recorded", Exit.UNSAFE)
    return receipts


def _entry(several: Sequence[Found], reason: str) -> Entry:
    about = {
        "log": several[0][1].origin,
        "records": [read.index for read, _ in several],
    }
    return Entry("reveal", AuditRecord(actor=actor(), reason=reason, about=about))


def _journal(folder: Path, identities: Sequence[Identity]) -> Path:
    """The log in a folder; begun, for these identities, where there is none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_log = holds_segments(folder)
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    if not is_log and is_empty:
        new_log(folder, tuple(one.recipient for one in identities))
        return folder
    return one_log(str(folder))
