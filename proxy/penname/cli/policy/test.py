"""`penname policy test`: runs the test files of policies."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from penname.cli.detecting import engine_detector
from penname.cli.exits import Exit, Failure
from penname.cli.output import busy, err, out, write
from penname.cli.policy.coverage import Coverage, coverage
from penname.cli.policy.report import Finding, render
from penname.cli.policy.report_view import show_findings
from penname.cli.policy.results import Result, as_data, as_findings, as_junit, show
from penname.cli.policy.runner import run_case
from penname.cli.policy.suites import LoadedSuite, find_suites, load_suites
from penname.detect.cache import CachedDetector
from penname.detect.contract import DetectionError
from penname.exchange.ports import Detector
from penname.policy.problems import Problem
from penname.server.wiring import today_utc

FORMATS = ("text", "json", "sarif", "github", "junit")
_KEY_BYTES = 32
#: Fewer cases than this are done before a bar is read.
_BAR_FROM = 20


def execute(
    paths: Sequence[str],
    *,
    run: str | None = None,
    form: str = "text",
    verbose: bool = False,
    with_coverage: bool = False,
    detector: Callable[[], Detector] | None = None,
    today: dt.date | None = None,
) -> Exit:
    """Runs the cases of all files; `run` is a glob over their names. Raises Failure.

    OK when every case passes, FINDINGS when one fails, USAGE when a file cannot be used.
    `detector` replaces the engine.
    """
    day = today or today_utc()
    talk = err()
    loaded, problems = load_suites(find_suites(paths), day)
    chosen = _chosen(loaded, run)
    if not chosen and not problems:
        raise Failure(f"no case has a name like {run!r}", Exit.USAGE)
    results: list[Result] = []
    if chosen:
        with busy(talk, "loading the engine"):
            cached = CachedDetector(
                (detector or engine_detector)(), secrets.token_bytes(_KEY_BYTES)
            )
        results = run_suites(chosen, cached, day, talk)
    covered = _coverage(results) if with_coverage else ()
    _tell(results, problems, covered, form, verbose=verbose)
    if problems:
        return Exit.USAGE
    return Exit.OK if all(one.passed for one in results) else Exit.FINDINGS


def _chosen(loaded: Iterable[LoadedSuite], run: str | None) -> list[LoadedSuite]:
    """The suites with the cases that are to run. Without `*` a part of a name is enough."""
    if run is None:
        return list(loaded)
    glob = run if any(mark in run for mark in "*?[") else f"*{run}*"
    kept = []
    for one in loaded:
        cases = tuple(case for case in one.suite.cases if fnmatchcase(case.name, glob))
        if cases:
            kept.append(replace(one, suite=replace(one.suite, cases=cases)))
    return kept


def run_suites(
    suites: Sequence[LoadedSuite], detector: Detector, today: dt.date, talk: Console
) -> list[Result]:
    """All cases, one after the other. Raises Failure when detection fails."""
    total = sum(len(one.suite.cases) for one in suites)

    async def every(step: Callable[[], None]) -> list[Result]:
        results = []
        for one in suites:
            outcomes = []
            for case in one.suite.cases:
                outcomes.append(await run_case(case, one.policy, detector, today))
                step()
            results.append(Result(one.suite, one.policy, tuple(outcomes)))
        return results

    try:
        with _bar(talk, total) as step:
            return asyncio.run(every(step))
    except DetectionError as error:
        raise Failure(str(error), Exit.USAGE) from None


@contextmanager
def _bar(talk: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, gone when done. Calls of what it gives are steps."""
    columns = (TextColumn("testing"), BarColumn(), MofNCompleteColumn())
    shown = talk.is_terminal and total >= _BAR_FROM
    with Progress(*columns, console=talk, transient=True, disable=not shown) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _coverage(results: Sequence[Result]) -> tuple[Coverage, ...]:
    """One for each policy, over all of its test files."""
    by_path: dict[str, list[Result]] = {}
    for one in results:
        by_path.setdefault(one.policy_path, []).append(one)
    return tuple(
        coverage(path, several[0].policy, [o.used for one in several for o in one.outcomes])
        for path, several in by_path.items()
    )


def _tell(
    results: Sequence[Result],
    problems: Sequence[Problem],
    covered: Sequence[Coverage],
    form: str,
    *,
    verbose: bool,
) -> None:
    bad = [_problem(one) for one in problems]
    if form == "text":
        console = out()
        show_findings(console, bad)
        show(console, results, covered, verbose=verbose)
    elif form == "junit":
        write(as_junit(results, problems))
    else:
        findings = [*bad, *as_findings(results)]
        write(render(findings, form, more=as_data(results, covered)))


def _problem(problem: Problem) -> Finding:
    return Finding(
        path=problem.path,
        line=problem.place.line,
        column=problem.place.column,
        severity=problem.severity,
        rule="policy-error",
        message=problem.message,
        hint=problem.hint,
        key=problem.key_path,
        source=problem.source,
    )
