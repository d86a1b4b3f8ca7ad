"""Exit codes of every command, as one table (docs and tests read it).

The numbers follow the tools that people know: 1 is "found something" as in gitleaks,
2 is the usage error of most commands, 130 is 128 + SIGINT as shells count.
Those of `audit verify` (0, 1, 2) are fixed by docs/audit-format.md, 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

import click


class Exit(IntEnum):
    """What the shell gets."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    LOOSENED = 3
    UNREACHABLE = 4
    UNSAFE = 5
    INTERRUPTED = 130


MEANINGS: Mapping[Exit, str] = MappingProxyType(
    {
        Exit.OK: "done; a server that was asked to stop has stopped cleanly",
        Exit.FINDINGS: "scan found something; a policy check or test failed; an entry of a policy "
        "ends soon; the demo saw a leak; an audit log was tampered with",
        Exit.USAGE: "wrong usage, a bad policy or setting, or a part that is not installed; "
        "an audit log is incomplete",
        Exit.LOOSENED: "a policy diff loosened",
        Exit.UNREACHABLE: "the upstream could not be reached",
        Exit.UNSAFE: "refused: it would not be safe",
        Exit.INTERRUPTED: "interrupted (Ctrl-C) before it was done",
    }
)


class Failure(click.ClickException):
    """Ends a command with a message on stderr and an exit code. `plain` leaves out `penname: `."""

    def __init__(self, message: str, code: Exit, *, plain: bool = False) -> None:
        super().__init__(message)
        self.exit_code = int(code)  # type: ignore[misc]  # click reads it from the instance
        self._plain = plain

    def show(self, file: object = None) -> None:
        """Always on stderr; `file` is click's, and unused."""
        click.echo(self.message if self._plain else f"penname: {self.message}", err=True)
