"""`penname feedback due`: entries of policies that end soon, or have ended. For CI."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from penname.cli.audit.words import counted
from penname.cli.exits import Exit, Failure
from penname.cli.feedback.places import Home
from penname.cli.output import err, out, write
from penname.cli.policy.report import Finding, counts, render
from penname.cli.policy.report_view import show_findings
from penname.policy.denied import DenyEntry
from penname.policy.grammar import KIND as POLICY
from penname.policy.load import check_policy, read_tree
from penname.policy.model import AllowEntry, Exemption, Policy
from penname.policy.problems import PolicyError
from penname.policy.snapshot import lexical
from penname.policy.tree import kind_of
from penname.server.clock import today_utc

_SUFFIXES = (".yaml", ".yml")
_RULE = "policy-due"


def execute(home: Home, days: int, form: str) -> Exit:
    """FINDINGS when an entry of a policy in the folder ends within `days`. Raises Failure."""
    today = today_utc()
    found: dict[tuple[str, int, str], Finding] = {}
    for policy in _policies(home, today):
        for one in _due(policy, today, days):
            if lexical(Path(one.path)).is_relative_to(lexical(home.folder)):
                found.setdefault((one.path, one.line, one.key), one)
    findings = sorted(found.values(), key=lambda one: (one.path, one.line))
    if form == "text":
        show_findings(out(), findings)
        err().print(_sum(findings, days), soft_wrap=True)
    else:
        write(render(findings, form, more={"days": days}))
    return Exit.FINDINGS if findings else Exit.OK


def _policies(home: Home, today: dt.date) -> Iterator[Policy]:
    """The policies that stand in the folder. Raises Failure for one that does not load: nobody
    knows then what is due."""
    for path in sorted(home.folder.iterdir()):
        if path.suffix not in _SUFFIXES or path.name.startswith("."):
            continue
        try:
            if kind_of(read_tree(path)) == POLICY:
                yield check_policy(path, today=today).policy
        except PolicyError as error:
            raise Failure(str(error), Exit.USAGE, plain=True) from None


def _due(policy: Policy, today: dt.date, days: int) -> Iterator[Finding]:
    for key, entry, ticket in _entries(policy):
        left = (entry.expires - today).days
        if left > days:
            continue
        path, _, line = entry.where.rpartition(":")
        severity = "error" if left < 0 else "warning"
        words = [_when(left, entry.expires), f"owner {entry.owner}", ticket]
        message = ", ".join(word for word in words if word)
        yield Finding(path, int(line), 0, severity, _RULE, message, key=key)


def _entries(policy: Policy) -> Iterator[tuple[str, AllowEntry | DenyEntry | Exemption, str]]:
    """Key, entry and ticket of all that has a last day."""
    yield from ((f"allow.{one.id}", one, one.review.ticket) for one in policy.allow)
    yield from ((f"deny.{one.id}", one, one.review.ticket) for one in policy.deny)
    yield from ((f"exceptions.{one.id}", one, one.ticket) for one in policy.exceptions)


def _when(left: int, expires: dt.date) -> str:
    if left < 0:
        return f"ended {counted(-left, 'day')} ago, on {expires}: it has no effect"
    return f"ends in {counted(left, 'day')}, on {expires}" if left else "ends today"


def _sum(findings: list[Finding], days: int) -> Text:
    found = counts(findings)
    if not findings:
        return Text(f"nothing ends within {counted(days, 'day')}", "bold green")
    ended, soon = found["error"], found["warning"]
    parts = [f"{ended} ended"] * bool(ended) + [f"{soon} within {counted(days, 'day')}"] * bool(
        soon
    )
    words = ", ".join(parts)
    return Text.assemble((words, "bold red" if ended else "bold yellow"), ": prolong or delete")
