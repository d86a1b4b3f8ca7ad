"""Logs opened for reading: one, or all that are in a folder, with the identities given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from penname.audit.model import AuditError
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity
from penname.cli.exits import Exit, Failure


@contextmanager
def readers(
    folders: Sequence[Path], identities: Sequence[Identity] = ()
) -> Iterator[list[LogReader]]:
    """A reader for each folder. What cannot be read, now or later, becomes a Failure."""
    with told(), ExitStack() as stack:
        yield [stack.enter_context(LogReader(folder, identities)) for folder in folders]


@contextmanager
def told() -> Iterator[None]:
    """An AuditError becomes a Failure: wrong usage, because nothing was found out."""
    try:
        yield
    except AuditError as error:
        raise Failure(str(error), Exit.USAGE) from None


def local_identity(folder: Path) -> Path | None:
    """The key pair that penname makes by itself, where it lies beside the log."""
    for place in (folder, folder.parent):
        path = place / "local.identity"
        if path.is_file():
            return path
    return None
