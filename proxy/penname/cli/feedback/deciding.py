"""What an accepted and a rejected report have in common: who decided, why, and its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.policy.amend import AmendError, with_key
from penname.policy.feedback import OPEN, Decided, Report, decided_lines


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, why, and where it was discussed."""

    by: str
    reason: str = field(repr=False)
    ticket: str = ""


def check_open(report: Report) -> None:
    """Raises Failure for a report that was decided already."""
    decided = report.decided
    if report.state != OPEN and decided is not None:
        words = f"{report.id} was {decided.outcome} on {decided.on} by {decided.by}"
        raise Failure(f"{words}: report it again to have it decided anew", Exit.USAGE)


def with_decision(report: Report, decided: Decided) -> str:
    """The report's file with the decision behind all that is in it. Raises Failure."""
    path = Path(report.path)
    try:
        return with_key(path.read_text("utf-8"), "decided", decided_lines(decided))
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or type(error).__name__
        raise Failure(f"{path}: {words}", Exit.USAGE) from None
    except AmendError as error:
        raise Failure(f"{path}: {error}", Exit.USAGE) from None
