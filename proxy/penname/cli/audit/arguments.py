"""Arguments and options that several commands share; light, so that `--help` stays quick."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])

#: The log, or the folder of logs, that commands are about when none is named.
DIR_VARIABLE = "PENNAME_AUDIT_DIR"
#: The identity file that opens records.
IDENTITY_VARIABLE = "PENNAME_AUDIT_IDENTITY"

DIR = click.argument("folder", required=False, metavar="[DIR]")
JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")
OUT = click.option("--out", metavar="FILE", help="Write into FILE, which must not be there yet.")
REASON = click.option("--reason", metavar="TEXT", help="Why; it is kept in the log.")
SINCE = click.option("--since", metavar="TIME", help="From this time on: 2026-11-24T09:30, or 2h.")
UNTIL = click.option("--until", metavar="TIME", help="Before this time.")
_IDENTITY = click.option(
    "--identity",
    "identities",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    envvar=IDENTITY_VARIABLE,
    help=f"What opens records; may be given more than once. Default: {IDENTITY_VARIABLE}.",
)
PASSPHRASE = click.option(
    "--passphrase-file", metavar="FILE", help="Holds the passphrase of the identity."
)


def identity(command: _F) -> _F:
    """`--identity` and `--passphrase-file`."""
    return _IDENTITY(PASSPHRASE(command))


def folder_of(folder: str | None) -> str:
    """The folder that was named, else that of the environment. Raises click.UsageError."""
    named = folder or os.environ.get(DIR_VARIABLE)
    if not named:
        raise click.UsageError(f"give DIR, the folder of the log, or set {DIR_VARIABLE}")
    return named


def folder_and(folder: str | None, what: str | None, name: str) -> tuple[str, str]:
    """DIR and one more word; with a folder in the environment the only word is the latter.

    `name` is what the word is called. Raises click.UsageError.
    """
    if what is None and folder and os.environ.get(DIR_VARIABLE):
        folder, what = None, folder
    if what is None:
        raise click.UsageError(f"give {name}")
    return folder_of(folder), what
