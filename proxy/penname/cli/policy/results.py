"""Results of policy tests: for people, for machines, and as JUnit XML."""

from __future__ import annotations

import difflib
import os.path
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rich.console import Console
from rich.text import Text

from penname.cli.output import safe
from penname.cli.policy.checks import Failed
from penname.cli.policy.coverage import Coverage
from penname.cli.policy.report import Finding
from penname.cli.policy.runner import Outcome
from penname.policy.cases import Suite
from penname.policy.model import Policy
from penname.policy.problems import Problem

_KINDS = {
    "entity": "entities",
    "recognizer": "recognizers",
    "scope": "scopes",
    "exception": "exceptions",
    "allow": "allow entries",
    "deny": "deny entries",
}
_CONTEXT_LINES = 1


@dataclass(frozen=True, slots=True)
class Result:
    """A test file that was run."""

    suite: Suite
    policy: Policy
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        return all(one.passed for one in self.outcomes)

    @property
    def policy_path(self) -> str:
        return os.path.normpath(Path(self.suite.path).parent / self.suite.policy)


def show(
    console: Console, results: Sequence[Result], covered: Sequence[Coverage], *, verbose: bool
) -> None:
    """A line for each file, what fails in it, and the sum. `verbose`: every case with its time."""
    for one in results:
        if verbose or not one.passed:
            _show_file(console, one, verbose=verbose)
    for each in covered:
        _show_coverage(console, each)
    outcomes = [outcome for one in results for outcome in one.outcomes]
    if outcomes:
        console.print(_sum(outcomes), soft_wrap=True)


def _show_file(console: Console, result: Result, *, verbose: bool) -> None:
    head = Text.assemble((result.suite.path, "bold"), (f"  {result.policy.label}", "dim"))
    console.print(head, soft_wrap=True)
    for one in result.outcomes:
        if verbose or not one.passed:
            console.print(_case_line(one, verbose=verbose), soft_wrap=True)
        if not one.passed:
            place = one.case.place
            at = f"    {result.suite.path}:{place.line}:{place.column}"
            console.print(Text(at, "dim"), soft_wrap=True)
            for failed in one.failed:
                _show_failed(console, failed)
            for line in _decided(one):
                console.print(line, soft_wrap=True)
            console.print()
    if result.passed:
        console.print()


def _case_line(outcome: Outcome, *, verbose: bool) -> Text:
    word = ("  PASS ", "green") if outcome.passed else ("  FAIL ", "bold red")
    line = Text.assemble(word, (safe(outcome.case.name), "" if outcome.passed else "bold"))
    if verbose:
        line.append(f"  {outcome.seconds * 1000:.0f} ms", style="dim")
    return line


def _show_failed(console: Console, failed: Failed) -> None:
    console.print(Text(f"    {failed.what}", "bold"), soft_wrap=True)
    for line in diff(failed.expected, failed.got):
        style = {"-": "green", "+": "red", "@": "cyan"}.get(line[:1], "dim")
        console.print(Text(f"      {safe(line)}", style), soft_wrap=True)
    for note in failed.notes:
        console.print(Text(f"      {safe(note)}", "yellow"), soft_wrap=True)


def diff(expected: str, got: str) -> list[str]:
    """A unified diff without its head: `-` is what was expected, `+` what came."""
    lines = difflib.unified_diff(
        expected.split("\n"), got.split("\n"), lineterm="", n=_CONTEXT_LINES
    )
    found = list(lines)[2:]
    only = sum(line.startswith("@@") for line in found) == 1
    return found[1:] if only else found


def _decided(outcome: Outcome) -> Iterator[Text]:
    """What was decided on each span, and by which line of which file."""
    for one in outcome.findings:
        words = f"{one.entity_type} {one.score:.2f} {one.recognizer}: {one.action}"
        yield Text.assemble("    decided  ", words, (f"  {one.where}", "dim"))
    if not outcome.findings:
        yield Text("    decided  nothing was found that a rule acts on")


def _show_coverage(console: Console, coverage: Coverage) -> None:
    counts = coverage.counts()
    words = ", ".join(f"{_KINDS[kind]} {has}/{of}" for kind, (has, of) in counts.items())
    console.print(Text.assemble(("coverage ", "bold"), coverage.path, f": {words}"), soft_wrap=True)
    for line in coverage.missing:
        name = f"  no case exercises {line.kind} {safe(line.name)}"
        console.print(Text.assemble((name, "yellow"), (f"  {line.where}", "dim")), soft_wrap=True)


