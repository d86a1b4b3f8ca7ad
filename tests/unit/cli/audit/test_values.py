"""The value that `audit search` looks for."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest

from penname.cli.audit.values import value_from
from penname.cli.exits import Exit, Failure


def test_value_comes_from_one_of_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line, a file without its last line end, or a terminal; else there is none."""
    (tmp_path / "v").write_text("Jane Doe\n")
    assert value_from("Jane", None, ask=False) == "Jane"
    assert value_from(None, str(tmp_path / "v"), ask=False) == "Jane Doe"
    assert value_from(None, None, ask=False) is None
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda _words, **how: "Jane" if how["hide_input"] else "")
    assert value_from(None, None, ask=True) == "Jane"


def test_empty_value_is_refused() -> None:
    """Nothing is no value: it would be looked for nowhere."""
    with pytest.raises(Failure, match="the value is empty") as caught:
        value_from(" ", None, ask=False)
    assert caught.value.exit_code == Exit.USAGE


def test_asking_needs_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody sits, the other way is named."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Jane\n"))
    with pytest.raises(Failure, match="--value-file -"):
        value_from(None, None, ask=True)
