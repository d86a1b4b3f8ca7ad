"""The group `penname policy`."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.cli.policy.commands import policy

COMMANDS = ["check", "test", "explain", "diff", "replay", "schema", "new", "list", "sign", "verify"]


def test_group_has_its_commands() -> None:
    """All commands of the group are there, and no others."""
    assert sorted(policy.commands) == sorted(COMMANDS)
    assert cli.commands["policy"] is policy


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_and_how(name: str) -> None:
    """Each command has a line that says what it does, and every option has its words."""
    result = CliRunner().invoke(cli, ["policy", name, "--help"])
    assert result.exit_code == Exit.OK
    command = policy.commands[name]
    assert command.help
    assert "..." not in command.get_short_help_str(limit=68)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_help_imports_nothing_heavy() -> None:
    """Help does not wait for a policy loader, rich or the language model."""
    code = (
        "import sys, contextlib, penname.cli.main as m\n"
        "with contextlib.suppress(SystemExit): sys.argv[1:] = ['policy', '-h']; m.main()\n"
        "print(sorted({'aiohttp', 'rich', 'spacy', 'yaml', 're2'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.parametrize(
    "args",
    [
        ["explain"],
        ["explain", "a", "--text", "b"],
        ["replay"],
        ["diff"],
        ["check", "--format", "xml"],
        ["nope"],
    ],
)
def test_wrong_usage_has_its_code(args: list[str]) -> None:
    """What is not understood is wrong usage, and nothing goes to stdout."""
    result = CliRunner().invoke(cli, ["policy", *args])
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
