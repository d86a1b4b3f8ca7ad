"""Records that a command writes into a log: by the proxy that writes it, else by itself.

Where nobody writes the log the command opens a segment of its own. That has to be sealed for
the same readers, and a log holds only the ids of their keys. So their public keys are looked
for: in the file that the proxy uses, beside the log, in the identities at hand. If one is
missing nothing is written, because a reader would be shut out unseen.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from penname.audit.journal import Journal
from penname.audit.lines import FormatError
from penname.audit.lock import FolderLock
from penname.audit.model import AuditError, Entry
from penname.audit.orders import Done, Order, OwnJournal, carry_out
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, Recipient, load_identity, load_recipients
from penname.audit.stored import header_of, segments
from penname.cli.audit.reading import local_identity

#: Names the file with the recipients, for the proxy and here.
RECIPIENTS_VARIABLE = "PENNAME_AUDIT_RECIPIENTS"

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


class _NobodyToSealFor:
    """Stands where a journal cannot be opened: fails unless somebody else writes the log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start(self) -> None:
        """Raises LockedError where a proxy writes the log, AuditError where none does."""
        lock = FolderLock(self._folder)
        lock.acquire()
        lock.release()
        raise AuditError(
            f"audit log {self._folder}: no proxy writes it now, and this command does not know "
            "the public keys of all its readers, for whom its record must be sealed. Start the "
            f"proxy, or name the file with the recipients: {RECIPIENTS_VARIABLE}"
        )

    def close(self) -> None:
        """Nothing was opened."""


def actor() -> str:
    """Who gives the order: the name of the process's user, and of whom sudo says it was."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = f"user {os.getuid()}"
    behind = os.environ.get("SUDO_USER", "")
    return f"{name} (sudo by {behind[:64]})" if behind else name


def order(
    folder: Path,
    entries: Sequence[Entry] = (),
    *,
    rotate: bool = False,
    identities: Sequence[Identity] = (),
    recipients: Sequence[Recipient] = (),
) -> Done:
    """Has entries written into the log of a folder; durable when it comes back.

    `recipients`: for whom to seal where nobody writes the log; empty for those of its latest
    segment. Raises AuditError: nothing was written, as far as is known.
    """
    own = _own_journal(folder, identities, recipients)
    return carry_out(folder, Order(rotate=rotate, entries=tuple(entries)), own)


def new_log(folder: Path, recipients: Sequence[Recipient]) -> None:
    """Begins a log in a folder that has none. Raises AuditError."""
    name = _ODD.sub("-", folder.resolve().name)[:64] or "log"
    journal = _journal(folder, f"penname/{name}", recipients, "")
    journal.start()
    journal.close()


def _own_journal(
    folder: Path, identities: Sequence[Identity], recipients: Sequence[Recipient]
) -> OwnJournal:
    with LogReader(folder) as reader:
        last = segments(folder)[-1]
        header = header_of(folder, last)
        known = tuple(recipients) or _readers(reader, last, identities)
    if not known:
        return _NobodyToSealFor(folder)
    return _journal(folder, header.origin, known, header.policy)


def _journal(folder: Path, origin: str, readers: Sequence[Recipient], policy: str) -> Journal:
    # Orders have no scopes, so this label key is used for nothing.
    label_key = secrets.token_bytes(32)
    return Journal(folder, origin, readers, label_key, policy_digest=lambda: policy)


def _readers(reader: LogReader, seg: int, identities: Sequence[Identity]) -> tuple[Recipient, ...]:
    """The recipients of a segment; none where one of them is not known. Raises AuditError."""
    try:
        line = reader.keyring.line(seg, header_of(reader.folder, seg).keyline)
    except FormatError:
        line = None
    if line is None:
        return ()
    known = {one.id: one for one in _candidates(reader.folder, identities)}
    found = [known.get(box.id) for box in line.to]
    return tuple(one for one in found if one is not None) if None not in found else ()


def _candidates(folder: Path, identities: Sequence[Identity]) -> list[Recipient]:
    found = [one.recipient for one in identities]
    if named := os.environ.get(RECIPIENTS_VARIABLE):
        found += load_recipients(Path(named))
    if local := local_identity(folder):
        found.append(load_identity(local, lambda: b"").recipient)
    return found
