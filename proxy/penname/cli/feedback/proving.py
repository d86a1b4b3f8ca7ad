"""Test cases for a new entry: such as fail without it, and pass with it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.feedback.entries import NewEntry
from penname.cli.feedback.made_up import UNKNOWN, stand_ins, texts
from penname.cli.feedback.trial import Trial
from penname.cli.policy.runner import run_case
from penname.detect.contract import DetectionError
from penname.exchange.ports import Detector
from penname.policy.amend import AmendError, with_item
from penname.policy.cases import Case, Suite
from penname.policy.feedback import MISSED
from penname.policy.model import Policy
from penname.policy.problems import PolicyError

_NEW = """\
# yaml-language-server: $schema={schema}
kind: policy-test/v1
policy: {policy}
cases: []
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known before there is a case: the policy's tests, the policy without the entry and
    with it, and what finds. `before` is the text of the test file."""

    trial: Trial
    tests: Path
    before: str = field(repr=False)
    suite: Suite | None
    without: Policy
    policy: Policy
    detector: Detector


def tests_text(trial: Trial, tests: Path, policy: Path) -> str:
    """The test file of a policy as it is, or as it begins. Raises Failure."""
    try:
        return trial.read(tests).decode("utf-8")
    except FileNotFoundError:
        home = os.path.relpath(trial.folder, tests.parent)
        return _NEW.format(
            schema=f"{home}/schema/policy-test.v1.json",
            policy=os.path.relpath(policy, tests.parent),
        )
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or type(error).__name__
        raise Failure(f"{tests}: {words}", Exit.USAGE) from None


def proven(entry: NewEntry, ground: Ground, text: str, stand_in: str) -> str:
    """The test file with cases for the entry. `text` and `stand_in` are those that are wanted;
    where they are empty, some are looked for. Raises Failure."""
    for one, value in _candidates(entry, ground, text, stand_in):
        amended = _amended(entry.cases(one, value), ground)
        cases = _cases(amended, ground, len(entry.cases(one, value)))
        if cases and _shows(cases, ground):
            return amended
    raise Failure(_nothing_fits(entry, wanted=bool(text or stand_in)), Exit.USAGE)


def _candidates(
    entry: NewEntry, ground: Ground, text: str, stand_in: str
) -> Iterator[tuple[str, str]]:
    report = entry.report
    values: Sequence[str] = [stand_in] if stand_in else UNKNOWN
    if entry.value is not None:
        values = [""]
    elif report.report != MISSED and not stand_in:
        values = list(dict.fromkeys(stand_ins(report.entity, ground.policy, ground.suite)))
    for one in [text] if text else texts(report.entity, report.text):
        yield from ((one, value) for value in values)


def _amended(cases: Sequence[Sequence[str]], ground: Ground) -> str:
    amended = ground.before
    try:
        for lines in cases:
            amended = with_item(amended, "cases", lines)
    except AmendError as error:
        raise Failure(f"{ground.tests}: {error}", Exit.USAGE) from None
    return amended


def _cases(amended: str, ground: Ground, count: int) -> Sequence[Case]:
    """The new cases; none where the file cannot be read with them."""
    files = {**ground.trial.files, ground.tests: amended.encode()}
    try:
        return replace(ground.trial, files=files).suite(ground.tests).cases[-count:]
    except PolicyError:
        return ()


def _shows(cases: Sequence[Case], ground: Ground) -> bool:
    """Whether the first case fails without the entry, and all pass with it. Raises Failure."""

    async def passes(case: Case, policy: Policy) -> bool:
        return (await run_case(case, policy, ground.detector, ground.trial.today)).passed

    async def shows() -> bool:
        if await passes(cases[0], ground.without):
            return False
        return all([await passes(case, ground.policy) for case in cases])

    try:
        return asyncio.run(shows())
    except DetectionError as error:
        raise Failure(str(error), Exit.USAGE) from None


def _nothing_fits(entry: NewEntry, *, wanted: bool) -> str:
    kind, missed = entry.report.entity, entry.report.report == MISSED
    if entry.value is not None:
        what = "is missed" if missed else f"the value is found as {kind}, and nothing else"
        fix = f"Give one with --text FILE, {{{{value}}}} in the place of the value: there {what}"
    elif missed:
        fix = "Give a text with --text FILE ({{value}} in the place of the value) and a made-up "
        fix += "value with --stand-in that nothing finds"
    else:
        fix = f"Give a made-up value that is found as {kind} with --stand-in, and a text around "
        fix += "it with --text FILE ({{value}} in its place, nothing else to be found in it)"
    head = "the test case" if wanted else "no test case was found that"
    tail = (
        " does not fail without the entry and pass with it"
        if wanted
        else (" fails without the entry and passes with it")
    )
    return f"nothing was changed: {head}{tail}. {fix}"