def _sum(outcomes: Sequence[Outcome]) -> Text:
    """As OPA says it: `PASS: 12/12`, or how many of all fail."""
    failed = sum(not one.passed for one in outcomes)
    total = len(outcomes)
    seconds = sum(one.seconds for one in outcomes)
    if not failed:
        return Text.assemble((f"PASS {total}/{total}", "bold green"), (f"  {seconds:.1f} s", "dim"))
    passed = Text.assemble((f"PASS {total - failed}/{total}", "bold"), "  ")
    return passed.append(f"FAIL {failed}/{total}", "bold red").append(f"  {seconds:.1f} s", "dim")


def as_findings(results: Sequence[Result]) -> list[Finding]:
    """One finding for each thing that failed."""
    return [
        Finding(
            path=result.suite.path,
            line=outcome.case.place.line,
            column=outcome.case.place.column,
            severity="error",
            rule="policy-test",
            message=f"{outcome.case.name}: {failed.what} is not as expected",
            hint="\n".join([*diff(failed.expected, failed.got), *failed.notes]),
        )
        for result in results
        for outcome in result.outcomes
        for failed in outcome.failed
    ]


def as_data(results: Sequence[Result], covered: Sequence[Coverage]) -> dict[str, Any]:
    """What the JSON report says beside its findings."""
    outcomes = [outcome for one in results for outcome in one.outcomes]
    passed = sum(one.passed for one in outcomes)
    data: dict[str, Any] = {
        "passed": passed,
        "failed": len(outcomes) - passed,
        "suites": [_suite(one) for one in results],
    }
    if covered:
        data["coverage"] = [_coverage(one) for one in covered]
    return data


def _suite(result: Result) -> dict[str, Any]:
    return {
        "path": result.suite.path,
        "policy": result.policy.name,
        "revision": result.policy.revision,
        "digest": result.policy.digest,
        "cases": [
            {
                "name": one.case.name,
                "line": one.case.place.line,
                "passed": one.passed,
                "seconds": round(one.seconds, 4),
                "failed": [
                    {
                        "what": each.what,
                        "expected": each.expected,
                        "got": each.got,
                        "notes": list(each.notes),
                    }
                    for each in one.failed
                ],
            }
            for one in result.outcomes
        ],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "path": coverage.path,
        "counts": {kind: {"covered": a, "all": b} for kind, (a, b) in coverage.counts().items()},
        "missing": [
            {"kind": line.kind, "name": line.name, "where": line.where} for line in coverage.missing
        ],
    }


def as_junit(results: Sequence[Result], problems: Sequence[Problem]) -> str:
    """JUnit XML, as CI systems read it. A file that cannot be used is an error of its own."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for one in results:
        failures = sum(not outcome.passed for outcome in one.outcomes)
        name = quoteattr(_xml(one.suite.path))
        head = f'tests="{len(one.outcomes)}" failures="{failures}" errors="0"'
        out.append(f"  <testsuite name={name} {head}>")
        out += [line for outcome in one.outcomes for line in _junit_case(one, outcome)]
        out.append("  </testsuite>")
    for problem in problems:
        name = quoteattr(_xml(problem.path))
        out.append(f'  <testsuite name={name} tests="1" failures="0" errors="1">')
        said = quoteattr(_xml(problem.head))
        out.append(f"    <testcase name={name}><error message={said}/></testcase>")
        out.append("  </testsuite>")
    return "\n".join([*out, "</testsuites>"]) + "\n"


def _junit_case(result: Result, outcome: Outcome) -> Iterator[str]:
    name, file = quoteattr(_xml(outcome.case.name)), quoteattr(_xml(result.suite.path))
    head = f'    <testcase classname={file} name={name} time="{outcome.seconds:.4f}"'
    if outcome.passed:
        yield f"{head}/>"
        return
    what = quoteattr(", ".join(dict.fromkeys(failed.what for failed in outcome.failed)))
    lines = [
        "\n".join([failed.what, *diff(failed.expected, failed.got), *failed.notes])
        for failed in outcome.failed
    ]
    yield f"{head}><failure message={what}>{escape(_xml(chr(10).join(lines)))}</failure></testcase>"


def _xml(text: str) -> str:
    """The text without what XML 1.0 cannot hold."""
    return safe(text).encode("utf-8", "replace").decode()
