"""Bars and spinners."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from penname.cli.audit.progress import reading, waiting


def console(*, is_terminal: bool) -> Console:
    return Console(file=io.StringIO(), force_terminal=is_terminal, width=80)


def shown(one: Console) -> str:
    assert isinstance(one.file, io.StringIO)
    return one.file.getvalue()


def test_nothing_where_there_is_no_terminal() -> None:
    """A pipe or a file gets neither a bar nor a spinner."""
    talk = console(is_terminal=False)
    with reading(talk, "verifying") as step:
        step(1, 2)
    with waiting(talk, "searching") as stop:
        stop()
    assert shown(talk).strip() == ""


def test_bar_says_what_is_done() -> None:
    """On a terminal the bar has the words, and is gone in the end."""
    talk = console(is_terminal=True)
    with reading(talk, "verifying eu-1") as step:
        step(500, 1000)
    assert "verifying eu-1" in shown(talk)
    assert shown(talk).endswith("\x1b[1A\x1b[2K")


@pytest.mark.parametrize("shares", [True, False])
def test_spinner_ends_before_output(monkeypatch: pytest.MonkeyPatch, shares: bool) -> None:
    """The spinner ends at the first line of output, where that goes to a terminal as well."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: shares)
    talk = console(is_terminal=True)
    with waiting(talk, "searching") as stop:
        stop()
        ended = shown(talk).endswith("\x1b[1A\x1b[2K")
        stop()
    assert ended is shares
    assert shown(talk).endswith("\x1b[1A\x1b[2K")
