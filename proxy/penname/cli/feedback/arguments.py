"""Options that several commands share; light, so that `--help` stays quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from penname.cli.policy.formats import DEFAULT_FOLDER

_F = TypeVar("_F", bound=Callable[..., Any])

#: Where reports stand, if not beside the policies.
REPORTS_VARIABLE = "PENNAME_FEEDBACK_DIR"

DIR = click.option(
    "--dir", "folder", metavar="DIR", default=DEFAULT_FOLDER, help="The policies. Default policies."
)
_REPORTS = click.option(
    "--reports",
    metavar="DIR",
    envvar=REPORTS_VARIABLE,
    help=f"The reports. Default: feedback, below the policies. Or {REPORTS_VARIABLE}.",
)
POLICY = click.option(
    "--policy", metavar="FILE", help="Which of the policies. Default: the one for everybody."
)
_NOTE = click.option("--note", metavar="TEXT", default="", help="For who reviews it; no values.")
_BY = click.option("--by", metavar="NAME", default="", help="Who reports it.")
PLAIN = click.option("--plain", is_flag=True, help="The value may stand in clear.")
FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default text."
)


def places(command: _F) -> _F:
    """Where policies and reports are."""
    return DIR(_REPORTS(command))


def reported(command: _F) -> _F:
    """What whoever reports says beside the value."""
    return places(POLICY(_NOTE(_BY(PLAIN(command)))))


def reviewed(command: _F) -> _F:
    """Who decides, and why."""
    by = click.option("--by", metavar="NAME", required=True, help="Who decides.")
    reason = click.option("--reason", metavar="TEXT", required=True, help="Why; no values.")
    ticket = click.option("--ticket", metavar="ID", default="", help="Where it was discussed.")
    return places(by(reason(ticket(command))))
