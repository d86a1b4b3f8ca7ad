"""Passphrases: from a terminal or a file, never from a command line that others can read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import click

from penname.cli.exits import Exit, Failure

_MAX_BYTES = 4096
#: A shorter one is guessed however slow each guess is made.
LEAST = 8


def passphrase_of(file: str | None, what: str) -> Callable[[], bytes]:
    """Gives the passphrase of `what` when it is called: that of the file, else it asks for it.

    The call raises Failure, also where there is neither a file nor a terminal.
    """

    def ask() -> bytes:
        if file is not None:
            return _in_file(Path(file))
        _check_terminal()
        said: str = click.prompt(f"Passphrase of {what}", hide_input=True, err=True)
        return said.encode()

    return ask


def new_passphrase(file: str | None, what: str) -> bytes:
    """A passphrase for something new: that of the file, else asked for twice. Raises Failure."""
    if file is not None:
        said = _in_file(Path(file))
    else:
        _check_terminal()
        said = click.prompt(
            f"Passphrase for {what}", hide_input=True, confirmation_prompt="Again", err=True
        ).encode()
    if len(said) < LEAST:
        raise Failure(f"the passphrase must have at least {LEAST} characters", Exit.USAGE)
    return said


def _check_terminal() -> None:
    if not sys.stdin.isatty():
        words = "there is no terminal to ask for the passphrase on; give --passphrase-file FILE"
        raise Failure(words, Exit.USAGE)


def _in_file(path: Path) -> bytes:
    """The first line of a file; pipes such as /dev/fd/63 may have any mode."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    if stat.S_ISREG(status.st_mode) and stat.S_IMODE(status.st_mode) & 0o077:
        words = f"{path}: group or others can read this passphrase; chmod go-rwx it"
        raise Failure(words, Exit.UNSAFE)
    line = content.removesuffix(b"\n").removesuffix(b"\r")
    if not line or len(content) > _MAX_BYTES or b"\n" in line:
        raise Failure(f"{path}: must hold one line, the passphrase", Exit.USAGE)
    return line
