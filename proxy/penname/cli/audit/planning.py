"""What `erase` and `keys rotate` share: asking first, ending segments, verifying afterwards."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from penname.audit.recipients import Identity, Recipient
from penname.cli.audit.ordering import order
from penname.cli.audit.verify import verify_all
from penname.cli.audit.verify_view import Verified
from penname.cli.audit.words import number
from penname.cli.exits import Exit, Failure


def confirm(question: str, *, is_sure: bool) -> None:
    """Asks on the terminal, on stderr. Raises Failure where it is no, or nobody is there."""
    if is_sure:
        return
    if not is_terminal():
        raise Failure("there is no terminal to ask on; --yes does without asking", Exit.USAGE)
    if not click.confirm(question, err=True):
        raise Failure("nothing was changed", Exit.INTERRUPTED)


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def end_segment(
    folder: Path, identities: Sequence[Identity] = (), recipients: Sequence[Recipient] = ()
) -> int:
    """Ends the open segment; all below the number it gives are closed. Raises AuditError."""
    return order(folder, rotate=True, identities=identities, recipients=recipients).segment


def verified_after(folder: Path) -> Verified:
    """Verifies a log that was just changed. Raises Failure."""
    return verify_all([folder])[0]


def recorded(receipt: str) -> str:
    """The number in a receipt, as people read it."""
    return number(int(receipt.split("/")[-2]))
