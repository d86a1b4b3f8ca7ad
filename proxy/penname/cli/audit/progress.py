"""A bar or spinner on a terminal while a log is read, gone when it is done. Else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def reading(console: Console, words: str) -> Iterator[Callable[[int, int], None]]:
    """Calls of what it gives say how many bytes are done, and how many there are."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def waiting(console: Console, words: str) -> Iterator[Callable[[], None]]:
    """A spinner while something is looked for. Call what it gives before each line of output:
    where that goes to a terminal as well, the spinner ends, because both would share a line."""
    shares = sys.stdout.isatty()
    with ExitStack() as spinner:
        if console.is_terminal:
            spinner.enter_context(console.status(words))
        yield spinner.close if shares else lambda: None
