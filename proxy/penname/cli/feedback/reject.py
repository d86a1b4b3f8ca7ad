"""`penname feedback reject`: a report of which nothing comes; who said so, and why."""

from __future__ import annotations

from pathlib import Path

from penname.cli.exits import Exit
from penname.cli.feedback.deciding import Reviewer, check_open, with_decision
from penname.cli.feedback.places import Home
from penname.cli.feedback.writing import Change, read_before, write_all
from penname.cli.output import err
from penname.policy.feedback import REJECTED, Decided
from penname.server.clock import today_utc


def execute(home: Home, named: str, reviewer: Reviewer) -> Exit:
    """Rejects one report. Raises Failure."""
    report = home.report(named)
    check_open(report)
    path = Path(report.path)
    before = read_before(path)
    decided = Decided(REJECTED, today_utc(), reviewer.by, reviewer.reason, reviewer.ticket)
    after = with_decision(report, decided).encode()
    write_all({path: Change(path, before, after)})
    err().print(f"rejected {report.id}: {report.path}", soft_wrap=True)
    return Exit.OK
