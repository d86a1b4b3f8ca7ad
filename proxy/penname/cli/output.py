"""The two ends of the terminal: stdout for data, stderr for talk. NO_COLOR is rich's own rule."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

#: One colour per entity type, so that the eye follows a value through the panels.
_COLOURS = {
    "PERSON": "cyan",
    "EMAIL_ADDRESS": "yellow",
    "PHONE_NUMBER": "green",
    "STREET_ADDRESS": "bright_blue",
    "LOCATION": "blue",
    "IBAN_CODE": "magenta",
    "CREDIT_CARD": "bright_magenta",
    "IP_ADDRESS": "bright_cyan",
    "API_KEY": "red",
}
_OTHERS = ("bright_green", "bright_yellow", "bright_red", "white")


def colour(entity_type: str) -> str:
    """The colour of an entity type, the same in every run."""
    return _COLOURS.get(entity_type) or _OTHERS[sum(map(ord, entity_type)) % len(_OTHERS)]


def chip(entity_type: str) -> str:
    """The style of a value or surrogate of a type: dark letters on the type's colour."""
    return f"bold black on {colour(entity_type)}"


_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
del _CONTROLS[ord("\n")], _CONTROLS[ord("\t")]


def safe(text: str) -> str:
    """The text without what a terminal would obey; as long as before."""
    return text.translate(_CONTROLS)


def print_rows(console: Console, rows: Iterable[tuple[str | Text, str | Text]]) -> None:
    """Label and words, in two columns."""
    kept = list(rows)
    wide = max(len(label) for label, _ in kept)
    if not console.is_terminal:  # a grid would fill lines up with spaces
        for label, words in kept:
            console.print(f"  {label!s:<{wide}}  {words!s}", soft_wrap=True)
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in kept:
        grid.add_row(Text.assemble("  ", label), words)
    console.print(grid)


class _Console(Console):
    """rich's console ends the process when a pipe's reader leaves; ours tells `main`."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def out() -> Console:
    """For what the command was asked for."""
    return _Console(file=sys.stdout, highlight=False, emoji=False, markup=False)


def err() -> Console:
    """For everything else."""
    return _Console(file=sys.stderr, highlight=False, emoji=False, markup=False)


def write(text: str) -> None:
    """The text on stdout as it is. Raises BrokenPipeError without a number: one with it never
    reaches `main`, because click ends the process with 1, which means something else here."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise BrokenPipeError from None


@contextmanager
def busy(console: Console, words: str, *, also_plain: bool = False) -> Iterator[None]:
    """A spinner while something takes seconds. On no terminal one line, or nothing."""
    if console.is_terminal:
        with console.status(words):
            yield
    else:
        if also_plain:
            console.print(f"{words} ...")
        yield
