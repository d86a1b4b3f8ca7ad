"""What would change in files, line by line, as people know it from diff and git."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from penname.cli.feedback.writing import Change
from penname.cli.output import safe

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show_changes(console: Console, changes: Iterable[Change]) -> None:
    """A unified diff of each file."""
    for change in changes:
        for number, line in enumerate(_lines(change)):
            style = "bold" if number < 2 else _STYLES.get(line[:1], "dim")
            console.print(Text(safe(line), style), soft_wrap=True)
        console.print()


def _lines(change: Change) -> Iterator[str]:
    before = "" if change.before is None else change.before.decode("utf-8", "replace")
    old = "/dev/null" if change.before is None else str(change.path)
    yield from (
        line.rstrip("\r\n")
        for line in difflib.unified_diff(
            before.splitlines(),
            change.after.decode("utf-8", "replace").splitlines(),
            old,
            str(change.path),
            lineterm="",
        )
    )
