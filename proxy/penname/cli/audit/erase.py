"""`penname audit erase`: destroys the keys of a tenant's or person's records.

The order of the steps is what keeps the log whole: the segment that is being written is ended,
so that no writer holds the files of keys; a record names the keys; only then they go.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from penname.audit.erasure import ErasePlan, concerned, destroy, plan_erase
from penname.audit.model import AuditError, Entry
from penname.audit.orders import changing
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord
from penname.cli.audit.opening import identities_of
from penname.cli.audit.ordering import actor, order
from penname.cli.audit.places import logs_in
from penname.cli.audit.planning import confirm, end_segment, recorded, verified_after
from penname.cli.audit.reading import told
from penname.cli.audit.verify import EXITS
from penname.cli.audit.words import counted
from penname.cli.exits import Exit, Failure
from penname.cli.output import busy, err, out, print_rows, write
from penname.server.config import ConfigError
from penname.server.keys import load_root_key

#: As `penname run` derives it from the root key.
_LABELS = "audit-labels"


@dataclass(frozen=True, slots=True)
class Finder:
    """How the keys are found: by identities that open them, by the proxy's root key, or both."""

    identity_files: tuple[str, ...] = ()
    passphrase_file: str | None = None
    data_dir: str | None = None
    root_key_file: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be erased, such as `tenant:acme`, and why."""

    scope: str
    reason: str
    dry_run: bool = False
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class _Means:
    identities: tuple[Identity, ...]
    label_key: bytes | None = field(repr=False)

    def plan(self, folder: Path, scope: str, below: int | None = None) -> ErasePlan:
        return plan_erase(
            folder,
            (scope,),
            label_key=self.label_key,
            identities=self.identities,
            below=below,
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """A log: what is to go, and, once it is gone, the receipts and the verdict."""

    folder: Path
    log: str
    plan: ErasePlan
    records: int
    receipts: tuple[str, ...] = ()
    verdict: str = ""

    def as_object(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "log": self.log,
            "keys": len(self.plan.lines),
            "segments": len(self.plan.segments),
            "records": self.records,
            "keys_closed": self.plan.closed,
            "erased": bool(self.receipts),
            "receipts": list(self.receipts),
            "verdict": self.verdict,
        }


def execute(folder: str, request: Request, finder: Finder, *, as_json: bool) -> Exit:
    """Erases in every log of a folder. Raises Failure."""
    folders = logs_in(folder)
    means = _means(finder)
    with told():
        with busy(err(), "looking for keys"):
            plans = [_planned(one, means, request.scope) for one in folders]
        going = [one for one in plans if one.plan.lines]
        done = plans
        if going and not request.dry_run:
            if not as_json or not request.is_sure:
                _show_plans(err(), request.scope, plans)
            what = request.scope.replace(":", " ", 1)
            confirm(f"Make these records of {what} unreadable for ever?", is_sure=request.is_sure)
            done = [_erased(one, means, request) if one.plan.lines else one for one in plans]
    _show(done, request, as_json=as_json)
    return _exit(done)


def _means(finder: Finder) -> _Means:
    """Raises Failure where there is nothing to find keys with."""
    identities = identities_of(finder.identity_files, finder.passphrase_file)
    label_key = _label_key(finder)
    if not identities and label_key is None:
        words = "this needs what finds the keys: --data-dir of the proxy, or --identity FILE"
        raise Failure(words, Exit.USAGE)
    return _Means(identities, label_key)


def _label_key(finder: Finder) -> bytes | None:
    data_dir = None if finder.data_dir is None else Path(finder.data_dir)
    file = None if finder.root_key_file is None else Path(finder.root_key_file)
    if data_dir is None and file is None:
        return None
    if file is None and data_dir is not None and not (data_dir / "root.key").is_file():
        # one that is made now would find nothing, and the command would say that all is well
        raise Failure(f"{data_dir}: the proxy's root.key is not there", Exit.USAGE)
    try:
        return load_root_key(file, data_dir, lambda _words: None).derive(_LABELS)
    except ConfigError as error:
        raise Failure(str(error), Exit(error.code)) from None


def _planned(folder: Path, means: _Means, scope: str, below: int | None = None) -> Erased:
    plan = means.plan(folder, scope, below)
    with LogReader(folder) as reader:
        return Erased(folder, reader.origin, plan, concerned(reader, plan).total())


def _erased(before: Erased, means: _Means, request: Request) -> Erased:
    """Does it in one log. Raises AuditError; then the command may be given again."""
    folder = before.folder
    with changing(folder):
        below = end_segment(folder, means.identities)
        now = _planned(folder, means, request.scope, below)
        record = AuditRecord(
            actor=actor(),
            reason=request.reason,
            about={
                "kind": request.scope.partition(":")[0],
                "keys": len(now.plan.lines),
                "records": now.records,
            },
        )
        entries = [Entry("erase", record, detail=detail) for detail in now.plan.details()]
        done = order(folder, entries, identities=means.identities)
        destroy(folder, now.plan.lines)
    left = means.plan(folder, request.scope, below)
    if left.lines:
        raise AuditError(
            f"audit log {folder}: {counted(len(left.lines), 'key')} could not be erased"
        )
    report = verified_after(folder).report
    return Erased(
        folder,
        now.log,
        now.plan,
        now.records,
        tuple(str(receipt) for receipt in done.receipts),
        report.verdict,
    )


def _exit(done: Sequence[Erased]) -> Exit:
    verdicts = [EXITS[one.verdict] for one in done if one.verdict]
    if Exit.FINDINGS in verdicts:
        return Exit.FINDINGS
    if Exit.USAGE in verdicts or any(one.plan.closed for one in done):
        return Exit.USAGE
    return Exit.OK


def _show(done: Sequence[Erased], request: Request, *, as_json: bool) -> None:
    if as_json:
        write(json.dumps({"logs": [one.as_object() for one in done]}, indent=2) + "\n")
        return
    if not any(one.plan.lines for one in done):
        out().print(f"there is nothing of {request.scope.replace(':', ' ', 1)} to erase")
    elif request.dry_run:
        _show_plans(out(), request.scope, done)
    else:
        for one in done:
            _show_erased(out(), one)
    closed = sum(one.plan.closed for one in done)
    if closed:
        words = f"{counted(closed, 'key')} could not be looked at: another identity opens them"
        err().print(words, style="bold yellow", soft_wrap=True)


def _show_plans(console: Console, scope: str, plans: Sequence[Erased]) -> None:
    for one in plans:
        counts = (
            f"{counted(one.records, 'record')}, {counted(len(one.plan.lines), 'key')} "
            f"in {counted(len(one.plan.segments), 'segment')}"
        )
        words = Text.assemble((one.log, "bold"), f"  {scope.replace(':', ' ', 1)}: {counts}")
        console.print(words, soft_wrap=True)


def _show_erased(console: Console, one: Erased) -> None:
    if not one.receipts:
        console.print(Text.assemble((one.log, "bold"), "  nothing to erase"), soft_wrap=True)
        return
    console.print(Text.assemble((one.log, "bold"), "  ", ("erased", "bold green")), soft_wrap=True)
    verdict = Text(one.verdict, "green" if one.verdict == "ok" else "bold red")
    print_rows(
        console,
        [
            ("records", f"{one.records:,} that nobody can read any more"),
            ("keys", f"{len(one.plan.lines):,} destroyed"),
            ("recorded", f"in record {recorded(one.receipts[-1])}"),
            ("the log", verdict),
            ("copies", "replace their *.keys files by these, or the keys live on there"),
        ],
    )
