"""Findings by number, and which of them somebody means. Their values are not shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.text import Text

from penname.cli.exits import Exit, Failure
from penname.cli.output import chip, colour, safe
from penname.policy.feedback import Found
from penname.text.shape import shape_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A finding. `place` says where it is, in the list. `value` is None where nobody here knows
    it; `line` is what stood around it."""

    entity_type: str
    action: str
    place: str
    found: Found
    value: str | None = field(default=None, repr=False)
    line: str = field(default="", repr=False)


def show_choices(console: Console, choices: Sequence[Choice], *, show_values: bool = False) -> None:
    """A line for each: number, type, what it looks like, where, who found it, who decided."""
    rows = [tuple(_cells(number, one)) for number, one in enumerate(choices, 1)]
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    for row, one in zip(rows, choices, strict=True):
        padded = [f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True) if width]
        line = Text.assemble((f"  {row[0]:>{wide[0]}}  ", "bold"))
        line.append(padded[1], colour(one.entity_type))
        line.append(f"  {'  '.join(padded[2:-1])}").append(f"  {padded[-1]}", style="dim")
        if show_values and one.value is not None:
            line.append("  ").append(f" {safe(one.value)} ", style=chip(one.entity_type))
        line.rstrip()
        console.print(line, soft_wrap=True)


def _cells(number: int, one: Choice) -> Iterator[str]:
    found = one.found
    yield str(number)
    yield safe(one.entity_type)
    yield "" if one.value is None else f"{safe(shape_of(one.value))} ({len(one.value)})"
    yield safe(one.place)
    yield "" if found.score is None else f"{found.score:.2f}"
    yield safe(found.recognizer)
    yield safe(one.action)
    yield safe(found.rule)


def chosen(choices: Sequence[Choice], wanted: int | None, talk: Console) -> Choice:
    """The finding that is meant: by its number, as the only one, or asked for. Raises Failure."""
    most = len(choices)
    if not choices:
        raise Failure("nothing is found that is acted on: there is nothing to report", Exit.USAGE)
    if wanted is not None:
        if not 1 <= wanted <= most:
            raise Failure(f"there is no finding {wanted}: they go from 1 to {most}", Exit.USAGE)
        return choices[wanted - 1]
    if most == 1:
        return choices[0]
    if not sys.stdin.isatty():
        raise Failure(f"say which one is wrong: --finding N, from 1 to {most}", Exit.USAGE)
    talk.print()
    number: int = click.prompt("Which one is wrong", type=click.IntRange(1, most), err=True)
    return choices[number - 1]
