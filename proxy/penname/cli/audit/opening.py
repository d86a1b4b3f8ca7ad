"""What opens records: identities, loaded from their files once for all logs of a command."""

from __future__ import annotations

from pathlib import Path

from penname.audit.model import AuditError
from penname.audit.recipients import Identity, load_identity
from penname.cli.audit.arguments import IDENTITY_VARIABLE
from penname.cli.audit.passphrases import passphrase_of
from penname.cli.exits import Exit, Failure


def identities_of(files: tuple[str, ...], passphrase_file: str | None) -> tuple[Identity, ...]:
    """The identities of files; none where no file is named. Raises Failure."""
    found = []
    for file in files:
        try:
            found.append(load_identity(Path(file), passphrase_of(passphrase_file, file)))
        except AuditError as error:
            raise Failure(str(error), Exit.USAGE) from None
    return tuple(found)


def needed(files: tuple[str, ...], passphrase_file: str | None) -> tuple[Identity, ...]:
    """The same, where nothing can be done without one. Raises Failure."""
    if not files:
        words = f"this needs what opens records: --identity FILE, or set {IDENTITY_VARIABLE}"
        raise Failure(words, Exit.USAGE)
    return identities_of(files, passphrase_file)
