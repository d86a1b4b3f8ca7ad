"""The value that `audit search` looks for: typed unseen, from a file, or from the command line."""

from __future__ import annotations

import sys

import click

from penname.cli.exits import Exit, Failure
from penname.cli.texts import read_text


def value_from(value: str | None, file: str | None, *, ask: bool) -> str | None:
    """The value, from whichever of the three was given; None where none was. Raises Failure.

    One line end behind a file's text is no part of the value.
    """
    if ask:
        if not sys.stdin.isatty():
            raise Failure("--ask needs a terminal; give --value-file -", Exit.USAGE)
        said: str = click.prompt("Value", hide_input=True, err=True)
    elif file is not None:
        said = read_text(file).removesuffix("\n").removesuffix("\r")
    elif value is not None:
        said = value
    else:
        return None
    if not said.strip():
        raise Failure("the value is empty", Exit.USAGE)
    return said
