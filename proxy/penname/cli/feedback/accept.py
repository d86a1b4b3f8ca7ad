"""`penname feedback accept`: a report becomes an entry of its policy, with a test.

Nothing is written before somebody has seen the change and said yes, and the folder with it has
passed its check and its tests.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console

from penname.cli.audit.planning import confirm
from penname.cli.audit.values import value_from
from penname.cli.detecting import engine_detector
from penname.cli.exits import Exit, Failure
from penname.cli.feedback.deciding import Reviewer, check_open, with_decision
from penname.cli.feedback.diff_view import show_changes
from penname.cli.feedback.entries import NewEntry
from penname.cli.feedback.hashing import hash_of, hasher_for, says_value
from penname.cli.feedback.places import Home, Target
from penname.cli.feedback.proving import Ground, proven, tests_text
from penname.cli.feedback.trial import Trial, errors
from penname.cli.feedback.writing import Change, read_before, write_all
from penname.cli.output import busy, err, out
from penname.cli.policy.report_view import show_findings, tally
from penname.cli.policy.results import show as show_results
from penname.cli.policy.test import run_suites
from penname.cli.texts import STDIN, read_text
from penname.detect.cache import CachedDetector
from penname.exchange.ports import Detector
from penname.policy.amend import AmendError, with_item
from penname.policy.entries import LONGEST_DAYS
from penname.policy.feedback import ACCEPTED, HOLE, MISSED, Decided, Report
from penname.policy.hashed import KEYED
from penname.policy.load import check_policy
from penname.policy.problems import PolicyError
from penname.policy.signatures import FILE_NAME
from penname.policy.snapshot import lexical
from penname.server.clock import today_utc

DEFAULT_DAYS = 90
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Terms:
    """What whoever accepts has said beside who they are."""

    expires: str | None = None
    owner: str = ""
    policy: str | None = None
    value_file: str | None = None
    text_file: str | None = None
    stand_in: str = field(default="", repr=False)
    plain: bool = False
    is_sure: bool = False


def execute(
    home: Home,
    named: str,
    reviewer: Reviewer,
    terms: Terms,
    *,
    detector: Callable[[], Detector] | None = None,
) -> Exit:
    """Accepts one report. `detector` replaces the engine. Raises Failure."""
    today, talk = today_utc(), err()
    report = home.report(named)
    check_open(report)
    target = _target(home, report, terms.policy, today)
    entry = _entry(home, target, report, reviewer, terms, today)
    text = _text(home, target, entry, reviewer, terms)
    with busy(talk, "loading the engine"):
        cached = CachedDetector((detector or engine_detector)(), secrets.token_bytes(_KEY_BYTES))
    changes = _changes(home, target, entry, cached, text, terms.stand_in)
    show_changes(out(), changes.values())
    confirm(f"Write this into {target.path}?", is_sure=terms.is_sure)
    _try(home, target, changes, cached, today, talk)
    write_all(changes)
    _tell(home, target, entry, talk)
    return Exit.OK


def _target(home: Home, report: Report, named: str | None, today: dt.date) -> Target:
    """The policy that gets the entry: of a locked type only the one that locks it can let a value
    through. Raises Failure."""
    target = home.target(named or report.policy, today)
    rule = target.policy.rules.get(report.entity)
    if named is None and report.report != MISSED and rule is not None and rule.locked:
        path = Path(rule.origin("locked").rpartition(":")[0])
        if lexical(path).is_relative_to(lexical(home.folder)):
            return home.target(str(path), today)
    return target


def _entry(
    home: Home, target: Target, report: Report, reviewer: Reviewer, terms: Terms, today: dt.date
) -> NewEntry:
    """The entry as it is wanted. Raises Failure."""
    value = _value(home, target, report, terms)
    is_plain = value is not None and (terms.plain or report.value is not None)
    if terms.plain and not is_plain:
        raise Failure("--plain needs the value: give it with --value-file FILE", Exit.USAGE)
    hashed = report.hashed
    if hashed is None and value is not None:
        hashed = hash_of(hasher_for(home, target), report.report, value)
        report = replace(report, hashed=hashed, length=len(value))
    return NewEntry(
        report=report,
        hashed=hashed,
        value=value if is_plain else None,
        owner=terms.owner or target.policy.owner,
        by=reviewer.by,
        reason=reviewer.reason,
        ticket=reviewer.ticket,
        created=today,
        expires=_expires(terms.expires, today),
    )


def _value(home: Home, target: Target, report: Report, terms: Terms) -> str | None:
    """The value, where somebody says it or the report has it. Raises Failure."""
    file, knows = terms.value_file, report.value is not None or report.hashed is not None
    if file is None and (knows and not (terms.plain and report.value is None)):
        return report.value
    if file is None and not sys.stdin.isatty():
        words = f"{report.id} does not have the value: give it with --value-file FILE"
        raise Failure(words, Exit.USAGE)
    if file == STDIN and terms.text_file == STDIN:
        raise Failure("standard input is either the value or the text, not both", Exit.USAGE)
    said = value_from(None, file, ask=file is None) or ""
    value = said.strip() if report.report == MISSED else said
    hasher = hasher_for(home, target)
    if report.hashed is not None:
        if report.hashed.hasher.scheme != KEYED:
            hasher = report.hashed.hasher
        if hash_of(hasher, report.report, value) != report.hashed:
            raise Failure(f"this is not the value of {report.id}", Exit.USAGE)
    return value


def _expires(said: str | None, today: dt.date) -> dt.date:
    if said is None:
        return today + dt.timedelta(DEFAULT_DAYS)
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        raise Failure(f"--expires {said!r} is no day such as 2027-06-30", Exit.USAGE) from None
    if not today <= day <= today + dt.timedelta(LONGEST_DAYS):
        words = f"--expires {day} must be from {today} to {today + dt.timedelta(LONGEST_DAYS)}"
        raise Failure(words, Exit.USAGE)
    return day


def _text(home: Home, target: Target, entry: NewEntry, reviewer: Reviewer, terms: Terms) -> str:
    """The text that is wanted for the test. Nothing that is said may hold the value.

    Raises Failure.
    """
    text = "" if terms.text_file is None else read_text(terms.text_file).strip()
    if text and HOLE not in text:
        raise Failure(f"{terms.text_file}: has no {HOLE} where the value stands", Exit.USAGE)
    if entry.value is not None:
        return text
    hashed = entry.report.hashed
    hasher = hasher_for(home, target)
    if hashed is not None and hashed.hasher.is_ready:
        hasher = hashed.hasher
    said = {
        "--reason": reviewer.reason,
        "--ticket": reviewer.ticket,
        "--by": reviewer.by,
        "--owner": terms.owner,
        "--stand-in": terms.stand_in,
        "--text": text,
    }
    for option, words in said.items():
        if says_value(entry.report, hasher, words):
            raise Failure(f"{option} has the value itself, which must not show", Exit.UNSAFE)
    return text


def _changes(
    home: Home,
    target: Target,
    entry: NewEntry,
    detector: Detector,
    text: str,
    stand_in: str,
) -> dict[Path, Change]:
    """The files that change: the policy, its tests, the report. Raises Failure."""
    before = read_before(target.path) or b""
    try:
        amended = with_item(before.decode("utf-8"), entry.key, entry.lines())
    except (AmendError, UnicodeDecodeError) as error:
        words = error if isinstance(error, AmendError) else "is not UTF-8"
        raise Failure(f"{target.path}: {words}. Nothing was changed", Exit.USAGE) from None
    trial = Trial(home.folder, entry.created, {target.path: amended.encode()})
    try:
        policy = check_policy(target.path, today=entry.created, read=trial.read).policy
        tests = trial.tests_of(target.path)
        suite = trial.suite(tests) if tests.is_file() else None
    except PolicyError as error:
        words = f"{error}\npenname: nothing was changed: the policy cannot have this entry"
        raise Failure(words, Exit.FINDINGS, plain=True) from None
    begun = tests_text(trial, tests, target.path)
    ground = Ground(trial, tests, begun, suite, target.policy, policy, detector)
    with_cases = proven(entry, ground, text, stand_in)
    path = Path(entry.report.path)
    decided = Decided(
        ACCEPTED, entry.created, entry.by, entry.reason, entry.ticket, entry.report.id,
        entry.expires,
    )  # fmt: skip
    after = {
        target.path: amended,
        tests: with_cases,
        path: with_decision(entry.report, decided),
    }
    return {one: Change(one, read_before(one), said.encode()) for one, said in after.items()}


def _try(
    home: Home,
    target: Target,
    changes: dict[Path, Change],
    detector: Detector,
    today: dt.date,
    talk: Console,
) -> None:
    """Checks and tests the folder as it would be. Raises Failure."""
    trial = Trial(home.folder, today, {path: one.after for path, one in changes.items()})
    findings = trial.findings()
    if errors(findings):
        show_findings(talk, errors(findings))
        words = f"nothing was changed: with this, penname policy check finds {tally(findings)}"
        raise Failure(words, Exit.FINDINGS)
    try:
        suites = trial.suites(target.path)
    except PolicyError as error:
        raise Failure(str(error), Exit.FINDINGS, plain=True) from None
    results = run_suites(suites, detector, today, talk)
    show_results(talk, results, (), verbose=False)
    if not all(one.passed for one in results):
        words = (
            "nothing was changed: with this, penname policy test fails. Change the cases that "
            "fail, or have the new one made of another text (--text FILE)"
        )
        raise Failure(words, Exit.FINDINGS)


def _tell(home: Home, target: Target, entry: NewEntry, talk: Console) -> None:
    talk.print(
        f"accepted {entry.report.id}: {entry.key} entry in {target.path} until {entry.expires}",
        soft_wrap=True,
    )
    sign = f", then penname policy sign {home.folder}"
    signed = (home.folder / FILE_NAME).exists()
    talk.print(f"next: raise revision in {target.path}{sign if signed else ''}", soft_wrap=True)
