"""`penname feedback wrong`: something was found that is no such value."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from penname.cli.exits import Exit, Failure
from penname.cli.feedback.around import around, parts_of
from penname.cli.feedback.choosing import Choice, chosen, show_choices
from penname.cli.feedback.places import Home, Target
from penname.cli.feedback.reading import findings_in
from penname.cli.feedback.reporting import Wish, new_id, save, with_value
from penname.cli.findings import Finding
from penname.cli.output import err
from penname.cli.policy.files import near
from penname.cli.texts import STDIN, read_text
from penname.exchange.ports import Detector
from penname.policy.feedback import WRONG, Found, Report
from penname.server.clock import today_utc


@dataclass(frozen=True, slots=True)
class Pick:
    """Which finding is meant, and what is shown and kept of it."""

    number: int | None = None
    show_values: bool = False
    keep_text: bool = False


def execute(
    home: Home,
    file: str | None,
    pick: Pick,
    wish: Wish,
    *,
    policy: str | None = None,
    detector: Callable[[], Detector] | None = None,
) -> Exit:
    """Reports a finding in a text. Raises Failure."""
    check_showing(pick)
    target = home.target(policy, today_utc())
    text = _text(file)
    findings = findings_in(text, target.policy, today_utc(), detector)
    choices = choices_in(text, findings)
    return report_one(home, target, choices, pick, wish)


def check_showing(pick: Pick) -> None:
    """Values go to a terminal or nowhere. Raises Failure."""
    if pick.show_values and not sys.stderr.isatty():
        raise Failure("--show-values writes to a terminal only", Exit.UNSAFE)


def report_one(
    home: Home, target: Target, choices: Sequence[Choice], pick: Pick, wish: Wish
) -> Exit:
    """Shows findings and reports the one that is meant. Raises Failure."""
    talk = err()
    show_choices(talk, choices, show_values=pick.show_values)
    one = chosen(choices, pick.number, talk)
    bare = Report(
        id=new_id(home, today_utc()),
        report=WRONG,
        entity=one.entity_type,
        policy=target.name,
        reported=today_utc(),
        by=wish.by,
        note=wish.note,
        found=one.found,
        text=one.line if pick.keep_text else "",
    )
    if one.value is None:
        return save(home, bare, talk)
    return save(home, with_value(bare, one.value, home, target, plain=wish.plain), talk)


def _text(file: str | None) -> str:
    if file is None and sys.stdin.isatty():
        err().print("Type or paste the text, then press Ctrl-D on a line of its own.")
    return read_text(STDIN if file is None else file)


def choices_in(text: str, findings: Sequence[Finding], where: str = "") -> list[Choice]:
    """The findings of a text. `where`: which text it is, in words."""
    return [_choice(text, one, findings, where) for one in findings]


def _choice(text: str, one: Finding, findings: Sequence[Finding], where: str) -> Choice:
    value = text[one.start : one.end]
    again = [found.span() for found in re.finditer(re.escape(value), text, re.IGNORECASE)]
    others = [(o.start, o.end, o.entity_type) for o in findings]
    others += ((*part, one.entity_type) for part in parts_of(value, text))
    place = f"line {one.line}, column {one.column}"
    found = Found(
        where=where or place,
        recognizer=one.recognizer,
        score=round(one.score, 2),
        rule=near(one.where),
    )
    line = around(text, [(one.start, one.end), *again], others)
    return Choice(one.entity_type, one.action, place, found, value, line)
