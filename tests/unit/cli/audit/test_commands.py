"""The group `penname audit`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from penname.cli.main import cli
from tests.unit.cli.audit.logs import Writer, identity_file, mail, request, small_log

COMMANDS = ["verify", "show", "search", "tail", "export", "prove", "erase", "keys"]
KEYS = ["new", "list", "check", "rotate"]


def all_commands() -> Iterator[tuple[list[str], click.Command]]:
    for name in COMMANDS[:-1]:
        yield [name], audit.commands[name]
    keys = audit.commands["keys"]
    assert isinstance(keys, click.Group)
    for name in KEYS:
        yield ["keys", name], keys.commands[name]


def test_group_has_its_commands() -> None:
    """All commands of the group are there, and no others."""
    assert sorted(audit.commands) == sorted(COMMANDS)
    assert cli.commands["audit"] is audit
    keys = audit.commands["keys"]
    assert isinstance(keys, click.Group)
    assert sorted(keys.commands) == sorted(KEYS)


@pytest.mark.parametrize(
    ("names", "command"),
    [*all_commands()],
    ids=lambda one: "" if not isinstance(one, list) else one[-1],
)
def test_help_says_what_and_how(names: list[str], command: click.Command) -> None:
    """Each command has a line that says what it does, and every option has its words."""
    result = CliRunner().invoke(cli, ["audit", *names, "--help"])
    assert result.exit_code == Exit.OK
    assert command.help
    assert "..." not in command.get_short_help_str(limit=68)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_no_passphrase_on_the_command_line() -> None:
    """No option takes a passphrase itself: others could read it there."""
    for _, command in all_commands():
        named = {one for parameter in command.params for one in parameter.opts}
        assert not {one for one in named if "passphrase" in one} - {
            "--passphrase-file",
            "--no-passphrase",
        }


def test_help_imports_nothing_heavy() -> None:
    """Help does not wait for cryptography, rich or the language model."""
    code = (
        "import sys, contextlib, penname.cli.main as m\n"
        "with contextlib.suppress(SystemExit): sys.argv[1:] = ['audit', '-h']; m.main()\n"
        "print(sorted({'aiohttp', 'rich', 'spacy', 'yaml', 'cryptography'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")


def test_commands_load_no_model() -> None:
    """No command imports the engine or the web server."""
    folder = Path(__file__).parents[4] / "proxy" / "penname" / "cli" / "audit"
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    imports = "; ".join(f"import penname.cli.audit.{name}" for name in names)
    code = (
        f"import sys; {imports}\n"
        "print(sorted({'spacy', 'presidio_analyzer', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("where", ["alog", "keys"])
@pytest.mark.parametrize(
    "args",
    [
        ["verify"],
        ["show", "1"],
        ["search", "--value", mail()],
        ["tail"],
        ["export", "--as", "jsonl"],
        ["prove", "1"],
        ["erase", "--tenant", "acme", "--dry-run"],
        ["keys", "check"],
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_damage_never_shows_a_value(tmp_path: Path, args: list[str], where: str) -> None:
    """Whatever is broken, a command ends with a code of the table and quotes no value."""
    log = small_log(tmp_path / "log")
    path = log / f"seg-00000000.{where}"
    content = path.read_bytes()
    for broken in (b"", content[: len(content) // 2], b"\xff" * 100, content[::-1]):
        path.write_bytes(broken)
        words = args.index("keys") + 2 if "keys" in args else 1
        line = [*args[:words], str(log), *args[words:]]
        if args[0] not in ("verify", "prove"):
            line += ["--identity", identity_file(tmp_path)]
        result = CliRunner().invoke(audit, line)
        assert result.exit_code in set(Exit), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert mail() not in result.output


def test_empty_folder_variable_is_none(tmp_path: Path) -> None:
    """An empty variable names no folder, and an option wins over one."""
    log = Writer(tmp_path / "log").add(request(1)).end()
    env = {"PENNAME_AUDIT_DIR": ""}
    assert "give DIR" in CliRunner(env=env).invoke(audit, ["verify"]).stderr
    env = {"PENNAME_AUDIT_DIR": str(tmp_path / "other")}
    assert CliRunner(env=env).invoke(audit, ["verify", str(log)]).exit_code == Exit.OK
