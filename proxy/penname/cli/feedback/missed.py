"""`penname feedback missed`: a value that was not found."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable

from penname.cli.audit.values import value_from
from penname.cli.exits import Exit, Failure
from penname.cli.feedback.around import around, parts_of
from penname.cli.feedback.places import Home, Target
from penname.cli.feedback.reading import findings_in
from penname.cli.feedback.reporting import Wish, new_id, save, with_value
from penname.cli.output import err
from penname.cli.texts import STDIN, read_text
from penname.exchange.ports import Detector
from penname.policy.feedback import MISSED, Found, Report
from penname.policy.model import Action, Mode, Policy
from penname.policy.problems import did_you_mean
from penname.policy.terms import TermIndex, term_problem
from penname.server.clock import today_utc


def execute(
    home: Home,
    entity: str,
    wish: Wish,
    *,
    value_file: str | None = None,
    text_file: str | None = None,
    policy: str | None = None,
    detector: Callable[[], Detector] | None = None,
) -> Exit:
    """Reports a value of a type. It is read from a file, or asked for. Raises Failure."""
    today = today_utc()
    target = home.target(policy, today)
    _check_type(target, entity)
    value = _value(value_file, text_file)
    line, found = "", Found()
    if text_file is not None:
        line = _line(read_text(text_file), value, entity, target.policy, today, detector)
        found = Found(where="a text")
    bare = Report(
        id=new_id(home, today),
        report=MISSED,
        entity=entity,
        policy=target.name,
        reported=today,
        by=wish.by,
        note=wish.note,
        found=found,
        text=line,
    )
    return save(home, with_value(bare, value, home, target, plain=wish.plain), err())


def _check_type(target: Target, entity: str) -> None:
    """Raises Failure for a type with which an entry would do nothing."""
    rule = target.policy.rules.get(entity)
    if rule is None:
        hint = did_you_mean(entity, target.policy.rules)
        words = f"{target.path} has no line for {entity} under entities"
        raise Failure(f"{words} ({hint})" if hint else words, Exit.USAGE)
    if rule.action is Action.ALLOW or rule.mode is not Mode.ENFORCE:
        words = (
            f"{rule.where}: nothing is done with {entity}, so an entry would have no effect. "
            "Report it as another type, or change that line first"
        )
        raise Failure(words, Exit.USAGE)


def _value(value_file: str | None, text_file: str | None) -> str:
    """The value: of a file, typed unseen, or of standard input. Raises Failure."""
    if value_file is None:
        if text_file == STDIN:
            raise Failure("the text takes standard input: give --value-file FILE", Exit.USAGE)
        value_file = None if sys.stdin.isatty() else STDIN
    elif value_file == text_file == STDIN:
        raise Failure("standard input is either the value or the text, not both", Exit.USAGE)
    value = (value_from(None, value_file, ask=value_file is None) or "").strip()
    if problem := term_problem(value):
        raise Failure(f"the value {problem}", Exit.USAGE)
    return value


def _line(
    text: str,
    value: str,
    entity: str,
    policy: Policy,
    today: dt.date,
    detector: Callable[[], Detector] | None,
) -> str:
    """What stands around the value where it first goes by unseen. Raises Failure."""
    places = list(TermIndex([value]).finditer(text))
    if not places:
        raise Failure("the value does not stand in the text", Exit.USAGE)
    findings = findings_in(text, policy, today, detector)
    same = [(one.start, one.end) for one in findings if one.entity_type == entity]
    for number, (start, end) in enumerate(places):
        if not any(left <= start and end <= right for left, right in same):
            others = [(one.start, one.end, one.entity_type) for one in findings]
            others += ((*part, entity) for part in parts_of(value, text))
            return around(text, [places[number], *places], others)
    words = f"it is found in the text already, as {entity}: there is nothing to report"
    raise Failure(words, Exit.USAGE)
