"""`penname audit keys rotate`: wraps the keys of a log for other recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from penname.audit.erasure import RewrapPlan, plan_rewrap, rewrap
from penname.audit.model import Entry
from penname.audit.orders import changing
from penname.audit.recipients import Identity, Recipient, load_recipients
from penname.audit.record import AuditRecord
from penname.cli.audit.opening import needed
from penname.cli.audit.ordering import actor, order
from penname.cli.audit.places import logs_in
from penname.cli.audit.planning import confirm, end_segment, recorded, verified_after
from penname.cli.audit.reading import told
from penname.cli.audit.verify import EXITS
from penname.cli.audit.words import counted
from penname.cli.exits import Exit
from penname.cli.output import busy, err, out, print_rows


@dataclass(frozen=True, slots=True)
class Request:
    """The file with the new recipients, and why."""

    recipients: str
    reason: str
    dry_run: bool = False
    is_sure: bool = False


def execute(
    folder: str, identity_files: tuple[str, ...], passphrase_file: str | None, request: Request
) -> Exit:
    """Rewraps every log of a folder. Raises Failure."""
    identities = needed(identity_files, passphrase_file)
    folders = logs_in(folder)
    console = out()
    with told():
        recipients = load_recipients(Path(request.recipients))
        with busy(err(), "opening keys"):
            plans = [plan_rewrap(one, identities, recipients) for one in folders]
        for one, plan in zip(folders, plans, strict=True):
            _show_plan(console if request.dry_run else err(), one, plan)
        names = ", ".join(one.name for one in recipients)
        if request.dry_run or not any(plan.lines for plan in plans):
            return _left_closed(plans)
        question = f"Let {names} read, and nobody else?"
        confirm(question, is_sure=request.is_sure)
        codes = [
            _rewrapped(console, one, identities, recipients, request.reason)
            for one, plan in zip(folders, plans, strict=True)
            if plan.lines
        ]
    err().print(
        f"give {request.recipients} to the proxy, too: until then it seals for the old readers",
        soft_wrap=True,
    )
    worst = next((code for code in (Exit.FINDINGS, Exit.USAGE) if code in codes), Exit.OK)
    return worst or _left_closed(plans)


def _left_closed(plans: Sequence[RewrapPlan]) -> Exit:
    """Keys that the identities do not open stay as they are, and that is told."""
    closed = sum(plan.closed for plan in plans)
    if closed:
        words = f"{counted(closed, 'key')} stay as they are: these identities do not open them"
        err().print(words, style="bold yellow", soft_wrap=True)
    return Exit.USAGE if closed else Exit.OK


def _show_plan(console: Console, folder: Path, plan: RewrapPlan) -> None:
    counts = (
        f"{counted(len(plan.lines), 'key')} in {counted(len(plan.segments), 'segment')} to wrap "
        f"anew, {plan.kept:,} as they should be"
    )
    console.print(Text.assemble((str(folder), "bold"), f"  {counts}"), soft_wrap=True)


def _rewrapped(
    console: Console,
    folder: Path,
    identities: Sequence[Identity],
    recipients: Sequence[Recipient],
    reason: str,
) -> Exit:
    """Does it in one log. Raises AuditError; then the command may be given again."""
    with changing(folder):
        below = end_segment(folder, identities, recipients)
        plan = plan_rewrap(folder, identities, recipients, below=below)
        record = AuditRecord(
            actor=actor(),
            reason=reason,
            about={"recipients": [f"{one.name} {one.id}" for one in recipients]},
        )
        entries = [Entry("rewrap", record, detail=detail) for detail in plan.details()]
        done = order(folder, entries, identities=identities, recipients=recipients)
        count = rewrap(folder, plan.lines)
    verdict = verified_after(folder).report.verdict
    console.print(Text.assemble((str(folder), "bold"), "  ", ("rotated", "bold green")))
    print_rows(
        console,
        [
            ("keys", f"{count:,} wrapped anew"),
            ("recorded", f"in record {recorded(str(done.receipts[-1]))}" if done.receipts else "-"),
            ("the log", Text(verdict, "green" if verdict == "ok" else "bold red")),
        ],
    )
    return EXITS[verdict]
