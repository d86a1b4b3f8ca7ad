"""A report, made and written into a file of its own."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console

from penname.cli.exits import Exit, Failure
from penname.cli.feedback.around import parts_of
from penname.cli.feedback.hashing import hash_of, hasher_for, says_value
from penname.cli.feedback.places import Home, Target
from penname.cli.output import write
from penname.policy.feedback import OPEN, Report, written
from penname.policy.hashed import SALTED
from penname.text.shape import shape_of

_SHORT = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What whoever reports has said about the report itself. `plain`: it may have the value."""

    by: str = ""
    note: str = field(default="", repr=False)
    plain: bool = False


def new_id(home: Home, today: dt.date) -> str:
    """An id that no report has: `fb-2026-11-29-3f9a`."""
    while True:
        id_ = f"fb-{today}-{secrets.token_hex(_SHORT // 2)}"
        if not (home.reports / f"{id_}.yaml").exists():
            return id_


def with_value(report: Report, value: str, home: Home, target: Target, *, plain: bool) -> Report:
    """The report with a hash of its value, and what that looks like. Raises Failure."""
    hasher = hasher_for(home, target)
    hashed = hash_of(hasher, report.report, value)
    full = replace(report, hashed=hashed, shape=shape_of(value), length=len(value), value=value)
    says = says_value(full, hasher, full.note) or next(parts_of(value, full.note), None)
    if says and not plain:
        words = "the note has the value itself, or a part of it: leave that out, or say --plain"
        raise Failure(words, Exit.UNSAFE)
    return full if plain else replace(full, value=None)


def save(home: Home, report: Report, talk: Console) -> Exit:
    """Writes a report; its path is what the command gives. Raises Failure.

    Where an open report is about the same value there is no other one.
    """
    twin = _twin(home, report)
    if twin is not None:
        talk.print(f"{twin.id} reports the same: nothing was written", soft_wrap=True)
        write(f"{twin.path}\n")
        return Exit.OK
    path = home.reports / f"{report.id}.yaml"
    try:
        text = written(report)
    except ValueError as error:
        raise Failure(f"the report cannot be written: {error}", Exit.USAGE) from None
    _put(path, text)
    _tell(talk, report)
    write(f"{path}\n")
    return Exit.OK


def _twin(home: Home, report: Report) -> Report | None:
    def about(one: Report) -> tuple[object, ...]:
        return one.report, one.entity, one.policy, one.hashed and one.hashed.written

    if report.hashed is None:
        return None
    return next((o for o in home.all() if o.state == OPEN and about(o) == about(report)), None)


def _put(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None


def _tell(talk: Console, report: Report) -> None:
    hashed = report.hashed
    if report.value is not None:
        talk.print("the report has the value in clear, as --plain says", soft_wrap=True)
    elif hashed is not None and hashed.hasher.scheme == SALTED:
        words = "the report has a salted hash of the value: who has the file can try values"
        talk.print(f"{words} (hash_key_file in the policy prevents that)", soft_wrap=True)
    if report.text:
        talk.print("it keeps what stood around the value: read it before you pass it on")
    talk.print(f"next: penname feedback show {report.id}", soft_wrap=True)
